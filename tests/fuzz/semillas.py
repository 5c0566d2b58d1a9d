"""Las semillas: lo bien escrito de la casa, y chico: el azar empieza cerca de lo que importa."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from motor.bpmn import leer
from motor.bpmn.inventario import de_proceso
from motor.pruebas.carpetas import carpeta_de_diagramas
from tests.motor.bpmn.dibujos import (
    diagrama,
    duracion,
    etiqueta,
    evento,
    exclusiva,
    fin,
    flujo,
    flujos,
    inicio,
    limite,
    multiple,
    paralela,
    proceso,
    script,
    subproceso,
    usuario,
)

DIBUJO = "{http://www.omg.org/spec/BPMN/20100524/DI}BPMNDiagram"
_ADENTRO = (inicio("i"), usuario("t", multiple(etiqueta("loopCardinality", "3"))), fin("f"))
SANOS = (
    diagrama(
        proceso(
            *(inicio(), exclusiva("x", default="no"), usuario("a"), fin(), fin("otro")),
            *(flujos("inicio > x", "a > fin"), flujo("x", "a", "monto > 1000")),
            flujo("x", "otro", id="no"),
        )
    ),
    diagrama(
        proceso(
            *(
                inicio(),
                paralela("y"),
                script("s", "monto + 1"),
                usuario("a"),
                paralela("z"),
                fin(),
            ),
            flujos("inicio > y > s > z > fin", "y > a > z"),
        )
    ),
    diagrama(
        proceso(
            *(inicio(), subproceso("sub", *_ADENTRO, flujos("i > t > f")), fin(), fin("tarde")),
            limite("reloj", "sub", duracion("P3D"), interrumpe=False),
            flujos("inicio > sub > fin", "reloj > tarde"),
        )
    ),
    diagrama(
        proceso(
            *(inicio(), usuario("a"), fin("corte", evento("terminate"))),
            *(limite("falla", "a", evento("error")), fin(), flujos("inicio > a > fin")),
            flujos("falla > corte"),
        )
    ),
)
COMPUESTAS = (
    "for x in [1, 2], y in 1..3 return x * y",
    "some p in lista satisfies p > 1 and every q in lista satisfies q < 9",
    'if contains(test, "b") then {a: 1, b: a + 1}.b else null',
    'date("2027-01-04") + duration("P1M") < date and time("2027-02-05T10:00:00@America/La_Paz")',
    "sort(lista, function(a, b) a > b)[item > 1][-1] instance of number",
    'replace(test, "(a)(b)", "$2$1", "i") = upper case(substring(test, -2))',
    "monto between 1 and 5 or monto in (< 3, [4..6), > 9)",
)


def sembrar(blanco: str, carpeta: Path) -> int:
    """Escribe en la carpeta las semillas de ese blanco que no estén; devuelve cuántas son."""
    carpeta.mkdir(parents=True, exist_ok=True)
    semillas = list({"bpmn": _bpmn, "dmn": _dmn, "feel": _feel}[blanco]())
    for numero, semilla in enumerate(semillas):
        (carpeta / f"semilla_{numero:04}").write_bytes(semilla)
    return len(semillas)


def _bpmn() -> Iterator[bytes]:
    yield from SANOS
    for ruta in sorted(carpeta_de_diagramas().glob("*/*.bpmn")):
        raiz = etree.fromstring(ruta.read_bytes())
        for figuras in raiz.findall(DIBUJO):
            raiz.remove(figuras)
        if len(contenido := etree.tostring(raiz)) < 20_000:
            yield contenido


def _dmn() -> Iterator[bytes]:
    for ruta in sorted(carpeta_de_diagramas().glob("*/decisiones/*.dmn")):
        yield ruta.read_bytes()


def _feel() -> Iterator[bytes]:
    escritas = {
        expresion.texto
        for ruta in carpeta_de_diagramas().glob("*/*.bpmn")
        for proceso in leer(ruta.read_bytes()).procesos.values()
        for expresion in de_proceso(proceso)
    }
    for texto in (*COMPUESTAS, *sorted(escritas)):
        yield texto.encode()
