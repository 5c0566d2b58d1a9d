"""Los nombres que se escriben a mano: variables que FEEL pueda leer y atributos que existan."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from motor.bpmn.modelo import TODAS, Nodo, Proceso
from motor.bpmn.revision.expresiones import VARIABLES_DE_LA_CASA
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    consejo,
    falla,
    regla_de_proceso,
)

_VARIABLE = re.compile(r"[^\W\d]\w*")
_RESERVADAS = frozenset(
    {"and", "or", "not", "if", "then", "else", "for", "in", "return", "some", "every"}
    | {"satisfies", "between", "instance", "of", "function", "true", "false", "null", "item"}
)
_DE_LA_CASA = frozenset({"estadoFinal", "expedienteHijo", "retiro", "sinDelegacion"})
_DEL_ESTANDAR = frozenset(
    {"startQuantity", "completionQuantity", "isForCompensation", "instantiate"}
    | {"parallelMultiple", "eventGatewayType", "scriptFormat"}
    | {"ordering", "cancelRemainingInstances", "compensa", "waitForCompletion"}
)
_CON_CAMPO = frozenset(
    {"unidad", "cargo", "plazo", "desde", "distintoDe", "acto", "publico", "correlacion"}
    | {"contenido", "locales"}
)


@regla_de_proceso
def variables_con_nombre_legible(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Lo que se escribe en una variable se puede leer después desde FEEL."""
    for nodo in proceso.nodos.values():
        for nombre in _escribe(nodo):
            if not _VARIABLE.fullmatch(nombre) or nombre in _RESERVADAS:
                yield falla(
                    "variable_mal_nombrada",
                    nodo,
                    f"Escribe en la variable «{nombre}», que FEEL no puede leer por ese nombre.",
                    "Use letras, números y _, sin empezar por número: monto_total.",
                )
            elif nombre in VARIABLES_DE_LA_CASA:
                yield consejo(
                    "variable_de_la_casa",
                    nodo,
                    f"Escribe en «{nombre}», que el motor da al iniciar el expediente.",
                    "Use otro nombre.",
                )


def _escribe(nodo: Nodo) -> Iterator[str]:
    destinos = [paso.destino for paso in (*nodo.entradas, *nodo.salidas)]
    yield from (nombre for nombre in destinos if nombre != TODAS)
    yield from nodo.locales
    if nodo.resultado:
        yield nodo.resultado
    if nodo.repeticion is not None:
        yield from filter(None, (nodo.repeticion.elemento, nodo.repeticion.salida))


@regla_de_proceso
def atributos_conocidos(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Un atributo `cauce:` que no se conoce no hace nada: suele ser una errata."""
    for nodo in proceso.nodos.values():
        for atributo in sorted(nodo.extensiones.keys() - _DE_LA_CASA - _DEL_ESTANDAR):
            parecidos = get_close_matches(atributo, _DE_LA_CASA | _CON_CAMPO, 1)
            yield consejo(
                "atributo_desconocido",
                nodo,
                f"El atributo «cauce:{atributo}» no se conoce y no haría nada.",
                f"¿Quiso decir «cauce:{parecidos[0]}»?" if parecidos else "Quítelo.",
            )
