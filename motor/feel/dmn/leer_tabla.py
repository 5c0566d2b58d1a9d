"""De `<decisionTable>` a `Tabla`."""

from collections.abc import Iterable

from motor.feel.dmn.lectura import Elemento, atributo, exigir_feel, hijo, hijos, texto
from motor.feel.dmn.tabla import Entrada, Regla, Salida, Tabla
from motor.feel.dmn.taller import Taller
from motor.feel.expresion import Expresion
from motor.feel.pruebas_unarias import Pruebas
from motor.nucleo.errores import ErrorFeel

_POLITICAS = {
    "UNIQUE": "U",
    "ANY": "A",
    "PRIORITY": "P",
    "FIRST": "F",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
_AGREGACIONES = {"": "", "SUM": "+", "MIN": "<", "MAX": ">", "COUNT": "#"}
_CUALQUIERA = ("", "-")


def leer_tabla(elemento: Elemento, taller: Taller) -> Tabla:
    """Compila la tabla de decisión.

    Raises:
        ErrorFeel: una celda no es FEEL, faltan celdas o la política no existe; dice cuál.
    """
    entradas = tuple(_entrada(e, taller) for e in hijos(elemento, "input"))
    salidas = tuple(_salida(e, taller) for e in hijos(elemento, "output"))
    reglas = tuple(_regla(e, n, taller) for n, e in enumerate(hijos(elemento, "rule"), 1))
    for numero, regla in enumerate(reglas, 1):
        if len(regla.pruebas) != len(entradas) or len(regla.salidas) != len(salidas):
            raise ErrorFeel(
                f"En la tabla «{taller.nombre}», la regla {numero} no tiene una celda por columna."
            )
    politica = _politica(elemento, salidas, taller)
    return Tabla(taller.nombre, politica, entradas, salidas, reglas, taller.estricto)


def _politica(elemento: Elemento, salidas: tuple[Salida, ...], taller: Taller) -> str:
    escrita = atributo(elemento, "hitPolicy") or "UNIQUE"
    agregacion = atributo(elemento, "aggregation")
    if escrita not in _POLITICAS or agregacion not in _AGREGACIONES:
        raise ErrorFeel(f"La tabla «{taller.nombre}» tiene la política desconocida «{escrita}».")
    politica = _POLITICAS[escrita]
    if politica != "C" or not agregacion:
        return politica
    if len(salidas) > 1:
        raise ErrorFeel(
            f"La tabla «{taller.nombre}» agrega ({agregacion}) y tiene varias salidas; deje una."
        )
    return politica + _AGREGACIONES[agregacion]


def _entrada(elemento: Elemento, taller: Taller) -> Entrada:
    expresion = hijo(elemento, "inputExpression")
    exigir_feel(expresion, taller.nombre)
    return Entrada(
        taller.expresion(texto(expresion)),
        taller.tipos.buscar(atributo(expresion, "typeRef")),
        _pruebas(texto(hijo(elemento, "inputValues")), taller),
    )


def _salida(elemento: Elemento, taller: Taller) -> Salida:
    valores = texto(hijo(elemento, "outputValues"))
    omision = texto(hijo(elemento, "defaultOutputEntry"))
    return Salida(
        atributo(elemento, "name"),
        taller.tipos.buscar(atributo(elemento, "typeRef")),
        taller.expresion(f"[{valores}]") if valores else None,
        taller.expresion(omision) if omision else None,
    )


def _pruebas(escrito: str, taller: Taller) -> Pruebas | None:
    return None if escrito in _CUALQUIERA else taller.pruebas(escrito)


def _regla(elemento: Elemento, numero: int, taller: Taller) -> Regla:
    try:
        for celda in hijos(elemento, "inputEntry", "outputEntry"):
            exigir_feel(celda, taller.nombre)
        return Regla(
            tuple(_pruebas(t, taller) for t in _textos(hijos(elemento, "inputEntry"))),
            tuple(_celda_salida(t, taller) for t in _textos(hijos(elemento, "outputEntry"))),
        )
    except ErrorFeel as error:
        raise ErrorFeel(f"Regla {numero}: {error}", error.texto, error.posicion) from None


def _celda_salida(escrito: str, taller: Taller) -> Expresion:
    return taller.expresion("null" if escrito in _CUALQUIERA else escrito)


def _textos(celdas: Iterable[Elemento]) -> list[str]:
    return [texto(celda) for celda in celdas]
