"""Los actos de la página del expediente: a quién se ofrecen y qué hacen."""

import re

import pytest

pytestmark = pytest.mark.lento


def texto(respuesta) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", respuesta.get_data(as_text=True)))


@pytest.fixture
def ruta(casos) -> str:
    return f"/expedientes/{casos.hrs['abierta']}"


def test_seguir_y_dejar_de_seguir(como, ruta):
    yo = como("gobernador")
    assert yo.enviar(f"{ruta}/seguir", {"seguir": "si"}).status_code == 303
    assert "Dejar de seguir" in texto(yo.ver(ruta))
    yo.enviar(f"{ruta}/seguir", {"seguir": "no"})
    assert "Dejar de seguir" not in texto(yo.ver(ruta))


def test_anular_solo_se_ofrece_y_se_hace_con_la_facultad(como, ruta):
    assert "Anular el expediente" not in texto(como("gobernador").ver(ruta))
    assert como("gobernador").enviar(f"{ruta}/anular", {"motivo": "x"}).status_code == 403
    assert "Anular el expediente" in texto(como("secretario.coordinacion").ver(ruta))
    sin_motivo = como("secretario.coordinacion").enviar(f"{ruta}/anular", {"motivo": " "})
    assert sin_motivo.status_code == 422


def test_suspender_y_reanudar_los_plazos_del_expediente(como, ruta):
    scg = como("secretario.coordinacion")
    datos = {"desde": "02/02/2027", "hasta": "", "motivo": "Bloqueo de caminos"}
    assert scg.enviar(f"{ruta}/suspender", {**datos, "desde": "2"}).status_code == 422
    assert scg.enviar(f"{ruta}/suspender", datos).status_code == 303
    assert "Los plazos están suspendidos: Bloqueo de caminos" in texto(scg.ver(f"{ruta}/plazos"))
    assert scg.enviar(f"{ruta}/reanudar", {"motivo": "Se levantó"}).status_code == 303
    assert "Los plazos están suspendidos" not in texto(scg.ver(f"{ruta}/plazos"))
    assert como("tecnico.ucl").enviar(f"{ruta}/suspender", datos).status_code == 403


def test_no_se_prorroga_el_plazo_de_otro_expediente_ni_se_reintenta_lo_ajeno(como, ruta):
    datos = {"plazo": "999999", "dias": "2", "motivo": "x"}
    assert como("secretario.coordinacion").enviar(f"{ruta}/prorrogar", datos).status_code == 404
    datos = {"incidente": "999999"}
    assert como("secretario.coordinacion").enviar(f"{ruta}/reintentar", datos).status_code == 404


def test_comentar_desde_el_expediente(como, ruta):
    yo = como("gobernador")
    respuesta = yo.enviar(f"{ruta}/comentar", {"texto": "Falta <b>revisar</b> el anexo"})
    assert respuesta.location.endswith("/comentarios")
    assert "&lt;b&gt;revisar" in yo.ver(f"{ruta}/comentarios").get_data(as_text=True)


def test_lo_confidencial_deja_de_verse_y_cada_mirada_queda_en_la_bitacora(como, ruta):
    scg = como("secretario.coordinacion")
    datos = {"confidencial": "si", "norma": "Ley 2341, art. 18"}
    assert scg.enviar(f"{ruta}/reservar", datos).status_code == 303
    assert como("tecnico1.sdp").ver(ruta).status_code == 404
    assert "queda anotado" in texto(como("auditor.cge").ver(ruta))
    bitacora = texto(como("auditor.cge").ver(f"{ruta}/bitacora?hecho=expediente_leido"))
    assert bitacora.count("Auditor de la Contraloría") >= 1
    assert "miró el expediente confidencial" in bitacora
    assert (
        scg.enviar(f"{ruta}/reservar", {"confidencial": "no", "norma": "RA 4"}).status_code == 303
    )
    assert como("tecnico1.sdp").ver(ruta).status_code == 200
