"""Un programa trabaja con la misma sesión, los mismos permisos y las mismas frases."""

import pytest

from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.reglas.publicacion import Carpeta
from tests.motor.operaciones.test_completar_tarea import APROBACION

TECNICO = "tecnico.ucl"


@pytest.fixture
def programa(entorno_web, navegador):
    carpeta = Carpeta("prueba", "Aprobación", APROBACION)
    publicar_version(entorno_web, PublicarVersion(None, carpeta))
    return Programa(navegador(TECNICO))


class Programa:
    """Un cliente que manda JSON con su testigo."""

    def __init__(self, navegador) -> None:
        self.cliente = navegador.cliente
        self.testigo = self.cliente.get("/api/yo").json["csrf"]

    def post(self, ruta, datos):
        return self.cliente.post(ruta, json=datos, headers={"X-CSRFToken": self.testigo})

    def abrir(self) -> str:
        respuesta = self.post("/api/expedientes", {"proceso": "p", "asunto": "Compra"})
        assert respuesta.status_code == 201
        return respuesta.json["hr"]

    def tarea(self, hr: str) -> dict:
        [tarea] = self.cliente.get(f"/api/expedientes/{hr}/tareas").json["tareas"]
        return tarea


def test_inicia_ve_lo_pendiente_y_completa(programa):
    hr = programa.abrir()
    tarea = programa.tarea(hr)
    hecha = programa.post(f"/api/tareas/{tarea['id']}/completar", {"datos": {"aprueba": True}})
    assert hecha.json["hr"] == hr
    repetida = programa.post(f"/api/tareas/{tarea['id']}/completar", {})
    assert (repetida.status_code, repetida.json["codigo"]) == (409, "tarea_ya_completada")


def test_sin_testigo_no_hace_nada(programa):
    respuesta = programa.cliente.post("/api/expedientes", json={"proceso": "p", "asunto": "X"})
    assert (respuesta.status_code, respuesta.json["codigo"]) == (400, "csrf")


def test_sin_sesion_se_dice_en_json(navegador):
    respuesta = navegador().ver("/api/yo")
    assert (respuesta.status_code, respuesta.json["codigo"]) == (401, "http_401")


def test_un_expediente_que_no_existe_se_dice_en_json(programa):
    respuesta = programa.cliente.get("/api/expedientes/HR-2099-000001/tareas")
    assert (respuesta.status_code, respuesta.json["codigo"]) == (404, "no_encontrado")


@pytest.mark.parametrize(
    "cuerpo", ["", "[]", "{", '{"asunto": 3}', "NaN", '{"datos": 5}', "[" * 100_000]
)
def test_lo_que_no_sirve_recibe_una_frase(programa, cuerpo):
    cabeceras = {"X-CSRFToken": programa.testigo, "Content-Type": "application/json"}
    respuesta = programa.cliente.post("/api/expedientes", data=cuerpo, headers=cabeceras)
    assert respuesta.status_code in (404, 422)
    assert respuesta.json["mensaje"]
