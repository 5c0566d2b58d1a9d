"""Lo que el panel ofrece elegir: la organización, los plazos, los servicios y las variables."""

import json
from pathlib import Path

import pytest

from motor.consultas.entorno_de_borrador import ver_entorno
from motor.manejadores import Contexto, Registro, manejador
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.reglas.publicacion import Carpeta

CLAVE = "peticion_informe"
RAIZ = Path(__file__).resolve().parents[3] / "diagramas" / CLAVE
ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")


def leer(carpeta: str, extension: str) -> dict[str, bytes]:
    return {r.stem: r.read_bytes() for r in sorted((RAIZ / carpeta).glob(f"*.{extension}"))}


@pytest.fixture
def borrador(entorno_web) -> int:
    """El borrador de la petición de informe, con sus formularios y decisiones."""
    xml = (RAIZ / f"{CLAVE}.bpmn").read_bytes()
    partes = (leer("formularios", "form"), leer("decisiones", "dmn"))
    carpeta = Carpeta(CLAVE, "Petición de informe", xml, *partes)
    orden = CrearBorrador(ADMIN, CLAVE, "Petición de informe", carpeta=carpeta)
    return crear_borrador(entorno_web, orden).id


@pytest.fixture
def visto(navegador, borrador):
    """El entorno.json del borrador."""
    return navegador("admin.sistema").ver(f"/procesos/borradores/{borrador}/entorno.json").json


@manejador("muestra.calcular_tasa")
def calcular_tasa(ctx: Contexto) -> dict[str, str]:
    """Calcula la tasa de la obra.

    Entradas: `superficie_m2` (texto decimal) y
    `zona`.
    Salidas: `tasa` (texto decimal).
    Sin efectos: `nada` se escribe.
    """
    return {"tasa": str(ctx.entradas["superficie_m2"])}


def test_ofrece_la_organizacion_por_sigla_y_clave(visto):
    assert {"UCL"} <= {unidad["sigla"] for unidad in visto["unidades"]}
    assert all(set(u) == {"sigla", "nombre", "institucion"} for u in visto["unidades"])
    assert all(set(c) == {"clave", "nombre", "unidad"} for c in visto["cargos"])


def test_los_plazos_llevan_su_norma_y_su_fiabilidad(visto):
    assert visto["plazos"]
    for plazo in visto["plazos"]:
        assert plazo["unidad"] in {"dh", "dc", "meses", "anios"}
        assert plazo["etiqueta"] in {"citado", "conocido", "supuesto"}


def test_las_variables_salen_de_formularios_datos_y_decisiones(visto):
    origenes = {v["nombre"]: v["origen"] for v in visto["variables"]}
    formularios = {f["clave"] for f in visto["formularios"]}

    assert len(formularios) == 30
    assert origenes["asunto"] == "el asunto del expediente"
    assert any(origen.startswith("formulario") for origen in origenes.values())
    assert any(origen.startswith("decisión") for origen in origenes.values())
    assert any(origen.startswith("cada una de") for origen in origenes.values())
    assert list(origenes) == sorted(origenes)


def test_cada_decision_dice_lo_que_recibe_y_lo_que_da(visto):
    decisiones = {d["id"]: d for d in visto["decisiones"]}

    assert len(decisiones) >= 5
    assert all(d["salidas"] for d in decisiones.values())
    assert any(d["entradas"] for d in decisiones.values())


def test_cada_servicio_dice_lo_que_recibe_y_lo_que_da(entorno_web, borrador):
    registro = Registro({"muestra.calcular_tasa": calcular_tasa})
    hoy = entorno_web.reloj.ahora().astimezone(LA_PAZ).date()
    with entorno_web.leer() as sesion:
        temas = ver_entorno(sesion, borrador, registro, hoy)["temas"]

    assert temas == [
        {
            "tema": "muestra.calcular_tasa",
            "titulo": "Calcula la tasa de la obra",
            "entradas": ["superficie_m2", "zona"],
            "salidas": ["tasa"],
        }
    ]


def test_un_borrador_que_no_existe_se_dice(entorno_web):
    with entorno_web.leer() as sesion, pytest.raises(NoEncontrado, match="999"):
        ver_entorno(sesion, 999, Registro(), entorno_web.reloj.ahora().date())


def test_todas_las_funciones_tienen_ayuda_en_espanol(visto):
    nombres = {f["nombre"] for f in visto["funciones"]}

    assert {"hoy", "plazo", "count", "string join"} <= nombres
    assert all(f["ayuda"].endswith(".") for f in visto["funciones"])
    assert json.dumps(visto["funciones"]).count("ayuda") == len(visto["funciones"])


def test_sin_la_facultad_no_se_ve(navegador, borrador):
    respuesta = navegador("tecnico.ucl").ver(f"/procesos/borradores/{borrador}/entorno.json")

    assert respuesta.status_code == 403


def test_quien_puede_iniciar_se_lee_con_su_nombre_y_lleva_a_la_ficha(entorno_web, navegador):
    ficha = {"quien_inicia": {"pago": ["UCL", "no_esta"]}}
    carpeta = Carpeta("pago", "Pago", (RAIZ / f"{CLAVE}.bpmn").read_bytes(), ficha=ficha)
    orden = CrearBorrador(ADMIN, "pago", "Pago", carpeta=carpeta)
    ruta = f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}"
    visto = navegador("admin.sistema").ver(f"{ruta}/entorno.json").json
    [unidad, rara] = visto["inician"]["pago"]
    assert unidad.startswith("Toda la unidad UCL: ")
    assert rara == "no_esta"
    assert visto["ficha"] == f"{ruta}/ficha"
