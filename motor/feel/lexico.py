"""De texto FEEL a símbolos: aquí, y no en la gramática, se resuelven los nombres.

FEEL deja que un nombre lleve espacios y signos («monto total», «date and time»), así que dónde
termina depende de qué nombres se conocen: los incorporados, los que da quien compila y los que
el propio texto declara (claves de contexto, variables de `for`). Gana el más largo.
"""

import re
import unicodedata
from collections.abc import Iterable

from lark import Token

from motor.feel.limites import LARGO_TEXTO
from motor.nucleo.errores import ErrorFeel

_LETRA = r"[^\W\d]|[?\U00010000-\U000EFFFF]"
_PARTE = r"\w|[?\u0300-\u036F\u00B7\U00010000-\U000EFFFF]"
_PALABRA = re.compile(rf"(?:{_LETRA})(?:{_PARTE})*")
_BLANCO = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMERO = re.compile(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?")
_CADENA = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TEMPORAL = re.compile(r'@\s*"(?:[^"\\]|\\.)*"')
_CLAVE = re.compile(rf"(?:{_LETRA})(?:{_PARTE}|[ \t\r\n./'+*\-])*(?=:)|(?:{_LETRA})(?=:)")
_INSTANCIA = re.compile(r"instance\s+of\b")
_TIPO_DE = re.compile(r"(list|range|context|function)\s*<")
_PIEZA = re.compile(r"\w+|[^\w\s]")
_SIGNO = re.compile(r"\*\*|\.\.|->|!=|<=|>=|[-−+*/=<>()\[\]{},.:]")

PALABRAS_CLAVE = {
    "and": "_Y",
    "or": "_O",
    "in": "_EN",
    "between": "_ENTRE",
    "if": "_SI",
    "then": "_ENTONCES",
    "else": "_SINO",
    "for": "_PARA",
    "return": "_RETORNA",
    "some": "ALGUN",
    "every": "CADA",
    "satisfies": "_CUMPLE",
    "function": "_FUNCION",
    "true": "LOGICO",
    "false": "LOGICO",
    "null": "NULO",
}
_SIGNOS = {
    "**": "_ELEVADO",
    "..": "_PUNTOS",
    "->": "_FLECHA",
    "!=": "DISTINTO",
    "<=": "MENOR_IGUAL",
    ">=": "MAYOR_IGUAL",
    "-": "MENOS",
    "−": "MENOS",
    "+": "MAS",
    "*": "POR",
    "/": "DIVIDE",
    "=": "IGUAL",
    "<": "MENOR",
    ">": "MAYOR",
    "(": "_PA",
    ")": "_PC",
    "[": "_CA",
    "]": "_CC",
    "{": "_LA",
    "}": "_LC",
    ",": "_COMA",
    ".": "_PUNTO",
    ":": "_DP",
}
_DE_TIPO = {
    "list": "_LISTA_DE",
    "range": "_RANGO_DE",
    "context": "_CONTEXTO_DE",
    "function": "_FUNCION_DE",
}
_ANTES_DE_TIPO = {"_INSTANCIA", "_DP", "_FLECHA", *_DE_TIPO.values()}
_ANTES_DE_NOMBRE = {"_PUNTO", *_ANTES_DE_TIPO} - {"_DP"}
_FIN_DE_VALOR = {"NUMERO", "TEXTO", "TEMPORAL", "LOGICO", "NULO", "NOMBRE", "_PC", "_CC", "_LC"}
_FIN_DE_VALOR |= {"_FUERA_C"}
_CON_NOMBRE = {"NOMBRE", "CLAVE"}
_ABREN = {"_PA", "_CA", "_LA", "_FUERA_A"}
_CIERRAN = {"_PC", "_CC", "_LC", "_FUERA_C"}
_SIGUE_A_UN_RANGO = re.compile(
    r"$|[)\],}=<>!*/+]|\.(?!\d)|(?:and|or|then|else|return|satisfies|in|between|instance)\b"
)


def es_palabra(nombre: str) -> bool:
    """Dice si `nombre` se lee como una sola palabra (no hace falta declararlo)."""
    return _PALABRA.fullmatch(nombre) is not None and nombre not in PALABRAS_CLAVE


def en_una_linea(nombre: str) -> str:
    """Devuelve `nombre` con cada tramo de blancos reducido a un espacio y sin extremos."""
    return " ".join(nombre.split())


def patron_de(nombres: Iterable[str]) -> re.Pattern[str] | None:
    """Devuelve el patrón que halla el más largo de los nombres compuestos, o None si no hay."""
    compuestos = sorted({n for n in map(en_una_linea, nombres) if n}, key=len, reverse=True)
    if not compuestos:
        return None
    formas = (
        r"\s*".join(re.escape(p) for p in _PIEZA.findall(n))
        if " " not in n
        else r"\s+".join(r"\s*".join(map(re.escape, _PIEZA.findall(t))) for t in n.split())
        for n in compuestos
    )
    return re.compile(rf"(?:{'|'.join(formas)})(?!{_PARTE})")


class Lexico:
    """Recorre un texto una vez; `simbolos()` da la lista que espera la gramática."""

    def __init__(
        self, texto: str, incorporados: re.Pattern[str] | None, nombres: Iterable[str]
    ) -> None:
        if len(texto) > LARGO_TEXTO:
            raise ErrorFeel(
                f"La expresión mide {len(texto)} caracteres y el límite es {LARGO_TEXTO}; "
                "divídala en varias decisiones.",
                texto[:200],
                0,
            )
        self.texto = texto
        self.incorporados = incorporados
        self.compuestos = {en_una_linea(n) for n in nombres if not es_palabra(n)}
        self.patron = patron_de(self.compuestos)
        self.lista: list[Token] = []
        self.donde = 0
        self.con_puntos = [False]  # por cada paréntesis abierto: si ya pasó un «..»

    def simbolos(self, *, pruebas: bool = False) -> list[Token]:
        """Devuelve los símbolos; con `pruebas`, reconoce «-» y «not(…)» de las pruebas unarias.

        Raises:
            ErrorFeel: hay un carácter que FEEL no conoce o un texto sin cerrar.
        """
        largo = len(self.texto)
        while True:
            blanco = _BLANCO.match(self.texto, self.donde)
            if blanco:
                self.donde = blanco.end()
            if self.donde >= largo:
                break
            self._siguiente()
        if pruebas:
            self._marcar_pruebas()
        return self.lista

    def _siguiente(self) -> None:
        letra = self.texto[self.donde]
        if letra == '"':
            self._tomar("TEXTO", _CADENA, "Falta la comilla que cierra este texto.")
        elif letra == "@":
            self._tomar("TEMPORAL", _TEMPORAL, 'Tras «@» se esperaba un texto: @"2026-03-02".')
        elif letra.isdigit() or (letra == "." and self._sigue_decimal()):
            self._tomar("NUMERO", _NUMERO, "Este número no se entiende.")
        elif not self._nombre():
            self._signo()

    def _sigue_decimal(self) -> bool:
        siguiente = self.texto[self.donde + 1 : self.donde + 2]
        return siguiente.isdigit() and (not self.lista or self.lista[-1].type not in _FIN_DE_VALOR)

    def _tomar(self, tipo: str, patron: re.Pattern[str], falla: str) -> None:
        hallado = patron.match(self.texto, self.donde)
        if hallado is None:
            raise ErrorFeel(f"{falla} (posición {self.donde + 1})", self.texto, self.donde)
        self._poner(tipo, hallado.group(), hallado.end())

    def _poner(self, tipo: str, valor: str, fin: int) -> None:
        if tipo in _CON_NOMBRE:
            valor = unicodedata.normalize("NFC", valor)  # «año» es uno solo, se teclee como sea
        self.lista.append(Token(tipo, valor, start_pos=self.donde, end_pos=fin))
        self.donde = fin
        if tipo in _ABREN:
            self.con_puntos.append(False)
        elif tipo in _CIERRAN and len(self.con_puntos) > 1:
            self.con_puntos.pop()
        elif tipo == "_PUNTOS":
            self.con_puntos[-1] = True

    def _anterior(self) -> str:
        return self.lista[-1].type if self.lista else ""

    def _nombre(self) -> bool:
        """Lee clave, tipo, nombre compuesto, palabra clave o palabra, en ese orden."""
        if self._clave() or self._tipo_generico() or self._variable():
            return True
        for patron in (self.patron, self.incorporados):
            hallado = patron.match(self.texto, self.donde) if patron else None
            if hallado:
                self._poner("NOMBRE", en_una_linea(hallado.group()), hallado.end())
                return True
        return self._palabra()

    def _palabra(self) -> bool:
        hallado = _PALABRA.match(self.texto, self.donde)
        if hallado is None:
            return False
        palabra, fin = hallado.group(), hallado.end()
        anterior = self._anterior()
        instancia = _INSTANCIA.match(self.texto, self.donde)
        if instancia and anterior in _FIN_DE_VALOR:
            self._poner("_INSTANCIA", palabra, instancia.end())
        elif palabra == "external" and anterior == "_PC":
            self._poner("_EXTERNA", palabra, fin)
        elif anterior in _ANTES_DE_NOMBRE:
            self._poner("NOMBRE", palabra, fin)
        else:
            self._poner(PALABRAS_CLAVE.get(palabra, "NOMBRE"), palabra, fin)
        return True

    def _clave(self) -> bool:
        if self._anterior() not in {"_LA", "_COMA", "_PA", "_CONTEXTO_DE"}:
            return False
        hallado = _CLAVE.match(self.texto, self.donde)
        if hallado is None:
            return False
        nombre = en_una_linea(hallado.group())
        self._poner("CLAVE", nombre, hallado.end())
        self._declarar(nombre)
        return True

    def _variable(self) -> bool:
        if self._anterior() not in {"_PARA", "ALGUN", "CADA"}:
            return False
        hasta_in = re.compile(rf"(?:{_LETRA})(?:{_PARTE}|[ \t./'+*\-])*?(?=\s+in\b)")
        hallado = hasta_in.match(self.texto, self.donde)
        if hallado is None:
            return False
        nombre = en_una_linea(hallado.group())
        self._poner("NOMBRE", nombre, hallado.end())
        self._declarar(nombre)
        return True

    def _declarar(self, nombre: str) -> None:
        if not es_palabra(nombre) and nombre not in self.compuestos:
            self.compuestos.add(nombre)
            self.patron = patron_de(self.compuestos)

    def _tipo_generico(self) -> bool:
        anterior = self._anterior()
        en_tipos = anterior == "_COMA" and any(
            s.type in {"_FUNCION_DE", "_CONTEXTO_DE"} for s in self.lista[-4:]
        )
        if anterior not in _ANTES_DE_TIPO and not en_tipos:
            return False
        hallado = _TIPO_DE.match(self.texto, self.donde)
        if hallado is None:
            return False
        self._poner(_DE_TIPO[hallado.group(1)], hallado.group(), hallado.end())
        return True

    def _signo(self) -> None:
        hallado = _SIGNO.match(self.texto, self.donde)
        if hallado is None:
            raise ErrorFeel(
                f"El carácter «{self.texto[self.donde]}» no tiene sentido aquí "
                f"(posición {self.donde + 1}).",
                self.texto,
                self.donde,
            )
        signo, fin = hallado.group(), hallado.end()
        tipo = _SIGNOS[signo]
        if signo == "]" and self._anterior() not in _FIN_DE_VALOR | {"_CA"}:
            tipo = "_FUERA_A"
        elif signo == "[" and self._cierra_rango(fin):
            tipo = "_FUERA_C"
        self._poner(tipo, signo, fin)

    def _cierra_rango(self, fin: int) -> bool:
        """Un «[» tras «a..b» cierra el rango si lo que sigue no puede empezar un filtro."""
        if self._anterior() not in _FIN_DE_VALOR or not self.con_puntos[-1]:
            return False
        blanco = _BLANCO.match(self.texto, fin)
        return _SIGUE_A_UN_RANGO.match(self.texto, blanco.end() if blanco else fin) is not None

    def _marcar_pruebas(self) -> None:
        tipos = [s.type for s in self.lista]
        if tipos == ["MENOS"]:
            self.lista[0] = Token("GUION", "-", start_pos=0, end_pos=1)
        elif tipos[:2] == ["NOMBRE", "_PA"] and self.lista[0] == "not" and self._abarca_todo():
            self.lista[0] = Token("_NO", "not", start_pos=self.lista[0].start_pos)

    def _abarca_todo(self) -> bool:
        hondura = 0
        for lugar, simbolo in enumerate(self.lista[1:], 1):
            hondura += {"_PA": 1, "_PC": -1}.get(simbolo.type, 0)
            if hondura == 0:
                return lugar == len(self.lista) - 1
        return False
