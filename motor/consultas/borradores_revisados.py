"""Un borrador revisado como al publicarlo, y lo que su ficha puede elegir."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.bpmn import leer
from motor.bpmn.modelo import Documento
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import DiagramaInvalido, Hallazgo
from motor.reglas.borradores import carpeta_de
from motor.reglas.inicios import inicio_de_persona
from motor.reglas.publicacion import revisar_carpeta


@dataclass(frozen=True)
class Revisado:
    """Los hallazgos y la huella de lo que se publicaría.

    `procesos`: los que una persona puede iniciar (id y nombre). `titulos`: de cada formulario, por
    su clave, como lo lee la persona.
    """

    hallazgos: tuple[Hallazgo, ...]
    procesos: tuple[tuple[str, str], ...]
    huella: str
    titulos: Mapping[str, str] = field(default_factory=dict)

    @property
    def graves(self) -> tuple[Hallazgo, ...]:
        """Los que impiden proponer y publicar."""
        return tuple(h for h in self.hallazgos if h.grave)

    @property
    def leves(self) -> tuple[Hallazgo, ...]:
        """Las advertencias."""
        return tuple(h for h in self.hallazgos if not h.grave)


def revisar_borrador(
    sesion: Session, borrador_id: int, temas: frozenset[str], diagrama: bytes | None = None
) -> Revisado:
    """Revisa el borrador con las mismas reglas con que se publica.

    Args:
        sesion: de lectura.
        borrador_id: cuál.
        temas: los que algún manejador atiende.
        diagrama: el BPMN como está en pantalla, todavía sin guardar; None, el guardado.

    Raises:
        NoEncontrado: no existe.
    """
    carpeta = carpeta_de(sesion, borrador_id)
    if diagrama is not None:
        carpeta = replace(carpeta, xml=diagrama)
    titulos = {clave: _titulo(esquema) or clave for clave, esquema in carpeta.formularios.items()}
    try:
        documento = leer(carpeta.xml)
    except DiagramaInvalido as error:
        return Revisado(error.hallazgos, (), carpeta.huella, titulos)
    hallazgos = revisar_carpeta(sesion, carpeta, documento, temas)
    procesos = tuple(
        (p.id, p.nombre or p.id)
        for p in documento.procesos.values()
        if p.ejecutable and inicio_de_persona(p) is not None
    )
    nombrados = tuple(_con_nombre(hallazgo, documento) for hallazgo in hallazgos)
    return Revisado(nombrados, procesos, carpeta.huella, titulos)


def _con_nombre(hallazgo: Hallazgo, documento: Documento) -> Hallazgo:
    """Un flujo casi nunca tiene nombre, o se llama «Sí»: se dice de dónde a dónde va."""
    for proceso in documento.procesos.values():
        flujo = proceso.flujos.get(hallazgo.elemento)
        if flujo is not None:
            puntas = (proceso.nodos[flujo.origen], proceso.nodos[flujo.destino])
            desde, hasta = (f"«{llamar(punta)}»" for punta in puntas)
            rotulo = f" «{flujo.nombre}»" if flujo.nombre else ""
            return replace(hallazgo, nombre=f"Flujo{rotulo} de {desde} a {hasta}")
    return hallazgo


def _titulo(esquema: bytes) -> str:
    """El título del formulario; '' si no tiene o el archivo está mal."""
    try:
        leido = json.loads(esquema)
    except (ValueError, RecursionError):
        return ""
    titulo = leido.get("title") if isinstance(leido, dict) else None
    return titulo if isinstance(titulo, str) else ""


def listar_iniciadores(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve las unidades y los cargos que pueden iniciar: clave y cómo se leen."""
    unidades = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.sigla)
    )
    cargos = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.sigla)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .order_by(Cargo.nombre, Cargo.clave)
    )
    return (
        *((u.sigla, f"Toda la unidad {u.sigla}: {u.nombre}") for u in unidades),
        *((c.clave, f"{c.nombre} ({c.sigla})") for c in cargos),
    )
