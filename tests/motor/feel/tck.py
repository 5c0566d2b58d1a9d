"""Corre el conjunto de pruebas DMN TCK y cuenta comprobaciones: `python -m tests.motor.feel.tck`.

Los datos están fuera del repositorio, en `../shared/conformidad/dmn-tck`. Cada `resultNode` es una
comprobación; los números se comparan con tolerancia relativa de 1e-8.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from lxml import etree

from motor.feel import ModeloDmn, leer_dmn
from motor.feel.dmn.piezas import Conocimiento, Decision, Servicio
from motor.feel.dmn.sesion import Sesion
from motor.feel.entorno import Evaluacion
from motor.feel.temporales import leer_duracion, leer_fecha, leer_hora, leer_instante
from motor.nucleo.errores import ErrorMotor

RAIZ = Path(__file__).resolve().parents[3].parent / "shared" / "conformidad" / "dmn-tck"
NIVELES = ("compliance-level-2", "compliance-level-3")
AHORA = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
TOLERANCIA = Decimal("1e-8")


@dataclass(frozen=True)
class Comprobacion:
    """Una comprobación hecha: dónde, qué se esperaba y qué salió."""

    nivel: str
    carpeta: str
    caso: str
    nodo: str
    esperado: Any
    obtenido: Any
    bien: bool


def comprobar(carpeta: Path) -> Iterator[Comprobacion]:
    """Corre todas las pruebas de una carpeta."""
    for archivo in sorted(carpeta.glob("*-test-*.xml")):
        raiz = etree.parse(archivo).getroot()
        principal = raiz.findtext("{*}modelName", "").strip()
        modelo = cargar(carpeta, principal)
        for caso in raiz.iterfind("{*}testCase"):
            yield from comprobar_caso(carpeta, modelo, caso)


def cargar(carpeta: Path, principal: str) -> ModeloDmn:
    """Lee el modelo principal de la carpeta con los demás como importados."""
    otros = [p.read_bytes() for p in sorted(carpeta.glob("*.dmn")) if p.name != principal]
    xml = (carpeta / principal).read_bytes()
    return leer_dmn(xml, importados=otros, estricto=False)


def comprobar_caso(
    carpeta: Path, modelo: ModeloDmn, caso: etree._Element
) -> Iterator[Comprobacion]:
    """Corre un `testCase`: una comprobación por `resultNode`."""
    entradas: dict[str, Any] = {}
    for nodo in caso.iterfind("{*}inputNode"):
        entradas[str(nodo.get("name"))] = leer_valor(nodo)
    for nodo in caso.iterfind("{*}resultNode"):
        esperado_en = nodo.find("{*}expected")
        esperado = None if esperado_en is None else leer_valor(esperado_en)
        obtenido = ejecutar(modelo, caso, str(nodo.get("name")), entradas)
        yield Comprobacion(
            carpeta.parent.name,
            carpeta.name,
            str(caso.get("id")),
            str(nodo.get("name")),
            esperado,
            obtenido,
            iguales(esperado, obtenido),
        )


def ejecutar(
    modelo: ModeloDmn, caso: etree._Element, nombre: str, entradas: Mapping[str, Any]
) -> Any:
    """Devuelve lo que da la decisión, el servicio o el conocimiento; un error cuenta como nulo."""
    sesion = Sesion(modelo.plano, entradas, Evaluacion(entradas, AHORA))
    try:
        if caso.get("type") in ("decisionService", "bkm"):
            clase = Servicio if caso.get("type") == "decisionService" else Conocimiento
            invocable = modelo.buscar(str(caso.get("invocableName")), clase)
            return invocar(sesion, invocable, nombre, entradas)
        pieza = modelo.buscar(nombre, Decision)
        dados = {
            ref: sesion.ev.normalizar(entradas[p.nombre])
            for ref, p in modelo.plano.piezas.items()
            if isinstance(p, Decision) and p.nombre in entradas and p.nombre != nombre
        }
        otra = Sesion(modelo.plano, entradas, Evaluacion(entradas, AHORA), dados)
        return otra.decidir(pieza).valor
    except ErrorMotor as error:
        return error


def invocar(sesion: Sesion, pieza: Any, nombre: str, entradas: Mapping[str, Any]) -> Any:
    """Invoca un servicio o un conocimiento con las entradas del caso como argumentos."""
    funcion = sesion.funcion(pieza)
    if funcion is None or funcion.parametros is None:
        return None
    argumentos = [sesion.ev.normalizar(entradas.get(p)) for p in funcion.parametros]
    valor = funcion.llamar(sesion.ev, argumentos)
    if isinstance(pieza, Servicio) and len(pieza.salidas) > 1 and isinstance(valor, dict):
        return valor.get(nombre, valor)
    return valor


def leer_valor(nodo: etree._Element) -> Any:
    """Devuelve el valor FEEL de un `value`, `list` o conjunto de `component`."""
    lista = nodo.find("{*}list")
    if lista is not None:
        nula = lista.get(XSI + "nil") == "true"
        return None if nula else [leer_valor(x) for x in lista.iterfind("{*}item")]
    componentes = nodo.findall("{*}component")
    if componentes:
        return {str(c.get("name")): leer_valor(c) for c in componentes}
    valor = nodo.find("{*}value")
    if valor is None or valor.get(XSI + "nil") == "true":
        return None
    return _leer_simple(
        (valor.text or ""), (valor.get(XSI + "type") or "xsd:string").split(":")[-1]
    )


def _leer_simple(texto: str, tipo: str) -> Any:
    lectores = {
        "boolean": lambda t: t.strip() == "true",
        "date": lambda t: leer_fecha(t.strip()),
        "time": lambda t: leer_hora(t.strip()),
        "dateTime": lambda t: leer_instante(t.strip()),
        "duration": lambda t: leer_duracion(t.strip()),
    }
    if tipo in ("decimal", "double", "integer", "int", "float", "long"):
        return Decimal(texto.strip())
    return lectores.get(tipo, lambda t: t)(texto)


def iguales(esperado: Any, obtenido: Any) -> bool:
    """Compara en profundidad, con tolerancia en los números; un error equivale a nulo."""
    if esperado is None:
        return obtenido is None or isinstance(obtenido, ErrorMotor)
    if type(esperado) is not type(obtenido):
        return False
    if isinstance(esperado, Decimal):
        return abs(esperado - obtenido) <= TOLERANCIA * max(abs(esperado), Decimal(1))
    if isinstance(esperado, list):
        mismas = len(esperado) == len(obtenido)
        return mismas and all(map(iguales, esperado, obtenido))
    if isinstance(esperado, dict):
        return esperado.keys() == obtenido.keys() and all(
            iguales(x, obtenido[k]) for k, x in esperado.items()
        )
    return bool(esperado == obtenido)


def correr(nivel: str) -> list[Comprobacion]:
    """Corre todas las carpetas de un nivel."""
    carpetas = sorted(p for p in (RAIZ / nivel).iterdir() if p.is_dir())
    return [c for carpeta in carpetas for c in comprobar(carpeta)]


def decir(linea: str) -> None:
    """Escribe una línea del informe."""
    sys.stdout.write(linea + "\n")


def main(argumentos: list[str]) -> int:
    """Imprime aprobadas/total por nivel; con `-v`, cada fallo. Sale con 1 si algo falló."""
    fallos = 0
    for nivel in NIVELES:
        hechas = correr(nivel)
        malas = [c for c in hechas if not c.bien]
        fallos += len(malas)
        decir(f"{nivel}: {len(hechas) - len(malas)}/{len(hechas)}")
        for carpeta, n in sorted(Counter(c.carpeta for c in malas).items()):
            decir(f"   {carpeta}: {n} sin aprobar")
        if "-v" in argumentos:
            for c in malas:
                decir(f"   {c.carpeta} {c.caso} {c.nodo}: {c.esperado!r} ≠ {c.obtenido!r}")
    return 1 if fallos else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
