"""Lee una expresión regular de XPath (XML Schema más `^ $ \\1 *?`) y la vuelve un programa.

El programa es una lista de instrucciones para `maquina`: `("letra", prueba)`, `("ir", n)`,
`("o", n, m)` (prueba n antes que m), `("guarda", n)`, `("inicio",)`, `("fin",)`, `("repite", n)`
y `("listo",)`.
"""

import re
from typing import Any

from motor.feel.incorporadas.patron_clases import (
    CLASES,
    ESCAPES,
    Prueba,
    alguna,
    categoria,
    menos,
    negada,
    tramo,
)

Instruccion = tuple[Any, ...]
Programa = list[Instruccion]
_LARGO_PROGRAMA = 5_000
_HONDURA = 30
_VECES = re.compile(r"\{(\d{1,4})(,(\d{1,4})?)?\}", re.ASCII)


class PatronInvalido(ValueError):
    """El patrón no es de XPath o pide demasiado."""


class Lector:
    """Lee el patrón de izquierda a derecha, emitiendo el programa."""

    def __init__(self, patron: str, banderas: str) -> None:
        self.patron = patron
        self.sin_caja = "i" in banderas
        self.con_saltos = "s" in banderas
        self.donde = 0
        self.grupos = 0
        self.cerrados: set[int] = set()
        self.hondura = 0
        self.con_referencias = False

    def leer(self) -> Programa:
        """Devuelve el programa entero.

        Raises:
            PatronInvalido: el patrón no es correcto.
        """
        cuerpo = self._alternativas()
        if self.donde < len(self.patron):
            raise PatronInvalido("paréntesis sin abrir")
        return [("guarda", 0), *_mover(cuerpo, 1), ("guarda", 1), ("listo",)]

    def _mira(self) -> str:
        return self.patron[self.donde : self.donde + 1]

    def _toma(self) -> str:
        letra = self._mira()
        if not letra:
            raise PatronInvalido("el patrón termina antes")
        self.donde += 1
        return letra

    def _alternativas(self) -> Programa:
        ramas = [self._rama()]
        while self._mira() == "|":
            self.donde += 1
            ramas.append(self._rama())
        programa = ramas.pop()
        while ramas:
            rama = ramas.pop()
            cabeza: Programa = [("o", 1, len(rama) + 2), *_mover(rama, 1)]
            salto = [("ir", len(cabeza) + 1 + len(programa))]
            programa = _medido([*cabeza, *salto, *_mover(programa, len(cabeza) + 1)])
        return programa

    def _rama(self) -> Programa:
        programa: Programa = []
        while self._mira() not in ("", "|", ")"):
            pieza = self._cuantificada(self._atomo())
            programa = _medido([*programa, *_mover(pieza, len(programa))])
        return programa

    def _cuantificada(self, atomo: Programa) -> Programa:
        signo = self._mira()
        limites = {"?": (0, 1), "*": (0, None), "+": (1, None)}
        if signo in limites and signo:
            self.donde += 1
            minimo, maximo = limites[signo]
        elif signo == "{":
            minimo, maximo = self._veces()
        else:
            return atomo
        vago = self._mira() == "?"
        if vago:
            self.donde += 1
        return _repetir(atomo, minimo, maximo, vago)

    def _veces(self) -> tuple[int, int | None]:
        hallado = _VECES.match(self.patron, self.donde)
        if hallado is None:
            raise PatronInvalido("repetición mal escrita")
        self.donde = hallado.end()
        minimo = int(hallado.group(1))
        if hallado.group(2) is None:
            return minimo, minimo
        maximo = int(hallado.group(3)) if hallado.group(3) else None
        if maximo is not None and maximo < minimo:
            raise PatronInvalido("repetición al revés")
        return minimo, maximo

    def _atomo(self) -> Programa:
        letra = self._toma()
        if letra == "(":
            return self._grupo()
        if letra == "[":
            return [("letra", self._conjunto())]
        if letra == ".":
            return [("letra", (lambda _c: True) if self.con_saltos else lambda c: c not in "\n\r")]
        if letra in "^$":
            return [("inicio",) if letra == "^" else ("fin",)]
        if letra == "\\":
            return self._escape()
        if letra in "?*+{}]":
            raise PatronInvalido(f"«{letra}» fuera de lugar")
        return [("letra", self._letra(letra))]

    def _letra(self, letra: str) -> Prueba:
        return tramo(letra, letra, True) if self.sin_caja else letra.__eq__

    def _grupo(self) -> Programa:
        self.hondura += 1
        if self.hondura > _HONDURA:
            raise PatronInvalido("demasiados paréntesis anidados")
        numero = 0
        if self.patron.startswith("?:", self.donde):
            self.donde += 2
        else:
            self.grupos += 1
            numero = self.grupos
        cuerpo = self._alternativas()
        if self._toma() != ")":
            raise PatronInvalido("falta «)»")
        self.hondura -= 1
        if not numero:
            return cuerpo
        self.cerrados.add(numero)
        return [("guarda", 2 * numero), *_mover(cuerpo, 1), ("guarda", 2 * numero + 1)]

    def _escape(self) -> Programa:
        if self._mira() in "123456789" and self._mira():
            return [("repite", self._referencia())]
        return [("letra", self._clase_o_letra())]

    def _referencia(self) -> int:
        numero = int(self._toma())
        while self._mira().isdecimal() and numero * 10 + int(self._mira()) in self.cerrados:
            numero = numero * 10 + int(self._toma())
        if numero not in self.cerrados:
            raise PatronInvalido(f"no hay grupo {numero}")
        self.con_referencias = True
        return numero

    def _clase_o_letra(self) -> Prueba:
        letra = self._toma()
        if letra in CLASES:
            return CLASES[letra]
        if letra in "pP":
            return self._categoria(letra == "P")
        if letra in ESCAPES:
            return self._letra(ESCAPES[letra])
        raise PatronInvalido(f"escape «\\{letra}» desconocido")

    def _categoria(self, contraria: bool) -> Prueba:
        fin = self.patron.find("}", self.donde)
        if self._mira() != "{" or fin < 0:
            raise PatronInvalido("categoría mal escrita")
        prueba = categoria(self.patron[self.donde + 1 : fin])
        if prueba is None:
            raise PatronInvalido("categoría desconocida")
        self.donde = fin + 1
        return negada(prueba) if contraria else prueba

    def _conjunto(self) -> Prueba:
        self.hondura += 1
        if self.hondura > _HONDURA:
            raise PatronInvalido("demasiados corchetes anidados")
        contrario = self._mira() == "^"
        self.donde += contrario
        pruebas: list[Prueba] = []
        while self._mira() != "]" or not pruebas:
            if self.patron.startswith("-[", self.donde) and pruebas:
                self.donde += 2
                resta = self._conjunto()
                if self._mira() != "]":
                    raise PatronInvalido("la resta debe ir al final")
                self.donde += 1
                self.hondura -= 1
                entera = alguna(pruebas)
                return menos(negada(entera) if contrario else entera, resta)
            pruebas.append(self._miembro())
        self.donde += 1
        self.hondura -= 1
        return negada(alguna(pruebas)) if contrario else alguna(pruebas)

    def _miembro(self) -> Prueba:
        desde = self._extremo()
        if not isinstance(desde, str):
            return desde
        sigue = self.patron[self.donde : self.donde + 2]
        if sigue[:1] == "-" and sigue[1:] not in ("]", "[", ""):
            self.donde += 1
            hasta = self._extremo()
            if not isinstance(hasta, str) or hasta < desde:
                raise PatronInvalido("tramo al revés")
            return tramo(desde, hasta, self.sin_caja)
        return tramo(desde, desde, self.sin_caja)

    def _extremo(self) -> str | Prueba:
        letra = self._toma()
        if letra == "[":
            raise PatronInvalido("«[» dentro de un conjunto")
        if letra != "\\":
            return letra
        siguiente = self._mira()
        if siguiente in ESCAPES:
            self.donde += 1
            return ESCAPES[siguiente]
        return self._clase_o_letra()


def _mover(programa: Programa, cuanto: int) -> Programa:
    movido: Programa = []
    for instruccion in programa:
        if instruccion[0] == "ir":
            movido.append(("ir", instruccion[1] + cuanto))
        elif instruccion[0] == "o":
            movido.append(("o", instruccion[1] + cuanto, instruccion[2] + cuanto))
        else:
            movido.append(instruccion)
    return movido


def _medido(programa: Programa) -> Programa:
    if len(programa) > _LARGO_PROGRAMA:
        raise PatronInvalido("el patrón repite demasiado")
    return programa


def _repetir(atomo: Programa, minimo: int, maximo: int | None, vago: bool) -> Programa:
    largo = len(atomo)
    copias = minimo if maximo is None else maximo
    if (copias + 1) * (largo + 2) > _LARGO_PROGRAMA:
        raise PatronInvalido("el patrón repite demasiado")
    programa: Programa = []
    for _ in range(minimo):
        programa += _mover(atomo, len(programa))
    if maximo is None:
        aqui = len(programa)
        salida = aqui + largo + 2
        cabeza = ("o", salida, aqui + 1) if vago else ("o", aqui + 1, salida)
        return [*programa, cabeza, *_mover(atomo, aqui + 1), ("ir", aqui)]
    final = len(programa) + (maximo - minimo) * (largo + 1)
    for _ in range(maximo - minimo):
        aqui = len(programa)
        programa.append(("o", final, aqui + 1) if vago else ("o", aqui + 1, final))
        programa += _mover(atomo, aqui + 1)
    return programa
