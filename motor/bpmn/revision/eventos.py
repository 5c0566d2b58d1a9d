"""Qué evento puede ir en cada lugar, y qué le falta para poder ocurrir."""

from collections.abc import Mapping

from motor.bpmn.lectura.expresiones import es_juel
from motor.bpmn.modelo import DefinicionEvento, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    consejo,
    falla,
    regla_de_proceso,
)
from motor.nucleo.errores import Hallazgo

E = TipoEvento
_QUE_EMPIEZAN = frozenset({E.TEMPORIZADOR, E.MENSAJE, E.SENAL})
_QUE_ESPERAN = _QUE_EMPIEZAN | {E.CONDICIONAL}
_QUE_LANZAN = frozenset({E.NINGUNO, E.MENSAJE, E.SENAL, E.ESCALADA, E.COMPENSACION})
_PERMITIDOS: Mapping[TipoNodo, frozenset[TipoEvento]] = {
    TipoNodo.CAPTURA: _QUE_ESPERAN | {E.ENLACE},
    TipoNodo.LANZAMIENTO: _QUE_LANZAN | {E.ENLACE},
    TipoNodo.LIMITE: _QUE_ESPERAN | {E.ERROR, E.ESCALADA, E.COMPENSACION, E.CANCELAR},
    TipoNodo.FIN: _QUE_LANZAN | {E.ERROR, E.TERMINAR, E.CANCELAR},
}
_NOMBRES = {
    E.NINGUNO: "sin definición",
    E.TEMPORIZADOR: "temporizador",
    E.MENSAJE: "mensaje",
    E.SENAL: "señal",
    E.ERROR: "error",
    E.ESCALADA: "escalada",
    E.TERMINAR: "terminar",
    E.ENLACE: "enlace",
    E.CONDICIONAL: "condicional",
    E.COMPENSACION: "compensación",
    E.CANCELAR: "cancelación",
}
_EN_EL_PROCESO = _QUE_EMPIEZAN | {E.NINGUNO}
_EN_SUBPROCESO = frozenset({E.NINGUNO})
_EN_SUBPROCESO_DE_EVENTO = _QUE_ESPERAN | {E.ERROR, E.ESCALADA, E.COMPENSACION}
_LUGARES = {
    TipoNodo.INICIO: "evento de inicio",
    TipoNodo.CAPTURA: "evento de captura",
    TipoNodo.LANZAMIENTO: "evento de lanzamiento",
    TipoNodo.LIMITE: "evento de límite",
    TipoNodo.FIN: "evento final",
}


def permitidos(proceso: Proceso, nodo: Nodo) -> frozenset[TipoEvento]:
    """Los tipos de evento que se ejecutan en el lugar del nodo; vacío si no es un evento."""
    if nodo.tipo is not TipoNodo.INICIO:
        return _PERMITIDOS.get(nodo.tipo, frozenset())
    if nodo.padre is None:
        return _EN_EL_PROCESO
    if proceso.nodos[nodo.padre].tipo is TipoNodo.SUBPROCESO_EVENTO:
        return _EN_SUBPROCESO_DE_EVENTO
    return _EN_SUBPROCESO


@regla_de_proceso
def evento_en_su_lugar(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Cada definición de cada evento es de un tipo que en su lugar se ejecuta."""
    for nodo in proceso.nodos.values():
        if nodo.tipo in _LUGARES:
            tipos = dict.fromkeys(d.tipo for d in nodo.eventos or (nodo.evento,))
            for tipo in tipos:
                if tipo not in permitidos(proceso, nodo):
                    yield _fuera_de_lugar(proceso, nodo, tipo)


def _fuera_de_lugar(proceso: Proceso, nodo: Nodo, tipo: TipoEvento) -> Hallazgo:
    if tipo is E.CONDICIONAL and nodo.padre is None:
        return falla(
            "inicio_condicional",
            nodo,
            "Un proceso no empieza por una condición: antes de empezar no hay datos que mirar.",
            "Use un inicio de mensaje o de señal, o ponga la condición dentro del proceso.",
        )
    return falla(
        "evento_fuera_de_lugar",
        nodo,
        f"Un {_LUGARES[nodo.tipo]} no puede ser de tipo «{_NOMBRES[tipo]}» aquí.",
        f"Use uno de: {_lista(permitidos(proceso, nodo))}.",
    )


def _lista(tipos: frozenset[TipoEvento]) -> str:
    return ", ".join(_NOMBRES[tipo] for tipo in TipoEvento if tipo in tipos)


@regla_de_proceso
def errores_que_no_interrumpen(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un error siempre interrumpe (BPMN 2.0.2, tablas 10.86 y 10.90)."""
    for nodo in proceso.nodos.values():
        tipos = {d.tipo for d in nodo.eventos or (nodo.evento,)}
        if E.ERROR in tipos and not nodo.interrumpe:
            yield falla(
                "error_sin_interrumpir",
                nodo,
                "Un evento de error no puede dejar seguir a lo que falló.",
                "Márquelo como de interrupción, o use una escalada.",
            )


@regla_de_proceso
def eventos_con_nombre(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Mensajes, señales, errores y escaladas dicen cuál; un condicional, su condición."""
    for nodo in proceso.nodos.values():
        for definicion in nodo.eventos or (nodo.evento,):
            if falta := _que_falta(nodo, definicion):
                # una tarea de recepción sin mensaje espera para siempre, y eso es lo que hará
                avisar = consejo if nodo.tipo is TipoNodo.RECEPCION else falla
                yield avisar(
                    "evento_sin_nombre",
                    nodo,
                    f"No dice {falta}.",
                    "Elija o cree uno en el panel de propiedades.",
                )


def _que_falta(nodo: Nodo, definicion: DefinicionEvento) -> str:
    if definicion.tipo is E.MENSAJE and not definicion.nombre:
        return "qué mensaje"
    if definicion.tipo is E.SENAL and not definicion.nombre:
        return "qué señal"
    if definicion.tipo is E.CONDICIONAL and not definicion.condicion:
        return "qué condición espera"
    lanza = nodo.tipo in {TipoNodo.FIN, TipoNodo.LANZAMIENTO}
    if lanza and definicion.tipo in {E.ERROR, E.ESCALADA} and not definicion.codigo:
        return "qué código lanza"
    return ""


@regla_de_proceso
def nombres_escritos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """El nombre de un mensaje o señal y el código de un error no se calculan."""
    for nodo in proceso.nodos.values():
        for definicion in nodo.eventos or (nodo.evento,):
            for nombre in dict.fromkeys((definicion.nombre, definicion.codigo or "")):
                if nombre.startswith("=") or es_juel(nombre):
                    yield falla(
                        "nombre_variable",
                        nodo,
                        f"El nombre «{nombre}» se calcularía al ejecutar, y debe estar escrito.",
                        "Escríbalo tal cual; a un caso de otro los distingue la correlación.",
                    )


@regla_de_proceso
def enlaces_que_casan(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Los enlaces que al leer no encontraron su pareja (los demás ya son flujos)."""
    for nodo in proceso.nodos.values():
        if nodo.evento.tipo is not E.ENLACE or nodo.tipo not in {
            TipoNodo.CAPTURA,
            TipoNodo.LANZAMIENTO,
        }:
            continue
        que = "que capture" if nodo.tipo is TipoNodo.LANZAMIENTO else "que lance"
        yield falla(
            "enlace_sin_pareja",
            nodo,
            f"No hay exactamente un enlace {que} «{nodo.evento.nombre}» en el mismo nivel, "
            "o tiene flujos del lado del salto.",
            "Dé el mismo nombre a los dos extremos y déjelos en el mismo proceso o subproceso.",
        )
