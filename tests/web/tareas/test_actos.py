"""Lo que se hace desde la página: completar, tomar, derivar, pedir prórroga y comentar."""

import pytest
from sqlalchemy import select

from motor.almacen.personales import PedidoProrroga
from motor.almacen.plazos import Aviso, Plazo
from motor.almacen.tareas import Tarea
from tests.motor.operaciones.mesa import SCG
from tests.web.tareas.casos import JEFE, TECNICO, iniciado, texto


@pytest.fixture
def caso(mesa):
    return iniciado(mesa)


@pytest.fixture
def enviar(caso, navegador):
    """`enviar(usuario, acto, datos)` sobre la tarea «Opinar», siguiendo a la página."""

    def a_opinar(usuario, acto, datos=None, **mas):
        ruta = f"/tareas/{caso.tarea('opinar')}/{acto}"
        return navegador(usuario).enviar(ruta, datos, follow_redirects=True, **mas)

    return a_opinar


def test_al_completar_dice_a_donde_paso_y_ofrece_la_siguiente(caso, enviar):
    caso.iniciar()
    pagina = texto(enviar(TECNICO, "completar"))
    assert "Listo: la tarea quedó completada." in pagina
    assert "Pasó a" in pagina
    assert "Dar el visto bueno</a> — Coordinación Legislativa" in pagina
    assert "Siguiente tarea: " in pagina


def test_la_segunda_persona_lee_quien_la_completo(caso, enviar):
    enviar(TECNICO, "completar")
    respuesta = enviar(TECNICO, "completar")
    assert respuesta.status_code == 409
    assert "ya la completó Técnico de prueba" in texto(respuesta)


def test_tomar_y_soltar(caso, enviar):
    assert "Soltar" in texto(enviar(TECNICO, "tomar"))
    assert "Soltó la tarea" in texto(enviar(TECNICO, "soltar"))


def test_derivar_con_copia_y_proveido(caso, enviar):
    datos = {
        "destino": ["cargo:responsable.ucl", "cargo:secretario.coordinacion"],
        "copia": ["cargo:secretario.coordinacion"],
        "proveido": "Para informe técnico",
        "otro": "Informe hasta el viernes",
    }
    assert "se derivó con su proveído" in texto(enviar(TECNICO, "derivar", datos))
    pagina = texto(enviar(JEFE, "tomar"))
    assert "«Informe hasta el viernes»" in pagina
    [copia] = caso.leer(select(Aviso.clase).where(Aviso.clase == "copia"))
    assert copia == "copia"


def test_derivar_sin_destino_vuelve_con_lo_escrito(caso, enviar):
    respuesta = enviar(TECNICO, "derivar", {"proveido": "Para archivo", "otro": "Urgente"})
    assert respuesta.status_code == 422
    assert "al menos un destino" in texto(respuesta)
    assert 'value="Urgente"' in texto(respuesta)


def test_buscar_destino_sin_javascript_conserva_lo_elegido(caso, navegador):
    ruta = f"/tareas/{caso.tarea('opinar')}/derivar?q=legislativa&destino=cargo:responsable.ucl"
    pagina = texto(navegador(TECNICO).ver(ruta))
    assert 'value="cargo:responsable.ucl" checked' in pagina
    assert "Coordinación Legislativa" in pagina
    assert "secretario.coordinacion" not in pagina


def test_pedir_prorroga_avisa_y_la_concede_otra_persona(caso, enviar):
    enviar(TECNICO, "prorroga", {"dias": "5", "motivo": "Falta un informe"})
    [pedido] = caso.leer(select(PedidoProrroga))
    datos = {"dias": "3", "motivo": "Se concede menos", "decision": "conceder"}
    pagina = texto(enviar(SCG, f"prorroga/{pedido.id}", datos))
    assert "Prórroga concedida" in pagina
    assert "«Se concede menos»" in pagina
    [plazo] = caso.leer(select(Plazo))
    assert (plazo.prorrogas, plazo.prorroga_cantidad) == (1, 3)
    assert caso.hechos()[-2:] == ["prorroga_pedida", "prorroga_concedida"]
    assert caso.quiebre() is None


def test_la_prorroga_de_mas_dias_que_la_norma_vuelve_con_la_frase(caso, enviar):
    respuesta = enviar(TECNICO, "prorroga", {"dias": "6", "motivo": "Mucho trabajo"})
    assert respuesta.status_code == 422
    assert "La prórroga debe ser de 1 a 5 días" in texto(respuesta)


def test_comentar_con_mencion_avisa(caso, enviar):
    pagina = texto(enviar(TECNICO, "comentar", {"texto": "Mire esto, @responsable.ucl."}))
    assert '<strong title="Responsable de prueba">@responsable.ucl</strong>.' in pagina
    [aviso] = caso.leer(select(Aviso.texto).where(Aviso.clase == "mencion"))
    assert "Técnico de prueba lo mencionó: «Mire esto, @responsable.ucl.»" in aviso


def test_mencionar_a_quien_no_puede_verlo_se_explica(caso, enviar):
    respuesta = enviar(TECNICO, "comentar", {"texto": "Hola @nadie"})
    assert respuesta.status_code == 422
    assert "No hay ninguna persona con el usuario «@nadie»" in texto(respuesta)
    assert "Hola @nadie" in texto(respuesta)


def test_un_acto_sin_su_testigo_no_se_hace(caso, navegador):
    cliente = navegador(TECNICO).cliente
    assert cliente.post(f"/tareas/{caso.tarea('opinar')}/completar").status_code == 400
    assert caso.leer(select(Tarea.estado).where(Tarea.elemento == "visar")) == []


def test_actualizar_la_pagina_de_un_envio_con_faltas_lleva_a_la_tarea(caso, navegador):
    ruta = f"/tareas/{caso.tarea('opinar')}"
    assert navegador(TECNICO).ver(f"{ruta}/completar").location == ruta
