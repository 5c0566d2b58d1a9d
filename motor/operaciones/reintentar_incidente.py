"""Reintentar lo que un incidente detuvo, una vez corregida su causa."""

from dataclasses import dataclass
from datetime import datetime

from motor.almacen.trabajos import Incidente
from motor.bpmn.avance import Reintento
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import Acto, bloquear_instancia
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.incidentes import exigir_reintentable, obtener_incidente, reponer_trabajo
from motor.reglas.organizacion import Facultad, Firmante, exigir_facultad


@dataclass(frozen=True)
class ReintentarIncidente:
    """La orden."""

    actor: Actor
    incidente_id: int
    motivo: str = ""
    idempotencia: str | None = None


def reintentar_incidente(entorno: Entorno, orden: ReintentarIncidente) -> Respuesta:
    """Vuelve a intentar; si falla otra vez, queda un incidente nuevo.

    Raises:
        NoEncontrado: no existe el incidente o la persona.
        SinPermiso: el actor no administra expedientes.
        OrdenRechazada: ya se resolvió, o es de una instancia que terminó.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        incidente = obtener_incidente(sesion, orden.incidente_id)
        firmante = exigir_facultad(sesion, orden.actor, Facultad.EXPEDIENTES, ahora)
        acto = None
        if incidente.instancia_id is not None:
            acto = bloquear_instancia(sesion, entorno.versiones, incidente.instancia_id, ahora)
            acto.quien = firmante
        exigir_reintentable(sesion, incidente, acto)
        incidente.resuelto_el, incidente.resuelto_por_id = ahora, firmante.persona.id
        if incidente.trabajo_id is not None:
            reponer_trabajo(sesion, incidente.trabajo_id, ahora)
        elif acto is not None and incidente.ficha is not None:
            avanzar(acto, Reintento(incidente.ficha))
        hecho = _hecho(acto, incidente, firmante, orden, ahora)
        if acto is not None:
            asentar_acto(acto, hecho)
        else:
            asentar(sesion, hecho)
        hr = acto.expediente.hr if acto else ""
        respuesta = Respuesta(incidente.id, incidente.expediente_id, incidente.instancia_id, hr)
        return anotar(sesion, orden, respuesta)


def _hecho(
    acto: Acto | None,
    incidente: Incidente,
    firmante: Firmante,
    orden: ReintentarIncidente,
    ahora: datetime,
) -> Hecho:
    datos = {"incidente": incidente.id, "elemento": incidente.elemento}
    return Hecho(
        "incidente_reintentado",
        ahora,
        firmante,
        acto.expediente if acto else None,
        acto.instancia if acto else None,
        motivo=orden.motivo,
        datos=datos | (acto.resumen.como_datos() if acto else {}),
    )
