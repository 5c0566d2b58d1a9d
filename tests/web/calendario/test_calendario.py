"""El calendario: prever antes de cambiar, cambiar con norma, suspender y reanudar."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.calendario import DiaInhabil
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Institucion
from motor.almacen.plazos import Plazo
from motor.reglas.plazos import Contexto, abrir_plazo
from tests.fabrica import agregar_instancia, agregar_tarea

SCG, SIN_FACULTAD = "secretario.coordinacion", "tecnico.ucl"
BASE = "/administracion/calendario"
DUELO = {
    "que": "agregar",
    "fecha": "07/01/2027",
    "ambito": "departamental",
    "nombre": "Duelo departamental",
    "norma": "DD 7/2027",
    "motivo": "Duelo",
}
SUSPENSION = {"alcance": "todo", "s_desde": "05/01/2027", "s_motivo": "Bloqueo"}


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)))


@pytest.fixture
def plazo(entorno_web) -> str:
    """Un plazo abierto de diez días hábiles; devuelve su HR."""
    ahora = entorno_web.reloj.ahora()
    with entorno_web.sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, ahora)
        gobernacion = select(Institucion).where(Institucion.sigla == "GADC")
        instancia.institucion_id = sesion.scalars(gobernacion).one().id
        tarea = agregar_tarea(sesion, instancia, ahora)
        contexto = Contexto(instancia, tarea.ficha, tarea.elemento, tarea)
        abrir_plazo(sesion, contexto, "pie.total", ahora, ahora)
        return instancia.expediente.hr


def vence(entorno) -> str:
    with entorno.leer() as sesion:
        return f"{sesion.scalars(select(Plazo.vence_fecha)).one():%d/%m/%Y}"


def test_prever_dice_que_plazos_se_moverian_y_no_cambia_nada(navegador, entorno_web, plazo):
    antes = vence(entorno_web)
    pagina = texto(navegador(SCG).enviar(BASE, DUELO))
    assert "Este cambio movería 1 plazo abierto" in pagina
    assert f"{plazo}, Consolidar respuesta: del {antes} al" in pagina
    assert "Nada cambió todavía" in pagina
    assert vence(entorno_web) == antes
    assert hechos(entorno_web) == []
    with entorno_web.leer() as sesion:
        assert sesion.scalars(select(DiaInhabil)).all() == []


def test_confirmar_cambia_el_calendario_y_mueve_los_plazos(navegador, entorno_web, plazo):
    antes = vence(entorno_web)
    scg = navegador(SCG)
    assert scg.enviar(BASE, DUELO | {"paso": "confirmar"}).status_code == 303
    assert vence(entorno_web) != antes
    assert "calendario_cambiado" in hechos(entorno_web)
    pagina = texto(scg.ver(BASE))
    assert 'title="Duelo departamental"' in pagina
    assert "DD 7/2027" in pagina


def test_un_dia_se_puede_quitar_y_habilitar(navegador, entorno_web):
    scg = navegador(SCG)
    scg.enviar(BASE, DUELO | {"paso": "confirmar"})
    assert scg.enviar(BASE, DUELO | {"que": "quitar", "paso": "confirmar"}).status_code == 303
    habil = {"que": "habilitar", "fecha": "09/01/2027", "paso": "confirmar"}
    assert scg.enviar(BASE, DUELO | habil).status_code == 303
    pagina = texto(scg.ver(f"{BASE}?anio=2027"))
    assert 'title="Duelo departamental"' not in pagina
    assert "Habilitado: DD 7/2027" in pagina
    assert "Declaró inhábil el 07/01/2027 Duelo departamental (DD 7/2027)" in pagina
    assert "Quitó el día inhábil 07/01/2027 departamental" in pagina


def test_la_habilitacion_de_un_dia_se_puede_quitar(navegador, entorno_web):
    scg = navegador(SCG)
    habil = DUELO | {"que": "habilitar", "fecha": "09/01/2027", "paso": "confirmar"}
    assert scg.enviar(BASE, habil).status_code == 303
    quitar = habil | {"que": "deshabilitar", "norma": ""}
    assert scg.enviar(BASE, quitar).status_code == 303
    pagina = texto(scg.ver(f"{BASE}?anio=2027"))
    assert "Habilitado: DD 7/2027" not in pagina
    assert "Quitó la habilitación del 09/01/2027" in pagina
    otra_vez = scg.enviar(BASE, quitar)
    assert otra_vez.status_code == 422
    assert "no está habilitado" in texto(otra_vez)


def test_lo_previsto_no_nombra_expedientes_que_no_se_pueden_ver(navegador, entorno_web, plazo):
    with entorno_web.sesiones.begin() as sesion:
        sesion.scalars(select(Expediente)).one().confidencial = True
    pagina = texto(navegador(SCG).enviar(BASE, DUELO))
    assert "Este cambio movería 1 plazo abierto" in pagina
    assert plazo not in pagina
    assert "no le corresponde ver" in pagina


def test_la_suspension_de_un_expediente_ajeno_no_dice_cual(navegador, entorno_web, plazo):
    scg = navegador(SCG)
    una = SUSPENSION | {"alcance": "expediente", "referencia": plazo}
    assert scg.enviar(f"{BASE}/suspensiones", una).status_code == 303
    assert plazo in texto(scg.ver(BASE))
    with entorno_web.sesiones.begin() as sesion:
        sesion.scalars(select(Expediente)).one().confidencial = True
    pagina = texto(scg.ver(BASE))
    assert plazo not in pagina
    assert "que no se nombra aquí" in pagina


@pytest.mark.parametrize("paso", ["", "confirmar"])
@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"que": "otro"}, "Elija qué cambia"),
        ({"fecha": "32/01/2027"}, "no es una fecha que exista"),
        ({"norma": ""}, "Escriba la norma"),
        ({"motivo": " "}, "Diga el motivo"),
        ({"nombre": ""}, "Escriba qué día es"),
        ({"ambito": "municipal", "municipio": ""}, "debe llevar municipio"),
        ({"que": "quitar"}, "no está entre los inhábiles"),
        ({"que": "deshabilitar"}, "no está habilitado"),
    ],
)
def test_un_cambio_mal_pedido_dice_que_corregir(navegador, entorno_web, cambio, dice, paso):
    respuesta = navegador(SCG).enviar(BASE, DUELO | cambio | {"paso": paso})
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_suspender_y_reanudar_desde_la_pagina(navegador, entorno_web, plazo, reloj):
    scg = navegador(SCG)
    antes = vence(entorno_web)
    assert scg.enviar(f"{BASE}/suspensiones", SUSPENSION).status_code == 303
    assert "Bloqueo" in texto(scg.ver(BASE))
    reanudacion = {"r_desde": "08/01/2027", "r_motivo": "Se levantó"}
    ruta = f"{BASE}/suspensiones/1/reanudar"
    assert scg.enviar(ruta, reanudacion | {"r_motivo": ""}).status_code == 422
    assert scg.enviar(ruta, reanudacion).status_code == 303
    assert vence(entorno_web) > antes
    assert hechos(entorno_web)[-1] == "plazos_reanudados"


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"alcance": "nada"}, "Elija cuáles"),
        ({"s_motivo": ""}, "Diga el motivo"),
        ({"s_desde": ""}, "Escriba una fecha"),
        ({"alcance": "proceso"}, "debe decir a qué alcanza"),
    ],
)
def test_una_suspension_mal_pedida_no_suspende(navegador, entorno_web, cambio, dice):
    respuesta = navegador(SCG).enviar(f"{BASE}/suspensiones", SUSPENSION | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_sin_la_facultad_no_se_ve_ni_se_cambia(navegador, entorno_web):
    otro = navegador(SIN_FACULTAD)
    assert otro.ver(BASE).status_code == 403
    assert otro.enviar(BASE, DUELO | {"paso": "confirmar"}).status_code == 403
    assert otro.enviar(f"{BASE}/suspensiones", SUSPENSION).status_code == 403
    assert hechos(entorno_web) == []


@pytest.mark.parametrize("anio", ["2028", "1", "abc", "99999999999", "-5"])
def test_cualquier_anio_pedido_da_una_pagina(navegador, anio):
    assert navegador(SCG).ver(f"{BASE}?anio={anio}").status_code == 200
