"""Lo que un evento lanza: mensajes, señales, errores, escaladas y terminaciones."""

from collections.abc import Callable

from motor.bpmn.arbol import Ficha
from motor.bpmn.avance import MensajeLanzado, SenalLanzada
from motor.bpmn.datos import clave_de_correlacion, evaluar, evaluar_contexto
from motor.bpmn.disparos import difundir_senal
from motor.bpmn.modelo import DefinicionEvento, TipoEvento
from motor.bpmn.propagacion import lanzar_error, lanzar_escalada


def lanzar(ficha: Ficha, definicion: DefinicionEvento) -> None:
    """Lanza un evento desde la ficha, que puede no sobrevivirlo.

    Raises:
        ErrorMotor: la correlación o el contenido no se pudieron evaluar; nada se lanzó.
    """
    _LANZADORES[definicion.tipo](ficha, definicion)


def lanzar_mensaje(ficha: Ficha, definicion: DefinicionEvento) -> None:
    """Pone el mensaje en el avance; quien llama lo entrega.

    Raises:
        ErrorMotor: la correlación o el contenido no se pudieron evaluar.
    """
    clave = None
    if definicion.correlacion is not None:
        valor = evaluar(ficha, definicion.correlacion)
        clave = clave_de_correlacion(definicion.correlacion, valor)
    contenido = evaluar_contexto(ficha, definicion.contenido)
    ficha.workflow.avance.mensajes.append(
        MensajeLanzado(ficha.task_spec.nodo.id, definicion.nombre, clave, contenido)
    )


def _lanzar_senal(ficha: Ficha, definicion: DefinicionEvento) -> None:
    contenido = evaluar_contexto(ficha, definicion.contenido)
    arbol = ficha.workflow
    arbol.avance.senales.append(SenalLanzada(ficha.task_spec.nodo.id, definicion.nombre, contenido))
    difundir_senal(arbol, definicion.nombre, contenido)


def _lanzar_error(ficha: Ficha, definicion: DefinicionEvento) -> None:
    lanzar_error(ficha, definicion.codigo or definicion.nombre, {})


def _lanzar_escalada(ficha: Ficha, definicion: DefinicionEvento) -> None:
    lanzar_escalada(ficha, definicion.codigo or definicion.nombre)


def _terminar(ficha: Ficha, definicion: DefinicionEvento) -> None:  # noqa: ARG001  firma de la tabla
    """Cancela lo demás de su ámbito, que termina cuando esta misma ficha se consuma."""
    for otra in ficha.padre.hijas:
        if otra is not ficha and otra.viva:
            otra.cancel()


def _nada(ficha: Ficha, definicion: DefinicionEvento) -> None:
    """Evento sin definición: marca un punto del camino."""


_LANZADORES: dict[TipoEvento, Callable[[Ficha, DefinicionEvento], None]] = {
    TipoEvento.NINGUNO: _nada,
    TipoEvento.MENSAJE: lanzar_mensaje,
    TipoEvento.SENAL: _lanzar_senal,
    TipoEvento.ERROR: _lanzar_error,
    TipoEvento.ESCALADA: _lanzar_escalada,
    TipoEvento.TERMINAR: _terminar,
}
