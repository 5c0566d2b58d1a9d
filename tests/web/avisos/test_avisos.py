"""La lista de avisos, la campana y lo que cada quien elige."""

import re

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Cargo, Persona
from motor.almacen.plazos import Aviso
from motor.reglas.avisar import Noticia, avisar
from tests.fabrica import agregar_expediente

YO = "tecnico.ucl"


@pytest.fixture
def dar_aviso(sesiones, reloj, oficina):
    """Deja `cuantos` avisos a la persona o, con `cargo`, al cargo de esa clave."""

    def dar(texto: str, cargo: str = "", cuantos: int = 1) -> None:
        with sesiones.begin() as sesion:
            expediente = agregar_expediente(sesion, reloj.ahora())
            persona = sesion.scalars(select(Persona.id).where(Persona.usuario == YO)).one()
            de_cargo = sesion.scalars(select(Cargo.id).where(Cargo.clave == cargo)).all()
            for numero in range(cuantos):
                dicho = f"{texto} {numero}" if cuantos > 1 else texto
                noticia = Noticia("mencion", dicho, reloj.ahora(), expediente.id)
                avisar(sesion, noticia, cargos=de_cargo, personas=[] if cargo else [persona])
                sesion.flush()

    return dar


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def sin_leer(sesiones) -> int:
    with sesiones() as sesion:
        return len(sesion.scalars(select(Aviso.id).where(Aviso.leido_el.is_(None))).all())


def test_sin_avisos_la_pagina_dice_que_aparecera_ahi(navegador):
    pagina = texto(navegador(YO).ver("/avisos"))
    assert "No tiene avisos" in pagina
    assert "Marcar todos" not in pagina


def test_se_ven_los_propios_y_los_del_cargo_pero_no_los_de_otro(navegador, dar_aviso):
    dar_aviso("propio")
    dar_aviso("de mi cargo", cargo="tecnico.ucl")
    dar_aviso("ajeno", cargo="responsable.ucl")
    pagina = texto(navegador(YO).ver("/avisos"))
    assert "propio" in pagina
    assert "de mi cargo" in pagina
    assert "ajeno" not in pagina


def test_lo_avisado_de_un_expediente_que_se_hizo_confidencial_ya_no_se_lee(
    navegador, dar_aviso, sesiones
):
    dar_aviso("Le mencionaron en «El asunto delicado»")
    with sesiones.begin() as sesion:
        for expediente in sesion.scalars(select(Expediente).order_by(Expediente.id)):
            expediente.confidencial, hr = True, expediente.hr
    pagina = texto(navegador(YO).ver("/avisos"))
    assert "asunto delicado" not in pagina
    assert hr not in pagina
    assert "De un expediente ahora confidencial" in pagina


def test_la_campana_cuenta_los_que_faltan_leer_en_toda_pagina(navegador, dar_aviso):
    dar_aviso("uno", cuantos=3)
    assert 'aria-label="Avisos: 3 sin leer"' in texto(navegador(YO).ver("/cuenta"))


def test_la_campana_no_cuenta_mas_alla_de_noventa_y_nueve(navegador, dar_aviso):
    dar_aviso("uno", cuantos=105)
    assert "99+" in texto(navegador(YO).ver("/avisos/campana"))


def test_la_campana_responde_304_si_nada_cambio(navegador, dar_aviso):
    yo = navegador(YO)
    marca = yo.ver("/avisos/campana").headers["ETag"]
    igual = yo.ver("/avisos/campana", headers={"If-None-Match": marca})
    assert igual.status_code == 304
    dar_aviso("nuevo")
    assert yo.ver("/avisos/campana", headers={"If-None-Match": marca}).status_code == 200


def test_abrir_un_aviso_lo_marca_leido_y_lleva_al_expediente(navegador, dar_aviso, sesiones):
    dar_aviso("uno")
    yo = navegador(YO)
    pagina = texto(yo.ver("/avisos"))
    accion = re.search(r"/avisos/\d+/abrir", pagina)[0]
    destino = re.search(r'name="destino" value="([^"]+)"', pagina)[1]
    respuesta = yo.enviar(accion, {"destino": destino})
    assert (respuesta.status_code, respuesta.location) == (303, destino)
    assert destino.startswith("/expedientes/HR-2027")
    assert sin_leer(sesiones) == 0


def test_no_se_puede_marcar_leido_un_aviso_ajeno(navegador, dar_aviso, sesiones):
    dar_aviso("ajeno", cargo="responsable.ucl")
    navegador(YO).enviar("/avisos/leer", {"aviso": "1"})
    navegador(YO).enviar("/avisos/leer", {"cuales": "todos"})
    assert sin_leer(sesiones) == 1


def test_abrir_no_lleva_a_otro_sitio(navegador, dar_aviso):
    dar_aviso("uno")
    respuesta = navegador(YO).enviar("/avisos/1/abrir", {"destino": "//malo.ejemplo/x"})
    assert respuesta.location == "/avisos"


def test_las_paginas_muestran_cada_aviso_una_vez_y_los_nuevos_primero(navegador, dar_aviso):
    yo = navegador(YO)
    dar_aviso("viejo", cuantos=20)
    yo.enviar("/avisos/leer", {"cuales": "todos"})
    dar_aviso("nuevo", cuantos=40)
    ruta, vistos = "/avisos", []
    while ruta:
        pagina = texto(yo.ver(ruta))
        vistos += re.findall(r'aviso-dicho">([^<]+)<', pagina)
        siguiente = re.search(r'rel="next" href="([^"]+)"', pagina)
        ruta = siguiente[1] if siguiente else ""
    nuevos = [f"nuevo {n}" for n in reversed(range(40))]
    assert vistos == nuevos + [f"viejo {n}" for n in reversed(range(20))]
