"""A quién se avisa de una tarea que le llegó, y con qué palabras.

La tarea de un cargo o unidad ya se ve en la bandeja: solo hay además un aviso para quien lo pidió.
La que viene a nombre de una persona, y la que vuelve para corregirse, se avisan salvo que no
quiera. A quien la causó con su propio acto no se le avisa.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.bandeja import Bandeja
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.destinos_de_aviso import Gente, cargos_de_unidades, reunir_gente
from motor.reglas.preferencias import Modo, clase_de

_EN_LA_PAGINA = {
    "tarea_nueva": (Modo.PAGINA, Modo.CORREO),  # en el resumen se cuentan sin escribir avisos
    "tarea_mia": (Modo.PAGINA, Modo.RESUMEN, Modo.CORREO),
    "devolucion": (Modo.PAGINA, Modo.RESUMEN, Modo.CORREO),
}


@dataclass(frozen=True)
class _Llegada:
    tarea: Tarea
    proceso: str
    cargos: frozenset[int]
    personas: frozenset[int]
    causante_id: int | None  # quien cerró la tarea anterior, o inició el caso, en el mismo acto
    anterior_id: int | None  # quien la hizo antes, si vuelve para corregirse


def avisar_tareas(sesion: Session, ids: Collection[int], ahora: datetime) -> int:
    """Escribe los avisos de esas tareas, si siguen libres; devuelve de cuántas se avisó."""
    llegadas = _leer(sesion, ids)
    cargos = {c for ll in llegadas for c in ll.cargos}
    personas = {p for ll in llegadas for p in (*ll.personas, ll.anterior_id) if p is not None}
    gente = reunir_gente(sesion, cargos, personas, ahora)
    return sum(_avisar(sesion, llegada, gente, ahora) for llegada in llegadas)


def _avisar(sesion: Session, llegada: _Llegada, gente: Gente, ahora: datetime) -> bool:
    tarea = llegada.tarea
    de_cargos = {
        p for c in llegada.cargos for p in gente.del_cargo(c, llegada.proceso, tarea.elemento)
    }
    todas = (de_cargos | llegada.personas) & gente.personas.keys()
    vuelve = _motivo_de_devolucion(tarea)
    hubo = False
    for persona_id in sorted(todas - {llegada.causante_id}):
        clase, texto = _dicho(llegada, persona_id, vuelve)
        if clase == "devolucion" and llegada.anterior_id in todas - {persona_id}:
            continue
        if gente.prefiere(persona_id).modo(clase_de(clase)) not in _EN_LA_PAGINA[clase]:
            continue
        noticia = Noticia(clase, texto, ahora, tarea.expediente_id, tarea.id)
        avisar(sesion, noticia, personas=[persona_id])
        hubo = True
    return hubo


def _dicho(llegada: _Llegada, persona_id: int, vuelve: str | None) -> tuple[str, str]:
    tarea, hr = llegada.tarea, llegada.tarea.expediente.hr
    if vuelve is not None:
        motivo = f": {vuelve}" if vuelve else "."
        return "devolucion", f"{hr}: volvió para corregir «{tarea.nombre}»{motivo}"
    if persona_id in llegada.personas:
        return "tarea_mia", f"{hr}: le toca a usted «{tarea.nombre}»."
    return "tarea_nueva", f"{hr}: llegó «{tarea.nombre}»."


def _motivo_de_devolucion(tarea: Tarea) -> str | None:
    datos = tarea.devolucion or {}
    if "motivo" not in datos or "derivada_de" in datos:
        return None
    return str(datos["motivo"])[:300]


def _leer(sesion: Session, ids: Collection[int]) -> list[_Llegada]:
    filas = sesion.execute(
        select(Tarea, Proceso.clave)
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .where(Tarea.id.in_(ids), Tarea.estado == EstadoTarea.DISPONIBLE)
        .options(joinedload(Tarea.expediente))
        .order_by(Tarea.id)
    ).all()
    destinos: dict[int, list[str]] = {}
    for tarea_id, destino in sesion.execute(
        select(Bandeja.tarea_id, Bandeja.destino).where(
            Bandeja.tarea_id.in_([tarea.id for tarea, _ in filas])
        )
    ):
        destinos.setdefault(tarea_id, []).append(destino)
    de_unidad = cargos_de_unidades(
        sesion, (int(d[1:]) for suyos in destinos.values() for d in suyos if d[0] == "u")
    )
    return [
        _llegada(sesion, tarea, proceso, destinos.get(tarea.id, []), de_unidad)
        for tarea, proceso in filas
    ]


def _llegada(
    sesion: Session, tarea: Tarea, proceso: str, destinos: list[str], de_unidad: dict[int, set[int]]
) -> _Llegada:
    cargos = {int(d[1:]) for d in destinos if d[0] == "c"}
    for destino in destinos:
        if destino[0] == "u":
            cargos |= de_unidad.get(int(destino[1:]), set())
    personas = frozenset(int(d[1:]) for d in destinos if d[0] == "p")
    hechas = select(Tarea.completada_por_id).where(Tarea.instancia_id == tarea.instancia_id)
    previas = hechas.where(Tarea.id < tarea.id).order_by(Tarea.id.desc()).limit(1)
    causante = sesion.scalar(previas.where(Tarea.cerrada_el == tarea.creada_el))
    vuelve = _motivo_de_devolucion(tarea) is not None
    if not vuelve and causante is None and tarea.expediente.iniciado_el == tarea.creada_el:
        quien_inicio = select(Persona.id).where(Persona.usuario == tarea.expediente.iniciador)
        causante = sesion.scalar(quien_inicio)
    anterior = None
    if vuelve:
        anterior = sesion.scalar(previas.where(Tarea.elemento == tarea.elemento))
    return _Llegada(tarea, proceso, frozenset(cargos), personas, causante, anterior)
