"""Los archivos que vienen en un formulario se adjuntan al expediente y quedan en su campo."""

from pathlib import PurePath

from motor.consultas.adjuntos import ficha_de_documento
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Valor
from motor.operaciones.adjuntar_documento import AdjuntarDocumento, adjuntar_documento
from web.contexto import actor, lectura, operar
from web.formularios.lectura import Envio, Subido, dueno_de


def adjuntar_subidos(envio: Envio, expediente_id: int, tarea_id: int) -> list[Falta]:
    """Adjunta cada archivo y pone su ficha en `envio.datos`; devuelve una falta por rechazado.

    Son actos aparte: si después algo del formulario está mal, lo ya adjunto queda y no hay que
    volver a subirlo.
    """
    faltas = []
    for subido in envio.subidos:
        try:
            _poner(envio, subido, _adjuntar(subido, expediente_id, tarea_id))
        except DatosInvalidos as error:
            faltas.append(Falta(subido.campo, error.mensaje))
    return faltas


def _adjuntar(subido: Subido, expediente_id: int, tarea_id: int) -> Valor:
    archivo = PurePath(subido.archivo.filename or "archivo").name
    orden = AdjuntarDocumento(
        actor=actor(),
        expediente_id=expediente_id,
        nombre=PurePath(archivo).stem,
        archivo=archivo,
        contenido=subido.archivo.read(),
        fojas=subido.fojas or None,
        tarea_id=tarea_id,
        campo=subido.campo,
    )
    return ficha_de_documento(lectura(), operar(adjuntar_documento, orden).id)


def _poner(envio: Envio, subido: Subido, ficha: Valor) -> None:
    dueno, clave = dueno_de(envio.datos, subido.campo)
    if isinstance(dueno, dict):
        previos = dueno.get(clave)
        dueno[clave] = [*(previos if isinstance(previos, list) else ()), ficha]
