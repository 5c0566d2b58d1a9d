"""Guardar lo que una persona lleva ensayado de un borrador: sus pasos, con que se rehace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from motor.almacen.borradores import EstadoBorrador
from motor.almacen.ensayos import Ensayo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.json_canonico import canonico
from motor.nucleo.valores import Json
from motor.reglas.borradores import Conflicto, bloquear_borrador
from motor.reglas.organizacion import Facultad, exigir_facultad

SIN_ASIENTO = "ensayar no es un acto: nada de lo ensayado ocurre"
PASOS_MAXIMOS = 300
LARGO_MAXIMO = 500_000  # de los pasos escritos: más no se podría leer como escenario
_ENSAYABLES = (EstadoBorrador.ABIERTO, EstadoBorrador.EN_REVISION)


@dataclass(frozen=True)
class GuardarEnsayo:
    """La orden; `revision` es la que se vio del ensayo (0 = todavía no hay)."""

    actor: Actor
    borrador_id: int
    revision: int
    comienza_el: datetime
    pasos: Sequence[Mapping[str, Json]] = field(default=())


def guardar_ensayo(entorno: Entorno, orden: GuardarEnsayo) -> int:
    """Guarda el ensayo de quien lo hace y devuelve su revisión nueva.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        Conflicto: el ensayo siguió en otra pestaña; nada cambió.
        OrdenRechazada: el borrador se publicó o se descartó.
        DatosInvalidos: tiene demasiados pasos, o demasiado escrito en ellos.
    """
    if len(orden.pasos) > PASOS_MAXIMOS:
        raise DatosInvalidos(
            f"Un ensayo lleva hasta {PASOS_MAXIMOS} pasos. Guárdelo como escenario y empiece otro."
        )
    if len(canonico([dict(paso) for paso in orden.pasos])) > LARGO_MAXIMO:
        raise DatosInvalidos(
            f"Lo escrito en el ensayo pasa de {LARGO_MAXIMO} letras. Deshaga el último paso y "
            "escriba menos, o guárdelo como escenario y empiece otro."
        )
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        bloquear_borrador(sesion, orden.borrador_id, _ENSAYABLES)
        ensayo = sesion.get(Ensayo, (orden.borrador_id, quien.persona.id))
        if ensayo is None:
            ensayo = Ensayo(borrador_id=orden.borrador_id, persona_id=quien.persona.id, revision=0)
            sesion.add(ensayo)
        if ensayo.revision != orden.revision:
            raise Conflicto("el paso del ensayo", "usted, en otra pestaña,", ensayo.tocado_el)
        ensayo.comienza_el, ensayo.pasos = orden.comienza_el, [dict(p) for p in orden.pasos]
        ensayo.revision, ensayo.tocado_el = orden.revision + 1, ahora
        return ensayo.revision
