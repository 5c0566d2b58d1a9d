"""De XML a `ModeloDmn`: tipos, datos, decisiones, conocimiento, servicios e importaciones."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from motor.feel.dmn.cajas import Caja, caja_en, es_propia, leer_funcion
from motor.feel.dmn.lectura import (
    Elemento,
    atributo,
    etiqueta,
    exigir_feel,
    hijo,
    hijos,
    leer_raiz,
    nombre_de,
)
from motor.feel.dmn.leer_tabla import leer_tabla
from motor.feel.dmn.modelo import ModeloDmn
from motor.feel.dmn.piezas import (
    Conocimiento,
    Dato,
    Decision,
    Pieza,
    Plano,
    Ref,
    Servicio,
)
from motor.feel.dmn.tabla import Tabla
from motor.feel.dmn.taller import Taller
from motor.feel.dmn.tipos_item import Tipos
from motor.feel.lexico import en_una_linea
from motor.nucleo.errores import ErrorFeel

_CON_NOMBRE = ("inputData", "decision", "businessKnowledgeModel", "decisionService", "import")


def leer_dmn(xml: bytes, *, importados: Sequence[bytes] = (), estricto: bool = True) -> ModeloDmn:
    """Lee y compila un modelo DMN 1.1 a 1.5.

    Args:
        xml: el archivo.
        importados: los modelos que importa, directa o indirectamente.
        estricto: rechaza el modelo si una expresión está mal escrita; si no, solo falla la
            decisión que la usa, y una requerida que falla vale `null` (como pide la norma).

    Raises:
        ErrorFeel: no es un DMN legible; el mensaje nombra la decisión y la expresión.
    """
    raiz = leer_raiz(xml)
    exigir_feel(raiz, atributo(raiz, "name"))
    try:
        return _leer(raiz, [leer_raiz(x) for x in importados], estricto)
    except RecursionError:
        raise ErrorFeel("El modelo DMN encadena demasiados tipos o cajas; divídalo.") from None


def _leer(raiz: Elemento, otros: list[Elemento], estricto: bool) -> ModeloDmn:
    nombres = frozenset(nombre for cada in [*otros, raiz] for nombre in nombres_en(cada))
    piezas: dict[Ref, Pieza] = {}
    for cada in [*otros, raiz]:
        piezas.update((p.ref, p) for p in _piezas(cada, nombres, estricto))
    return ModeloDmn(
        atributo(raiz, "name"),
        atributo(raiz, "namespace"),
        Plano(
            piezas,
            {clave: alias for cada in [*otros, raiz] for clave, alias in _alias(cada)},
            estricto,
        ),
    )


def _piezas(raiz: Elemento, nombres: frozenset[str], estricto: bool) -> Iterator[Pieza]:
    lector = _Lector(raiz, Taller("", nombres, Tipos(raiz, nombres)), estricto)
    for elemento in hijos(raiz):
        leer = _LECTORES.get(etiqueta(elemento))
        if leer is not None:
            yield leer(lector, elemento)


def _alias(raiz: Elemento) -> Iterator[tuple[Ref, str]]:
    espacio = atributo(raiz, "namespace")
    for importado in hijos(raiz, "import"):
        yield (espacio, atributo(importado, "namespace")), atributo(importado, "name")


def nombres_en(raiz: Elemento) -> Iterator[str]:
    """Los nombres que sus expresiones pueden decir aunque lleven espacios o signos."""
    for elemento in hijos(raiz, *_CON_NOMBRE):
        yield nombre_de(elemento)
    for elemento in raiz.iter("{*}itemComponent", "{*}itemDefinition", "{*}output", "{*}column"):
        yield en_una_linea(atributo(elemento, "name"))
    for entrada in raiz.iter("{*}contextEntry"):
        yield nombre_de(entrada)


class _Lector:
    def __init__(self, raiz: Elemento, taller: Taller, estricto: bool) -> None:
        self.espacio = atributo(raiz, "namespace")
        self.taller = taller
        self.estricto = estricto

    def ref(self, elemento: Elemento) -> Ref:
        return self.espacio, atributo(elemento, "id") or nombre_de(elemento)

    def refs(self, elementos: list[Elemento]) -> tuple[Ref, ...]:
        return tuple(self._destino(atributo(e, "href")) for e in elementos)

    def _destino(self, href: str) -> Ref:
        espacio, numeral, identificador = href.rpartition("#")
        return (espacio or self.espacio, identificador) if numeral else (self.espacio, href)

    def requiere(self, elemento: Elemento) -> tuple[Ref, ...]:
        requisitos = hijos(elemento, "informationRequirement", "knowledgeRequirement")
        return self.refs([destino for r in requisitos for destino in hijos(r)])

    def taller_de(self, nombre: str) -> Taller:
        return replace(self.taller, nombre=nombre, estricto=self.estricto)

    def fallo(self, que: str, nombre: str, error: ErrorFeel) -> ErrorFeel:
        return ErrorFeel(f"En {que} «{nombre}»: {error}", error.texto, error.posicion)

    def dato(self, elemento: Elemento) -> Dato:
        tipo = self.taller.tipos.buscar(atributo(hijo(elemento, "variable"), "typeRef"))
        return Dato(self.ref(elemento), nombre_de(elemento), tipo)

    def decision(self, elemento: Elemento) -> Decision:
        nombre = nombre_de(elemento)
        tipo = self.taller.tipos.buscar(atributo(hijo(elemento, "variable"), "typeRef"))
        logica: Caja | Tabla | None = None
        fallo: ErrorFeel | None = None
        try:
            logica = self._logica(elemento, self.taller_de(nombre))
        except ErrorFeel as error:
            fallo = self.fallo("la decisión", nombre, error)
            if self.estricto:
                raise fallo from None
        requiere = self.requiere(elemento)
        return Decision(self.ref(elemento), nombre, tipo, logica, requiere, fallo)

    def _logica(self, elemento: Elemento, taller: Taller) -> Caja | Tabla:
        tabla = hijo(elemento, "decisionTable")
        return caja_en(elemento, taller) if tabla is None else leer_tabla(tabla, taller)

    def conocimiento(self, elemento: Elemento) -> Conocimiento:
        nombre = nombre_de(elemento)
        tipo = self.taller.tipos.buscar(atributo(hijo(elemento, "variable"), "typeRef"))
        logica = hijo(elemento, "encapsulatedLogic")
        crear, fallo = None, None
        try:
            if logica is not None and es_propia(logica, self.estricto):
                crear = leer_funcion(logica, self.taller_de(nombre))
        except ErrorFeel as error:
            fallo = self.fallo("el conocimiento", nombre, error)
            if self.estricto:
                raise fallo from None
        requiere = self.requiere(elemento)
        return Conocimiento(self.ref(elemento), nombre, crear, requiere, tipo, fallo)

    def servicio(self, elemento: Elemento) -> Servicio:
        return Servicio(
            self.ref(elemento),
            nombre_de(elemento),
            self.refs([*hijos(elemento, "inputData"), *hijos(elemento, "inputDecision")]),
            self.refs(hijos(elemento, "outputDecision")),
            self.taller.tipos.buscar(atributo(hijo(elemento, "variable"), "typeRef")),
        )


_LECTORES: dict[str, Callable[[_Lector, Elemento], Pieza]] = {
    "inputData": _Lector.dato,
    "decision": _Lector.decision,
    "businessKnowledgeModel": _Lector.conocimiento,
    "decisionService": _Lector.servicio,
}
