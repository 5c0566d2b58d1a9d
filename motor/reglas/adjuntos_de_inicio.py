"""Los archivos con que se inicia un expediente: entran con él y quedan en su campo.

Fuente: Ley 2341 art. 23 (foliado correlativo desde el primer actuado).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Json, Valor, decodificar
from motor.reglas.adjuntos import Adjunto, con_nombres_distintos, reconocer
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.documentos import Archivo, Procedencia, agregar, ficha


@dataclass(frozen=True)
class AdjuntoDeCampo:
    """Un archivo y la ruta del campo del formulario de inicio en que vino (`lista[2].nota`)."""

    campo: str
    adjunto: Adjunto


def reconocer_de_campos(
    adjuntos: Sequence[AdjuntoDeCampo], maximo_bytes: int
) -> list[tuple[str, Archivo]]:
    """Devuelve cada campo con su archivo, ya con su tipo verdadero y sus fojas.

    Raises:
        DatosInvalidos: con una falta por archivo que no se admite.
    """
    reconocidos: list[tuple[str, Archivo]] = []
    faltas: list[Falta] = []
    distintos = con_nombres_distintos([uno.adjunto for uno in adjuntos])
    for uno, adjunto in zip(adjuntos, distintos, strict=True):
        try:
            reconocidos.append((uno.campo, reconocer(adjunto, maximo_bytes)))
        except DatosInvalidos as error:
            faltas.append(Falta(uno.campo, error.mensaje))
    if faltas:
        raise DatosInvalidos("No se guardó nada; corrija lo señalado.", faltas)
    return reconocidos


def guardar_de_campos(
    sesion: Session,
    archivos: AlmacenArchivos,
    expediente: Expediente,
    reconocidos: Sequence[tuple[str, Archivo]],
    procedencia: Procedencia,
) -> list[tuple[str, Valor]]:
    """Agrega los archivos al expediente, en orden; devuelve (campo, ficha) de cada uno.

    Los asienta quien llama, en su propio acto.
    """
    fichas: list[tuple[str, Valor]] = []
    for campo, archivo in reconocidos:
        de_campo = replace(procedencia, campo=campo)
        version = agregar(sesion, archivos, expediente, archivo, de_campo)
        fichas.append((campo, decodificar(ficha(version))))
    return fichas


def para_el_asiento(fichas: Sequence[tuple[str, Valor]]) -> list[dict[str, Json]]:
    """Devuelve las fichas como van en la bitácora: números enteros y nada en blanco."""
    return [
        {c: v if isinstance(v, str) else int(v) for c, v in ficha_.items() if v is not None}
        for _, ficha_ in fichas
    ]
