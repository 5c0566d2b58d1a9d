"""Por dónde se empieza, qué cuelga de dónde y qué puede tener flujos."""

from motor.bpmn.modelo import CONTENEDORES, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    arreglar,
    consejo,
    falla,
    regla_de_proceso,
)

_ACTIVIDADES = frozenset(
    {
        TipoNodo.TAREA,
        TipoNodo.USUARIO,
        TipoNodo.MANUAL,
        TipoNodo.SERVICIO,
        TipoNodo.SCRIPT,
        TipoNodo.ENVIO,
        TipoNodo.RECEPCION,
        TipoNodo.REGLA,
        TipoNodo.LLAMADA,
        TipoNodo.SUBPROCESO,
        TipoNodo.TRANSACCION,
        TipoNodo.AD_HOC,
    }
)


@regla_de_proceso
def inicio_del_proceso(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """El proceso tiene por dónde empezar, y uno solo sin evento."""
    inicios = _inicios(proceso, None)
    if not inicios:
        yield falla("sin_inicio", proceso, "El proceso no tiene evento de inicio.", "Dibuje uno.")
    yield from _varios_sin_evento(inicios)


@regla_de_proceso
def inicio_de_los_subprocesos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un subproceso tiene exactamente un inicio."""
    for nodo in proceso.nodos.values():
        if nodo.tipo not in CONTENEDORES or nodo.tipo is TipoNodo.AD_HOC:
            continue
        inicios = _inicios(proceso, nodo.id)
        if not inicios:
            yield falla(
                "sin_inicio",
                nodo,
                "El subproceso no tiene evento de inicio.",
                "Dibuje uno dentro.",
            )
        if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO and len(inicios) > 1:
            yield falla(
                "varios_inicios",
                nodo,
                "Un subproceso de evento tiene un solo evento de inicio.",
                "Haga un subproceso de evento por cada inicio.",
            )
        yield from _varios_sin_evento(inicios)


def _inicios(proceso: Proceso, padre: str | None) -> list[Nodo]:
    return [n for n in proceso.por_padre.get(padre, ()) if n.tipo is TipoNodo.INICIO]


def _varios_sin_evento(inicios: list[Nodo]) -> Hallados:
    sin_evento = [nodo for nodo in inicios if nodo.evento.tipo is TipoEvento.NINGUNO]
    for sobrante in sin_evento[1:]:
        yield falla(
            "varios_inicios",
            sobrante,
            f"Ya hay otro inicio sin evento, «{sin_evento[0].id}».",
            "Deje uno solo y bifurque después con una compuerta.",
        )


@regla_de_proceso
def limites_en_actividades(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un evento de límite está pegado a una actividad de su mismo nivel."""
    for nodo in proceso.nodos.values():
        if nodo.tipo is not TipoNodo.LIMITE:
            continue
        anfitrion = proceso.nodos.get(nodo.adjunto_a or "")
        if anfitrion is None or anfitrion.tipo not in _ACTIVIDADES:
            yield falla(
                "limite_suelto",
                nodo,
                f"Está adjunto a «{nodo.adjunto_a or ''}», que no es una actividad del proceso.",
                "Arrástrelo al borde de una tarea o un subproceso.",
            )
        elif anfitrion.padre != nodo.padre:
            yield falla(
                "limite_suelto",
                nodo,
                f"Está adjunto a «{anfitrion.id}», que está en otro nivel.",
                "Dibuje el evento en el mismo proceso o subproceso que su actividad.",
            )
        if not nodo.salen and nodo.evento.tipo is not TipoEvento.COMPENSACION:
            yield consejo(
                "limite_sin_salida",
                nodo,
                "Cuando ocurra, el camino termina sin decirlo.",
                "Llévelo a un evento final con nombre.",
                arreglar("terminar", nodo=nodo.id),
            )


@regla_de_proceso
def flujos_permitidos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Nada entra a un inicio o a un límite, nada sale de un fin, nada toca un sub. de evento."""
    sin_entrada = {TipoNodo.INICIO, TipoNodo.LIMITE, TipoNodo.SUBPROCESO_EVENTO}
    sin_salida = {TipoNodo.FIN, TipoNodo.SUBPROCESO_EVENTO}
    for nodo in proceso.nodos.values():
        if nodo.entran and nodo.tipo in sin_entrada:
            yield falla(
                "flujo_prohibido",
                nodo,
                "Le llega un flujo de secuencia y aquí no se entra así.",
                "Borre el flujo o llévelo a la actividad que corresponde.",
            )
        if nodo.salen and nodo.tipo in sin_salida:
            yield falla(
                "flujo_prohibido",
                nodo,
                "Sale de él un flujo de secuencia y de aquí no se sigue.",
                "Borre el flujo o cambie el evento final por uno intermedio.",
            )
