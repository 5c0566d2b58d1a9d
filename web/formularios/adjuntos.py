"""Los archivos que vienen en un formulario se adjuntan al expediente y quedan en su campo."""

from pathlib import PurePath

from motor.consultas.adjuntos import ficha_de_documento
from motor.consultas.formularios import poner_fichas
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Valor
from motor.operaciones.adjuntar_documento import AdjuntarDocumento, adjuntar_documento
from motor.operaciones.iniciar_expediente import Adjunto, AdjuntoDeCampo
from web.contexto import actor, lectura, operar
from web.formularios.lectura import Envio, Subido


def adjuntar_subidos(envio: Envio, expediente_id: int, tarea_id: int) -> list[Falta]:
    """Adjunta cada archivo y pone su ficha en `envio.datos`; devuelve una falta por rechazado.

    Son actos aparte: si después algo del formulario está mal, lo ya adjunto queda y no hay que
    volver a subirlo.
    """
    faltas = []
    for subido in envio.subidos:
        try:
            ficha = _adjuntar(subido, expediente_id, tarea_id)
            envio.datos.update(poner_fichas(envio.datos, [(subido.campo, ficha)]))
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


def adjuntos_de_inicio(envio: Envio) -> tuple[AdjuntoDeCampo, ...]:
    """Devuelve los archivos que vienen en un formulario de inicio, para la orden que lo abre."""
    return tuple(
        AdjuntoDeCampo(
            s.campo,
            Adjunto(s.archivo.filename or "archivo", s.archivo.read(), fojas=s.fojas or None),
        )
        for s in envio.subidos
    )
