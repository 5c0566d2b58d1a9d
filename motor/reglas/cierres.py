"""Lo que deja de esperar tras un acto: se cierra en la tabla que le toca, y solo en esa."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Update, bindparam, delete, select, update

from motor.almacen.diferidas import diferir
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea, esta_abierta
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo, esta_por_hacer
from motor.bpmn.avance import Cerrada
from motor.bpmn.modelo import Nodo, TipoEvento, TipoNodo
from motor.reglas.acto import Acto
from motor.reglas.trabajos import Encargo, encargar

_DE_PERSONA = {TipoNodo.USUARIO, TipoNodo.MANUAL}
_SIN_SINCRONIZAR = {"synchronize_session": False}
# Lo borrado sale de la sesión: SQLite da su mismo id a la fila siguiente.
_OLVIDANDO = {"synchronize_session": "evaluate"}

_FICHAS: BindParameter[Any] = bindparam("_fichas", expanding=True)
_CANCELAR_PLAZOS = (
    update(Plazo)
    .where(
        Plazo.instancia_id == bindparam("_instancia"),
        Plazo.ficha.in_(_FICHAS),
        Plazo.estado == EstadoPlazo.ABIERTO,
    )
    .values(estado=EstadoPlazo.CANCELADO, cerrado_el=bindparam("_ahora"), proximo_aviso_el=None)
)
_RESOLVER_INCIDENTES = (
    update(Incidente)
    .where(
        Incidente.instancia_id == bindparam("_instancia"),
        Incidente.ficha.in_(_FICHAS),
        Incidente.resuelto_el.is_(None),
    )
    .values(resuelto_el=bindparam("_ahora"))
)


def cerrar_todas(acto: Acto, cerradas: Sequence[Cerrada], ya_cerrada: int | None = None) -> None:
    """Cierra las fichas; `ya_cerrada` es la que el propio acto ya cerró en su tabla."""
    por_clase: dict[str, list[Cerrada]] = {}
    for cerrada in cerradas:
        nodo = acto.nodo(cerrada.elemento)
        if cerrada.ficha != ya_cerrada:
            por_clase.setdefault(_clase(nodo), []).append(cerrada)
        if nodo.en_segundo_plano and nodo.tipo in _DE_PERSONA:
            por_clase.setdefault("trabajo", []).append(cerrada)
    for clase, suyas in por_clase.items():
        _CERRAR[clase](acto, [c.ficha for c in suyas])
    if por_clase:
        _resolver_incidentes(acto, [c.ficha for c in cerradas])


def _clase(nodo: Nodo) -> str:
    if nodo.tipo in _DE_PERSONA:
        return "tarea"
    if nodo.tipo is TipoNodo.RECEPCION:
        return "espera"
    if nodo.tipo is TipoNodo.LLAMADA:
        return "llamada"
    tipos = {nodo.evento.tipo, *(e.tipo for e in nodo.eventos)}
    if tipos & {TipoEvento.MULTIPLE}:
        return "evento_multiple"
    if TipoEvento.TEMPORIZADOR in tipos:
        return "plazo"
    return "espera" if tipos & {TipoEvento.MENSAJE, TipoEvento.SENAL} else "trabajo"


def _cerrar_tareas(acto: Acto, fichas: Sequence[int]) -> None:
    canceladas = acto.sesion.scalars(
        select(Tarea).where(
            Tarea.instancia_id == acto.instancia.id,
            Tarea.ficha.in_(fichas),
            esta_abierta(),
        )
    ).all()
    for tarea in canceladas:
        tarea.estado, tarea.cerrada_el = EstadoTarea.CANCELADA, acto.ahora
        acto.resumen.canceladas.append({"tarea": tarea.id, "elemento": tarea.elemento})
    _cerrar_plazos(acto, fichas)
    _cerrar_trabajos(acto, fichas)


def _cerrar_plazos(acto: Acto, fichas: Sequence[int]) -> None:
    _actualizar(acto, _CANCELAR_PLAZOS, fichas)


def _actualizar(acto: Acto, orden: Update, fichas: Sequence[int]) -> None:
    """Escribe en las filas de esas fichas, después de lo que el acto ya tenga por guardar."""
    acto.sesion.flush()
    suyas = {"_instancia": acto.instancia.id, "_fichas": list(fichas), "_ahora": acto.ahora}
    diferir(acto.sesion, orden, [suyas])


def _cerrar_esperas(acto: Acto, fichas: Sequence[int]) -> None:
    acto.sesion.execute(
        delete(Espera).where(Espera.instancia_id == acto.instancia.id, Espera.ficha.in_(fichas)),
        execution_options=_OLVIDANDO,
    )


def _cerrar_trabajos(acto: Acto, fichas: Sequence[int]) -> None:
    acto.sesion.execute(
        update(Trabajo)
        .where(
            Trabajo.instancia_id == acto.instancia.id,
            Trabajo.ficha.in_(fichas),
            esta_por_hacer(),
            Trabajo.tipo.in_(
                (TipoTrabajo.SERVICIO, TipoTrabajo.CONTINUAR, TipoTrabajo.INICIAR_LLAMADA)
            ),
        )
        .values(estado=EstadoTrabajo.CANCELADO, reservado_por=None, reservado_hasta=None),
        execution_options=_SIN_SINCRONIZAR,
    )


def _cerrar_llamadas(acto: Acto, fichas: Sequence[int]) -> None:
    _cerrar_trabajos(acto, fichas)
    anular_hijas(acto, fichas)


def anular_hijas(acto: Acto, fichas: Sequence[int] | None = None) -> None:
    """Encarga anular las instancias que esta llamó y siguen corriendo; None = todas."""
    condiciones: list[ColumnElement[bool]] = [
        Instancia.madre_id == acto.instancia.id,
        Instancia.estado == EstadoInstancia.ACTIVA,
    ]
    if fichas is not None:
        condiciones.append(Instancia.madre_ficha.in_(fichas))
    for hija in acto.sesion.scalars(select(Instancia.id).where(*condiciones)).all():
        encargo = Encargo(
            TipoTrabajo.ANULAR_LLAMADA,
            acto.ahora,
            expediente_id=acto.instancia.expediente_id,
            datos={"hija": hija},
        )
        encargar(acto.sesion, encargo)


def _cerrar_multiple(acto: Acto, fichas: Sequence[int]) -> None:
    _cerrar_plazos(acto, fichas)
    _cerrar_esperas(acto, fichas)


def _resolver_incidentes(acto: Acto, fichas: Sequence[int]) -> None:
    _actualizar(acto, _RESOLVER_INCIDENTES, fichas)


_CERRAR = {
    "tarea": _cerrar_tareas,
    "plazo": _cerrar_plazos,
    "espera": _cerrar_esperas,
    "trabajo": _cerrar_trabajos,
    "llamada": _cerrar_llamadas,
    "evento_multiple": _cerrar_multiple,
}


def cerrar_toda_la_instancia(acto: Acto) -> None:
    """Cancela todo lo abierto de la instancia, sin mover sus fichas: se anula o terminó."""
    sesion, ahora, suya = acto.sesion, acto.ahora, acto.instancia.id
    tareas = update(Tarea).where(Tarea.instancia_id == suya, esta_abierta())
    sesion.execute(
        tareas.values(estado=EstadoTarea.CANCELADA, cerrada_el=ahora),
        execution_options=_SIN_SINCRONIZAR,
    )
    plazos = update(Plazo).where(Plazo.instancia_id == suya, Plazo.estado == EstadoPlazo.ABIERTO)
    sesion.execute(
        plazos.values(estado=EstadoPlazo.CANCELADO, cerrado_el=ahora, proximo_aviso_el=None),
        execution_options=_SIN_SINCRONIZAR,
    )
    sesion.execute(delete(Espera).where(Espera.instancia_id == suya), execution_options=_OLVIDANDO)
    trabajos = update(Trabajo).where(
        Trabajo.instancia_id == suya,
        esta_por_hacer(),
    )
    sesion.execute(
        trabajos.values(estado=EstadoTrabajo.CANCELADO, reservado_por=None, reservado_hasta=None),
        execution_options=_SIN_SINCRONIZAR,
    )
    incidentes = update(Incidente).where(
        Incidente.instancia_id == suya, Incidente.resuelto_el.is_(None)
    )
    sesion.execute(incidentes.values(resuelto_el=ahora), execution_options=_SIN_SINCRONIZAR)
