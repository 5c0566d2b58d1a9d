"""Las expresiones en cajas de DMN (1.5, 10.2.2): cada una se compila a una función."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from motor.feel.compilador.colecciones import elegir
from motor.feel.compilador.funciones import FUNCION_EXTERNA, invocar_nombrada, preparar
from motor.feel.compilador.iteraciones import decidir, elementos_de
from motor.feel.dmn.lectura import (
    HONDURA,
    Elemento,
    atributo,
    etiqueta,
    exigir_feel,
    hijo,
    hijos,
    nombre_de,
    texto,
)
from motor.feel.dmn.leer_tabla import leer_tabla
from motor.feel.dmn.taller import Taller
from motor.feel.entorno import AUSENTE, Evaluacion, Funcion
from motor.feel.tipos import Tipo, convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Caja = Callable[[Evaluacion], Valor]


class Vista(Mapping[str, Valor]):
    """Nombres propios sobre los de fuera, sin copiar estos (pueden ser un ámbito del proceso)."""

    def __init__(self, propios: dict[str, Valor], fuera: Mapping[str, Valor]) -> None:
        self.propios = propios
        self.fuera = fuera

    def get(self, nombre: str, omision: Valor = None) -> Valor:  # noqa: D102  la de Mapping
        valor = self.propios.get(nombre, AUSENTE)
        return self.fuera.get(nombre, omision) if valor is AUSENTE else valor

    def __getitem__(self, nombre: str) -> Valor:
        return self.propios[nombre] if nombre in self.propios else self.fuera[nombre]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(chain(self.propios, self.fuera)))

    def __len__(self) -> int:
        return len(set(self.propios) | set(self.fuera))


def leer_caja(elemento: Elemento, taller: Taller) -> Caja:
    """Compila la caja `elemento`, con la conversión a su `typeRef`.

    Raises:
        ErrorFeel: no es FEEL, anida demasiado o es de una clase que no se conoce.
    """
    clase = etiqueta(elemento)
    if clase not in _CAJAS or taller.hondura > HONDURA:
        raise ErrorFeel(
            f"«{taller.nombre}» contiene <{clase or elemento.tag}>, que no es una expresión "
            f"DMN conocida o anida más de {HONDURA} cajas."
        )
    caja = _CAJAS[clase](elemento, taller)
    referencia = atributo(elemento, "typeRef")
    return con_tipo(caja, taller.tipos.buscar(referencia)) if referencia else caja


def con_tipo(caja: Caja, tipo: Tipo) -> Caja:
    """Devuelve la caja con su resultado convertido a `tipo`."""
    return caja if tipo.clase == "Any" else lambda ev: convertir(caja(ev), tipo)


def caja_en(elemento: Elemento | None, taller: Taller) -> Caja:
    """Compila la única expresión dentro de `elemento`; sin expresión, `null`."""
    if elemento is not None:
        for interior in hijos(elemento):
            if etiqueta(interior) in _CAJAS:
                return leer_caja(interior, taller)
    return lambda _ev: None


def _literal(elemento: Elemento, taller: Taller) -> Caja:
    exigir_feel(elemento, taller.nombre)
    escrito = texto(elemento)
    if not escrito:
        return lambda _ev: None
    return taller.expresion(escrito).en


def _tabla(elemento: Elemento, taller: Taller) -> Caja:
    tabla = leer_tabla(elemento, taller)
    return lambda ev: tabla.decidir(ev)[0]


def _contexto(elemento: Elemento, taller: Taller) -> Caja:
    entradas: list[tuple[str, Caja]] = []
    for entrada in hijos(elemento, "contextEntry"):
        nombre = nombre_de(entrada)
        taller = taller.con(nombre) if nombre else taller
        tipo = taller.tipos.buscar(atributo(hijo(entrada, "variable"), "typeRef"))
        entradas.append((nombre, con_tipo(caja_en(entrada, taller), tipo)))

    def contexto(ev: Evaluacion) -> Valor:
        valores: dict[str, Valor] = {}
        for nombre, caja in entradas:
            valor = caja(ev.con(Vista(valores, ev.ambito)))
            if not nombre:
                return valor  # la última entrada, sin nombre, es el resultado
            valores = {**valores, nombre: valor}
        return valores

    return contexto


def _lista(elemento: Elemento, taller: Taller) -> Caja:
    cajas = [leer_caja(h, taller.con()) for h in hijos(elemento) if etiqueta(h) in _CAJAS]
    return lambda ev: [caja(ev) for caja in cajas]


def _relacion(elemento: Elemento, taller: Taller) -> Caja:
    columnas = [atributo(c, "name") for c in hijos(elemento, "column")]
    filas = [
        [leer_caja(h, taller.con()) for h in hijos(fila) if etiqueta(h) in _CAJAS]
        for fila in hijos(elemento, "row")
    ]
    return lambda ev: [
        dict(zip(columnas, (caja(ev) for caja in fila), strict=False)) for fila in filas
    ]


def _invocacion(elemento: Elemento, taller: Taller) -> Caja:
    funcion = caja_en(elemento, taller.con())
    argumentos = [
        (nombre, caja_en(enlace, taller.con()))
        for enlace in hijos(elemento, "binding")
        if (nombre := atributo(hijo(enlace, "parameter"), "name"))
    ]

    def invocar(ev: Evaluacion) -> Valor:
        valores = {nombre: caja(ev) for nombre, caja in argumentos}
        return invocar_nombrada(funcion(ev), valores, ev)

    return invocar


def _funcion(elemento: Elemento, taller: Taller) -> Caja:
    if not es_propia(elemento, taller.estricto):
        return lambda _ev: None
    crear = leer_funcion(elemento, taller)
    return lambda ev: crear(ev, ev.ambito)


def es_propia(elemento: Elemento, estricto: bool) -> bool:
    """Dice si una función está escrita en FEEL (DMN 1.5, 10.2.2.11: `kind`).

    Raises:
        ErrorFeel: es de Java o de PMML y el modelo se lee estricto; si no, vale `null`.
    """
    propia = atributo(elemento, "kind") in ("", "FEEL")
    if estricto and not propia:
        raise ErrorFeel(FUNCION_EXTERNA)
    return propia


def leer_funcion(
    elemento: Elemento, taller: Taller
) -> Callable[[Evaluacion, Mapping[str, Valor]], Funcion]:
    """Compila `formalParameter`s y cuerpo; devuelve quien crea la función sobre un ámbito."""
    parametros = hijos(elemento, "formalParameter")
    nombres = tuple(" ".join(atributo(p, "name").split()) for p in parametros)
    tipos = [taller.tipos.buscar(atributo(p, "typeRef")) for p in parametros]
    cuerpo = caja_en(elemento, taller.con(*nombres))

    def crear(creadora: Evaluacion, ambito: Mapping[str, Valor]) -> Funcion:
        def llamar(_ev: Evaluacion, argumentos: list[Valor]) -> Valor:
            convertidos = preparar(argumentos, tipos)
            if convertidos is None:
                return None
            creadora.entrar()
            locales = dict(zip(nombres, convertidos, strict=True))
            valor = cuerpo(creadora.con(Vista(locales, ambito)))
            creadora.salir()
            return valor

        return Funcion(taller.nombre, nombres, llamar, Tipo("function", parametros=tuple(tipos)))

    return crear


def _condicional(elemento: Elemento, taller: Taller) -> Caja:
    condicion, entonces, sino = (
        caja_en(hijo(elemento, parte), taller.con()) for parte in ("if", "then", "else")
    )
    return lambda ev: entonces(ev) if condicion(ev) is True else sino(ev)


def _filtro(elemento: Elemento, taller: Taller) -> Caja:
    lista = caja_en(hijo(elemento, "in"), taller.con())
    condicion = caja_en(hijo(elemento, "match"), taller.con("item"))

    def filtrar(ev: Evaluacion) -> Valor:
        elementos = elementos_de(lista(ev), ev) or []
        elegidos = []
        for lugar, x in enumerate(elementos):
            ev.gastar(20)
            propios = {"item": x, **x} if type(x) is dict else {"item": x}
            valor = condicion(ev.con(Vista(propios, ev.ambito)))
            if lugar == 0 and type(valor) not in (bool, type(None)):
                return elegir(elementos, valor)
            if type(valor) is not bool:
                return None  # a diferencia del filtro escrito, la caja exige una condición
            if valor:
                elegidos.append(x)
        return elegidos

    return filtrar


def _iteracion(elemento: Elemento, taller: Taller) -> Caja:
    clase, variable = etiqueta(elemento), atributo(elemento, "iteratorVariable")
    tramo = hijo(elemento, "in")
    dominio = caja_en(tramo, taller.con())
    cuerpo = caja_en(hijo(elemento, "return", "satisfies"), taller.con(variable, "partial"))

    def recorrer(ev: Evaluacion) -> Valor:
        elementos = elementos_de(dominio(ev), ev)
        if elementos is None:
            return None
        if clase != "for":
            valores = [_una(cuerpo, ev, {variable: x}) for x in elementos]
            if any(type(v) is not bool for v in valores):
                return None
            return decidir(iter(valores), clase == "some")
        parcial: list[Valor] = []
        for x in elementos:
            parcial = [*parcial, _una(cuerpo, ev, {variable: x, "partial": parcial})]
            ev.gastar(len(parcial))
        return parcial

    return recorrer


def _una(cuerpo: Caja, ev: Evaluacion, propios: dict[str, Valor]) -> Valor:
    ev.gastar(20)
    return cuerpo(ev.con(Vista(propios, ev.ambito)))


_CAJAS: dict[str, Callable[[Elemento, Taller], Caja]] = {
    "literalExpression": _literal,
    "decisionTable": _tabla,
    "context": _contexto,
    "list": _lista,
    "relation": _relacion,
    "invocation": _invocacion,
    "functionDefinition": _funcion,
    "conditional": _condicional,
    "filter": _filtro,
    "for": _iteracion,
    "some": _iteracion,
    "every": _iteracion,
}
