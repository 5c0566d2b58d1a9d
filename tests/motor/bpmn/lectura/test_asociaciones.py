"""Las asociaciones de datos del estándar copian un dato a otro nombre, o dicen por qué no."""

import pytest

from motor.bpmn import leer
from tests.motor.bpmn.dibujos import diagrama, etiqueta, fin, flujos, inicio, nodo, proceso
from tests.motor.bpmn.juego.mesa import Mesa

OBJETOS = "".join(
    etiqueta("dataObject", id=f"o_{clave}") + etiqueta("dataObjectReference", **de)
    for clave, de in {
        "p": {"id": "r_pedido", "name": "pedido", "dataObjectRef": "o_p"},
        "d": {"id": "r_dictamen", "name": "dictamen", "dataObjectRef": "o_d"},
    }.items()
)


def asociada(clase: str, de: str, a: str, *dentro: str) -> str:
    return etiqueta(clase, etiqueta("sourceRef", de), etiqueta("targetRef", a), *dentro)


def tarea(entra: str = "", sale: str = "", tipo: str = "userTask") -> str:
    """Una tarea con un dato que entra y uno que sale, con esos nombres, unidos al diagrama."""
    datos = [etiqueta("dataInput", id="i", name=entra), etiqueta("dataOutput", id="s", name=sale)]
    partes = [etiqueta("ioSpecification", *datos)]
    if entra:
        partes.append(asociada("dataInputAssociation", "r_pedido", "i"))
    if sale:
        partes.append(asociada("dataOutputAssociation", "s", "r_dictamen"))
    return nodo(tipo, "a", *partes)


def leido(*partes: str):
    camino = flujos("inicio > a > b > fin")
    return leer(diagrama(proceso(inicio(), *partes, nodo("userTask", "b"), fin(), OBJETOS, camino)))


def test_lo_que_entra_con_otro_nombre_es_copia_de_la_actividad():
    mesa = Mesa(leido(tarea(entra="solicitud")).procesos["p"]).iniciar(pedido="cien sillas")
    assert mesa.memoria.vista(mesa.ficha("a"))["solicitud"] == "cien sillas"
    mesa.completar("a")
    assert mesa.tareas == ["b"]
    assert "solicitud" not in mesa.memoria.vista(0)


def test_lo_que_sale_con_otro_nombre_se_copia_y_lo_demas_sale_igual():
    mesa = Mesa(leido(tarea(sale="opinion")).procesos["p"]).iniciar()
    mesa.completar("a", opinion="viable", fojas=3)
    vista = mesa.memoria.vista(0)
    assert (vista["dictamen"], vista["opinion"], vista["fojas"]) == ("viable", "viable", 3)


@pytest.mark.parametrize(("entra", "sale"), [("pedido", "dictamen"), ("", "")])
def test_con_el_mismo_nombre_o_sin_nombre_no_hay_nada_que_copiar(entra, sale):
    documento = leido(tarea(entra, sale))
    assert documento.hallazgos == ()
    a = documento.procesos["p"].nodos["a"]
    assert (a.entradas, a.salidas) == ((), ())


def test_un_nombre_que_no_es_de_variable_se_advierte():
    documento = leido(tarea(entra="la solicitud"))
    [hallazgo] = documento.hallazgos
    assert (hallazgo.regla, hallazgo.elemento, hallazgo.grave) == ("dato_sin_copiar", "a", False)
    assert "«pedido»" in hallazgo.mensaje
    assert "«la solicitud»" in hallazgo.mensaje


@pytest.mark.parametrize("clase", ["assignment", "transformation"])
def test_una_asociacion_que_calcula_se_niega(clase):
    calcula = etiqueta(clase, "upper case(pedido)")
    dato = etiqueta("ioSpecification", etiqueta("dataInput", id="i", name="solicitud"))
    partes = [dato, asociada("dataInputAssociation", "r_pedido", "i", calcula)]
    [hallazgo] = leido(nodo("userTask", "a", *partes)).hallazgos
    assert (hallazgo.regla, hallazgo.elemento, hallazgo.grave) == ("dato_estandar", "a", True)


def test_un_dato_que_se_nombra_a_si_mismo_no_da_vueltas():
    solo = etiqueta("dataObjectReference", id="r", dataObjectRef="r")
    dato = etiqueta("ioSpecification", etiqueta("dataInput", id="i", name="solicitud"))
    partes = [dato, asociada("dataInputAssociation", "r", "i")]
    assert leido(nodo("userTask", "a", *partes), solo).hallazgos == ()


@pytest.mark.parametrize(("clase", "de", "a"), [
    ("dataInputAssociation", "r_archivo", "i"),
    ("dataOutputAssociation", "s", "r_archivo"),
])  # fmt: skip
def test_un_almacen_de_datos_se_advierte_porque_no_pasa_a_otros_casos(clase, de, a):
    almacen = etiqueta("dataStoreReference", id="r_archivo", name="Archivo de leyes")
    hecha = nodo("userTask", "a", asociada(clase, de, a))
    [hallazgo] = leido(hecha, almacen).hallazgos
    assert (hallazgo.regla, hallazgo.elemento, hallazgo.grave) == ("almacen_se_dibuja", "a", False)
    assert "«Archivo de leyes»" in hallazgo.mensaje
