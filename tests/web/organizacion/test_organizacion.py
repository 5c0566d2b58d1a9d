"""Administrar la organización: crear, cambiar con historia, cerrar, y quién puede."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Cargo, Unidad

ADMIN, SIN_FACULTAD = "admin.sistema", "tecnico.ucl"
BASE = "/administracion/organizacion"
ARCHIVO = {
    "sigla": "ARCH",
    "nombre": "Archivo General",
    "institucion": "GADC",
    "superior": "SDCG",
    "norma": "DD 3/2027",
    "desde": "",
}
CARGO = {
    "alta": "si",
    "clave": "jefe.archivo",
    "cargo_nombre": "Jefe de Archivo",
    "acceso": "ordinario",
}


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)))


def test_una_unidad_creada_se_ve_en_el_arbol_bajo_su_superior(navegador, entorno_web):
    admin = navegador(ADMIN)
    assert admin.enviar(BASE, ARCHIVO).status_code == 303
    pagina = texto(admin.ver(BASE))
    assert pagina.index("Coordinación General") < pagina.index("Archivo General")
    assert hechos(entorno_web) == ["unidad_guardada"]


def test_cambiarla_guarda_como_era_con_su_norma(navegador, reloj):
    admin = navegador(ADMIN)
    admin.enviar(f"{BASE}/UCL", {"sigla": "UCL", "nombre": "Unidad Legislativa", "norma": "DD 9"})
    pagina = texto(admin.ver(f"{BASE}/UCL"))
    historia = pagina[pagina.index("Cómo se llamó") :]
    assert "Unidad Legislativa" in historia
    assert "Coordinación Legislativa" in historia
    assert "03/01/2027" in historia  # hasta la víspera rigió la anterior


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"sigla": " "}, "Escriba la sigla"),
        ({"sigla": "con espacio"}, "está mal"),
        ({"sigla": "UCL"}, "ya es de «Coordinación Legislativa»"),
        ({"institucion": ""}, "Elija la institución"),
        ({"nombre": ""}, "Escriba el nombre"),
        ({"superior": "NOEXISTE"}, "NOEXISTE"),
        ({"desde": "31/02/2027"}, "no es una fecha que exista"),
        ({"desde": "01/02/2027"}, "todavía no llega"),
    ],
)
def test_una_unidad_mal_escrita_no_se_crea_y_dice_que_corregir(
    navegador, entorno_web, cambio, dice
):
    respuesta = navegador(ADMIN).enviar(BASE, ARCHIVO | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert "DD 3/2027" in texto(respuesta)  # lo escrito se conserva
    assert hechos(entorno_web) == []


def test_solo_se_cierra_una_unidad_vacia_y_con_norma(navegador, entorno_web):
    admin = navegador(ADMIN)
    admin.enviar(BASE, ARCHIVO)
    con_cargos = admin.enviar(f"{BASE}/UCL/cerrar", {"hasta": "04/01/2027", "norma_cierre": "DD 4"})
    assert con_cargos.status_code == 422
    assert "todavía tiene cargos activos" in texto(con_cargos)
    sin_norma = admin.enviar(f"{BASE}/ARCH/cerrar", {"hasta": "04/01/2027"})
    assert "hay que decir la norma" in texto(sin_norma)
    cierre = admin.enviar(f"{BASE}/ARCH/cerrar", {"hasta": "04/01/2027", "norma_cierre": "DD 4"})
    assert cierre.status_code == 303
    assert "Archivo General" not in texto(admin.ver(BASE))
    with entorno_web.leer() as sesion:
        cerrada = sesion.scalars(select(Unidad).where(Unidad.sigla == "ARCH")).one()
        assert cerrada.vigente_hasta is not None


def test_un_cargo_nuevo_dice_que_no_lo_ejerce_nadie(navegador, entorno_web):
    admin = navegador(ADMIN)
    envio = CARGO | {"facultades": ["avisos"], "jefe": "responsable.ucl"}
    assert admin.enviar(f"{BASE}/UCL/cargos", envio).status_code == 303
    pagina = texto(admin.ver(f"{BASE}/UCL"))
    assert "Jefe de Archivo" in pagina
    assert "Hoy no lo ejerce nadie" in pagina
    with entorno_web.leer() as sesion:
        creado = sesion.scalars(select(Cargo).where(Cargo.clave == "jefe.archivo")).one()
        assert creado.facultades == ["avisos"]


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"clave": ""}, "Escriba la clave"),
        ({"clave": "Mal Escrita"}, "clave de cargo"),
        ({"clave": "tecnico.ucl"}, "ya es de"),
        ({"jefe": "no.existe"}, "no.existe"),
        ({"acceso": "todo"}, "no existen"),
        ({"facultades": "todas"}, "no existen"),
    ],
)
def test_un_cargo_mal_escrito_no_se_crea(navegador, entorno_web, cambio, dice):
    respuesta = navegador(ADMIN).enviar(f"{BASE}/UCL/cargos", CARGO | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_sin_la_facultad_no_se_ve_ni_se_cambia(navegador, entorno_web):
    otro = navegador(SIN_FACULTAD)
    for ruta in (BASE, f"{BASE}/UCL"):
        assert otro.ver(ruta).status_code == 403
    assert otro.enviar(BASE, ARCHIVO).status_code == 403
    assert hechos(entorno_web) == []


def test_una_unidad_que_no_existe_es_404(navegador):
    respuesta = navegador(ADMIN).ver(f"{BASE}/NADA")
    assert respuesta.status_code == 404
    assert "NADA" in texto(respuesta)
