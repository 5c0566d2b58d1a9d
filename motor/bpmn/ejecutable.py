"""La segunda cerradura: lo que el jugador no sabe mover fielmente, no se compila.

`revisar` dice lo mismo antes y mejor, y de lo que se le escape dice esto; aquí se impide que algo
corra distinto de como está dibujado aunque `revisar` no se haya llamado.
"""

from collections.abc import Iterator

from motor.bpmn.defectos_compensacion import defectos_de_compensacion
from motor.bpmn.definiciones import definiciones, espera_a_todas
from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo
from motor.nucleo.errores import DiagramaInvalido, Hallazgo

E = TipoEvento
_EMPIEZAN = {E.TEMPORIZADOR, E.MENSAJE, E.SENAL}
_ESPERAN = {*_EMPIEZAN, E.CONDICIONAL}
_LANZAN = {E.NINGUNO, E.MENSAJE, E.SENAL, E.ESCALADA}
_EVENTOS: dict[TipoNodo, set[TipoEvento]] = {
    TipoNodo.INICIO: {E.NINGUNO, *_EMPIEZAN},
    TipoNodo.FIN: {*_LANZAN, E.ERROR, E.TERMINAR, E.COMPENSACION, E.CANCELAR},
    TipoNodo.CAPTURA: _ESPERAN,
    TipoNodo.LANZAMIENTO: {*_LANZAN, E.COMPENSACION},
    TipoNodo.LIMITE: {*_ESPERAN, E.ERROR, E.ESCALADA, E.COMPENSACION, E.CANCELAR},
}
_INICIOS_DE_EVENTO = {*_ESPERAN, E.ERROR, E.ESCALADA, E.COMPENSACION}
_SIN_EFECTO = {  # atributos de BPMN y el único valor con que se ejecutan
    "instantiate": "false",
    "eventGatewayType": "Exclusive",
}
_ADMITEN_LIMITE = {
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


def no_ejecutables(proceso: Proceso) -> list[Hallazgo]:
    """Devuelve un hallazgo por cada cosa que el jugador no sabe mover, en el orden de los nodos."""
    return [
        Hallazgo("no_ejecutable", nodo.id, nodo.nombre, nodo.linea, mensaje, que_hacer)
        for nodo in proceso.nodos.values()
        for mensaje, que_hacer in _defectos(proceso, nodo)
    ]


def exigir_ejecutable(proceso: Proceso) -> None:
    """Comprueba que cada nodo sea de los que el jugador mueve.

    Raises:
        DiagramaInvalido: con un hallazgo por cada cosa que no.
    """
    if hallazgos := no_ejecutables(proceso):
        raise DiagramaInvalido(
            f"El proceso «{proceso.nombre or proceso.id}» tiene partes que no se pueden ejecutar "
            "tal como están dibujadas:",
            hallazgos,
        )


def _defectos(proceso: Proceso, nodo: Nodo) -> Iterator[tuple[str, str]]:
    yield from _defectos_de_fichas(nodo)
    for defecto in defectos_de_compensacion(proceso, nodo):
        yield defecto[1:]
    yield from _defectos_de_atributo(nodo)
    yield from _defectos_de_evento(proceso, nodo)
    yield from _defectos_de_repeticion(nodo)
    if nodo.tipo in (TipoNodo.SUBPROCESO, TipoNodo.TRANSACCION):
        inicios = [n for n in proceso.por_padre.get(nodo.id, ()) if n.tipo is TipoNodo.INICIO]
        if len(inicios) > 1:
            yield "un subproceso empieza por un solo evento de inicio.", "Deje uno."
    if nodo.tipo is TipoNodo.EVENTOS:
        yield from _defectos_de_compuerta_de_eventos(proceso, nodo)
    if nodo.tipo is TipoNodo.LIMITE:
        yield from _defectos_de_limite(proceso, nodo)
    if nodo.tipo is TipoNodo.SUBPROCESO_EVENTO:
        yield from _defectos_de_subproceso_evento(proceso, nodo)
    if nodo.tipo in (TipoNodo.RECEPCION, TipoNodo.ENVIO) and nodo.evento.tipo is not E.MENSAJE:
        yield "no dice qué mensaje.", "Póngale su mensaje."


def _defectos_de_fichas(nodo: Nodo) -> Iterator[tuple[str, str]]:
    if nodo.toma < 1 or nodo.deja < 1:
        yield "toma o deja menos de una ficha.", "Escriba cantidades de 1 o más."
    if nodo.tipo is TipoNodo.COMPLEJA and len(nodo.entran) > 1 and not nodo.activacion:
        yield "no dice cuándo se activa.", "Escriba su activationCondition."


def _defectos_de_atributo(nodo: Nodo) -> Iterator[tuple[str, str]]:
    for atributo, sin_efecto in _SIN_EFECTO.items():
        valor = nodo.extensiones.get(atributo, sin_efecto)
        if valor not in (sin_efecto, "0" if sin_efecto == "false" else sin_efecto):
            yield f"no se ejecuta {atributo}=«{valor}».", f"Quite el atributo {atributo}."


def _defectos_de_evento(proceso: Proceso, nodo: Nodo) -> Iterator[tuple[str, str]]:
    if nodo.tipo not in _EVENTOS:
        return
    padre = proceso.nodos.get(nodo.padre or "")
    permitidos = _EVENTOS[nodo.tipo]
    if nodo.tipo is TipoNodo.INICIO and padre is not None:
        de_evento = padre.tipo is TipoNodo.SUBPROCESO_EVENTO
        permitidos = _INICIOS_DE_EVENTO if de_evento else {E.NINGUNO}
    if espera_a_todas(nodo):
        yield from _defectos_de_paralelo(nodo)
    if nodo.tipo is TipoNodo.INICIO and padre is None and nodo.eventos:
        yield "un proceso no empieza por un evento múltiple.", "Dibuje un inicio por definición."
    for definicion in definiciones(nodo):
        if definicion.tipo is E.CONDICIONAL and not definicion.condicion:
            yield "no dice qué condición espera.", "Escriba su condición."
        if definicion.tipo not in permitidos:
            yield (
                f"aquí no se ejecuta un evento «{definicion.tipo.value}».",
                "Use uno de: " + ", ".join(sorted(e.value for e in permitidos)) + ".",
            )


def _defectos_de_paralelo(nodo: Nodo) -> Iterator[tuple[str, str]]:
    tipos = {d.tipo for d in nodo.eventos}
    if tipos & {E.ERROR, E.ESCALADA}:
        yield "no se espera a la vez un error o una escalada y algo más.", "Sepárelo."
    if not nodo.interrumpe and E.TEMPORIZADOR in tipos:
        yield "sin interrumpir, no espera un tiempo junto con algo más.", "Sepárelo."


def _defectos_de_repeticion(nodo: Nodo) -> Iterator[tuple[str, str]]:
    repeticion = nodo.repeticion
    if repeticion is None:
        return
    if nodo.tipo not in _ADMITEN_LIMITE:
        yield "esta clase de elemento no se repite.", "Ponga la repetición en una actividad."
    if repeticion.bucle:
        if repeticion.condicion is None and repeticion.maximo is None:
            yield "el bucle no dice hasta cuándo.", "Ponga loopCondition o loopMaximum."
        return
    if (repeticion.coleccion is None) == (repeticion.cardinalidad is None):
        yield "debe decir una colección o una cantidad, y no las dos.", "Deje una de ellas."
    if any(lanza.definicion.tipo not in _LANZAN for lanza in repeticion.lanza):
        yield "al completarse una solo lanza mensajes, señales o escaladas.", "Cambie el evento."
    if (repeticion.salida is None) != (repeticion.salida_elemento is None):
        yield "la lista de resultados necesita saber qué recoge.", "Ponga cauce:salidaElemento."


def _defectos_de_compuerta_de_eventos(proceso: Proceso, nodo: Nodo) -> Iterator[tuple[str, str]]:
    destinos = [proceso.nodos[proceso.flujos[f].destino] for f in nodo.salen]
    limitados = {n.adjunto_a for n in proceso.nodos.values() if n.adjunto_a}
    if not nodo.entran or len(destinos) < 2 or len({d.id for d in destinos}) < len(destinos):
        yield "necesita una entrada y dos o más destinos distintos.", "Corrija sus flujos."
    for destino in destinos:
        recibe = destino.tipo in (TipoNodo.CAPTURA, TipoNodo.RECEPCION)
        recibe = recibe and not espera_a_todas(destino)
        simple = not (destino.entradas or destino.locales or destino.repeticion)
        sola = len(destino.entran) == 1 and destino.id not in limitados
        if not (recibe and simple and sola and not destino.en_segundo_plano):
            yield (
                f"su destino «{destino.id}» debe ser solo una captura o una tarea de recepción, "
                "sin otra entrada, entradas de datos, repetición ni eventos de límite.",
                "Cambie el destino.",
            )


def _defectos_de_limite(proceso: Proceso, nodo: Nodo) -> Iterator[tuple[str, str]]:
    anfitrion = proceso.nodos.get(nodo.adjunto_a or "")
    if anfitrion is None or anfitrion.tipo not in _ADMITEN_LIMITE:
        yield "no está adjunto a una actividad.", "Póngalo sobre el borde de una actividad."
    if nodo.entran:
        yield "un evento de límite no recibe flujos.", "Quite los flujos que entran."
    if not nodo.interrumpe and any(d.tipo is E.ERROR for d in definiciones(nodo)):
        yield "un error siempre interrumpe.", "Hágalo interruptor o use una escalada."


def _defectos_de_subproceso_evento(proceso: Proceso, nodo: Nodo) -> Iterator[tuple[str, str]]:
    inicios = [n for n in proceso.por_padre.get(nodo.id, ()) if n.tipo is TipoNodo.INICIO]
    if len(inicios) != 1:
        yield "necesita exactamente un evento de inicio.", "Deje uno solo."
    if nodo.entran or nodo.salen:
        yield "un subproceso de evento no lleva flujos.", "Quite los flujos."
    for inicio in inicios:
        if not inicio.interrumpe and any(d.tipo is E.ERROR for d in definiciones(inicio)):
            yield "un error siempre interrumpe.", "Haga el inicio interruptor o use una escalada."
