"""Eventos condicionales (BPMN 2.0.2, 10.5.6): se miran cuando cambian los datos.

Después de cada paso que escribió variables, y al empezar a esperar, se evalúa cada condición que
alguien espera, de la ficha más antigua a la más nueva. Dispara cuando pasa a cumplirse: si ya se
cumplía al empezar a esperar, también; para volver a disparar antes tiene que dejar de cumplirse.
Una condición que da null (el dato aún no existe) no se cumple. Si falla o da otra cosa, la ficha
queda en incidente y no espera nada hasta su reintento.
"""

from collections.abc import Mapping

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import IncidenteNuevo, Variables
from motor.bpmn.datos import ValorInservible, describir, evaluar
from motor.bpmn.definiciones import definicion_de
from motor.bpmn.disparos import disparar
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Valor


class Vigiladas:
    """Las variables de la instancia, que avisan al árbol cuando algo se escribe."""

    def __init__(self, variables: Variables, arbol: Arbol) -> None:
        self._variables = variables
        self._arbol = arbol

    def vista(self, ambito: int) -> Mapping[str, Valor]:
        """Ver `Variables`."""
        return self._variables.vista(ambito)

    def escribir(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Ver `Variables`."""
        self._arbol.por_mirar = True
        self._variables.escribir(ambito, nombre, valor)

    def escribir_local(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Ver `Variables`."""
        self._arbol.por_mirar = True
        self._variables.escribir_local(ambito, nombre, valor)

    def abrir(self, ambito: int, padre: int, valores: Mapping[str, Valor]) -> None:
        """Ver `Variables`."""
        self._variables.abrir(ambito, padre, valores)

    def cerrar(self, ambito: int) -> None:
        """Ver `Variables`."""
        self._variables.cerrar(ambito)


def mirar_condiciones(arbol: Arbol) -> None:
    """Dispara los eventos condicionales que pasaron a cumplirse; sin cambios no hace nada."""
    if not arbol.por_mirar:
        return
    arbol.por_mirar = False
    for ficha in sorted(arbol.condicionales.values(), key=lambda f: f.id):
        if ficha.id in arbol.condicionales and ficha.has_state(TaskState.STARTED):
            _mirar(ficha)


def volver_a_mirar(ficha: Ficha) -> None:
    """Reintenta una condición que había quedado en incidente."""
    ficha._set_state(TaskState.STARTED)
    ficha.workflow.por_mirar = True


def _mirar(ficha: Ficha) -> None:
    try:
        cumple = _se_cumple(ficha)
    except ErrorMotor as error:
        ficha._set_state(TaskState.ERROR)
        incidente = IncidenteNuevo(ficha.id, ficha.task_spec.nodo.id, error.mensaje)
        ficha.workflow.avance.incidentes.append(incidente)
        return
    cumplia = ficha.internal_data.pop("b", 0)
    if cumple:
        ficha.internal_data["b"] = 1
        if not cumplia:
            disparar(ficha, {}, ultimo=False)


def _se_cumple(ficha: Ficha) -> bool:
    definicion = definicion_de(ficha)
    assert definicion is not None  # noqa: S101  solo se vigilan fichas con su condición
    assert definicion.condicion is not None  # noqa: S101  sin ella no se compila
    valor = evaluar(ficha, definicion.condicion)
    if valor is None or isinstance(valor, bool):
        return valor is True
    raise ValorInservible(
        f"La condición «{definicion.condicion}» debe dar true o false y dio {describir(valor)}. "
        "Corrija los datos del expediente o el diagrama y reintente."
    )
