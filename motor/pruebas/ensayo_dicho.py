"""Los pasos de un ensayo dichos con los nombres del diagrama."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

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


def decir_paso(crudo: Crudo, nombres: Mapping[str, str]) -> str:
    """Devuelve el paso como se lee: «Se completó “Revisar”, como ana»; `nombres` va por id."""
    [(verbo, dicho)] = crudo.items()
    if not isinstance(dicho, Mapping):
        return f"{_DICHOS.get(verbo, verbo)} {dicho}"
    que = next((str(dicho[c]) for c in ("tarea", "proceso", "nombre") if dicho.get(c)), "")
    hecho = f"{_DICHOS.get(verbo, verbo)} «{nombres.get(que) or que}»"
    if dicho.get("a"):
        hecho += f" a {', '.join(dicho['a'])}"
    return f"{hecho}, como {dicho['como']}" if dicho.get("como") else hecho


def nombres_de(sesion: Session, ensayo: Ensayo) -> Mapping[str, str]:
    """Devuelve, de cada proceso y paso del borrador, cómo se llama; '' si no tiene nombre."""
    version = ensayo.entorno.versiones.obtener(sesion, ensayo.arenero.version_id)
    nombres: dict[str, str] = {}
    for proceso in version.documento.procesos.values():
        nombres[proceso.id] = proceso.nombre
        nombres |= {nodo.id: nodo.nombre for nodo in proceso.nodos.values()}
    return nombres
