"""Si alguien puede actuar sobre una tarea: un solo lugar y un solo orden.

1. La tarea existe (`NoEncontrado`). 2. La persona puede: designación vigente en ese instante,
cargo, unidad o grupo admitidos, alcance de su delegación y cuatro ojos (`SinPermiso`). 3. El
estado y el plazo lo permiten (`OrdenRechazada`). Lo enviado se mira después.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Calidad, Designacion, Persona
from motor.almacen.plazos import ClasePlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato
from motor.bpmn.modelo import Nodo, Proceso, TipoNodo
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada, SinPermiso
from motor.nucleo.reloj import hora_local
from motor.reglas.cuatro_ojos import CuatroOjos, Intervencion, exigir_personas_distintas
from motor.reglas.organizacion import (
    Acto,
    Admitidos,
    Firmante,
    alcanza,
    firmantes,
    puede_actuar,
)

SIN_DELEGACION = "sinDelegacion"


class TareaYaCompletada(OrdenRechazada):
    """Otra persona cerró la tarea antes."""

    codigo = "tarea_ya_completada"


class TareaCancelada(OrdenRechazada):
    """El trámite siguió por otro lado y la tarea ya no hace falta."""

    codigo = "tarea_cancelada"


class TareaDeOtro(OrdenRechazada):
    """Otra persona la tomó."""

    codigo = "tarea_de_otro"


class PlazoYaVencido(OrdenRechazada):
    """El plazo que interrumpe la tarea venció antes de este acto."""

    codigo = "plazo_ya_vencido"


class FueraDeAlcance(SinPermiso):
    """La delegación con que actúa no cubre esta tarea."""

    codigo = "fuera_de_alcance"


def exigir_puede(
    sesion: Session, tarea: Tarea, nodo: Nodo, actor: Actor, ahora: datetime
) -> Firmante:
    """Devuelve la investidura con que el actor puede hacer la tarea.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        FueraDeAlcance: solo podría por una delegación que no cubre la tarea.
        CuatroOjos: ya intervino en el acto que debía ser de otra persona.
        SinPermiso: ningún cargo vigente suyo está admitido.
    """
    admitidas = _admitidas(sesion, tarea, actor, ahora)
    acto = Acto(tarea.instancia.version.proceso.clave, tarea.elemento)
    capaces = [f for f in admitidas if alcanza(f, acto) and not _delegado_de_mas(f, nodo)]
    if not capaces:
        raise FueraDeAlcance(
            f"La delegación con que actúa «{actor.usuario}» no alcanza a la tarea "
            f"«{tarea.nombre}». Debe hacerla el titular, un interino o un suplente."
        )
    return _con_cuatro_ojos(sesion, tarea, nodo, capaces)


def exigir_abierta(sesion: Session, tarea: Tarea, firmante: Firmante) -> None:
    """Comprueba que la tarea siga abierta y no la tenga otro.

    Raises:
        TareaYaCompletada, TareaCancelada, TareaDeOtro: con quién y cuándo.
    """
    if tarea.estado is EstadoTarea.COMPLETADA and tarea.cerrada_el is not None:
        quien = _nombre(sesion, tarea.completada_por_id)
        raise TareaYaCompletada(
            f"La tarea «{tarea.nombre}» ya la completó {quien} ({tarea.completada_como}) el "
            f"{hora_local(tarea.cerrada_el)}. Actualice su bandeja."
        )
    if tarea.estado is EstadoTarea.CANCELADA and tarea.cerrada_el is not None:
        raise TareaCancelada(
            f"La tarea «{tarea.nombre}» se canceló el {hora_local(tarea.cerrada_el)}: el trámite "
            "siguió por otro lado. Actualice su bandeja."
        )
    if tarea.estado is EstadoTarea.TOMADA and tarea.tomada_por_id != firmante.persona.id:
        quien = _nombre(sesion, tarea.tomada_por_id)
        desde = f" el {hora_local(tarea.tomada_el)}" if tarea.tomada_el else ""
        raise TareaDeOtro(
            f"La tarea «{tarea.nombre}» la tomó {quien}{desde}. Pídale que la suelte."
        )


def exigir_en_plazo(
    proceso: Proceso, tarea: Tarea, plazos: Sequence[Plazo], ahora: datetime
) -> None:
    """Comprueba que ningún temporizador que interrumpe la tarea haya vencido ya.

    Raises:
        PlazoYaVencido: venció; el sistema seguirá por el camino del vencimiento.
    """
    for plazo in plazos:
        vencido = plazo.clase is ClasePlazo.TEMPORIZADOR and plazo.vence_el <= ahora
        if vencido and interrumpe(proceso, plazo.elemento, tarea.elemento):
            raise PlazoYaVencido(
                f"El plazo para «{tarea.nombre}» venció el {hora_local(plazo.vence_el)} y el "
                "trámite sigue por el camino que el diagrama prevé para ello. "
                "Actualice su bandeja."
            )


def interrumpe(proceso: Proceso, temporizador: str, tarea: str) -> bool:
    """Dice si ese temporizador, al vencer, cancela la tarea (ids del diagrama)."""
    nodo = proceso.nodos[temporizador]
    if not nodo.interrumpe:
        return False
    anfitriones = {tarea, *_mayores(proceso, tarea)}
    if nodo.tipo is TipoNodo.LIMITE:
        return nodo.adjunto_a in anfitriones
    padre = proceso.nodos.get(nodo.padre or "")
    if padre is None or padre.tipo is not TipoNodo.SUBPROCESO_EVENTO:
        return False
    dentro = padre.id in anfitriones
    return not dentro and (padre.padre is None or padre.padre in anfitriones)


def _mayores(proceso: Proceso, elemento: str) -> list[str]:
    mayores = []
    padre = proceso.nodos[elemento].padre
    while padre is not None:
        mayores.append(padre)
        padre = proceso.nodos[padre].padre
    return mayores


def _admitidas(sesion: Session, tarea: Tarea, actor: Actor, ahora: datetime) -> list[Firmante]:
    suyas = [f for f in firmantes(sesion, actor, ahora) if puede_actuar(f)]
    directos = Admitidos(
        frozenset({tarea.cargo_id} - {None}),  # type: ignore[arg-type]  # sin el None
        frozenset({tarea.unidad_id} - {None} if tarea.cargo_id is None else ()),  # type: ignore[arg-type]  # sin el None
        frozenset({tarea.persona_id} - {None}),  # type: ignore[arg-type]  # sin el None
    )
    admitidas = [f for f in suyas if directos.incluye(f)]
    if not admitidas and suyas:
        candidatos = _candidatos(sesion, tarea)
        admitidas = [f for f in suyas if candidatos.incluye(f)]
    if not admitidas:
        raise SinPermiso(
            f"La tarea «{tarea.nombre}» no es {_de_que_cargos(suyas)} ni de su unidad."
            if suyas
            else f"«{actor.usuario}» no puede hacer la tarea «{tarea.nombre}»: hoy no ejerce "
            "ningún cargo con el que actuar. Elija otro cargo o pida su designación."
        )
    return admitidas


def _de_que_cargos(suyas: Sequence[Firmante]) -> str:
    nombres = [f.designacion.cargo.nombre for f in suyas if f.designacion is not None]
    return f"de su cargo ({', '.join(nombres)})" if nombres else "suya"


def _candidatos(sesion: Session, tarea: Tarea) -> Admitidos:
    filas = sesion.execute(
        select(TareaCandidato.cargo_id, TareaCandidato.unidad_id, TareaCandidato.persona_id).where(
            TareaCandidato.tarea_id == tarea.id
        )
    ).all()
    return Admitidos(
        frozenset(c for c, _, _ in filas if c is not None),
        frozenset(u for _, u, _ in filas if u is not None),
        frozenset(p for _, _, p in filas if p is not None),
    )


def admite_delegado(nodo: Nodo) -> bool:
    """Dice si el paso se puede hacer por delegación; si no, la norma exige suplencia formal.

    Fuente: dominio B.0.1, regla 10.
    """
    return nodo.extensiones.get(SIN_DELEGACION) != "true"


def _delegado_de_mas(firmante: Firmante, nodo: Nodo) -> bool:
    if admite_delegado(nodo) or firmante.designacion is None:
        return False
    return firmante.designacion.calidad is Calidad.DELEGADO


def _con_cuatro_ojos(
    sesion: Session, tarea: Tarea, nodo: Nodo, capaces: Sequence[Firmante]
) -> Firmante:
    distinto_de = nodo.trato.asignacion.distinto_de
    if not distinto_de:
        return capaces[0]
    filas = sesion.execute(
        select(
            Tarea.nombre,
            Tarea.completada_por_id,
            Designacion.representada_id,
            Persona.nombre,
            Tarea.cerrada_el,
        )
        .join(Persona, Persona.id == Tarea.completada_por_id)
        .outerjoin(Designacion, Designacion.id == Tarea.completada_con_id)
        .where(
            Tarea.expediente_id == tarea.expediente_id,
            Tarea.elemento.in_(distinto_de),
            Tarea.estado == EstadoTarea.COMPLETADA,
        )
    ).all()
    previos = [Intervencion(*fila) for fila in filas]
    primero: CuatroOjos | None = None
    for firmante in capaces:
        try:
            exigir_personas_distintas(firmante, previos)
        except CuatroOjos as error:
            primero = primero or error
        else:
            return firmante
    raise primero or SinPermiso(f"Nadie de los admitidos puede hacer «{tarea.nombre}».")


def _nombre(sesion: Session, persona_id: int | None) -> str:
    nombre = sesion.scalar(select(Persona.nombre).where(Persona.id == persona_id))
    return nombre or "otra persona"
