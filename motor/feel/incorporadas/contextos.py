"""Funciones de contextos (DMN 1.5, 10.3.4.10)."""

from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.registro import incorporada
from motor.nucleo.valores import Valor

Contexto = dict[str, Valor]


@incorporada("get value", "m: contexto, key: texto")
def _get_value(_ev: Evaluacion, contexto: Contexto, clave: str) -> Valor:
    return contexto.get(clave)


@incorporada("get value", "context: contexto, keys: lista")
def _get_value_ruta(_ev: Evaluacion, contexto: Contexto, claves: list[Valor]) -> Valor:
    valor: Valor = contexto
    for clave in claves:
        valor = valor.get(clave) if type(valor) is dict else None
    return valor if claves else None


@incorporada("get entries", "m: contexto")
def _get_entries(ev: Evaluacion, contexto: Contexto) -> list[Contexto]:
    ev.gastar(len(contexto))
    return [{"key": clave, "value": valor} for clave, valor in contexto.items()]


@incorporada("context", "entries: lista")
def _context(ev: Evaluacion, entradas: list[Valor]) -> Contexto | None:
    ev.gastar(len(entradas))
    resultado: Contexto = {}
    for entrada in entradas:
        if type(entrada) is not dict or "value" not in entrada:
            return None
        clave = entrada.get("key")
        if type(clave) is not str or clave in resultado:
            return None
        resultado[clave] = entrada["value"]
    return resultado


@incorporada("context put", "context: contexto, key: texto, value")
def _context_put(ev: Evaluacion, contexto: Contexto, clave: str, valor: Valor) -> Contexto:
    ev.gastar(len(contexto))
    return {**contexto, clave: valor}


@incorporada("context put", "context: contexto, keys: lista, value")
def _context_put_ruta(
    ev: Evaluacion, contexto: Contexto, claves: list[Valor], valor: Valor
) -> Contexto | None:
    if not claves or any(type(c) is not str for c in claves):
        return None
    ev.gastar(len(contexto) + len(claves))
    if len(claves) > 100:
        return None
    primera, resto = claves[0], claves[1:]
    if not resto:
        return {**contexto, primera: valor}
    interior = contexto.get(primera)
    if type(interior) is not dict:
        return None
    nuevo = _context_put_ruta(ev, interior, resto, valor)
    return None if nuevo is None else {**contexto, primera: nuevo}


@incorporada("context merge", "contexts: lista")
def _context_merge(ev: Evaluacion, contextos: list[Valor]) -> Contexto | None:
    resultado: Contexto = {}
    for contexto in contextos:
        if type(contexto) is not dict:
            return None
        ev.gastar(len(contexto))
        resultado.update(contexto)
    return resultado
