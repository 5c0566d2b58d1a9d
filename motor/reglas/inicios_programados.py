"""Los inicios por temporizador de una versión: cuándo toca el próximo."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from motor.almacen.procesos import Version
from motor.almacen.trabajos import EstadoTrabajo, TipoTrabajo, Trabajo
from motor.bpmn.modelo import ClaseTemporizador, Documento, Temporizador
from motor.feel import compilar
from motor.nucleo.lapsos import lapso_de_valor
from motor.nucleo.plazos import computar
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json, Valor
from motor.reglas.calendario import cargar_tablas
from motor.reglas.plazos import computar_medida
from motor.reglas.publicacion import inicios_con_hora
from motor.reglas.temporizadores import leer_ciclo
from motor.reglas.trabajos import Encargo, encargar


def programar(sesion: Session, version: Version, documento: Documento, ahora: datetime) -> None:
    """Encarga el primer inicio de cada temporizador de inicio de la versión."""
    for proceso, nodo in inicios_con_hora(documento):
        temporizador = nodo.evento.temporizador
        if temporizador is None:
            continue
        que = _cuanto(temporizador, ahora)
        datos: dict[str, Json] = {
            "version": version.id,
            "proceso": proceso.id,
            "inicio": nodo.id,
            "contenido": {},
        }
        cada: Valor = que
        if temporizador.clase is ClaseTemporizador.CICLO:
            ciclo = leer_ciclo(str(que))
            cada = ciclo.desde or ciclo.cada
            datos |= {"cada": ciclo.cada, "faltan": -1 if ciclo.veces is None else ciclo.veces - 1}
        cuando = _vence(sesion, cada, ahora)
        encargar(
            sesion, Encargo(TipoTrabajo.INICIAR_PROCESO, cuando, tema=_tema(version), datos=datos)
        )


def programar_siguiente(sesion: Session, version: Version, trabajo: Trabajo) -> None:
    """Si el inicio se repite, encarga la vez siguiente desde la que acaba de tocar."""
    faltan = trabajo.datos.get("faltan")
    if not faltan:
        return
    cuando = _vence(sesion, trabajo.datos["cada"], trabajo.debido_el)
    datos = {**trabajo.datos, "faltan": faltan if faltan < 0 else faltan - 1}
    encargar(sesion, Encargo(TipoTrabajo.INICIAR_PROCESO, cuando, tema=_tema(version), datos=datos))


def cancelar_programados(sesion: Session, version: Version) -> None:
    """Cancela los inicios por venir de una versión que deja de estar vigente."""
    sesion.execute(
        update(Trabajo)
        .where(
            Trabajo.tipo == TipoTrabajo.INICIAR_PROCESO,
            Trabajo.tema == _tema(version),
            Trabajo.estado == EstadoTrabajo.PENDIENTE,
        )
        .values(estado=EstadoTrabajo.CANCELADO, reservado_por=None, reservado_hasta=None),
        execution_options={"synchronize_session": False},
    )


def _tema(version: Version) -> str:
    return f"version:{version.id}"


def _cuanto(temporizador: Temporizador, ahora: datetime) -> Valor:
    texto = temporizador.texto
    if temporizador.es_expresion or texto.startswith("="):
        return compilar(texto.removeprefix("=")).evaluar({}, ahora=ahora.astimezone(LA_PAZ))
    return texto


def _vence(sesion: Session, que: Valor, desde: datetime) -> datetime:
    tablas = cargar_tablas(sesion)
    if isinstance(que, str):
        return computar_medida(tablas, que, desde).vence_el
    return computar(lapso_de_valor(que), desde, tablas.calendario_de()).vence_el
