"""El árbol de fichas: `Task` y `Workflow` de SpiffWorkflow con la historia fuera.

La raíz (ficha 0) es la instancia; cada subproceso, cuerpo de instancia múltiple o compuerta de
eventos activos es una ficha STARTED cuyos hijos son lo que hay dentro. Una ficha terminada sale
del árbol en el acto: el árbol es siempre solo lo vivo, y el estado no crece con la historia.

    READY      lista para andar          STARTED  espera afuera o espera a sus hijos
    WAITING    llegó a una unión         ERROR    en incidente hasta su reintento
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from motor.bpmn.avance import (
    Abierta,
    Avance,
    Cerrada,
    Cierre,
    ClaseEspera,
    ClasePaso,
    Evaluador,
    Paso,
    Variables,
)
from motor.bpmn.dormidas import Fichas, copiar
from motor.nucleo.valores import Json, Valor, decodificar

if TYPE_CHECKING:
    from motor.bpmn.compilado import Compilado
    from motor.bpmn.especificaciones.base import Especificacion


class Ficha(Task):
    """Una ficha; su `id` es un entero que la instancia no vuelve a usar.

    `datos` es lo que llegó de afuera y aún no se escribió en las variables.
    `internal_data` guarda, con claves de una letra, lo que `estado` pone en el JSON.
    """

    workflow: "Arbol"
    task_spec: "Especificacion"
    id: int  # type: ignore[assignment]  # Spiff pone UUID; aquí son enteros
    _parent: int | None  # type: ignore[assignment]  # también enteros, no UUID
    _children: dict[int, None]  # type: ignore[assignment]  # se quita en O(1)
    elegidos: tuple[str, ...] = ()
    cumplida: bool = False

    def __init__(
        self, arbol: "Arbol", especificacion: "Especificacion", padre: "Ficha | None", numero: int
    ) -> None:
        # No llama a Task.__init__: pone UUID y hora, que aquí sobran.
        self.id = numero
        self.workflow = arbol
        self.task_spec = especificacion
        self._parent = padre.id if padre is not None else None
        self._children = {}
        self._state = TaskState.FUTURE
        self.triggered = False
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data: dict[str, Any] = {}
        self.last_state_change = 0.0
        self.datos: Mapping[str, Valor] | None = None
        arbol.tasks[numero] = self
        if padre is not None:
            padre._children[numero] = None

    def _set_state(self, value: int) -> None:
        self._state = value

    @property
    def padre(self) -> "Ficha":
        """La ficha que la contiene; la raíz no lo pide."""
        return self.workflow.tasks[cast(int, self._parent)]

    @property
    def hijas(self) -> list["Ficha"]:
        """Lo que hay dentro, en orden de llegada."""
        return [self.workflow.tasks[hija] for hija in self._children]

    @property
    def viva(self) -> bool:
        """Falso cuando ya salió del árbol."""
        return self.workflow.tasks.get(self.id) is self

    @property
    def fase(self) -> int:
        """Hasta dónde llegó en su nodo (ver `especificaciones.base.Fase`)."""
        return int(self.internal_data.get("p", 0))

    @fase.setter
    def fase(self, fase: int) -> None:
        self.internal_data["p"] = int(fase)

    @property
    def papel(self) -> str:
        """`l` límite armado, `s` inicio de subproceso de evento armado, `g` alternativa; o nada."""
        return str(self.internal_data.get("r", ""))

    @property
    def indice(self) -> int | None:
        """Lugar (desde 1) si es un elemento de instancia múltiple."""
        return self.internal_data.get("i")

    @property
    def es_de_multiple(self) -> bool:
        """Si es un elemento de instancia múltiple: cuántos son está dicho, no da vueltas."""
        repeticion = self.task_spec.nodo.repeticion
        return self.indice is not None and repeticion is not None and not repeticion.bucle

    @property
    def tiene_ambito(self) -> bool:
        """Si abrió un ámbito de variables propio."""
        return "a" in self.internal_data or self._parent is None

    @property
    def ambito(self) -> int:
        """El ámbito en que se evalúa: el suyo o el de la más cercana que lo tenga."""
        ficha = self
        while not ficha.tiene_ambito:
            ficha = ficha.padre
        return ficha.id

    def cancel(self) -> None:
        """Cancela la ficha y, antes, todo lo que contiene."""
        for hija in self.hijas:
            hija.cancel()
        self.task_spec._on_cancel(self)
        self._set_state(TaskState.CANCELLED)
        self.workflow._remove_task(self.id)


class Arbol(Workflow):
    """Las fichas vivas de una instancia durante un suceso, y lo que ese suceso va produciendo."""

    tasks: Fichas  # Spiff las indexa por UUID

    def __init__(self, compilado: "Compilado", variables: Variables, evaluador: Evaluador) -> None:
        super().__init__(compilado.especificacion, deserializing=True)
        self.tasks = Fichas(self._despertar)
        self.hijas_dormidas: dict[int, dict[int, None]] = {}
        self.compilado = compilado
        self.variables = variables
        self.evaluador = evaluador
        self.avance = Avance()
        self.siguiente = 0
        self.finales: list[str] = []
        self.listas: dict[int, Ficha] = {}
        self.postergadas: dict[int, Ficha] = {}
        self.inclusivas: dict[int, Ficha] = {}
        self.condicionales: dict[int, Ficha] = {}
        self.por_mirar = False  # hay condiciones que mirar (ver `condicionales`)
        self.detenida = False  # una ficha se quedó en una compuerta compleja en este suceso

    def dormir(self, guardadas: list[Json]) -> None:
        """Pone en el árbol vacío las fichas guardadas, sin leerlas."""
        self.tasks.dormir(guardadas)
        hijas = self.hijas_dormidas
        for guardada in guardadas:
            madre = guardada[1]
            if madre in hijas:
                hijas[madre][guardada[0]] = None
            elif madre is not None:
                hijas[madre] = {guardada[0]: None}

    def _despertar(self, guardada: Any) -> Ficha:
        numero, madre, nombre, estado, *resto = guardada
        ficha = Ficha(self, self.compilado.especificaciones[nombre], None, numero)
        ficha._parent = madre
        ficha._children = self.hijas_dormidas.pop(numero, {})
        ficha._set_state(estado)
        datos = resto[0] if resto else {}
        ficha.internal_data = {clave: copiar(valor) for clave, valor in datos.items()}
        if "v" in datos:
            ficha.datos = decodificar(ficha.internal_data.pop("v"))
        return ficha

    def nueva(self, especificacion: "Especificacion", padre: Ficha | None) -> Ficha:
        """Crea una ficha con el número que sigue, aún sin estado."""
        numero = self.siguiente
        self.siguiente += 1
        return Ficha(self, especificacion, padre, numero)

    def poner(self, nombre: str, padre: Ficha) -> Ficha:
        """Crea una ficha lista para andar en `nombre`."""
        ficha = self.nueva(self.compilado.especificaciones[nombre], padre)
        self.alistar(ficha)
        return ficha

    def alistar(self, ficha: Ficha) -> None:
        """La ficha queda READY, al final de la cola.

        Quien lanza una señal espera a que las demás fichas listas anden: así la oyen los que en
        este mismo suceso iban a esperarla.
        """
        ficha._set_state(TaskState.READY)
        cola = self.postergadas if ficha.task_spec.postergada else self.listas
        cola[ficha.id] = ficha

    def tomar_flujo(self, flujo: str, padre: Ficha, desde: int) -> None:
        """Pasa una ficha por un flujo de secuencia hasta su destino."""
        self.anotar(ClasePaso.FLUJO, flujo, desde)
        especificacion = self.compilado.al_entrar(self.compilado.proceso.flujos[flujo].destino)
        ficha = self.nueva(especificacion, padre)
        if especificacion.es_union:
            ficha.internal_data["e"] = flujo
            ficha._set_state(TaskState.WAITING)
        especificacion._update(ficha)

    def reanudar(self, ficha: Ficha, fase: int, datos: Mapping[str, Valor] | None = None) -> None:
        """Lo que la ficha esperaba terminó: desarma sus eventos y la pone a andar en `fase`."""
        for hija in ficha.hijas:
            if hija.papel:
                hija.cancel()
        ficha.datos = datos
        ficha.fase = fase
        self.alistar(ficha)

    def anotar(self, clase: ClasePaso, elemento: str, ficha: int) -> None:
        """Agrega un paso del recorrido."""
        self.avance.pasos.append(Paso(clase, elemento, ficha))

    def abrir_espera(self, ficha: Ficha, clase: ClaseEspera) -> None:
        """Avisa que la ficha quedó esperando algo de afuera."""
        self.avance.abiertas.append(
            Abierta(
                ficha.id,
                ficha.task_spec.nodo.id,
                clase,
                ficha.ambito,
                ficha.indice,
                ficha.internal_data.get("d", 0),
            )
        )

    def vigilar(self, ficha: Ficha) -> None:
        """La ficha espera a que su condición se cumpla; afuera nadie lo sabe."""
        self.condicionales[ficha.id] = ficha
        self.por_mirar = True

    def cerrar_espera(self, ficha: Ficha, cierre: Cierre) -> None:
        """Avisa que la ficha dejó de esperar."""
        self.avance.cerradas.append(Cerrada(ficha.id, ficha.task_spec.nodo.id, cierre))

    def _remove_task(self, task_id: int) -> None:  # type: ignore[override]  # ids enteros
        ficha = self.tasks.pop(task_id)
        self.listas.pop(task_id, None)
        self.postergadas.pop(task_id, None)
        self.inclusivas.pop(task_id, None)
        self.condicionales.pop(task_id, None)
        if "a" in ficha.internal_data:
            self.variables.cerrar(task_id)
        if ficha._parent is not None:
            ficha.padre._children.pop(task_id)

    def _task_completed_notify(self, task: Task) -> None:
        """Nada: Spiff recorrería aquí todo el árbol."""
