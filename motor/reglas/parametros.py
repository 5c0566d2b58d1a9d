"""Poner un valor de un parámetro de plazo desde una fecha."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.plazos import Etiqueta, ParametroPlazo, UnidadParametro
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.lapsos import es_clave
from motor.nucleo.valores import Json
from motor.reglas.calendario import comprobar_valor, subir_revision


@dataclass(frozen=True)
class FichaParametro:
    """Lo que se declara de un parámetro."""

    clave: str
    valor: str
    unidad: UnidadParametro
    etiqueta: Etiqueta
    norma: str = ""
    nota: str = ""
    prorrogas_max: int = 0
    prorroga_clave: str = ""

    def como_json(self, desde: date) -> dict[str, Json]:
        """Devuelve los datos planos, para el asiento."""
        return {
            "clave": self.clave,
            "valor": self.valor,
            "unidad": self.unidad.value,
            "norma": self.norma,
            "etiqueta": self.etiqueta.value,
            "vigente_desde": desde.isoformat(),
            "prorrogas_max": self.prorrogas_max,
        }

    def como_fila(self, desde: date) -> ParametroPlazo:
        """Devuelve la fila que rige desde esa fecha, todavía sin guardar."""
        return ParametroPlazo(
            clave=self.clave,
            valor=self.valor,
            unidad=self.unidad,
            norma=self.norma,
            etiqueta=self.etiqueta,
            nota=self.nota,
            prorrogas_max=self.prorrogas_max,
            prorroga_clave=self.prorroga_clave,
            vigente_desde=desde,
        )


def poner_parametro(
    sesion: Session, ficha: FichaParametro, desde: date
) -> tuple[ParametroPlazo, dict[str, Json] | None]:
    """Agrega el valor y devuelve la fila y el valor que regía antes (None si no había).

    Raises:
        DatosInvalidos: la clave o el valor están mal, o ya hay un valor desde esa fecha.
    """
    if not es_clave(ficha.clave):
        raise DatosInvalidos(
            f"La clave de parámetro «{ficha.clave}» está mal: escriba grupo.nombre, en minúsculas."
        )
    comprobar_valor(ficha.clave, ficha.valor, ficha.unidad)
    anteriores = sesion.scalars(
        select(ParametroPlazo)
        .where(ParametroPlazo.clave == ficha.clave)
        .order_by(ParametroPlazo.vigente_desde)
    ).all()
    if any(fila.vigente_desde == desde for fila in anteriores):
        raise DatosInvalidos(
            f"El parámetro «{ficha.clave}» ya tiene un valor desde el {desde:%d/%m/%Y}. "
            "Elija otra fecha."
        )
    fila = ficha.como_fila(desde)
    sesion.add(fila)
    subir_revision(sesion)
    previas = [f for f in anteriores if f.vigente_desde < desde]
    antes = previas[-1] if previas else None
    return fila, {"valor": antes.valor, "unidad": antes.unidad.value} if antes else None
