"""Funciones que resumen listas de números (DMN 1.5, 10.3.4.4)."""

from decimal import Decimal

from motor.feel import aritmetica
from motor.feel.aritmetica import CONTEXTO
from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.registro import incorporada
from motor.nucleo.valores import Valor

Lista = list[Valor]


def _numeros(ev: Evaluacion, lista: Lista) -> list[Decimal] | None:
    ev.gastar(len(lista))
    return lista if all(type(x) is Decimal for x in lista) else None


@incorporada("sum", "list: lista", "n...")
def _sum(ev: Evaluacion, *valores: Valor) -> Valor:
    lista = _desplegar(valores)
    ev.gastar(len(lista))
    if not lista or type(lista[0]) is str:
        return None
    total = lista[0] if aritmetica.sumar(lista[0], lista[0]) is not None else None
    for x in lista[1:]:
        total = aritmetica.sumar(total, x)
    return total


def _desplegar(valores: tuple[Valor, ...]) -> Lista:
    return valores[0] if len(valores) == 1 and type(valores[0]) is list else list(valores)


@incorporada("product", "list: lista", "n...")
def _product(ev: Evaluacion, *valores: Valor) -> Decimal | None:
    numeros = _numeros(ev, _desplegar(valores))
    if not numeros:
        return None
    total = Decimal(1)
    for x in numeros:
        total = CONTEXTO.multiply(total, x)
    return total


@incorporada("mean", "list: lista", "n...")
def _mean(ev: Evaluacion, *valores: Valor) -> Decimal | None:
    numeros = _numeros(ev, _desplegar(valores))
    return _media(numeros) if numeros else None


def _media(numeros: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for x in numeros:
        total = CONTEXTO.add(total, x)
    return CONTEXTO.divide(total, Decimal(len(numeros)))


@incorporada("median", "list: lista", "n...")
def _median(ev: Evaluacion, *valores: Valor) -> Decimal | None:
    numeros = _numeros(ev, _desplegar(valores))
    if not numeros:
        return None
    orden, medio = sorted(numeros), len(numeros) // 2
    if len(orden) % 2:
        return orden[medio]
    return _media(orden[medio - 1 : medio + 1])


@incorporada("stddev", "list: lista", "n...")
def _stddev(ev: Evaluacion, *valores: Valor) -> Decimal | None:
    numeros = _numeros(ev, _desplegar(valores))
    if numeros is None or len(numeros) < 2:
        return None
    media, total = _media(numeros), Decimal(0)
    for x in numeros:
        resto = CONTEXTO.subtract(x, media)
        total = CONTEXTO.add(total, CONTEXTO.multiply(resto, resto))
    return CONTEXTO.sqrt(CONTEXTO.divide(total, Decimal(len(numeros) - 1)))


@incorporada("mode", "list: lista", "n...")
def _mode(ev: Evaluacion, *valores: Valor) -> Lista | None:
    numeros = _numeros(ev, _desplegar(valores))
    if numeros is None:
        return None
    veces: dict[Decimal, int] = {}
    for x in numeros:
        veces[x] = veces.get(x, 0) + 1
    tope = max(veces.values(), default=0)
    return sorted(x for x, n in veces.items() if n == tope)
