"""La página del expediente, pestaña por pestaña y según quién mira."""

import re

import pytest

PESTANAS = (
    "",
    "/recorrido",
    "/plazos",
    "/mensajes",
    "/documentos",
    "/personas",
    "/comentarios",
    "/bitacora",
)


def texto(respuesta) -> str:
    sin_marcas = re.sub(r"<[^>]+>", " ", respuesta.get_data(as_text=True))
    return re.sub(r"\s+", " ", sin_marcas)


@pytest.mark.parametrize("pestana", PESTANAS)
@pytest.mark.parametrize("usuario", ["gobernador", "asambleista.01", "auditor.cge"])
@pytest.mark.parametrize("caso", ["pie", "abierta"])
def test_cada_pestana_se_abre(como, casos, caso, usuario, pestana):
    respuesta = como(usuario).ver(f"/expedientes/{casos.hrs[caso]}{pestana}")
    assert respuesta.status_code == 200
    assert casos.hrs[caso] in respuesta.get_data(as_text=True)


@pytest.mark.parametrize("pestana", [*PESTANAS, "/diagrama", "/impreso.pdf"])
@pytest.mark.parametrize("usuario", ["admin.sistema", "secretario.gam.aiquile"])
def test_a_quien_no_le_corresponde_no_existe(como, casos, usuario, pestana):
    respuesta = como(usuario).ver(f"/expedientes/{casos.hrs['pie']}{pestana}")
    assert respuesta.status_code == 404
    assert "Vinto" not in respuesta.get_data(as_text=True)


def test_sin_ingresar_se_va_a_la_puerta(como, casos):
    respuesta = como().ver(f"/expedientes/{casos.hrs['pie']}")
    assert respuesta.status_code == 303
    assert "/ingresar" in respuesta.location


def test_la_hoja_de_ruta_dice_de_quien_vino_quien_lo_tuvo_y_cuantos_dias(como, casos):
    visto = texto(como("gobernador").ver(f"/expedientes/{casos.hrs['pie']}"))
    # entró el martes 2 de febrero y salió el miércoles 10; 8 y 9 son Carnaval
    assert (
        "T2.6 Designar técnico (SDOS) De Secretario de Coordinación General — Secretaría "
        "Departamental de Coordinación General Elena Mejía Jaldín "
        "Enlace — Secretaría Departamental de Obras y Servicios "
        "02/02/2027 09:00 10/02/2027 11:00 4" in visto
    )
    assert "T2.5 Aprobar derivación Elaborar informe" in visto


def test_la_asamblea_no_ve_los_pasos_internos_de_la_gobernacion(como, casos):
    ruta = f"/expedientes/{casos.hrs['pie']}"
    for pestana in PESTANAS:
        visto = texto(como("asambleista.01").ver(ruta + pestana))
        assert "T2.6" not in visto
        assert "Anexo SDOS" not in visto
    assert "Respuesta consolidada" in texto(como("asambleista.01").ver(ruta + "/documentos"))
    assert "T2.13" not in texto(como("gobernador").ver(ruta))


def test_el_diagrama_es_el_publicado_y_marca_solo_lo_que_se_ve(como, casos):
    ruta = f"/expedientes/{casos.hrs['abierta']}"
    assert b"<bpmn:definitions" in como("gobernador").ver(ruta + "/diagrama").data
    pagina = como("gobernador").ver(ruta + "/recorrido").get_data(as_text=True)
    assert 'data-activos="fase_elaboracion' in pagina or "t2_6_designar" in pagina
    assert 'data-ajenos="ald"' in pagina
    ajena = como("asambleista.01").ver(ruta + "/recorrido").get_data(as_text=True)
    assert "t2_6_designar" not in ajena
    assert 'data-ajenos="gadc"' in ajena


def test_htmx_recibe_solo_el_fragmento(como, casos):
    respuesta = como("gobernador").ver(
        f"/expedientes/{casos.hrs['pie']}/plazos", headers={"HX-Request": "true"}
    )
    fragmento = respuesta.get_data(as_text=True).lstrip()
    assert fragmento.startswith(f"<title>{casos.hrs['pie']} · Plazos · Cauce</title>")
    assert "<html" not in fragmento


def test_la_bitacora_se_filtra_y_dice_que_la_cadena_esta_entera(como, casos):
    ruta = f"/expedientes/{casos.hrs['pie']}/bitacora"
    visto = texto(como("auditor.cge").ver(ruta))
    assert "Cadena íntegra" in visto
    assert "Carmen Jaldín Orellana completó «T2.20 Cierre y archivo»." in visto
    filtrado = texto(como("auditor.cge").ver(f"{ruta}?hecho=plazo_vencido"))
    assert "Venció el plazo" in filtrado
    assert "completó «T2.2" not in filtrado
    assert "Usted ve" in texto(como("gobernador").ver(ruta))
