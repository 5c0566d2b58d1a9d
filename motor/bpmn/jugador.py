"""Mover fichas: `iniciar` y `avanzar`, y la `Partida` que las pruebas llevan paso a paso."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import Avance, Evaluador, IncidenteNuevo, Suceso, Variables
from motor.bpmn.compilado import RAIZ, Compilado
from motor.bpmn.condicionales import Vigiladas, mirar_condiciones
from motor.bpmn.especificaciones.compleja import Compleja
from motor.bpmn.estado import cargar, guardar
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import TipoNodo
from motor.bpmn.palabras import llamar
from motor.bpmn.sucesos import aplicar
from motor.nucleo.errores import ErrorMotor, OrdenRechazada
from motor.nucleo.valores import Json, Valor

VUELTAS_MAXIMAS = 2_000  # visitas a un mismo nodo en una misma activación, por suceso
_DETENIDAS = TaskState.ERROR | TaskState.WAITING
PASOS_MAXIMOS = 200_000  # de toda la instancia, por suceso


class InicioDesconocido(OrdenRechazada):
    """El proceso no se puede empezar por ahí."""

    codigo = "inicio_desconocido"


class DemasiadosPasos(ErrorMotor):
    """El diagrama da vueltas sin que nada de afuera lo detenga."""

    codigo = "demasiados_pasos"


class Ritmo(Protocol):
    """Quién anda primero cuando hay varias fichas listas; lo usan las pruebas."""

    def elegir(self, listas: Sequence[int]) -> int | None:
        """Devuelve la ficha que da el próximo paso, o None para detenerse aquí."""


def iniciar(
    compilado: Compilado,
    variables: Variables,
    evaluador: Evaluador,
    *,
    inicio: str | None = None,
    contenido: Mapping[str, Valor] | None = None,
) -> Avance:
    """Empieza una instancia y la mueve hasta que todo espere algo de afuera.

    Args:
        compilado: el proceso, de `compilar`.
        variables: los ámbitos de la instancia; el 0 ya existe.
        evaluador: FEEL y DMN.
        inicio: id del evento de inicio; None = el que no tiene evento.
        contenido: variables con que empieza (o contenido del mensaje que la inicia).

    Raises:
        InicioDesconocido: el proceso no tiene ese inicio.
    """
    return Partida(compilado, variables, evaluador).iniciar(inicio, contenido or {})


def avanzar(
    compilado: Compilado,
    estado: Json,
    suceso: Suceso,
    variables: Variables,
    evaluador: Evaluador,
) -> Avance:
    """Aplica un suceso a una instancia guardada y la mueve hasta que todo espere algo de afuera.

    Al llevar el avance a tablas, `cerradas` va antes que `abiertas`: una ficha que termina su
    continuación puede abrir enseguida otra espera con el mismo número.

    Raises:
        OrdenRechazada: la ficha no existe, ya se cerró o no espera eso; nada cambió.
        EstadoIlegible: el estado es de otro formato o de otra versión del proceso.
    """
    return Partida(compilado, variables, evaluador).avanzar(estado, suceso)


class Partida:
    """Una instancia en juego. Con un `ritmo`, quien llama decide el orden y dónde detenerse."""

    def __init__(
        self,
        compilado: Compilado,
        variables: Variables,
        evaluador: Evaluador,
        ritmo: Ritmo | None = None,
    ) -> None:
        self._compilado = compilado
        self._arbol = arbol = Arbol(compilado, variables, evaluador)
        if compilado.con_condicionales:
            arbol.variables = Vigiladas(variables, arbol)
            arbol.por_mirar = True
        self._ritmo = ritmo
        self._primera_nueva = 0
        self._vueltas: Counter[tuple[int | None, str]] = Counter()

    def iniciar(self, inicio: str | None, contenido: Mapping[str, Valor]) -> Avance:
        """Ver `iniciar`."""
        arbol, compilado = self._arbol, self._compilado
        inicios = _por_donde_empieza(compilado, inicio)
        raiz = arbol.nueva(compilado.especificaciones[RAIZ], None)
        raiz._set_state(TaskState.STARTED)
        raiz.fase = Fase.HACER
        compilado.armar_subprocesos(raiz)
        fichas = [arbol.poner(compilado.al_entrar(nodo).name, raiz) for nodo in inicios]
        if compilado.proceso.nodos[inicios[0]].tipo is TipoNodo.INICIO:
            fichas[0].datos = contenido
        else:
            for nombre, valor in contenido.items():
                arbol.variables.escribir_local(0, nombre, valor)
        return self._correr()

    def avanzar(self, estado: Json, suceso: Suceso) -> Avance:
        """Ver `avanzar`."""
        cargar(self._arbol, estado)
        self._primera_nueva = self._arbol.siguiente
        aplicar(self._arbol, suceso)
        return self._correr()

    def seguir(self, estado: Json, antes: Callable[[Arbol], None] | None = None) -> Avance:
        """Continúa lo que un ritmo dejó a medio andar, o lo que `antes` cambió en el árbol."""
        cargar(self._arbol, estado)
        self._primera_nueva = self._arbol.siguiente
        if antes is not None:
            self._arbol.detenida = True
            antes(self._arbol)
        return self._correr()

    def _correr(self) -> Avance:
        arbol = self._arbol
        while (ficha := self._proxima()) is not None:
            self._dar_paso(ficha)
        _avisar_atascadas(arbol)
        _descontar(arbol, self._primera_nueva)
        arbol.avance.estado = guardar(arbol)
        return arbol.avance

    def _proxima(self) -> Ficha | None:
        arbol = self._arbol
        mirar_condiciones(arbol)
        if not (arbol.listas or arbol.postergadas):
            _reponer_complejas(arbol)
            _probar_inclusivas(arbol)
        cola = arbol.listas or arbol.postergadas
        if not cola:
            return None
        if self._ritmo is None:
            return next(iter(cola.values()))
        elegida = self._ritmo.elegir((*arbol.listas, *arbol.postergadas))
        return None if elegida is None else arbol.tasks[elegida]

    def _dar_paso(self, ficha: Ficha) -> None:
        arbol = self._arbol
        arbol.listas.pop(ficha.id, None)
        arbol.postergadas.pop(ficha.id, None)
        try:
            self._exigir_moderacion(ficha)
            ficha.run()
        except ErrorMotor as error:
            ficha._set_state(TaskState.ERROR)
            arbol.avance.incidentes.append(
                IncidenteNuevo(ficha.id, ficha.task_spec.nodo.id, error.mensaje)
            )

    def _exigir_moderacion(self, ficha: Ficha) -> None:
        if ficha.fase != Fase.LLEGAR or ficha.es_de_multiple:
            return
        clave = (ficha._parent, ficha.task_spec.nodo.id)
        self._vueltas[clave] += 1
        if self._vueltas[clave] > VUELTAS_MAXIMAS or self._vueltas.total() > PASOS_MAXIMOS:
            raise DemasiadosPasos(
                f"La instancia pasó {self._vueltas[clave] - 1} veces por "
                f"«{llamar(ficha.task_spec.nodo)}» sin que nadie "
                "intervenga. Revise la condición de salida de ese ciclo; reintentar le da otras "
                f"{VUELTAS_MAXIMAS} vueltas."
            )


def _por_donde_empieza(compilado: Compilado, inicio: str | None) -> tuple[str, ...]:
    if inicio is None:
        inicios = compilado.inicios_implicitos(None)
        tipos = [compilado.proceso.nodos[i].tipo for i in inicios]
        if inicios and tipos.count(TipoNodo.INICIO) <= 1:
            return inicios
        falta = "no tiene un único inicio sin evento; diga por cuál de sus inicios empieza"
    else:
        nodo = compilado.proceso.nodos.get(inicio)
        if nodo is not None and nodo.tipo is TipoNodo.INICIO and nodo.padre is None:
            return (inicio,)
        falta = f"no tiene un evento de inicio «{inicio}»"
    nombre = compilado.proceso.nombre or compilado.proceso.id
    raise InicioDesconocido(f"No se pudo iniciar «{nombre}»: {falta}.")


def _reponer_complejas(arbol: Arbol) -> None:
    """Con todo lo demás quieto, repone las compuertas complejas que ya no esperan nada."""
    if not arbol.compilado.con_complejas:
        return
    for padre in [ficha for ficha in arbol.tasks.values() if "c" in ficha.internal_data]:
        for compuerta in list(padre.internal_data["c"]):
            especificacion = arbol.compilado.especificaciones[compuerta]
            if isinstance(especificacion, Compleja):
                especificacion.reponer(padre)


def _probar_inclusivas(arbol: Arbol) -> None:
    """Con todo lo demás quieto, deja lista la primera unión inclusiva que pueda seguir."""
    for ficha in list(arbol.inclusivas.values()):
        if ficha.task_spec.probar(ficha):
            return


def _avisar_atascadas(arbol: Arbol) -> None:
    """Si la instancia acaba de quedar sin nada que la mueva, lo dice: no es un final.

    Son fichas en uniones a las que ya nada puede llegar. Reintentar no las mueve.
    """
    if not (arbol.avance.pasos or arbol.detenida) or any(map(_puede_moverse, arbol.tasks.values())):
        return
    for ficha in arbol.tasks.values():
        if ficha.has_state(TaskState.WAITING) or "e" in ficha.internal_data:
            nodo = ficha.task_spec.nodo
            mensaje = (
                f"La instancia quedó detenida en «{llamar(nodo)}»: espera una ficha por "
                "un flujo al que ya ninguna puede llegar. Corrija esa unión en el diagrama; este "
                "caso solo puede anularse."
            )
            arbol.avance.incidentes.append(IncidenteNuevo(ficha.id, nodo.id, mensaje))
            return


def _puede_moverse(ficha: Ficha) -> bool:
    en_camino = ficha.has_state(TaskState.READY | TaskState.ERROR)
    en_camino = en_camino or ficha.id in ficha.workflow.condicionales
    return en_camino or ficha.task_spec.clase_de_espera(ficha) is not None


def _descontar(arbol: Arbol, primera_nueva: int) -> None:
    """Quita del avance lo que nació y terminó en este mismo suceso: afuera nadie lo conoció."""
    avance, vivas = arbol.avance, arbol.tasks
    avance.abiertas = [
        a
        for a in avance.abiertas
        if (f := vivas.get(a.ficha)) is not None and f.task_spec.clase_de_espera(f) is a.clase
    ]
    conocidas = {c.ficha: c for c in reversed(avance.cerradas) if c.ficha < primera_nueva}
    avance.cerradas = list(reversed(conocidas.values()))
    avance.incidentes = [
        i
        for i in avance.incidentes
        if (f := vivas.get(i.ficha)) is not None
        and (f.has_state(_DETENIDAS) or "e" in f.internal_data)
    ]
