"""Funciones de textos (DMN 1.5, 10.3.4.3). Las posiciones cuentan caracteres desde 1."""

from decimal import Decimal

from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.patrones import compilar_patron, expandir
from motor.feel.incorporadas.registro import incorporada
from motor.feel.limites import LARGO_CADENA
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


def acotar(texto: str) -> str:
    """Devuelve `texto`.

    Raises:
        ErrorFeel: pasa de `LARGO_CADENA` caracteres.
    """
    if len(texto) > LARGO_CADENA:
        raise ErrorFeel(f"El texto que resulta pasa de {LARGO_CADENA} caracteres.")
    return texto


@incorporada("substring", "string: texto, start position: numero, length?: numero?")
def _substring(
    _ev: Evaluacion, texto: str, inicio: Decimal, largo: Decimal | None = None
) -> str | None:
    desde = int(inicio)
    if desde == 0 or (largo is not None and largo < 1):
        return None
    desde = desde - 1 if desde > 0 else max(len(texto) + desde, 0)
    return texto[desde:] if largo is None else texto[desde : desde + int(largo)]


@incorporada("string length", "string: texto")
def _string_length(_ev: Evaluacion, texto: str) -> Decimal:
    return Decimal(len(texto))


@incorporada("upper case", "string: texto")
def _upper_case(_ev: Evaluacion, texto: str) -> str:
    return texto.upper()


@incorporada("lower case", "string: texto")
def _lower_case(_ev: Evaluacion, texto: str) -> str:
    return texto.lower()


@incorporada("substring before", "string: texto, match: texto")
def _substring_before(_ev: Evaluacion, texto: str, busca: str) -> str:
    lugar = texto.find(busca)
    return texto[:lugar] if lugar > 0 else ""


@incorporada("substring after", "string: texto, match: texto")
def _substring_after(_ev: Evaluacion, texto: str, busca: str) -> str:
    lugar = texto.find(busca)
    return texto[lugar + len(busca) :] if lugar >= 0 else ""


@incorporada("contains", "string: texto, match: texto")
def _contains(_ev: Evaluacion, texto: str, busca: str) -> bool:
    return busca in texto


@incorporada("starts with", "string: texto, match: texto")
def _starts_with(_ev: Evaluacion, texto: str, busca: str) -> bool:
    return texto.startswith(busca)


@incorporada("ends with", "string: texto, match: texto")
def _ends_with(_ev: Evaluacion, texto: str, busca: str) -> bool:
    return texto.endswith(busca)


@incorporada("matches", "input: texto, pattern: texto, flags?: texto?")
def _matches(ev: Evaluacion, texto: str, patron: str, banderas: str | None = None) -> bool | None:
    compilado = compilar_patron(patron, banderas or "")
    return None if compilado is None else compilado.buscar(texto, ev) is not None


@incorporada("replace", "input: texto, pattern: texto, replacement: texto, flags?: texto?")
def _replace(
    ev: Evaluacion, texto: str, patron: str, reemplazo: str, banderas: str | None = None
) -> str | None:
    compilado = compilar_patron(patron, banderas or "")
    if compilado is None or compilado.buscar("", ev) is not None:
        return None
    partes, desde = [], 0
    for marcas in compilado.todas(texto, ev):
        nuevo: str | None = reemplazo
        if "q" not in (banderas or ""):
            nuevo = expandir(reemplazo, texto, marcas, compilado.grupos)
        if nuevo is None:
            return None
        partes += [texto[desde : marcas[0]], nuevo]
        desde = marcas[1]
    return unir([*partes, texto[desde:]], "")


@incorporada("split", "string: texto, delimiter: texto")
def _split(ev: Evaluacion, texto: str, separador: str) -> list[str] | None:
    compilado = compilar_patron(separador, "")
    if compilado is None or compilado.buscar("", ev) is not None:
        return None
    partes, desde = [], 0
    for marcas in compilado.todas(texto, ev):
        partes.append(texto[desde : marcas[0]])
        desde = marcas[1]
    return [*partes, texto[desde:]]


@incorporada("string join", "list: lista, delimiter?: texto?")
def _string_join(ev: Evaluacion, partes: list[Valor], separador: str | None = None) -> str | None:
    ev.gastar(len(partes))
    if any(p is not None and type(p) is not str for p in partes):
        return None
    textos = [p for p in partes if p is not None]
    return unir(textos, separador or "")


@incorporada("string join", "list: lista, delimiter: texto, prefix: texto?, suffix: texto?")
def _string_join_con_marco(
    ev: Evaluacion, partes: list[Valor], separador: str, antes: str | None, despues: str | None
) -> str | None:
    medio = _string_join(ev, partes, separador)
    return None if medio is None else acotar((antes or "") + str(medio) + (despues or ""))


def unir(textos: list[str], separador: str) -> str:
    """Une los textos con el separador, sin pasar del largo permitido."""
    if sum(map(len, textos)) + len(separador) * len(textos) > LARGO_CADENA:
        raise ErrorFeel(f"El texto que resulta pasa de {LARGO_CADENA} caracteres.")
    return separador.join(textos)
