"""Cambiar un parámetro de plazo desde una fecha; lo ya abierto conserva el que tenía."""

from dataclasses import dataclass
from datetime import date

from motor.almacen.plazos import Etiqueta, UnidadParametro
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.parametros import FichaParametro, poner_parametro

__all__ = ["CambiarParametroPlazo", "Etiqueta", "UnidadParametro", "cambiar_parametro_plazo"]


@dataclass(frozen=True)
class CambiarParametroPlazo:
    """La orden; rige desde `vigente_desde` (fecha local). `actor` None = la consola."""

    actor: Actor | None
    clave: str
    valor: str
    unidad: UnidadParametro
    vigente_desde: date
    norma: str
    etiqueta: Etiqueta
    motivo: str
    nota: str = ""
    prorrogas_max: int = 0
    prorroga_clave: str = ""


def cambiar_parametro_plazo(entorno: Entorno, orden: CambiarParametroPlazo) -> int:
    """Agrega el valor nuevo y devuelve su id.

    Raises:
        SinPermiso: el actor no administra el calendario.
        DatosInvalidos: el valor no es de su unidad, o ya hay uno desde esa misma fecha.
    """
    ficha = FichaParametro(
        orden.clave,
        orden.valor,
        orden.unidad,
        orden.etiqueta,
        orden.norma,
        orden.nota,
        orden.prorrogas_max,
        orden.prorroga_clave,
    )
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.CALENDARIO, ahora)
        fila, antes = poner_parametro(sesion, ficha, orden.vigente_desde)
        asentar(
            sesion,
            Hecho(
                "parametro_cambiado",
                ahora,
                quien,
                antes=antes,
                despues=ficha.como_json(orden.vigente_desde),
                motivo=orden.motivo,
            ),
        )
        return fila.id
