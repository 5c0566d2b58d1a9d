"""Compuerta compleja (BPMN 2.0.2, 10.6.5 y 13.4.5).

Al llegar cada ficha se mira la condición de activación. Cuando se cumple, la compuerta *se activa*:
consume una ficha de cada flujo que tenga y sale por sus condiciones. Después *se repone*: espera
las fichas de los flujos que no consumió al activarse mientras alguna pueda llegar (como la
inclusiva), las consume juntas y queda como al principio. Al reponerse sale solo por los flujos con
condición que se cumpla (`waitingForStart` es false entonces), o por ninguno; un flujo sin condición
y el predeterminado son de la activación.

Las condiciones ven `waitingForStart` y `activationCount` (las fichas que esperan en sus entradas).
La ficha que contiene a la compuerta guarda en `c` los flujos consumidos al activarse.
"""

from decimal import Decimal

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Ficha
from motor.bpmn.datos import evaluar_condicion
from motor.bpmn.especificaciones.compuertas import Inclusiva
from motor.bpmn.flujos import flujos_de_reposicion
from motor.bpmn.modelo import Nodo
from motor.nucleo.valores import Valor


class Compleja(Inclusiva):
    """Junta según su condición; con una sola entrada y sin condición, solo reparte."""

    def __init__(self, flujo: WorkflowSpec, nodo: Nodo) -> None:
        super().__init__(flujo, nodo)
        self.es_union = nodo.activacion is not None

    def _update_hook(self, my_task: Ficha) -> bool:  # noqa: ARG002  firma de Spiff
        """Toda ficha que llega anda: mirar la condición es un paso, que puede fallar."""
        return True

    def llegar(self, ficha: Ficha) -> bool:
        """Activa la compuerta, o deja a la ficha esperando en su flujo."""
        if self.es_union and "z" not in ficha.internal_data and not self._activa(ficha):
            ficha.workflow.inclusivas[ficha.id] = ficha
            ficha.workflow.detenida = True
            return False
        return super().llegar(ficha)

    def fluir(self, ficha: Ficha) -> bool:
        """Al activarse sale como una inclusiva; al reponerse, por las condiciones cumplidas."""
        if not ficha.internal_data.get("z"):
            return super().fluir(ficha)
        ficha.elegidos = flujos_de_reposicion(ficha, {"waitingForStart": False})
        return True

    def probar(self, ficha: Ficha) -> bool:  # noqa: ARG002  firma común
        """Una ficha que espera no se mueve sola: la mueve que la compuerta se reponga."""
        return False

    def reponer(self, padre: Ficha) -> None:
        """Con todo quieto: la deja como al principio si ya nada puede llegar por lo que falta."""
        consumidos = padre.internal_data["c"][self.nodo.id]
        listas = self._esperando(padre)
        con_ficha = {*listas, *consumidos}
        if any(self._impide(otra, con_ficha) for otra in padre.hijas if not otra.papel):
            return
        self._olvidar(padre)
        faltaban = {f: otra for f, otra in listas.items() if f not in consumidos}
        if faltaban:
            primera = next(iter(faltaban.values()))
            self._juntar(primera, faltaban)
            primera.internal_data["z"] = 1
            self._alistar(primera)
        self._reabrir(padre)

    def _activa(self, ficha: Ficha) -> bool:
        padre = ficha.padre
        if self.nodo.id in padre.internal_data.get("c", {}):
            return False
        listas = {**self._esperando(padre), ficha.internal_data["e"]: ficha}
        if not self._se_cumple(ficha):
            return False
        padre.internal_data.setdefault("c", {})[self.nodo.id] = list(listas)
        self._juntar(ficha, listas)
        ficha.internal_data["z"] = 0
        if len(listas) == len(self.nodo.entran):  # no falta ninguna: ya está repuesta
            self._olvidar(padre)
            self._reabrir(padre)
        return True

    def _se_cumple(self, ficha: Ficha) -> bool:
        assert self.nodo.activacion is not None  # noqa: S101  sin ella no une
        cuantas = sum(self._en_la_puerta(otra) for otra in ficha.padre.hijas)
        cuentas: dict[str, Valor] = {
            "activationCount": Decimal(cuantas),
            "waitingForStart": True,
        }
        return evaluar_condicion(ficha, self.nodo.activacion, cuentas)

    def _olvidar(self, padre: Ficha) -> None:
        del padre.internal_data["c"][self.nodo.id]
        if not padre.internal_data["c"]:
            del padre.internal_data["c"]

    def _reabrir(self, padre: Ficha) -> None:
        """Repuesta la compuerta, las fichas que ya esperaban cuentan para activarla otra vez."""
        for otra in padre.hijas:
            if self._en_la_puerta(otra) and otra.id in otra.workflow.inclusivas:
                self._alistar(otra)

    def _alistar(self, ficha: Ficha) -> None:
        ficha.workflow.inclusivas.pop(ficha.id, None)
        ficha.workflow.alistar(ficha)

    def _en_la_puerta(self, otra: Ficha) -> bool:
        """Espera en un flujo; la que quedó en incidente no cuenta hasta su reintento."""
        espera = otra.task_spec is self and "e" in otra.internal_data
        return espera and not otra.has_state(TaskState.ERROR)

    def _esperando(self, padre: Ficha) -> dict[str, Ficha]:
        """La primera ficha de cada flujo."""
        por_flujo: dict[str, Ficha] = {}
        for otra in padre.hijas:
            if self._en_la_puerta(otra):
                por_flujo.setdefault(otra.internal_data["e"], otra)
        return por_flujo
