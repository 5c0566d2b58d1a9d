"""De JUEL (`${…}`, `#{…}` de Camunda 7, Flowable y Activiti) a FEEL, cuando el sentido es cierto.

Gramática de Unified EL 2.1 sin llamadas a métodos ni a funciones. El `loopCounter` de esos
motores cuenta desde 0 y el nuestro desde 1. Análisis por precedencia, con hondura limitada.
"""

import re
from dataclasses import dataclass

HONDURA_MAXIMA = 60

_FICHA = re.compile(
    r"""\s*(?:
      (?P<numero>\d+(?:\.\d+)?(?![\w.]))
    | (?P<texto>"(?:[^"\\]|\\["'\\])*"|'(?:[^'\\]|\\["'\\])*')
    | (?P<nombre>[^\W\d]\w*)
    | (?P<signo>&&|\|\||[=!<>]=|[-+*/%<>!?:().\[\]])
    )""",
    re.VERBOSE,
)
_PALABRAS = {
    "eq": "==",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "le": "<=",
    "ge": ">=",
    "and": "&&",
    "or": "||",
    "not": "!",
    "div": "/",
    "mod": "%",
}
# Precedencia de cada operador binario y cómo se escribe en FEEL.
_BINARIOS = {
    "||": (1, "or"),
    "&&": (2, "and"),
    "==": (3, "="),
    "!=": (3, "!="),
    "<": (4, "<"),
    ">": (4, ">"),
    "<=": (4, "<="),
    ">=": (4, ">="),
    "+": (5, "+"),
    "-": (5, "-"),
    "*": (6, "*"),
    "/": (6, "/"),
}
_AJENOS = frozenset(
    [
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "some",
        "every",
        "satisfies",
        "between",
        "instanceof",
        "function",
        "execution",
        "task",
        "caseExecution",
        "processEngine",
        "authenticatedUserId",
    ]
)


class SinTraduccion(ValueError):
    """El texto no es JUEL o dice algo que FEEL no diría igual; el mensaje dice qué."""


@dataclass(frozen=True)
class _Ficha:
    clase: str  # numero, texto, nombre, signo o fin
    texto: str


def traducir(juel: str) -> str:
    """Devuelve en FEEL lo que dice una expresión JUEL, sin su envoltura `${ }`.

    Raises:
        SinTraduccion: no se puede traducir con certeza.
    """
    analizador = _Analizador(_fichas(juel))
    feel = analizador.expresion(0)
    analizador.exigir("fin", "")
    return feel


def _fichas(juel: str) -> list[_Ficha]:
    fichas: list[_Ficha] = []
    posicion, largo = 0, len(juel.rstrip())
    while posicion < largo:
        hallada = _FICHA.match(juel, posicion)
        if hallada is None:
            raise SinTraduccion(f"no se entiende «{juel[posicion : posicion + 20].strip()}»")
        clase = str(hallada.lastgroup)
        crudo = hallada[clase]
        if clase == "nombre" and crudo in _PALABRAS:
            clase, crudo = "signo", _PALABRAS[crudo]
        fichas.append(_Ficha(clase, crudo))
        posicion = hallada.end()
    return [*fichas, _Ficha("fin", "")]


class _Analizador:
    """Recorre las fichas una vez y escribe FEEL con paréntesis donde hay duda."""

    def __init__(self, fichas: list[_Ficha]) -> None:
        self._fichas = fichas
        self._donde = 0
        self._hondura = 0

    @property
    def _actual(self) -> _Ficha:
        return self._fichas[self._donde]

    def _tomar(self) -> _Ficha:
        ficha = self._actual
        self._donde += 1
        return ficha

    def _es(self, signo: str) -> bool:
        return self._actual == _Ficha("signo", signo)

    def exigir(self, clase: str, texto: str) -> None:
        """Consume la ficha dada o se niega."""
        if self._actual != _Ficha(clase, texto):
            sobra = self._actual.texto or "el final"
            raise SinTraduccion(f"no se esperaba «{sobra}»")
        self._donde = min(self._donde + 1, len(self._fichas) - 1)

    def expresion(self, minima: int) -> str:
        """Una expresión cuyos operadores tienen al menos la precedencia dada."""
        self._hondura += 1
        if self._hondura > HONDURA_MAXIMA:
            raise SinTraduccion("está demasiado anidada")
        izquierda = self._unaria()
        while (operador := self._binario(minima)) is not None:
            izquierda = self._aplicar(izquierda, operador)
        if minima == 0 and self._es("?"):
            izquierda = self._condicional(izquierda)
        self._hondura -= 1
        return izquierda

    def _binario(self, minima: int) -> str | None:
        ficha = self._actual
        if ficha.clase != "signo" or (ficha.texto not in _BINARIOS and ficha.texto != "%"):
            return None
        precedencia = 6 if ficha.texto == "%" else _BINARIOS[ficha.texto][0]
        return ficha.texto if precedencia >= max(minima, 1) else None

    def _aplicar(self, izquierda: str, operador: str) -> str:
        self._tomar()
        if operador == "%":
            raise SinTraduccion("el resto (%) de JUEL y el de FEEL difieren con negativos")
        precedencia, en_feel = _BINARIOS[operador]
        derecha = self.expresion(precedencia + 1)
        if operador == "+" and ('"' in izquierda or '"' in derecha):
            raise SinTraduccion("JUEL no suma textos")
        if precedencia in (3, 4):  # en FEEL las comparaciones no se encadenan
            return f"({izquierda} {en_feel} {derecha})"
        return f"{izquierda} {en_feel} {derecha}"

    def _condicional(self, condicion: str) -> str:
        self._tomar()
        si = self.expresion(0)
        self.exigir("signo", ":")
        return f"(if {condicion} then {si} else {self.expresion(0)})"

    def _unaria(self) -> str:
        ficha = self._tomar()
        if ficha == _Ficha("signo", "!"):
            return f"not({self.expresion(7)})"
        if ficha == _Ficha("signo", "-"):
            return f"-({self.expresion(7)})"
        if ficha == _Ficha("nombre", "empty"):
            dato = self.expresion(7)
            iguales = " or ".join(f"{dato} = {nada}" for nada in ("null", '""', "[]"))
            return f"(if {iguales} then true else false)"
        return self._sufijos(self._primaria(ficha))

    def _primaria(self, ficha: _Ficha) -> str:
        if ficha.clase == "numero":
            return ficha.texto
        if ficha.clase == "texto":
            return comillas(re.sub(r"\\(.)", r"\1", ficha.texto[1:-1]))
        if ficha == _Ficha("signo", "("):
            dentro = self.expresion(0)
            self.exigir("signo", ")")
            return f"({dentro})"
        if ficha.clase == "nombre":
            return self._nombre(ficha.texto)
        raise SinTraduccion(f"no se esperaba «{ficha.texto or 'el final'}»")

    def _nombre(self, nombre: str) -> str:
        if nombre in _AJENOS or self._es("("):
            raise SinTraduccion(f"«{nombre}» es del motor de origen")
        return "(loopCounter - 1)" if nombre == "loopCounter" else nombre

    def _sufijos(self, base: str) -> str:
        while self._es(".") or self._es("["):
            if self._tomar().texto == ".":
                base = f"{base}.{self._propiedad()}"
            else:
                base += self._indice()
        if self._es("("):
            raise SinTraduccion("llama a un método o a una función")
        return base

    def _propiedad(self) -> str:
        ficha = self._tomar()
        if ficha.clase != "nombre" or ficha.texto in _AJENOS:
            raise SinTraduccion("después de un punto se espera el nombre de un dato")
        return ficha.texto

    def _indice(self) -> str:
        ficha = self._tomar()
        self.exigir("signo", "]")
        if ficha.clase == "numero" and ficha.texto.isdigit():
            return f"[{int(ficha.texto) + 1}]"
        if ficha.clase == "texto" and ficha.texto[1:-1].isidentifier():
            return f".{ficha.texto[1:-1]}"
        raise SinTraduccion("el índice no es un número ni un nombre escritos")


def comillas(texto: str) -> str:
    """El literal FEEL de un texto."""
    escapado = texto.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escapado}"'.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
