"""Lo que la página de un ensayo muestra: dónde está, qué se puede hacer y qué se produjo."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.plazos import Aviso, EstadoPlazo, Plazo
from motor.almacen.procesos import ClaseInicio, VersionInicio, VersionProceso
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.consultas.mensajes_externos import Esperado, listar_esperados_de_todos
from motor.consultas.tarea_permiso import PersonaBreve, quienes_pueden
from motor.consultas.valores import Dato, aplanar
from motor.pruebas.ensayo import Ensayo, Tropiezo
from motor.pruebas.ensayo_dibujo import Dibujo, dibujar
from motor.pruebas.ensayo_dicho import decir_paso, nombres_de
from motor.reglas.inicios import es_de_persona, inicio_de_persona
from motor.reglas.investidura import es_vigente

PERSONAS_MAXIMAS = 40


@dataclass(frozen=True)
class TareaPorHacer:
    """Una tarea abierta y quiénes la harían."""

    id: int
    nombre: str
    hr: str
    quienes: tuple[PersonaBreve, ...]
    vence_el: datetime | None


@dataclass(frozen=True)
class Inicio:
    """Una parte del borrador que una persona puede iniciar; `formulario` '' si no pide datos."""

    elemento: str
    nombre: str
    formulario: str
    quienes: tuple[PersonaBreve, ...]


@dataclass(frozen=True)
class Abierto:
    """Un expediente del ensayo."""

    id: int
    hr: str
    asunto: str
    estado: str
    final: str
    variables: tuple[Dato, ...]


@dataclass(frozen=True)
class AvisoVisto:
    """Un aviso de la página: a quién y qué dice."""

    para: str
    texto: str
    el: datetime


@dataclass(frozen=True)
class Correo:
    """Un correo que de verdad habría salido."""

    para: str
    asunto: str
    texto: str


@dataclass(frozen=True)
class VistaDeEnsayo:
    """Todo lo de la página. `proximo` es cuándo vence lo primero que espera una fecha."""

    comienza: datetime
    ahora: datetime
    pasos: tuple[str, ...]
    tropiezo: Tropiezo | None
    expedientes: tuple[Abierto, ...]
    tareas: tuple[TareaPorHacer, ...]
    inicios: tuple[Inicio, ...]
    esperados: tuple[Esperado, ...]
    enviados: tuple[str, ...]
    plazos: tuple[tuple[str, datetime], ...]
    proximo: datetime | None
    dibujo: Dibujo
    avisos: tuple[AvisoVisto, ...]
    correos: tuple[Correo, ...]
    incidentes: tuple[str, ...]


def mirar(ensayo: Ensayo) -> VistaDeEnsayo:
    """Devuelve cómo está el ensayo."""
    ahora = ensayo.reloj.ahora()
    with ensayo.entorno.leer() as sesion:
        nombres = nombres_de(sesion, ensayo)
        expedientes = sesion.scalars(select(Expediente).order_by(Expediente.id)).all()
        return VistaDeEnsayo(
            comienza=ensayo.comienza,
            ahora=ahora,
            pasos=tuple(decir_paso(paso, nombres) for paso in ensayo.hechos),
            tropiezo=ensayo.tropiezo,
            expedientes=tuple(_abierto(sesion, e) for e in expedientes),
            tareas=_tareas(sesion, ahora),
            inicios=_inicios(sesion, ensayo, ahora),
            esperados=listar_esperados_de_todos(sesion, ensayo.entorno.versiones),
            enviados=_enviados(sesion),
            plazos=_plazos(sesion, nombres),
            proximo=_proximo(sesion, ahora),
            dibujo=dibujar(sesion, ensayo, expedientes),
            avisos=_avisos(sesion),
            correos=_correos(ensayo),
            incidentes=tuple(
                sesion.scalars(
                    select(Incidente.mensaje)
                    .where(Incidente.resuelto_el.is_(None))
                    .order_by(Incidente.id)
                )
            ),
        )


def quienes_ejercen(
    sesion: Session, ahora: datetime, solo: Iterable[str] = (), institucion_id: int | None = None
) -> tuple[PersonaBreve, ...]:
    """Devuelve quiénes ejercen hoy esos cargos o unidades (claves o siglas); sin nombrar, todos."""
    consulta = (
        select(Persona.usuario, Persona.nombre, Cargo.nombre, Unidad.sigla)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Persona.activa, Cargo.activo, es_vigente(ahora))
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


def _tareas(sesion: Session, ahora: datetime) -> tuple[TareaPorHacer, ...]:
    filas = sesion.execute(
        select(Tarea, Expediente.hr)
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .where(Tarea.estado.in_(ABIERTAS))
        .order_by(Tarea.id)
    )
    return tuple(
        TareaPorHacer(t.id, t.nombre, hr, quienes_pueden(sesion, t, ahora), t.vence_el)
        for t, hr in filas
    )


def _inicios(sesion: Session, ensayo: Ensayo, ahora: datetime) -> tuple[Inicio, ...]:
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


def _abierto(sesion: Session, expediente: Expediente) -> Abierto:
    filas = sesion.scalars(
        select(Ambito.valores)
        .join(Instancia, Instancia.id == Ambito.instancia_id)
        .where(Instancia.expediente_id == expediente.id, Ambito.numero == 0)
        .order_by(Instancia.id)
    )
    variables: dict[str, Any] = {}
    for valores in filas:
        variables |= valores
    return Abierto(
        expediente.id,
        expediente.hr,
        expediente.asunto,
        expediente.estado.value,
        expediente.final or "",
        aplanar(variables),
    )


def _enviados(sesion: Session) -> tuple[str, ...]:
    """Los mensajes que el borrador mandó, con su destino."""
    filas = sesion.execute(
        select(Mensaje.nombre, Institucion.nombre, Mensaje.estado)
        .outerjoin(Institucion, Institucion.id == Mensaje.a_institucion_id)
        .where(Mensaje.expediente_id.is_not(None))
        .order_by(Mensaje.id)
    )
    return tuple(
        f"«{nombre}»{f' a {a}' if a else ''}: {estado.value}" for nombre, a, estado in filas
    )


def _plazos(sesion: Session, nombres: Mapping[str, str]) -> tuple[tuple[str, datetime], ...]:
    filas = sesion.execute(
        select(Plazo.elemento, Plazo.vence_el)
        .where(Plazo.estado == EstadoPlazo.ABIERTO)
        .order_by(Plazo.vence_el, Plazo.id)
    )
    return tuple((nombres.get(elemento) or elemento, vence) for elemento, vence in filas)


def _proximo(sesion: Session, ahora: datetime) -> datetime | None:
    """Cuándo vence el primer plazo o temporizador, sin contar los avisos que lo anuncian."""
    primeros = (
        sesion.scalar(
            select(func.min(Plazo.vence_el)).where(
                Plazo.estado == EstadoPlazo.ABIERTO, Plazo.vence_el > ahora
            )
        ),
        sesion.scalar(
            select(func.min(Trabajo.debido_el)).where(
                Trabajo.estado == EstadoTrabajo.PENDIENTE,
                Trabajo.tipo.not_in((TipoTrabajo.CORREO, TipoTrabajo.AVISAR_PLAZO)),
                Trabajo.debido_el > ahora,
            )
        ),
    )
    return min((p for p in primeros if p is not None), default=None)


def _avisos(sesion: Session) -> tuple[AvisoVisto, ...]:
    filas = sesion.execute(
        select(Aviso, Persona.nombre, Cargo.nombre)
        .outerjoin(Persona, Persona.id == Aviso.persona_id)
        .outerjoin(Cargo, Cargo.id == Aviso.cargo_id)
        .order_by(Aviso.id)
    )
    return tuple(
        AvisoVisto(persona or cargo or "", a.texto, a.creado_el) for a, persona, cargo in filas
    )


def _correos(ensayo: Ensayo) -> tuple[Correo, ...]:
    correo = ensayo.entorno.ajustes.correo
    return tuple(_correo(m) for m in (correo.buzon if correo and correo.buzon else ()))


def _correo(mensaje: EmailMessage) -> Correo:
    cuerpo = mensaje.get_body(("plain",))
    texto = cuerpo.get_content() if cuerpo is not None else ""
    return Correo(str(mensaje["To"]), str(mensaje["Subject"]), texto.strip())
