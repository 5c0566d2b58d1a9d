"""Al guion de un editor, que pide JSON, se le responde JSON también cuando no se puede."""

JSON = {"Accept": "application/json"}


def test_lo_que_no_existe_se_dice_en_json(navegador):
    respuesta = navegador("tecnico.ucl").ver("/tareas/999", headers=JSON)

    assert respuesta.status_code == 404
    assert respuesta.get_json()["codigo"] == "no_encontrado"
    assert respuesta.get_json()["mensaje"]


def test_sin_sesion_recibe_401_y_no_la_pagina_de_ingreso(navegador):
    respuesta = navegador().ver("/bandeja", headers=JSON)

    assert (respuesta.status_code, respuesta.get_json()["codigo"]) == (401, "http_401")


def test_el_testigo_vencido_se_dice_en_json(navegador):
    respuesta = navegador("tecnico.ucl").cliente.post("/cuenta/clave", headers=JSON)

    assert (respuesta.status_code, respuesta.get_json()["codigo"]) == (400, "csrf")


def test_un_navegador_sigue_recibiendo_paginas(navegador):
    suyo = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    respuesta = navegador("tecnico.ucl").ver("/tareas/999", headers=suyo)

    assert respuesta.mimetype == "text/html"
