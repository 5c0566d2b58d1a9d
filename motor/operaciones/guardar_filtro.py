"""Guardar con un nombre los filtros de la bandeja, para sí o para toda la unidad."""

from dataclasses import dataclass

from sqlalchemy import select

from motor.almacen.personales import FiltroGuardado
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.reglas.organizacion import identificar

SIN_ASIENTO = "una búsqueda con nombre no toca ningún expediente"
LARGO_NOMBRE, LARGO_CONSULTA = 60, 1000


@dataclass(frozen=True)
class GuardarFiltro:
    """La orden. `consulta` es lo que sigue al «?»; `compartido`, con la unidad del cargo."""

    actor: Actor
    nombre: str
    consulta: str
    compartido: bool = False


def guardar_filtro(entorno: Entorno, orden: GuardarFiltro) -> int:
    """Guarda el filtro y devuelve su id; si la persona ya tenía uno con ese nombre, lo cambia.

    Raises:
        NoEncontrado, SinPermiso: la persona no existe o no ocupa hoy ese cargo.
        DatosInvalidos: falta el nombre, es muy largo o no hay nada que guardar.
    """
    nombre = " ".join(orden.nombre.split())
    if not nombre or len(nombre) > LARGO_NOMBRE:
        frase = f"Póngale un nombre de hasta {LARGO_NOMBRE} letras."
        raise DatosInvalidos("No se guardó el filtro.", [Falta("nombre", frase)])
    if not orden.consulta or len(orden.consulta) > LARGO_CONSULTA:
        raise DatosInvalidos("No hay ningún filtro puesto. Filtre la bandeja y guárdelo después.")
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        firmante = identificar(sesion, orden.actor, ahora)
        cargo = firmante.designacion.cargo if firmante.designacion else None
        filtro = sesion.scalar(
            select(FiltroGuardado).where(
                FiltroGuardado.persona_id == firmante.persona.id, FiltroGuardado.nombre == nombre
            )
        )
        if filtro is None:
            filtro = FiltroGuardado(
                persona_id=firmante.persona.id, nombre=nombre, consulta="", creado_el=ahora
            )
            sesion.add(filtro)
        filtro.consulta = orden.consulta
        filtro.unidad_id = cargo.unidad_id if cargo and orden.compartido else None
        sesion.flush()
        return filtro.id
