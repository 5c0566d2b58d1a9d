"""De quién depende cada unidad y cada cargo: que nadie dependa, ni por rodeos, de sí mismo.

Una vuelta sacaría a esas unidades del árbol y dejaría sin fin a quien sube por los superiores.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.nucleo.errores import DatosInvalidos, Falta


def exigir_superior_de_unidad(
    sesion: Session, superior: Unidad, fila: Unidad | None, institucion_id: int
) -> None:
    """Comprueba que la unidad (None = nueva) de esa institución pueda depender de `superior`.

    Raises:
        DatosInvalidos: `superior` se cerró, es de otra institución, o depende de la unidad.
    """
    if superior.vigente_hasta is not None:
        raise _no_puede(
            "superior",
            f"La unidad «{superior.sigla}» se cerró el {superior.vigente_hasta:%d/%m/%Y}: "
            "elija una que exista.",
        )
    if superior.institucion_id != institucion_id:
        raise _no_puede(
            "superior",
            f"La unidad «{superior.sigla}» es de otra institución: elija una de la misma.",
        )
    if fila is not None and fila.id in _hacia_arriba(sesion, Unidad, superior.id):
        raise _no_puede(
            "superior",
            f"«{superior.sigla}» depende de «{fila.sigla}», o es ella misma: elija otra unidad.",
        )


def exigir_superior_de_cargo(sesion: Session, superior: Cargo, fila: Cargo | None) -> None:
    """Comprueba que el cargo (None = nuevo) pueda depender de `superior`.

    Raises:
        DatosInvalidos: `superior` depende del cargo, o es el mismo.
    """
    if fila is not None and fila.id in _hacia_arriba(sesion, Cargo, superior.id):
        raise _no_puede(
            "jefe",
            f"«{superior.nombre}» depende de «{fila.nombre}», o es el mismo: elija otro cargo.",
        )


def _hacia_arriba(sesion: Session, tabla: type[Unidad] | type[Cargo], desde: int) -> set[int]:
    """Los ids desde ese, incluido, hasta el que no depende de nadie."""
    superiores = dict(sesion.execute(select(tabla.id, tabla.superior_id)).all())
    vistos: set[int] = set()
    actual: int | None = desde
    while actual is not None and actual not in vistos:
        vistos.add(actual)
        actual = superiores[actual]
    return vistos


def _no_puede(campo: str, frase: str) -> DatosInvalidos:
    return DatosInvalidos(frase, [Falta(campo, frase)])
