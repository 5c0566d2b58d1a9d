"""Tareas externas: lo que un trabajador lee antes de ejecutarlas y quién puede cerrarlas."""

from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.trabajos import EstadoTrabajo, TipoTrabajo, Trabajo
from motor.bpmn.modelo import TODAS
from motor.manejadores import Contexto
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.acto import Acto, bloquear_instancia
from motor.reglas.ambitos import VariablesDeInstancia
from motor.reglas.trabajos import INTENTOS, TrabajoPerdido, obtener_trabajo
from motor.reglas.versiones import CacheVersiones


def contexto_de(
    sesion: Session, versiones: CacheVersiones, trabajo: Trabajo, ahora: datetime
) -> Contexto:
    """Devuelve lo que el manejador verá.

    Raises:
        OrdenRechazada: el trabajo no es de una tarea de servicio.
    """
    if trabajo.instancia_id is None or trabajo.tipo is not TipoTrabajo.SERVICIO:
        raise OrdenRechazada(f"El trabajo {trabajo.id} no es de una tarea de servicio.")
    instancia = sesion.get_one(Instancia, trabajo.instancia_id)
    version = versiones.obtener(sesion, instancia.version_id)
    nodo = version.proceso(instancia.proceso).nodos[trabajo.datos["elemento"]]
    vista = VariablesDeInstancia(sesion, instancia.id).vista(trabajo.datos["ambito"])
    destinos = [a.destino for a in nodo.entradas if a.destino != TODAS]
    declaradas = bool(destinos) and len(destinos) == len(nodo.entradas)
    entradas = {d: vista[d] for d in destinos} if declaradas else dict(vista)
    return Contexto(
        clave=f"trabajo-{trabajo.id}",
        tema=trabajo.tema or "",
        entradas=entradas,
        hr=sesion.get_one(Expediente, instancia.expediente_id).hr,
        elemento=nodo.id,
        intento=trabajo.intentos + 1,
        ahora=ahora,
    )


def bloquear_servicio(
    sesion: Session, versiones: CacheVersiones, trabajo_id: int, trabajador: str, ahora: datetime
) -> tuple[Acto, Trabajo]:
    """Bloquea la instancia de la tarea externa y devuelve el acto y su trabajo.

    Raises:
        NoEncontrado: no existe el trabajo.
        TrabajoPerdido: ya no está pendiente o lo tiene otro trabajador.
        OrdenRechazada: la instancia terminó o el trabajo no es de servicio.
    """
    trabajo = obtener_trabajo(sesion, trabajo_id)
    if trabajo.tipo is not TipoTrabajo.SERVICIO or trabajo.instancia_id is None:
        raise OrdenRechazada(f"El trabajo {trabajo_id} no es de una tarea de servicio.")
    acto = bloquear_instancia(sesion, versiones, trabajo.instancia_id, ahora)
    sesion.refresh(trabajo, with_for_update=True)
    if trabajo.estado is not EstadoTrabajo.PENDIENTE or trabajo.reservado_por != trabajador:
        raise TrabajoPerdido(
            f"El trabajo {trabajo_id} ya no es de «{trabajador}»: otro lo tomó, se hizo o se "
            "canceló. No se hizo nada."
        )
    if acto.instancia.estado is not EstadoInstancia.ACTIVA:
        raise OrdenRechazada("La instancia de ese servicio ya terminó.")
    return acto, trabajo


def intentos_de(trabajo: Trabajo) -> int:
    """Cuántos intentos tiene el trabajo antes de ser un incidente."""
    return int(trabajo.datos.get("reintentos") or INTENTOS)
