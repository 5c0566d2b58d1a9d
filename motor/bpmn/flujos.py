"""Por qué flujos sale una ficha (BPMN 2.0.2, 13.3.1, 13.4.1 a 13.4.3)."""

from collections.abc import Mapping

from motor.bpmn.arbol import Ficha
from motor.bpmn.datos import evaluar_condicion
from motor.bpmn.modelo import COMPUERTAS, Flujo, TipoNodo
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Valor


class SinSalida(ErrorMotor):
    """Ninguna condición se cumplió y no hay flujo por defecto."""

    codigo = "sin_salida"


def elegir_flujos(ficha: Ficha) -> tuple[str, ...]:
    """Los ids de los flujos que toma, en el orden del diagrama.

    Raises:
        SinSalida: había flujos y ninguno se puede tomar.
        ErrorMotor: una condición no se pudo evaluar o no dio true ni false.
    """
    nodo, proceso = ficha.task_spec.nodo, ficha.workflow.compilado.proceso
    if nodo.tipo in (TipoNodo.PARALELA, TipoNodo.EVENTOS):
        return nodo.salen
    flujos = [proceso.flujos[f] for f in nodo.salen]
    if nodo.tipo is TipoNodo.EXCLUSIVA:
        tomados = _primero_que_se_cumple(ficha, flujos)
    else:
        tomados = _todos_los_que_se_cumplen(ficha, flujos)
    if nodo.salen and not tomados:
        raise SinSalida(
            f"Ninguna condición de salida de «{llamar(nodo)}» se cumple y no tiene "
            "flujo por defecto. Corrija los datos y reintente, o agregue el flujo por defecto."
        )
    return tomados


def _primero_que_se_cumple(ficha: Ficha, flujos: list[Flujo]) -> tuple[str, ...]:
    predeterminado = ficha.task_spec.nodo.predeterminado
    for flujo in flujos:
        if flujo.id != predeterminado and _se_cumple(ficha, flujo):
            return (flujo.id,)
    return (predeterminado,) if predeterminado else ()


def _todos_los_que_se_cumplen(ficha: Ficha, flujos: list[Flujo]) -> tuple[str, ...]:
    """El flujo por defecto se toma solo si ninguno de los condicionales se cumplió."""
    predeterminado = ficha.task_spec.nodo.predeterminado
    otros = [f for f in flujos if f.id != predeterminado]
    libres = {f.id for f in otros if f.condicion is None}
    cumplidos = {f.id for f in otros if f.condicion is not None and _se_cumple(ficha, f)}
    if predeterminado and not cumplidos and not _es_inclusiva_con(ficha, libres):
        cumplidos = {predeterminado}
    return tuple(f.id for f in flujos if f.id in libres | cumplidos)


def _es_inclusiva_con(ficha: Ficha, libres: set[str]) -> bool:
    """En una inclusiva o compleja un flujo sin condición cuenta como condición cumplida."""
    return bool(libres) and ficha.task_spec.nodo.tipo in (TipoNodo.INCLUSIVA, TipoNodo.COMPLEJA)


def _se_cumple(ficha: Ficha, flujo: Flujo) -> bool:
    return flujo.condicion is None or evaluar_condicion(ficha, flujo.condicion, _encima(ficha))


def flujos_de_reposicion(ficha: Ficha, encima: Mapping[str, Valor]) -> tuple[str, ...]:
    """Los flujos que toma una compuerta compleja al reponerse: los de condición que se cumple.

    Raises:
        ErrorMotor: una condición no se pudo evaluar o no dio true ni false.
    """
    proceso = ficha.workflow.compilado.proceso
    flujos = [proceso.flujos[f] for f in ficha.task_spec.nodo.salen]
    return tuple(
        f.id for f in flujos if f.condicion and evaluar_condicion(ficha, f.condicion, encima)
    )


def cumple_ad_hoc(ficha: Ficha) -> bool:
    """Si, terminada esta actividad, se cumple la condición de término del ad hoc que la contiene.

    Raises:
        ErrorMotor: la condición no se pudo evaluar o no dio true ni false.
    """
    if ficha.task_spec.es_raiz:
        return False
    contenedor = ficha.padre.task_spec.nodo
    if contenedor.tipo is not TipoNodo.AD_HOC or contenedor.activacion is None:
        return False
    es_actividad = ficha.task_spec.nodo.tipo not in COMPUERTAS
    return es_actividad and evaluar_condicion(ficha.padre, contenedor.activacion)


def _encima(ficha: Ficha) -> Mapping[str, Valor] | None:
    """Lo que las condiciones de una compuerta compleja ven además."""
    es_compleja = ficha.task_spec.nodo.tipo is TipoNodo.COMPLEJA
    return {"waitingForStart": True} if es_compleja else None
