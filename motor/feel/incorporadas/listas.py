"""Funciones de listas que no cuentan números (DMN 1.5, 10.3.4.4) y `sort` (10.3.4.8)."""

from decimal import Decimal
from functools import cmp_to_key

from motor.feel.comparacion import ORDENABLES, igual, o_de, y_de
from motor.feel.entorno import Evaluacion, Funcion
from motor.feel.incorporadas.registro import incorporada
from motor.feel.limites import LARGO_LISTA
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Lista = list[Valor]


def acotar_lista(ev: Evaluacion, lista: Lista) -> Lista:
    """Cobra y devuelve `lista`.

    Raises:
        ErrorFeel: pasa de `LARGO_LISTA` elementos.
    """
    if len(lista) > LARGO_LISTA:
        raise ErrorFeel(f"La lista que resulta pasa de {LARGO_LISTA} elementos.")
    ev.gastar(len(lista))
    return lista


def _esta(ev: Evaluacion, lista: Lista, valor: Valor) -> bool:
    ev.gastar(len(lista))
    return any(igual(x, valor, ev) for x in lista)


@incorporada("list contains", "list: lista, element")
def _list_contains(ev: Evaluacion, lista: Lista, elemento: Valor) -> bool:
    return _esta(ev, lista, elemento)


@incorporada("count", "list: lista")
def _count(_ev: Evaluacion, lista: Lista) -> Decimal:
    return Decimal(len(lista))


def extremo(ev: Evaluacion, lista: Lista, mayor: bool) -> Valor:
    """Devuelve el mayor o el menor; `null` si está vacía o no se pueden comparar entre sí."""
    ev.gastar(len(lista))
    clase = type(lista[0]) if lista else type(None)
    if clase not in ORDENABLES or any(type(x) is not clase for x in lista):
        return None
    return max(lista) if mayor else min(lista)


@incorporada("min", "list: lista")
def _min(ev: Evaluacion, lista: Lista) -> Valor:
    return extremo(ev, lista, False)


@incorporada("min", "c1, cn...")
def _min_de(ev: Evaluacion, *valores: Valor) -> Valor:
    return extremo(ev, list(valores), False)


@incorporada("max", "list: lista")
def _max(ev: Evaluacion, lista: Lista) -> Valor:
    return extremo(ev, lista, True)


@incorporada("max", "c1, cn...")
def _max_de(ev: Evaluacion, *valores: Valor) -> Valor:
    return extremo(ev, list(valores), True)


@incorporada("all", "list: lista")
def _all(ev: Evaluacion, lista: Lista) -> bool | None:
    ev.gastar(len(lista))
    return y_de(lista)


@incorporada("all", "b1, bn...")
def _all_de(_ev: Evaluacion, *valores: Valor) -> bool | None:
    return y_de(list(valores))


@incorporada("any", "list: lista")
def _any(ev: Evaluacion, lista: Lista) -> bool | None:
    ev.gastar(len(lista))
    return o_de(lista)


@incorporada("any", "b1, bn...")
def _any_de(_ev: Evaluacion, *valores: Valor) -> bool | None:
    return o_de(list(valores))


@incorporada("sublist", "list: lista, start position: numero, length?: numero")
def _sublist(
    _ev: Evaluacion, lista: Lista, inicio: Decimal, largo: Decimal | None = None
) -> Lista | None:
    desde = int(inicio)
    if desde == 0 or abs(desde) > len(lista) or (largo is not None and largo < 0):
        return None
    desde = desde - 1 if desde > 0 else len(lista) + desde
    if largo is None:
        return lista[desde:]
    return None if desde + int(largo) > len(lista) else lista[desde : desde + int(largo)]


@incorporada("append", "list: lista, item...")
def _append(ev: Evaluacion, lista: Lista, *valores: Valor) -> Lista:
    return acotar_lista(ev, [*lista, *valores])


@incorporada("concatenate", "list...: lista")
def _concatenate(ev: Evaluacion, *listas: Lista) -> Lista:
    ev.gastar(sum(map(len, listas)))
    return acotar_lista(ev, [x for lista in listas for x in lista])


@incorporada("insert before", "list: lista, position: numero, newItem")
def _insert_before(ev: Evaluacion, lista: Lista, posicion: Decimal, nuevo: Valor) -> Lista | None:
    lugar = _lugar(lista, posicion)
    if lugar is None:
        return None
    return acotar_lista(ev, [*lista[:lugar], nuevo, *lista[lugar:]])


def _lugar(lista: Lista, posicion: Decimal) -> int | None:
    lugar = int(posicion)
    if lugar == 0 or abs(lugar) > len(lista):
        return None
    return lugar - 1 if lugar > 0 else len(lista) + lugar


@incorporada("remove", "list: lista, position: numero")
def _remove(ev: Evaluacion, lista: Lista, posicion: Decimal) -> Lista | None:
    lugar = _lugar(lista, posicion)
    if lugar is None:
        return None
    return acotar_lista(ev, [*lista[:lugar], *lista[lugar + 1 :]])


@incorporada("list replace", "list: lista, position: numero, newItem")
def _list_replace_lugar(
    ev: Evaluacion, lista: Lista, posicion: Decimal, nuevo: Valor
) -> Lista | None:
    lugar = _lugar(lista, posicion)
    if lugar is None:
        return None
    return acotar_lista(ev, [*lista[:lugar], nuevo, *lista[lugar + 1 :]])


@incorporada("list replace", "list: lista, match: funcion, newItem")
def _list_replace_segun(
    ev: Evaluacion, lista: Lista, coincide: Funcion, nuevo: Valor
) -> Lista | None:
    resultado = []
    for x in lista:
        elegido = coincide.llamar(ev, [x, nuevo])
        if type(elegido) is not bool:
            return None
        resultado.append(nuevo if elegido else x)
    return acotar_lista(ev, resultado)


@incorporada("reverse", "list: lista")
def _reverse(ev: Evaluacion, lista: Lista) -> Lista:
    return acotar_lista(ev, lista[::-1])


@incorporada("index of", "list: lista, match")
def _index_of(ev: Evaluacion, lista: Lista, valor: Valor) -> Lista:
    ev.gastar(len(lista))
    return [Decimal(n) for n, x in enumerate(lista, 1) if igual(x, valor, ev)]


@incorporada("union", "list...: lista")
def _union(ev: Evaluacion, *listas: Lista) -> Lista:
    return _sin_repetidos(ev, _concatenate(ev, *listas))


@incorporada("distinct values", "list: lista")
def _sin_repetidos(ev: Evaluacion, lista: Lista) -> Lista:
    unicos: Lista = []
    for x in lista:
        if not _esta(ev, unicos, x):
            unicos.append(x)
    return unicos


@incorporada("flatten", "list: lista")
def _flatten(ev: Evaluacion, lista: Lista) -> Lista:
    plana: Lista = []
    pendientes = [iter(lista)]
    while pendientes:
        for x in pendientes[-1]:
            ev.gastar(1)
            if type(x) is list:
                pendientes.append(iter(x))
                break
            plana.append(x)
        else:
            pendientes.pop()
    return acotar_lista(ev, plana)


@incorporada("sort", "list: lista, precedes?: funcion")
def _sort(ev: Evaluacion, lista: Lista, precede: Funcion | None = None) -> Lista | None:
    ev.gastar(len(lista) * 4)
    if precede is None:
        clases = {type(x) for x in lista}
        return sorted(lista) if len(clases) < 2 and clases <= ORDENABLES else None

    def orden(a: Valor, b: Valor) -> int:
        if precede.llamar(ev, [a, b]) is True:
            return -1
        return 1 if precede.llamar(ev, [b, a]) is True else 0

    return sorted(lista, key=cmp_to_key(orden))
