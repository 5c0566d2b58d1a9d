"""Por dónde empieza un ensayo: lo que inicia una persona y lo que inicia un mensaje de fuera."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Acceso, Cargo, Designacion, Persona, Unidad
from motor.almacen.procesos import ClaseInicio, VersionInicio, VersionProceso
from motor.consultas.mensajes_externos import Esperado, de_fuera
from motor.consultas.tarea_permiso import PersonaBreve
from motor.pruebas.ensayo import Ensayo
from motor.reglas.inicios import es_de_persona, inicio_de_persona
from motor.reglas.investidura import es_vigente

PERSONAS_MAXIMAS = 40


@dataclass(frozen=True)
class Inicio:
    """Una parte del borrador que una persona puede iniciar; `formulario` '' si no pide datos."""

    elemento: str
    nombre: str
    formulario: str
    quienes: tuple[PersonaBreve, ...]


def inicios_de_persona(sesion: Session, ensayo: Ensayo) -> tuple[Inicio, ...]:
    """Devuelve lo que una persona puede iniciar del borrador, y quiénes."""
    ahora = ensayo.reloj.ahora()
    version = ensayo.entorno.versiones.obtener(sesion, ensayo.arenero.version_id)
    procesos = sesion.scalars(
        select(VersionProceso)
        .join(
            VersionInicio,
            (VersionInicio.version_id == VersionProceso.version_id)
            & (VersionInicio.proceso == VersionProceso.elemento),
        )
        .where(
            VersionProceso.version_id == ensayo.arenero.version_id,
            VersionInicio.clase == ClaseInicio.NINGUNO,
        )
        .order_by(VersionProceso.principal.desc(), VersionProceso.elemento)
    )
    hallados = []
    for proceso in procesos:
        inicio = inicio_de_persona(version.proceso(proceso.elemento))
        if es_de_persona(proceso) and inicio is not None:
            quienes = quienes_ejercen(sesion, ahora, proceso.quien_inicia, proceso.institucion_id)
            formulario = inicio.trato.formulario or ""
            hallados.append(Inicio(proceso.elemento, proceso.nombre, formulario, quienes))
    return tuple(hallados)


def mensajes_que_inician(sesion: Session, ensayo: Ensayo) -> tuple[Esperado, ...]:
    """Devuelve los mensajes de fuera con que nace un expediente del borrador."""
    version = ensayo.entorno.versiones.obtener(sesion, ensayo.arenero.version_id)
    inicios = sesion.scalars(
        select(VersionInicio).where(
            VersionInicio.version_id == version.id, VersionInicio.clase == ClaseInicio.MENSAJE
        )
    )
    ahora, hallados = ensayo.reloj.ahora(), []
    for inicio in inicios:
        de = de_fuera(version.documento, inicio.elemento)
        nodo = version.proceso(inicio.proceso).nodos[inicio.elemento]
        if de is not None:
            titulo = nodo.nombre or inicio.nombre
            hallados.append(Esperado(inicio.nombre, titulo, "", "", "", de, ahora))
    return tuple(hallados)


def quienes_ejercen(
    sesion: Session, ahora: datetime, solo: Iterable[str] = (), institucion_id: int | None = None
) -> tuple[PersonaBreve, ...]:
    """Devuelve quiénes ejercen hoy esos cargos o unidades (claves o siglas); sin nombrar, todos."""
    consulta = (
        select(Persona.usuario, Persona.nombre, Cargo.nombre, Unidad.sigla)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(
            Persona.activa,
            Cargo.activo,
            Cargo.acceso == Acceso.ORDINARIO,
            es_vigente(ahora),
        )
        .order_by(Unidad.institucion_id, Unidad.id, Cargo.id)
        .limit(PERSONAS_MAXIMAS)
    )
    nombrados = list(solo)
    if nombrados:
        consulta = consulta.where(Cargo.clave.in_(nombrados) | Unidad.sigla.in_(nombrados))
    elif institucion_id is not None:
        consulta = consulta.where(Unidad.institucion_id == institucion_id)
    filas = sesion.execute(consulta)
    return tuple(PersonaBreve(u, n, f"{cargo} — {sigla}") for u, n, cargo, sigla in filas)
