"""Los pasos de un ensayo dichos con los nombres del diagrama y de la organización."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.pruebas.ensayo import Crudo, Ensayo

_DICHOS = {
    "iniciar": "Se inició",
    "completar": "Se completó",
    "devolver": "Se devolvió",
    "tomar": "Se tomó",
    "soltar": "Se soltó",
    "derivar": "Se derivó",
    "mensaje": "Llegó",
    "senal": "Se difundió",
    "reloj": "El reloj se adelantó:",
}


@dataclass(frozen=True)
class Nombres:
    """Cómo se llama cada cosa, por clave. '' en `pasos` es un proceso o paso sin nombre."""

    pasos: Mapping[str, str]
    personas: Mapping[str, str]
    destinos: Mapping[str, str]  # unidades y cargos


def decir_paso(crudo: Crudo, nombres: Nombres) -> str:
    """Devuelve el paso como se lee: «Se completó “Revisar”, como Ana Rojas»."""
    [(verbo, dicho)] = crudo.items()
    if not isinstance(dicho, Mapping):
        return f"{_DICHOS.get(verbo, verbo)} {dicho}"
    que = next((str(dicho[c]) for c in ("tarea", "proceso", "nombre") if dicho.get(c)), "")
    hecho = f"{_DICHOS.get(verbo, verbo)} «{nombres.pasos.get(que) or que}»"
    if dicho.get("a"):
        hecho += f" a {', '.join(nombres.destinos.get(a, a) for a in dicho['a'])}"
    como = str(dicho.get("como") or "")
    return f"{hecho}, como {nombres.personas.get(como, como)}" if como else hecho


def nombres_de(sesion: Session, ensayo: Ensayo) -> Nombres:
    """Devuelve los nombres del borrador y de la organización en que se ensaya."""
    version = ensayo.entorno.versiones.obtener(sesion, ensayo.arenero.version_id)
    pasos: dict[str, str] = {}
    for proceso in version.documento.procesos.values():
        pasos[proceso.id] = proceso.nombre
        pasos |= {nodo.id: nodo.nombre for nodo in proceso.nodos.values()}
    personas = dict(sesion.execute(select(Persona.usuario, Persona.nombre)).all())
    unidades = dict(sesion.execute(select(Unidad.sigla, Unidad.nombre)).all())
    cargos = dict(sesion.execute(select(Cargo.clave, Cargo.nombre)).all())
    return Nombres(pasos, personas, unidades | cargos)
