"""De cuál elemento es una tarea repetida, dicho con su propio texto («SDOS») y no con su número."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from motor.bpmn.modelo import Nodo, Proceso
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.textos import recortar
from motor.nucleo.valores import Valor

ITEM_MAXIMO = 80
# Lo que nombra a un elemento, por orden; los demás campos lo describen.
_NOMBRAN = ("nombre", "titulo", "unidad", "destino", "sector", "tema", "articulo", "numero")


def texto_de_item(proceso: Proceso, nodo: Nodo, vista: Mapping[str, Valor]) -> str:
    """Devuelve el texto del elemento al que toca el nodo; vacío si no se repite.

    Sube por los subprocesos: una tarea dentro de un subproceso repetido es del elemento de este, y
    si ambos se repiten se dicen los dos, de afuera hacia adentro.

    Args:
        proceso: donde está el nodo.
        nodo: la actividad.
        vista: las variables que se leen desde su ámbito.
    """
    textos = [
        texto
        for repetido in _repetidos(proceso, nodo)
        if repetido.repeticion and (texto := _texto(vista.get(repetido.repeticion.elemento or "")))
    ]
    return recortar(" · ".join(reversed(textos)), ITEM_MAXIMO)


def _repetidos(proceso: Proceso, nodo: Nodo) -> Iterator[Nodo]:
    actual: Nodo | None = nodo
    while actual is not None:
        if actual.repeticion is not None:
            yield actual
        actual = proceso.nodos.get(actual.padre) if actual.padre else None


def _texto(valor: Valor) -> str:
    if isinstance(valor, Mapping):
        claves = [clave for clave in _NOMBRAN if valor.get(clave)]
        textos = (_escrito(valor[clave]) for clave in [*claves, *valor])
        return next((texto for texto in textos if texto), "")
    return _escrito(valor)


def _escrito(valor: Valor) -> str:
    if isinstance(valor, str):
        return " ".join(valor.split())
    if isinstance(valor, datetime):
        return f"{valor.astimezone(LA_PAZ):%d/%m/%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, Decimal):
        return "N.º " + f"{valor.normalize():f}".replace(".", ",")
    return ""
