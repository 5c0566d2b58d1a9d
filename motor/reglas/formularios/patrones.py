r"""Patrones (`validate.pattern`) que no pueden colgar el programa.

El motor de expresiones regulares de Python retrocede: `(a+)+$` tarda exponencialmente. Se
admiten solo patrones cuyo costo es acotado: sin referencias, sin miradas alrededor, sin repetir
grupos que dentro repiten o eligen, y cuyo producto de caminos no pasa de un tope.
"""

import re

LARGO_MAXIMO = 200
LARGO_DE_TEXTO = 300
COSTO_MAXIMO = LARGO_DE_TEXTO**3  # caminos que el motor puede llegar a probar
_SIN_TOPE = 10**6
_FICHA = re.compile(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?:)?|\)|\||[*+?]\??|\{\d*(?:,\d*)?\}\??|.", re.DOTALL
)


def defecto_de_patron(patron: str) -> str:
    """Devuelve por qué no se admite el patrón, o vacío si se admite."""
    if len(patron) > LARGO_MAXIMO:
        return f"el patrón pasa de {LARGO_MAXIMO} caracteres; acórtelo"
    try:
        re.compile(patron)
    except re.error as error:  # su texto está en inglés
        donde = "" if error.pos is None else f"; revíselo desde el carácter {error.pos + 1}"
        return f"el patrón no se puede leer{donde}"
    except (OverflowError, RecursionError):
        return "el patrón es demasiado grande; simplifíquelo"
    return _Costo(patron).defecto()


def cumple(patron: str, texto: str) -> bool:
    """Si el texto contiene el patrón (como en form-js: se ancla con `^` y `$`)."""
    return len(texto) <= LARGO_DE_TEXTO and re.search(patron, texto) is not None


class _Costo:
    """Recorre el patrón una vez, llevando por grupo si dentro hay repetición o elección."""

    def __init__(self, patron: str) -> None:
        self.fichas = _FICHA.findall(patron)
        self.grupos: list[bool] = [False]  # ¿el grupo abierto tiene repetición o elección?
        self.ultimo_variable = False
        self.costo = 1

    def defecto(self) -> str:
        for i, ficha in enumerate(self.fichas):
            siguiente = self.fichas[i + 1] if i + 1 < len(self.fichas) else ""
            motivo = self._paso(ficha, siguiente)
            if motivo:
                return motivo
        if self.costo > COSTO_MAXIMO:
            return "el patrón tiene demasiadas repeticiones o alternativas; simplifíquelo"
        return ""

    def _paso(self, ficha: str, siguiente: str) -> str:
        if ficha.startswith("\\") and ficha[1:].isdigit():
            return "el patrón usa referencias a grupos, que no se admiten"
        if ficha.startswith("(") and siguiente.startswith("?"):
            return "el patrón usa «(?…)», que no se admite salvo «(?:…)»"
        if ficha in {"(", "(?:"}:
            self.grupos.append(False)
        elif ficha == ")":
            self.ultimo_variable = self.grupos.pop()
            self.grupos[-1] |= self.ultimo_variable
        elif ficha == "|":
            self.grupos[-1] = True
            self.costo *= 2
        elif ficha[0] in "*+?{" and (ficha[0] != "{" or len(ficha) > 1):
            return self._repite(ficha)
        else:
            self.ultimo_variable = False
        return ""

    def _repite(self, ficha: str) -> str:
        minimo, maximo = _veces(ficha)
        if self.ultimo_variable and maximo > 1:
            return "el patrón repite un grupo que dentro ya repite o elige"
        if maximo != minimo:
            self.costo *= min(maximo - minimo + 1, LARGO_DE_TEXTO)
            self.grupos[-1] = True
        return ""


def _veces(ficha: str) -> tuple[int, int]:
    fijas = {"*": (0, _SIN_TOPE), "+": (1, _SIN_TOPE), "?": (0, 1)}
    if ficha[0] in fijas:
        return fijas[ficha[0]]
    desde, coma, hasta = ficha.strip("{}?").partition(",")
    minimo = int(desde or 0)
    return minimo, (int(hasta) if hasta else _SIN_TOPE) if coma else minimo
