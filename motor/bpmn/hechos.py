"""Lo ya completado que se puede compensar: se anota al completarse y se toma una sola vez.

Cada ámbito guarda en `h` sus hechos en el orden en que se completaron. Un hecho es
`[actividad, datos, hechos de dentro]`; `datos` son los propios de esa activación al completarse
(variables locales, entradas, elemento de la instancia múltiple): con ellos se compensa.
"""

from motor.bpmn.arbol import Ficha
from motor.bpmn.modelo import TipoNodo
from motor.nucleo.valores import Json, codificar


def anotar_hecho(ficha: Ficha) -> None:
    """La ficha acaba de completarse: el ámbito que la contiene lo recuerda, si es compensable."""
    compensables = ficha.workflow.compilado.compensables
    nodo, dentro = ficha.task_spec.nodo, ficha.internal_data.get("h", [])
    if nodo.id not in compensables.todas:
        return
    if ficha.task_spec.name != nodo.id:  # el cuerpo de una repetición: sus vueltas, ya anotadas
        nuevos = dentro
    elif dentro or nodo.id in compensables.manejadores or nodo.id in compensables.subprocesos:
        nuevos = [[nodo.id, _datos_propios(ficha), dentro]]
    else:
        nuevos = []
    if nuevos:
        ficha.padre.internal_data.setdefault("h", []).extend(nuevos)


def tomar_hechos(ficha: Ficha, actividad: str) -> list[Json]:
    """Quita de su ámbito los hechos que un evento compensa, en el orden en que se completaron.

    Desde un subproceso de evento se compensa también lo del ámbito que lo contiene.
    `actividad` vacía = todos.
    """
    tomados: list[Json] = []
    ambito = ficha.padre
    while True:
        hechos = ambito.internal_data.pop("h", [])
        elegidos = [h for h in hechos if actividad in ("", h[0])]
        quedan = [h for h in hechos if actividad not in ("", h[0])]
        if quedan:
            ambito.internal_data["h"] = quedan
        tomados = elegidos + tomados
        if ambito.task_spec.nodo.tipo is not TipoNodo.SUBPROCESO_EVENTO:
            return tomados
        ambito = ambito.padre


def _datos_propios(ficha: Ficha) -> Json:
    if "a" not in ficha.internal_data:
        return None
    nodo = ficha.task_spec.nodo
    nombres = {*nodo.locales, *(paso.destino for paso in nodo.entradas)}
    if ficha.indice is not None and nodo.repeticion is not None:
        nombres |= {"loopCounter", nodo.repeticion.elemento or "loopCounter"}
    vista = ficha.workflow.variables.vista(ficha.id)
    return codificar({nombre: vista[nombre] for nombre in sorted(nombres) if nombre in vista})
