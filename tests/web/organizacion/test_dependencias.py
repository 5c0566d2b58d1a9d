"""De quién puede depender una unidad o un cargo, y qué cargo puede suprimirse."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Cargo
from tests.fabrica import agregar_instancia, agregar_tarea

ADMIN = "admin.sistema"
BASE = "/administracion/organizacion"
HIJA = {"sigla": "ARCH", "nombre": "Archivo", "institucion": "GADC", "superior": "UCL"}
JEFE = {"clave": "responsable.ucl", "cargo_nombre": "Responsable", "acceso": "ordinario"}


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)))


@pytest.mark.parametrize("superior", ["UCL", "ARCH"])
def test_una_unidad_no_depende_de_si_misma_ni_de_una_hija(navegador, entorno_web, superior):
    admin = navegador(ADMIN)
    admin.enviar(BASE, HIJA)
    cambio = {"nombre": "Otro nombre", "superior": superior}
    negado = admin.enviar(f"{BASE}/UCL", cambio)
    assert negado.status_code == 422
    assert "elija otra unidad" in texto(negado)
    assert "Otro nombre" in texto(negado)  # lo escrito se conserva
    assert hechos(entorno_web) == ["unidad_guardada"]


@pytest.mark.parametrize(
    ("superior", "dice"), [("ALD-PLENO", "es de otra institución"), ("ARCH", "se cerró el")]
)
def test_ni_de_otra_institucion_ni_de_una_unidad_cerrada(navegador, entorno_web, superior, dice):
    admin = navegador(ADMIN)
    pleno = {"sigla": "ALD-PLENO", "nombre": "Pleno", "institucion": "ALDC"}
    assert admin.enviar(BASE, pleno).status_code == 303
    admin.enviar(BASE, HIJA | {"superior": ""})
    admin.enviar(f"{BASE}/ARCH/cerrar", {"hasta": "04/01/2027", "norma_cierre": "DD 4"})
    antes = hechos(entorno_web)
    negado = admin.enviar(f"{BASE}/UCL", {"nombre": "UCL", "superior": superior})
    assert dice in texto(negado)
    assert hechos(entorno_web) == antes


@pytest.mark.parametrize("jefe", ["responsable.ucl", "jefe.archivo"])
def test_un_cargo_no_depende_de_si_mismo_ni_de_quien_le_depende(navegador, entorno_web, jefe):
    admin = navegador(ADMIN)
    nuevo = {"alta": "si", "clave": "jefe.archivo", "cargo_nombre": "Jefe de Archivo"}
    admin.enviar(f"{BASE}/UCL/cargos", nuevo | {"jefe": "responsable.ucl"})
    escrito = {"cargo_nombre": "Nombre a medias", "jefe": jefe, "facultades": ["avisos"]}
    negado = admin.enviar(f"{BASE}/UCL/cargos", JEFE | escrito)
    assert negado.status_code == 422
    assert "elija otro cargo" in texto(negado)
    assert 'value="Nombre a medias"' in texto(negado)
    assert 'value="avisos" checked' in texto(negado)
    assert hechos(entorno_web) == ["cargo_guardado"]


def test_un_cargo_con_tareas_abiertas_no_se_suprime(navegador, entorno_web):
    ahora = entorno_web.reloj.ahora()
    with entorno_web.sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == "responsable.ucl")).one()
        tarea = agregar_tarea(sesion, agregar_instancia(sesion, ahora), ahora)
        tarea.cargo_id, tarea.unidad_id = cargo.id, None
    ruta = f"{BASE}/UCL/cargos"
    negado = navegador(ADMIN).enviar(ruta, JEFE | {"inactivo": "si"})
    assert negado.status_code == 422
    assert "1 tarea abierta. Derívelas antes" in texto(negado)
    with entorno_web.leer() as sesion:
        assert sesion.scalar(select(Cargo.activo).where(Cargo.clave == "responsable.ucl"))
    assert hechos(entorno_web) == []


def test_un_cargo_sin_tareas_se_suprime_y_su_historia_queda(navegador):
    admin = navegador(ADMIN)
    assert admin.enviar(f"{BASE}/UCL/cargos", JEFE | {"inactivo": "si"}).status_code == 303
    assert "Ya no existe" in texto(admin.ver(f"{BASE}/UCL"))
