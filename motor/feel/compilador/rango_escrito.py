"""`range("[1..3]")`: el rango que escribe un texto (DMN 1.5, 10.3.4.1).

Solo admite literales y las funciones de fecha con un texto dentro, como manda la norma.
"""

from motor.feel.comparacion import comparar
from motor.feel.compilador.base import Alcance, Arbol, Hallados, compilar_nodo, ramas
from motor.feel.entorno import Evaluacion, Marco, Rango
from motor.feel.incorporadas.registro import incorporada
from motor.feel.lector import leer_arbol
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

_LARGO = 500
_LITERALES = {"numero", "texto", "temporal"}
_FUNCIONES = {"date", "time", "date and time", "duration"}


@incorporada("range", "from: texto")
def _range(ev: Evaluacion, escrito: str) -> Rango | None:
    if len(escrito) > _LARGO:
        return None
    ev.gastar(len(escrito) * 10)
    try:
        arbol = leer_arbol(escrito.strip())
    except ErrorFeel:
        return None
    extremos = ramas(arbol)
    if arbol.data != "rango" or not all(map(_admisible, extremos)):
        return None
    valor = compilar_nodo(arbol, Alcance(Hallados(), {}))(Marco({}, None, ev.con({})))
    if not isinstance(valor, Rango) or not _ordenado(valor, extremos):
        return None
    return valor


def _admisible(extremo: Arbol) -> bool:
    if extremo.data == "menos":
        return bool(ramas(extremo)[0].data == "numero")
    if extremo.data == "llamada":
        funcion, *argumentos = ramas(extremo)
        return (
            funcion.data == "nombre"
            and str(funcion.children[0]) in _FUNCIONES
            and [str(a.data) for a in argumentos] == ["texto"]
        )
    return extremo.data in _LITERALES or extremo.data == "nulo"


def _ordenado(rango: Rango, extremos: list[Arbol]) -> bool:
    valores: list[Valor] = [rango.inicio, rango.fin]
    for rama, valor in zip(extremos, valores, strict=True):
        if (valor is None) != (rama.data == "nulo"):
            return False
    if rango.inicio is None or rango.fin is None:
        return rango.inicio is not rango.fin
    return comparar(rango.inicio, rango.fin, "<=") is True
