"""La página de una tarea: qué se pide y por qué, hasta cuándo, quién la tiene y qué se puede hacer.

Lo que el formulario pide se prepara aparte (motor.consultas.formularios).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Institucion, Persona, Unidad
from motor.almacen.personales import Presencia
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.consultas.comentarios import ComentarioVista, listar_comentarios
from motor.consultas.documentos import DocumentoVista, listar_documentos
from motor.consultas.gente import listar_gente
from motor.consultas.semaforo import cargar_semaforos
from motor.consultas.tarea_antecedentes import Antecedente, antecedentes_de
from motor.consultas.tarea_origen import (
    CampoObservado,
    Devolucion,
    Item,
    Llegada,
    Proveido,
    campos_observables,
    devolucion_de,
    item_de,
    llegada_de,
    proveidos_de,
)
from motor.consultas.tarea_permiso import (
    Permiso,
    PersonaBreve,
    actos_ofrecidos,
    permiso_de,
    quienes_pueden,
)
from motor.consultas.tarea_plazo import (
    PedidoVista,
    PlazoVista,
    hay_pendiente,
    pedidos_de,
    plazos_de,
)
from motor.consultas.tarea_resultado import Resultado, resultado_de
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.acto import Acto
from motor.reglas.pedidos_prorroga import puede_resolver
from motor.reglas.permisos import admite_delegado
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada, mirar

PRESENTE = timedelta(seconds=60)


@dataclass(frozen=True)
class CasoVista:
    """El expediente de la tarea, el proceso y su versión, y la parte (instancia) en que corre."""

    id: int
    hr: str
    asunto: str
    proceso: str
    version: int
    institucion: str
    estado: str
    confidencial: bool
    iniciado_el: datetime


@dataclass(frozen=True)
class TareaVista:
    """Todo lo que la página de una tarea muestra, salvo el formulario.

    `acto`: elabora, revisa, aprueba, firma, recibe o ''. `actos`: los botones que se ofrecen.
    Por qué no puede actuar lo dice `permiso.motivo`. `presentes`: quién más la tiene abierta.
    `resultado`: qué pasó al completarla. `antecedentes`: lo que ya dice el trámite.
    """

    id: int
    elemento: str
    nombre: str
    acto: str
    instruccion: str
    estado: str
    creada_el: datetime
    caso: CasoVista
    asignada_a: str
    tomada_por: PersonaBreve | None
    tomada_el: datetime | None
    completada_por: str
    cerrada_el: datetime | None
    item: Item | None
    llegada: Llegada | None
    proveidos: tuple[Proveido, ...]
    devolucion: Devolucion | None
    plazos: tuple[PlazoVista, ...]
    pedidos: tuple[PedidoVista, ...]
    permiso: Permiso
    actos: frozenset[str]
    quienes: tuple[PersonaBreve, ...]
    observables: tuple[CampoObservado, ...]
    documentos: tuple[DocumentoVista, ...]
    comentarios: tuple[ComentarioVista, ...]
    gente: tuple[PersonaBreve, ...]
    presentes: tuple[PersonaBreve, ...]
    resultado: Resultado | None
    antecedentes: tuple[Antecedente, ...]
    formulario: str | None
    version_id: int
    ambito: int
    instancia_id: int
    borrador: bool = field(default=False)

    @property
    def abierta(self) -> bool:
        """Si todavía espera a alguien."""
        return self.estado in {estado.value for estado in ABIERTAS}

    @property
    def plazo(self) -> PlazoVista | None:
        """El plazo que manda: el propio o, si no tiene, el primero que la interrumpiría."""
        propios = [p for p in self.plazos if not p.interrumpe]
        return next(iter(propios or self.plazos), None)


def obtener_tarea(
    sesion: Session, versiones: CacheVersiones, actor: Actor, tarea_id: int, ahora: datetime
) -> TareaVista:
    """Devuelve lo que el actor ve de la tarea.

    Raises:
        NoEncontrado: no existe, o no le corresponde verla.
        SinPermiso: la cuenta está inactiva.
    """
    acto, tarea, mirada = abrir_tarea(sesion, versiones, actor, tarea_id, ahora)
    nodo, permiso = acto.nodo(tarea.elemento), permiso_de(acto, tarea, actor)
    pedidos = pedidos_de(acto, tarea)
    plazos = plazos_de(acto, tarea, cargar_semaforos(sesion, ahora))
    dispone = puede_resolver(sesion, actor, tarea, ahora)
    documentos = listar_documentos(sesion, mirada)
    pares = {(d.id, v.numero) for d in documentos for v in d.versiones}
    return TareaVista(
        id=tarea.id,
        elemento=tarea.elemento,
        nombre=tarea.nombre,
        acto=nodo.trato.acto,
        instruccion=nodo.trato.instruccion,
        estado=tarea.estado.value,
        creada_el=tarea.creada_el,
        caso=_caso(acto),
        asignada_a=_asignada_a(sesion, tarea),
        tomada_por=_persona(sesion, tarea.tomada_por_id),
        tomada_el=tarea.tomada_el,
        completada_por=_completada_por(sesion, tarea),
        cerrada_el=tarea.cerrada_el,
        item=item_de(acto, tarea),
        llegada=llegada_de(acto, tarea),
        proveidos=proveidos_de(acto, tarea),
        devolucion=devolucion_de(acto, tarea),
        plazos=plazos,
        pedidos=pedidos,
        permiso=permiso,
        actos=actos_ofrecidos(acto, tarea, permiso)
        | _actos_de_plazo(plazos, pedidos, permiso, dispone),
        quienes=quienes_pueden(sesion, tarea, ahora, delegable=admite_delegado(nodo)),
        observables=campos_observables(acto, tarea),
        documentos=documentos,
        comentarios=listar_comentarios(sesion, mirada),
        gente=listar_gente(sesion, mirada),
        presentes=presentes_en(sesion, tarea.id, actor, ahora),
        resultado=resultado_de(acto, tarea),
        antecedentes=antecedentes_de(acto, versiones, tarea, mirada, pares),
        formulario=tarea.formulario,
        version_id=acto.instancia.version_id,
        ambito=tarea.ambito,
        instancia_id=tarea.instancia_id,
        borrador=tarea.borrador is not None,
    )


def abrir_tarea(
    sesion: Session, versiones: CacheVersiones, actor: Actor, tarea_id: int, ahora: datetime
) -> tuple[Acto, Tarea, Mirada]:
    """Devuelve la tarea, sin bloquearla, si el actor la puede ver.

    Raises:
        NoEncontrado: no existe, o no le corresponde verla.
    """
    tarea = sesion.get(Tarea, tarea_id)
    nadie = NoEncontrado(
        f"No se encontró la tarea {tarea_id}, o no le corresponde verla con el cargo con que actúa."
    )
    if tarea is None:
        raise nadie
    try:
        mirada = mirar(sesion, actor, tarea.expediente_id, ahora)
    except NoEncontrado:
        raise nadie from None
    if not mirada.ve_instancia(tarea.instancia_id):
        raise nadie
    version = versiones.obtener(sesion, tarea.instancia.version_id)
    return Acto(sesion, tarea.instancia, version, ahora), tarea, mirada


def estado_de_tarea(
    sesion: Session, versiones: CacheVersiones, actor: Actor, tarea_id: int, ahora: datetime
) -> str:
    """Devuelve solo el estado de la tarea, para saber si cambió mientras alguien la mira.

    Raises:
        NoEncontrado: no existe, o no le corresponde verla.
    """
    return abrir_tarea(sesion, versiones, actor, tarea_id, ahora)[1].estado.value


def presentes_en(
    sesion: Session, tarea_id: int, actor: Actor, ahora: datetime
) -> tuple[PersonaBreve, ...]:
    """Devuelve quién más tiene abierta la tarea en el último minuto."""
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre)
        .join(Presencia, Presencia.persona_id == Persona.id)
        .where(
            Presencia.tarea_id == tarea_id,
            Presencia.vista_el >= ahora - PRESENTE,
            Persona.usuario != actor.usuario,
        )
        .order_by(Persona.nombre)
    )
    return tuple(PersonaBreve(usuario, nombre) for usuario, nombre in filas)


def _actos_de_plazo(
    plazos: tuple[PlazoVista, ...],
    pedidos: tuple[PedidoVista, ...],
    permiso: Permiso,
    dispone: bool,
) -> frozenset[str]:
    """`prorroga` si puede pedirla; `resolver_prorroga` si hay un pedido que puede responder."""
    if hay_pendiente(pedidos):
        return frozenset({"resolver_prorroga"} if dispone else ())
    prorrogable = permiso.puede and any(p.prorroga_maxima != 0 for p in plazos)
    return frozenset({"prorroga"} if prorrogable else ())


def _caso(acto: Acto) -> CasoVista:
    expediente, instancia = acto.expediente, acto.instancia
    institucion = (
        acto.sesion.scalar(
            select(Institucion.nombre).where(Institucion.id == instancia.institucion_id)
        )
        or ""
    )
    return CasoVista(
        id=expediente.id,
        hr=expediente.hr,
        asunto=expediente.asunto,
        proceso=instancia.version.proceso.nombre,
        version=instancia.version.numero,
        institucion=institucion,
        estado=expediente.estado.value,
        confidencial=expediente.confidencial,
        iniciado_el=expediente.iniciado_el,
    )


def _asignada_a(sesion: Session, tarea: Tarea) -> str:
    if tarea.persona_id is not None and tarea.cargo_id is None:
        persona = _persona(sesion, tarea.persona_id)
        return persona.nombre if persona else ""
    if tarea.cargo_id is not None:
        cargo = sesion.get_one(Cargo, tarea.cargo_id)
        return f"{cargo.nombre} — {cargo.unidad.nombre}"
    return sesion.get_one(Unidad, tarea.unidad_id).nombre if tarea.unidad_id else ""


def _persona(sesion: Session, persona_id: int | None) -> PersonaBreve | None:
    persona = sesion.get(Persona, persona_id) if persona_id is not None else None
    return PersonaBreve(persona.usuario, persona.nombre) if persona else None


def _completada_por(sesion: Session, tarea: Tarea) -> str:
    persona = _persona(sesion, tarea.completada_por_id)
    if persona is None:
        return ""
    como = tarea.completada_como or ""
    return persona.nombre if persona.nombre == como else f"{persona.nombre} ({como})"
