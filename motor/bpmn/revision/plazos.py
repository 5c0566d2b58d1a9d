"""Plazos de dentro más largos que el de lo que los contiene: no llegarían a cumplirse.

El plazo de un subproceso es su límite de temporizador que interrumpe; el de un nivel entero, un
subproceso de evento de temporizador que interrumpe. Solo se compara lo que es cierto: dos plazos de
la misma unidad, o los días corridos que uno tiene por lo menos con los que el otro tiene a lo más.
Lo que se calcula, lo que corre «desde» otra fecha y una clave que cambió de valor no se comparan.
"""

from collections.abc import Iterator, Mapping

from motor.bpmn.modelo import Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.palabras import llamar
from motor.bpmn.revision.registro import ContextoRevision, Hallados, consejo, regla_de_proceso
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.lapsos import Lapso, UnidadPlazo, leer_lapso

_SEGUNDOS_DEL_DIA = 86_400
_MINIMO = {
    UnidadPlazo.DIAS_HABILES: 1.0,
    UnidadPlazo.DIAS_CALENDARIO: 1.0,
    UnidadPlazo.MESES: 28.0,
    UnidadPlazo.ANIOS: 365.0,
    UnidadPlazo.DURACION: 1 / _SEGUNDOS_DEL_DIA,
}
_MAXIMO = {
    UnidadPlazo.MESES: 31.0,
    UnidadPlazo.ANIOS: 366.0,
    UnidadPlazo.DIAS_CALENDARIO: 1.0,
    UnidadPlazo.DURACION: 1 / _SEGUNDOS_DEL_DIA,
}
_CORRIMIENTO = 7  # días que un vencimiento en feriado puede correrse


@regla_de_proceso
def plazos_que_caben(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Ningún plazo pasa del de su subproceso ni del de su proceso."""
    topes = {padre: list(_topes(proceso, padre)) for padre in proceso.por_padre}
    for nodo in proceso.nodos.values():
        for texto in _plazos(nodo):
            for tope in _que_lo_contienen(proceso, nodo, topes):
                if nodo is not tope and _pasa(texto, _del_temporizador(tope), contexto):
                    yield consejo(
                        "plazo_mayor",
                        nodo,
                        f"Su plazo, {_dicho(texto, contexto)}, es más largo que el de lo que lo "
                        f"contiene, {_dicho(_del_temporizador(tope), contexto)} "
                        f"(«{llamar(tope)}»): aquello vencería antes.",
                        "Acórtelo, o alargue el de fuera.",
                    )


def _topes(proceso: Proceso, padre: str | None) -> Iterator[Nodo]:
    """Los temporizadores que interrumpen un nivel entero: sus límites y sus subprocesos."""
    for nodo in proceso.nodos.values():
        es_limite = nodo.tipo is TipoNodo.LIMITE and nodo.adjunto_a == padre is not None
        corta = nodo.interrumpe and (es_limite or _es_de_evento(proceso, nodo, padre))
        if corta and _del_temporizador(nodo):
            yield nodo


def _es_de_evento(proceso: Proceso, nodo: Nodo, nivel: str | None) -> bool:
    if nodo.tipo is not TipoNodo.INICIO or nodo.padre is None:
        return False
    dueno = proceso.nodos[nodo.padre]
    return dueno.tipo is TipoNodo.SUBPROCESO_EVENTO and dueno.padre == nivel


def _que_lo_contienen(
    proceso: Proceso, nodo: Nodo, topes: Mapping[str | None, list[Nodo]]
) -> Iterator[Nodo]:
    """Los topes de cada nivel de fuera; lo de un subproceso de evento ya no lo alcanza el suyo."""
    padre = nodo.padre
    while True:
        yield from topes.get(padre, ())
        if padre is None or proceso.nodos[padre].tipo is TipoNodo.SUBPROCESO_EVENTO:
            return
        padre = proceso.nodos[padre].padre


def _plazos(nodo: Nodo) -> Iterator[str]:
    if nodo.trato.plazo and not nodo.trato.plazo_desde and not nodo.trato.plazo.startswith("="):
        yield nodo.trato.plazo
    if nodo.tipo in {TipoNodo.CAPTURA, TipoNodo.LIMITE} and (texto := _del_temporizador(nodo)):
        yield texto


def _del_temporizador(nodo: Nodo) -> str:
    """Lo escrito en su único temporizador; '' si no es eso, se calcula o corre de otra fecha."""
    tiempo = nodo.evento.temporizador
    if nodo.evento.tipo is not TipoEvento.TEMPORIZADOR or tiempo is None:
        return ""
    return "" if tiempo.es_expresion or tiempo.desde else tiempo.texto


def _pasa(texto: str, tope: str, contexto: ContextoRevision) -> bool:
    uno, otro = _lapso(texto, contexto), _lapso(tope, contexto)
    if uno is None or otro is None:
        return False
    if uno.unidad is otro.unidad:
        return uno.cantidad > otro.cantidad
    if otro.unidad not in _MAXIMO:
        return False
    a_lo_mas = otro.cantidad * _MAXIMO[otro.unidad] + _CORRIMIENTO
    return uno.cantidad * _MINIMO[uno.unidad] > a_lo_mas


def _lapso(texto: str, contexto: ContextoRevision) -> Lapso | None:
    try:
        lapso = leer_lapso(contexto.valores_de_plazos.get(texto, texto))
    except DatosInvalidos:
        return None
    return lapso if lapso.unidad in _MINIMO else None


def _dicho(texto: str, contexto: ContextoRevision) -> str:
    valor = contexto.valores_de_plazos.get(texto)
    return f"«{texto}» ({valor})" if valor else f"«{texto}»"
