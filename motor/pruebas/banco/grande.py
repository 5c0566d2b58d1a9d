"""El proceso de 500 nodos y la tabla de mil reglas con que se mide: se escriben al medir."""

from collections.abc import Iterator
from itertools import pairwise

from motor.reglas import publicacion

CLAVE = "banco_grande"
NODOS = 500
REGLAS = 1000
DECISION = "autorizacion"
_TECNICO = "tecnico1.sdos"
_ENTRADAS = (
    ("unidad", "string"),
    ("monto", "number"),
    ("dias", "number"),
    ("clase", "string"),
    ("urgente", "boolean"),
)


def carpeta_grande() -> publicacion.Carpeta:
    """Devuelve un proceso de 500 nodos: 124 veces tarea, compuerta, tarea de corregir y unión."""
    ficha = {
        "clave": CLAVE,
        "nombre": "Quinientos nodos",
        "proposito": "Mide cuánto tarda publicarse y empezar un diagrama grande.",
        "funciones": [20],
        "base_normativa": [],
        "quien_inicia": {CLAVE: [_TECNICO]},
    }
    xml = _diagrama().encode()
    return publicacion.Carpeta(clave=CLAVE, nombre="Quinientos nodos", xml=xml, ficha=ficha)


def _diagrama() -> str:
    nodos, flujos = ['<startEvent id="inicio" name="Pedido abierto"/>'], []
    previo = "inicio"
    for n in range((NODOS - 4) // 4):
        nodos += [
            _tarea(f"revisar_{n}"),
            f'<exclusiveGateway id="decidir_{n}" name="¿Está bien?" default="f_bien_{n}"/>',
            _tarea(f"corregir_{n}"),
            f'<exclusiveGateway id="juntar_{n}"/>',
        ]
        flujos += [
            _flujo(f"f_entra_{n}", previo, f"revisar_{n}"),
            _flujo(f"f_decide_{n}", f"revisar_{n}", f"decidir_{n}"),
            _flujo(f"f_bien_{n}", f"decidir_{n}", f"juntar_{n}"),
            _flujo(f"f_mal_{n}", f"decidir_{n}", f"corregir_{n}", "vuelve"),
            _flujo(f"f_corregido_{n}", f"corregir_{n}", f"juntar_{n}"),
        ]
        previo = f"juntar_{n}"
    nodos += [_tarea("firmar"), _tarea("archivar"), '<endEvent id="fin" name="Terminado"/>']
    ultimos = (previo, "firmar", "archivar", "fin")
    flujos += [_flujo(f"f_{hacia}", desde, hacia) for desde, hacia in pairwise(ultimos)]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xmlns:cauce="https://cauce.bo/bpmn/1.0" id="definiciones" '
        'targetNamespace="https://cauce.bo/banco">'
        f'<process id="{CLAVE}" name="Quinientos nodos" isExecutable="true" '
        f'cauce:principal="true">{"".join(nodos)}{"".join(flujos)}</process></definitions>'
    )


def _tarea(id_: str) -> str:
    return f'<userTask id="{id_}" name="Atender" cauce:cargo="{_TECNICO}"/>'


def _flujo(id_: str, desde: str, hacia: str, condicion: str = "") -> str:
    nombre = ' name="No"' if condicion else ""
    dentro = (
        f'<conditionExpression xsi:type="tFormalExpression">{condicion}</conditionExpression>'
        if condicion
        else ""
    )
    return (
        f'<sequenceFlow id="{id_}"{nombre} sourceRef="{desde}" targetRef="{hacia}">'
        f"{dentro}</sequenceFlow>"
    )


def tabla_grande() -> bytes:
    """Devuelve el DMN de una tabla única de mil reglas sobre cinco entradas; casa la última."""
    entradas = "".join(
        f'<input id="e_{nombre}"><inputExpression typeRef="{tipo}"><text>{nombre}</text>'
        "</inputExpression></input>"
        for nombre, tipo in _ENTRADAS
    )
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="banco" '
        f'name="banco" namespace="https://cauce.bo/banco"><decision id="{DECISION}" '
        f'name="{DECISION}"><decisionTable hitPolicy="UNIQUE">{entradas}'
        f'<output name="firma" typeRef="number"/>{"".join(_reglas())}'
        "</decisionTable></decision></definitions>"
    ).encode()


def _reglas() -> Iterator[str]:
    for n in range(REGLAS):
        celdas = (
            f'"u{n % 50}"',
            f"[{n * 10}..{n * 10 + 9}]",
            f"&gt;= {n % 7}",
            '"obra", "servicio"',
            "-",
        )
        pruebas = "".join(f"<inputEntry><text>{celda}</text></inputEntry>" for celda in celdas)
        yield f'<rule id="r{n}">{pruebas}<outputEntry><text>{n}</text></outputEntry></rule>'
