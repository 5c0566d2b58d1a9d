"""El elemento de una tarea repetida se dice con su propio texto."""

from decimal import Decimal

import pytest

from motor.bpmn import leer
from motor.reglas.items import texto_de_item
from tests.motor.bpmn.dibujos import (
    diagrama,
    fin,
    flujos,
    inicio,
    multiple,
    nodo,
    proceso,
    usuario,
)

LISTA = {"camunda:collection": "grupos", "camunda:elementVariable": "grupo"}
SUBLISTA = {"camunda:collection": "temas", "camunda:elementVariable": "tema"}


def item(vista):
    """`dentro` se repite por tema dentro de `cada`, que se repite por grupo; `fuera`, no."""
    adentro = (inicio("i2"), usuario("dentro", multiple(**SUBLISTA)), fin("f2"))
    cada = nodo("subProcess", "cada", multiple(**LISTA), *adentro, flujos("i2 > dentro > f2"))
    caminos = flujos("inicio > fuera > cada > fin")
    texto = diagrama(proceso(inicio(), usuario("fuera"), cada, fin(), caminos))
    leido = leer(texto).procesos["p"]
    return lambda id_: texto_de_item(leido, leido.nodos[id_], vista)


@pytest.mark.parametrize(
    ("valor", "texto"),
    [
        ("SDOS", "SDOS"),
        ({"plazo": Decimal(5), "unidad": "SDOS"}, "SDOS"),
        ({"pregunta": "¿Cuánto?", "destino": "SDFA"}, "SDFA"),
        ({"tipo": "provincial", "nombre": "Región  Metropolitana"}, "Región Metropolitana"),
        ({"detalle": "Solo esto"}, "Solo esto"),
        (Decimal(3), "N.º 3"),
        ({"articulo": Decimal(12), "resultado": "observado"}, "N.º 12"),
        ([], ""),
        (None, ""),
        ({}, ""),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_el_texto_es_el_nombre_del_elemento(valor, texto):
    assert item({"grupo": valor})("cada") == texto


def test_una_tarea_de_adentro_dice_el_elemento_de_afuera_y_el_suyo():
    assert item({"grupo": "SDOS", "tema": "Caminos"})("dentro") == "SDOS · Caminos"


def test_una_tarea_que_no_se_repite_no_tiene_elemento():
    assert item({"grupo": "SDOS"})("fuera") == ""
