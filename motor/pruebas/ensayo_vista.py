"""Lo que la página de un ensayo muestra: dónde está, qué se puede hacer y qué se produjo."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.mensajes import ClaseSuscripcion, Espera, Mensaje
from motor.almacen.organizacion import Cargo, Institucion, Persona
from motor.almacen.plazos import Aviso, EstadoPlazo, Plazo
from motor.almacen.tareas import Tarea, esta_abierta
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.consultas.mensajes_externos import Esperado, listar_esperados_de_todos
from motor.consultas.rotulos import rotulos_de
from motor.consultas.tarea_permiso import PersonaBreve, quienes_pueden
from motor.consultas.valores import Dato, Rotulo, aplanar
from motor.nucleo.valores import Valor
from motor.pruebas.ensayo import Ensayo, Tropiezo
from motor.pruebas.ensayo_dibujo import Dibujo, dibujar
from motor.pruebas.ensayo_dicho import decir_paso, nombres_de
from motor.pruebas.ensayo_inicios import Inicio, inicios_de_persona, mensajes_que_inician

_EN_LA_CARATULA = frozenset({"hr", "asunto", "iniciador"})
_ABIERTOS = select(Incidente.mensaje).where(Incidente.resuelto_el.is_(None)).order_by(Incidente.id)
_SENALES = (
    select(Espera.nombre)
    .where(Espera.clase == ClaseSuscripcion.SENAL)
    .distinct()
    .order_by(Espera.nombre)
)
_OTRAS = (
    select(Institucion.sigla, Institucion.nombre)
    .where(Institucion.activa)
    .order_by(Institucion.nombre)
)


@dataclass(frozen=True)
class TareaPorHacer:
    """Una tarea abierta y quiénes la harían."""

    id: int
    nombre: str
    hr: str
    quienes: tuple[PersonaBreve, ...]
    vence_el: datetime | None


@dataclass(frozen=True)
class Abierto:
    """Un expediente del ensayo; `iniciador` es el nombre de la persona."""

    id: int
    hr: str
    asunto: str
    estado: str
    final: str
    iniciador: str
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
    senales: tuple[str, ...]
    enviados: tuple[str, ...]
    plazos: tuple[tuple[str, datetime], ...]
    proximo: datetime | None
    dibujo: Dibujo
    avisos: tuple[AvisoVisto, ...]
    correos: tuple[Correo, ...]
    incidentes: tuple[str, ...]
    instituciones: tuple[tuple[str, str], ...]


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
            expedientes=tuple(_abierto(sesion, ensayo, e) for e in expedientes),
            tareas=_tareas(sesion, ahora),
            inicios=inicios_de_persona(sesion, ensayo),
            esperados=(
                *listar_esperados_de_todos(sesion, ensayo.entorno.versiones),
                *(() if expedientes else mensajes_que_inician(sesion, ensayo)),
            ),
            senales=tuple(sesion.scalars(_SENALES)),
            enviados=_enviados(sesion),
            plazos=_plazos(sesion, nombres.pasos),
            proximo=_proximo(sesion, ahora),
            dibujo=dibujar(sesion, ensayo, expedientes),
            avisos=_avisos(sesion),
            correos=_correos(ensayo),
            incidentes=tuple(sesion.scalars(_ABIERTOS)),
            instituciones=tuple((sigla, nombre) for sigla, nombre in sesion.execute(_OTRAS)),
        )


def _tareas(sesion: Session, ahora: datetime) -> tuple[TareaPorHacer, ...]:
    filas = sesion.execute(
        select(Tarea, Expediente.hr)
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .where(esta_abierta())
        .order_by(Tarea.id)
    )
    return tuple(
        TareaPorHacer(t.id, t.nombre, hr, quienes_pueden(sesion, t, ahora), t.vence_el)
        for t, hr in filas
    )


def _abierto(sesion: Session, ensayo: Ensayo, expediente: Expediente) -> Abierto:
    """El expediente y sus datos, con los nombres de los formularios; su carátula ya se lee."""
    filas = sesion.execute(
        select(Instancia.version_id, Ambito.valores)
        .join(Instancia, Instancia.id == Ambito.instancia_id)
        .where(Instancia.expediente_id == expediente.id, Ambito.numero == 0)
        .order_by(Instancia.id)
    )
    variables: dict[str, Valor] = {}
    rotulos: dict[str, Rotulo] = {}
    for version_id, valores in filas:
        variables |= valores
        rotulos |= rotulos_de(ensayo.entorno.versiones.obtener(sesion, version_id))
    sin_caratula = {c: v for c, v in variables.items() if c not in _EN_LA_CARATULA}
    iniciador = select(Persona.nombre).where(Persona.usuario == expediente.iniciador)
    return Abierto(
        expediente.id,
        expediente.hr,
        expediente.asunto,
        expediente.estado.value,
        expediente.final or "",
        sesion.scalar(iniciador) or expediente.iniciador,
        aplanar(sin_caratula, rotulos),
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
