"""Lo que de compensación, transacciones y ad hoc está mal dibujado: (código, qué, qué hacer)."""

from collections.abc import Iterator
from typing import TypeAlias

from motor.bpmn.compensables import COMPENSA, es_de_compensacion, es_para_compensar
from motor.bpmn.definiciones import definiciones
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo

Defecto: TypeAlias = tuple[str, str, str]
E, T = TipoEvento, TipoNodo
_LANZAN = (T.LANZAMIENTO, T.FIN)


def defectos_de_compensacion(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    """Los defectos de un nodo; nada si se puede ejecutar tal como está dibujado."""
    tipos = {d.tipo for d in definiciones(nodo)}
    if nodo.eventos and tipos & {E.COMPENSACION, E.CANCELAR}:
        yield (
            "compensacion",
            "una compensación o una cancelación no va junto con otros eventos.",
            "Dibuje un evento para cada una.",
        )
        return
    if E.COMPENSACION in tipos:
        yield from _de_evento(proceso, nodo)
    if E.CANCELAR in tipos:
        yield from _de_cancelacion(proceso, nodo)
    if es_para_compensar(nodo):
        yield from _de_manejador(proceso, nodo)
    if nodo.tipo is T.AD_HOC:
        yield from _de_ad_hoc(proceso, nodo)


def _de_evento(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    if nodo.extensiones.get("waitForCompletion") == "false" and nodo.tipo in _LANZAN:
        yield (
            "compensacion",
            "quien compensa espera siempre a que termine; «waitForCompletion» no puede ser false.",
            "Quite ese atributo, o compense en una rama paralela.",
        )
    if nodo.tipo in _LANZAN:
        yield from _de_referencia(proceso, nodo)
    elif nodo.tipo is T.LIMITE:
        yield from _de_limite(proceso, nodo)
    elif nodo.tipo is T.INICIO:
        yield from _de_inicio(proceso, nodo)


def _de_referencia(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    actividad = nodo.evento.nombre
    if not actividad:
        return
    niveles, nivel = {nodo.padre}, nodo.padre
    while nivel is not None and proceso.nodos[nivel].tipo is T.SUBPROCESO_EVENTO:
        nivel = proceso.nodos[nivel].padre
        niveles.add(nivel)
    referida = proceso.nodos.get(actividad)
    if referida is None or referida.padre not in niveles:
        yield (
            "compensacion",
            f"compensa a «{actividad}», que no es una actividad de su mismo nivel.",
            "Elija una actividad del mismo proceso o subproceso, o ninguna para compensar todas.",
        )


def _de_limite(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    manejador = proceso.nodos.get(nodo.extensiones.get(COMPENSA, ""))
    if manejador is None or not es_para_compensar(manejador) or manejador.padre != nodo.padre:
        yield (
            "compensacion",
            "no dice qué actividad compensa.",
            "Únalo con una asociación a una actividad «de compensación» de su mismo nivel.",
        )
    if nodo.salen:
        yield (
            "compensacion",
            "de un límite de compensación no salen flujos.",
            "Borre el flujo y una el evento a la actividad con una asociación.",
        )
    gemelos = [
        n
        for n in proceso.nodos.values()
        if n.adjunto_a == nodo.adjunto_a and n.evento.tipo is E.COMPENSACION
    ]
    dentro = proceso.por_padre.get(nodo.adjunto_a, ())
    if len(gemelos) > 1 or any(es_de_compensacion(proceso, n) for n in dentro):
        yield (
            "compensacion",
            "la actividad tiene más de una manera de compensarse.",
            "Deje un solo límite de compensación, o el subproceso de evento de dentro.",
        )


def _de_inicio(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    evento = proceso.nodos.get(nodo.padre or "")
    if evento is not None and evento.tipo is T.SUBPROCESO_EVENTO and evento.padre is None:
        yield (
            "compensacion",
            "está en el nivel del proceso, que nadie compensa.",
            "Póngalo dentro del subproceso al que compensa.",
        )


def _de_cancelacion(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    if nodo.tipo is T.LIMITE:
        anfitrion = proceso.nodos.get(nodo.adjunto_a or "")
        if anfitrion is None or anfitrion.tipo is not T.TRANSACCION:
            yield (
                "cancelacion",
                "un límite de cancelación solo va en una transacción.",
                "Convierta la actividad en transacción o use un evento de error.",
            )
        return
    transaccion = proceso.nodos.get(nodo.padre or "")
    if transaccion is None or transaccion.tipo is not T.TRANSACCION:
        yield (
            "cancelacion",
            "un fin de cancelación va directamente dentro de una transacción.",
            "Muévalo a la transacción o use un fin de error.",
        )
        return
    limites = [
        n
        for n in proceso.nodos.values()
        if n.adjunto_a == transaccion.id and n.evento.tipo is E.CANCELAR
    ]
    if len(limites) != 1 or transaccion.repeticion is not None:
        yield (
            "cancelacion",
            "su transacción necesita un límite de cancelación, uno solo, y no repetirse.",
            "Ponga un evento de cancelación en su borde y quite la repetición.",
        )


def _de_manejador(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    if nodo.entran or nodo.salen:
        yield (
            "compensacion",
            "a una actividad de compensación no le llegan ni le salen flujos.",
            "Borre los flujos: la une una asociación.",
        )
        return
    llamada = nodo.tipo is T.SUBPROCESO_EVENTO and es_de_compensacion(proceso, nodo)
    if not llamada and not any(
        n.extensiones.get(COMPENSA) == nodo.id for n in proceso.nodos.values()
    ):
        yield (
            "compensacion",
            "es una actividad de compensación y nadie la usa.",
            "Una a ella, con una asociación, un límite de compensación.",
        )


def _de_ad_hoc(proceso: Proceso, nodo: Nodo) -> Iterator[Defecto]:
    dentro = proceso.por_padre.get(nodo.id, ())
    if any(n.tipo in (T.INICIO, T.FIN) for n in dentro):
        yield (
            "ad_hoc",
            "un subproceso ad hoc no lleva eventos de inicio ni de fin.",
            "Bórrelos: todo lo que no tiene entrada se ofrece desde el principio.",
        )
    ofrece = [
        n
        for n in dentro
        if not n.entran
        and n.tipo not in (T.LIMITE, T.SUBPROCESO_EVENTO)
        and not es_para_compensar(n)
    ]
    if not ofrece:
        yield "ad_hoc", "no tiene ninguna actividad que ofrecer.", "Dibuje dentro al menos una."
    if nodo.activacion is not None and not any(
        n.tipo in (T.USUARIO, T.MANUAL) and n.repeticion is None for n in ofrece
    ):
        yield (
            "ad_hoc",
            "su condición de término podría no cumplirse nunca: no ofrece tareas a personas.",
            "Agregue una tarea de usuario sin flujo de entrada o quite la condición.",
        )
