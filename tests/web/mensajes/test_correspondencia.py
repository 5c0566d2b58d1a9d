"""La correspondencia de cada institución: qué llega, quién la sella y qué se registra de fuera."""

import re

import pytest
from sqlalchemy import select

from motor.almacen.mensajes import EstadoMensaje, Mensaje

pytestmark = pytest.mark.lento


def texto(respuesta) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", respuesta.get_data(as_text=True)))


def mensaje(casos, nombre: str, caso: str = "pie") -> Mensaje:
    with casos.entorno.sesiones() as sesion:
        return sesion.scalars(
            select(Mensaje).where(
                Mensaje.nombre == nombre, Mensaje.expediente_id == casos.ids[caso]
            )
        ).first()


def test_cada_institucion_ve_lo_que_le_llega_y_lo_que_manda(como, casos):
    hr = casos.hrs["pie"]
    recibe, manda = texto(como("ventanilla.ald").ver("/mensajes")), "/mensajes?cual=enviados"
    assert "M6 Respuesta " + hr in recibe
    assert "M1 Petición " + hr not in recibe
    assert "M1 Petición " + hr in texto(como("ventanilla.ald").ver(manda))
    sellados = texto(como("ventanilla.unica").ver("/mensajes?cual=recibidos"))
    assert "M1 Petición " + hr in sellados  # lo selló la tarea «Recibir y sellar»
    ajeno = texto(como("secretario.gam.aiquile").ver("/mensajes"))
    assert "Nada espera su sello" in ajeno


def test_recibir_sella_y_dice_desde_cuando_computa(como, casos):
    casos.reloj.poner(casos.ahora())
    id_ = mensaje(casos, "M1", "abierta").id
    respuesta = como("ventanilla.unica").enviar(f"/mensajes/{id_}/recibir")
    assert respuesta.status_code == 303
    sellado = mensaje(casos, "M1", "abierta")
    assert sellado.estado is EstadoMensaje.RECIBIDO
    assert "Encargado de Ventanilla Única" in sellado.recibido_como
    visto = texto(como("ventanilla.unica").ver(f"/mensajes/{id_}"))
    assert "Computa desde" in visto
    otra = como("ventanilla2.unica").enviar(f"/mensajes/{id_}/recibir")
    assert otra.status_code == 409
    assert "ya lo recibió" in texto(otra)


@pytest.mark.parametrize(
    ("usuario", "estado"), [("ventanilla.unica", 403), ("secretario.gam.aiquile", 404)]
)
def test_no_sella_quien_lo_mando_ni_quien_no_tiene_que_ver(como, casos, usuario, estado):
    id_ = mensaje(casos, "M6").id
    assert como(usuario).enviar(f"/mensajes/{id_}/recibir").status_code == estado
    assert mensaje(casos, "M6").estado is EstadoMensaje.DEPOSITADO


def test_la_auditoria_mira_y_no_sella(como, casos):
    id_ = mensaje(casos, "M6").id
    visto = como("auditor.cge").ver(f"/mensajes/{id_}")
    assert visto.status_code == 200
    assert "Recibir y sellar" not in texto(visto)
    assert como("auditor.cge").enviar(f"/mensajes/{id_}/recibir").status_code == 403


def test_registrar_lo_que_llega_de_fuera(como, casos):
    yo = como("ventanilla.unica")
    assert "Qué se espera" in texto(yo.ver("/mensajes/registrar"))
    datos = {"nombre": "M11", "de": "TCP", "hr": casos.hrs["abierta"].lower()}
    datos |= {"campo_1": "numero_gaceta", "valor_1": "1 de 2027"}
    datos |= {"campo_2": "fecha_publicacion", "valor_2": "05/02/2027"}
    respuesta = yo.enviar("/mensajes/registrar", datos)
    assert respuesta.status_code == 303
    with casos.entorno.sesiones() as sesion:
        [guardado] = sesion.scalars(select(Mensaje).where(Mensaje.nombre == "M11"))
    assert guardado.contenido["numero_gaceta"] == "1 de 2027"
    assert str(guardado.contenido["fecha_publicacion"]) == "2027-02-05"


@pytest.mark.parametrize(
    ("cambio", "estado"),
    [
        ({"nombre": ""}, 422),
        ({"de": ""}, 422),
        ({"hr": "HR-2027-999999"}, 404),
        ({"campo_1": "Número", "valor_1": "1"}, 422),
        ({"campo_1": "dia", "valor_1": "31/02/2027"}, 422),
    ],
)
def test_lo_mal_escrito_no_se_registra(como, casos, cambio, estado):
    datos = {"nombre": "M12", "de": "TCP"} | cambio
    assert como("ventanilla.unica").enviar("/mensajes/registrar", datos).status_code == estado
    with casos.entorno.sesiones() as sesion:
        assert sesion.scalars(select(Mensaje).where(Mensaje.nombre == "M12")).first() is None


def test_lo_que_dice_lleva_los_rotulos_y_las_opciones_de_su_formulario(como, casos):
    visto = texto(como("ventanilla.unica").ver(f"/mensajes/{mensaje(casos, 'M1').id}"))
    assert "Petición de informe escrito (PIE)" in visto
    assert "Asunto peticion" not in visto
