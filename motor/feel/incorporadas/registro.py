"""El registro de las funciones incorporadas: nombre, formas de llamarlas y tipos que aceptan.

Una forma se declara con el texto de sus parámetros: `"string: texto, length?: numero"`. `?` tras
el nombre = se puede omitir; `?` tras el tipo = admite `null`; `...` tras el nombre = los que sean.
Un argumento que no casa con su tipo hace que la función dé `null`, como manda la norma
(DMN 1.5, 10.3.4), sin que cada una lo compruebe.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from motor.feel.entorno import AUSENTE, Evaluacion, Funcion, Rango
from motor.nucleo.valores import DuracionMeses, Valor

Cuerpo = Callable[..., Valor]
_C = TypeVar("_C", bound=Cuerpo)
_CLASES: Mapping[str, tuple[type, ...]] = {
    "numero": (Decimal,),
    "texto": (str,),
    "logico": (bool,),
    "fecha": (date,),
    "hora": (time,),
    "instante": (datetime,),
    "dia": (date, datetime),
    "momento": (time, datetime),
    "temporal": (date, datetime, time),
    "tiempo": (timedelta,),
    "duracion": (timedelta, DuracionMeses),
    "medible": (Decimal, timedelta, DuracionMeses),
    "contexto": (dict,),
    "rango": (Rango,),
    "funcion": (Funcion,),
    "lista": (list,),
}


@dataclass(frozen=True)
class Parametro:
    """Un parámetro: su nombre en la norma y qué valores admite."""

    nombre: str
    clases: tuple[type, ...] | None
    omitible: bool = False
    admite_nulo: bool = False

    def ajustar(self, valor: Valor) -> Valor:
        """Devuelve el valor con sus conversiones implícitas; `AUSENTE` si no es admisible."""
        clases = self.clases
        if clases is None or type(valor) in clases:
            return valor
        if valor is None:
            return None if self.admite_nulo else AUSENTE
        if clases == (list,):
            return [valor]
        if type(valor) is list and len(valor) == 1 and type(valor[0]) in clases:
            return valor[0]
        return AUSENTE


@dataclass(frozen=True)
class Forma:
    """Una de las maneras de llamar a una función incorporada."""

    cuerpo: Cuerpo
    parametros: tuple[Parametro, ...]
    variadica: bool = False

    def admite(self, cantidad: int) -> bool:
        """Dice si se puede llamar con esa cantidad de argumentos."""
        if self.variadica:
            return cantidad >= len(self.parametros)
        fijos = sum(not p.omitible for p in self.parametros)
        return fijos <= cantidad <= len(self.parametros)

    def admite_nombres(self, nombres: set[str]) -> bool:
        """Dice si `nombres` son parámetros suyos y no falta ninguno obligatorio."""
        propios = {p.nombre for p in self.parametros}
        fijos = {p.nombre for p in self.parametros if not p.omitible}
        return fijos <= nombres <= propios

    def ordenar(self, argumentos: dict[str, Valor]) -> list[Valor]:
        """Devuelve los argumentos con nombre en el orden de los parámetros."""
        return [argumentos.get(p.nombre, AUSENTE) for p in self.parametros]

    def ajustar(self, argumentos: list[Valor]) -> list[Valor] | None:
        """Devuelve los argumentos convertidos a los tipos de la forma; None si alguno no casa."""
        ajustados: list[Valor] = []
        ultimo = len(self.parametros) - 1
        for lugar, valor in enumerate(argumentos):
            parametro = self.parametros[min(lugar, ultimo)]
            if valor is AUSENTE:
                ajustados.append(None)
                continue
            ajustado = parametro.ajustar(valor)
            if ajustado is AUSENTE:
                return None
            ajustados.append(ajustado)
        return ajustados

    def exacta(self, argumentos: list[Valor]) -> bool:
        """Dice si los argumentos casan sin conversiones."""
        ultimo = len(self.parametros) - 1
        clases = (self.parametros[min(n, ultimo)].clases for n in range(len(argumentos)))
        return all(c is None or type(a) in c for a, c in zip(argumentos, clases, strict=True))


def aplicar(formas: tuple[Forma, ...], ev: Evaluacion, argumentos: list[Valor]) -> Valor:
    """Llama a la forma que casa (antes, la que casa sin conversiones); `null` si ninguna."""
    ev.gastar(3)
    if len(formas) > 1:
        formas = tuple(sorted(formas, key=lambda f: not f.exacta(argumentos)))
    for forma in formas:
        ajustados = forma.ajustar(argumentos)
        if ajustados is not None:
            try:
                return forma.cuerpo(ev, *ajustados)
            except (ArithmeticError, ValueError, TypeError):
                return None
    return None


@dataclass
class Incorporada:
    """Una función incorporada con todas sus formas."""

    nombre: str
    formas: list[Forma] = field(default_factory=list)

    def por_cantidad(self, cantidad: int) -> tuple[Forma, ...]:
        """Devuelve las formas que admiten esa cantidad de argumentos por lugar."""
        return tuple(f for f in self.formas if f.admite(cantidad))

    def por_nombres(self, nombres: set[str]) -> tuple[Forma, ...]:
        """Devuelve las formas que tienen esos parámetros."""
        return tuple(f for f in self.formas if f.admite_nombres(nombres))

    def llamar(self, ev: Evaluacion, argumentos: list[Valor]) -> Valor:
        """La llama por lugar: es lo que hace cuando viaja como valor."""
        return aplicar(self.por_cantidad(len(argumentos)), ev, argumentos)

    def llamar_nombrada(self, ev: Evaluacion, argumentos: dict[str, Valor]) -> Valor:
        """La llama por nombres de parámetro."""
        formas = self.por_nombres(set(argumentos))
        if len(formas) > 1:
            formas = tuple(sorted(formas, key=lambda f: not f.exacta(f.ordenar(argumentos))))
        return aplicar(formas[:1], ev, formas[0].ordenar(argumentos)) if formas else None


REGISTRO: dict[str, Incorporada] = {}


def incorporada(nombre: str, *formas: str) -> Callable[[_C], _C]:
    """Registra el cuerpo de la función `nombre`; recibe la evaluación y los argumentos."""

    def registrar(cuerpo: _C) -> _C:
        entrada = REGISTRO.setdefault(nombre, Incorporada(nombre))
        entrada.formas += [_leer_forma(cuerpo, forma) for forma in formas]
        return cuerpo

    return registrar


def _leer_forma(cuerpo: Cuerpo, forma: str) -> Forma:
    parametros: list[Parametro] = []
    variadica = False
    for parte in filter(None, (p.strip() for p in forma.split(","))):
        nombre, _, tipo = (x.strip() for x in parte.partition(":"))
        variadica = variadica or nombre.endswith("...")
        clases = None if tipo in ("", "todo") else _CLASES[tipo.rstrip("?")]
        limpio = nombre.removesuffix("...").removesuffix("?")
        parametros.append(Parametro(limpio, clases, nombre.endswith("?"), tipo.endswith("?")))
    return Forma(cuerpo, tuple(parametros), variadica)


_COMO_VALOR: dict[str, Any] = {}


def como_funcion(nombre: str) -> Funcion | None:
    """Devuelve la incorporada `nombre` como valor función, o None si no existe."""
    if nombre not in REGISTRO:
        return None
    if nombre not in _COMO_VALOR:
        entrada = REGISTRO[nombre]
        nombres = tuple(p.nombre for p in entrada.formas[0].parametros)
        _COMO_VALOR[nombre] = Funcion(nombre, nombres, entrada.llamar)
    valor: Funcion = _COMO_VALOR[nombre]
    return valor
