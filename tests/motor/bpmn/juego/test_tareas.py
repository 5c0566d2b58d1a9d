"""Lo que hace cada clase de tarea y qué variables lee y escribe."""

from decimal import Decimal

import pytest

from motor.bpmn.avance import ClaseEspera
from motor.bpmn.jugador import InicioDesconocido
from motor.bpmn.modelo import TODAS, Asigna
from motor.bpmn.modelo import TipoNodo as T
from tests.motor.bpmn.juego.taller import (
    asigna,
    error,
    inicio,
    limite,
    mensaje,
    nodo,
    proceso,
    script,
    servicio,
    sub,
    usuario,
)


def test_una_tarea_espera_y_lo_enviado_se_escribe_por_su_nombre(mesa):
    m = mesa(proceso("inicio > a > fin", a=usuario())).iniciar()
    assert m.tareas == ["a"]
    m.completar("a", decision="si")
    assert m.finales == ("fin",)
    assert m.variable("decision") == "si"


def test_con_salidas_solo_se_escribe_lo_que_dicen(mesa):
    tarea = usuario(salidas=asigna(total="precio * cantidad"))
    m = mesa(proceso("inicio > a > fin", a=tarea)).iniciar(cantidad=3)
    m.completar("a", precio=7, nota="x")
    assert m.memoria.ambitos[0] == {"cantidad": Decimal(3), "total": Decimal(21)}


def test_las_entradas_se_ven_solo_dentro_y_se_evaluan_en_orden(mesa):
    tarea = usuario(entradas=asigna(base="monto * 2", iva="base / 10"))
    m = mesa(proceso("inicio > a > fin", a=tarea)).iniciar(monto=50)
    [abierta] = m.abiertas.values()
    vista = m.memoria.vista(abierta.ambito)
    assert (vista["base"], vista["iva"], vista["monto"]) == (100, 10, 50)
    m.completar("a")
    assert m.memoria.ambitos == {0: {"monto": Decimal(50)}}


def test_una_salida_con_el_nombre_de_una_entrada_sale_de_la_tarea(mesa):
    tarea = usuario(entradas=asigna(monto="monto + 1"))
    m = mesa(proceso("inicio > a > fin", a=tarea)).iniciar(monto=1)
    m.completar("a", monto=9)
    assert m.variable("monto") == 9


def test_las_variables_propias_de_un_subproceso_empiezan_nulas_y_se_van_con_el(mesa):
    p = proceso(
        "inicio > s > fin",
        {"s": "inicio2 > a > c > fin2"},
        s=sub(locales=("voto",), salidas=asigna(resultado="voto")),
        a=usuario(),
        c=script('if voto = "si" then 1 else 0', "cuenta"),
    )
    m = mesa(p).iniciar()
    [abierta] = m.abiertas.values()
    assert m.memoria.ambitos[abierta.ambito] == {"voto": None}
    m.completar("a", voto="si")
    assert m.memoria.ambitos == {0: {"resultado": "si", "cuenta": Decimal(1)}}


def test_un_script_sin_resultado_escribe_las_entradas_de_su_contexto(mesa):
    p = proceso("inicio > a > fin", a=script("{x: 1, y: x + 1}"))
    m = mesa(p).iniciar()
    assert m.finales == ("fin",)
    assert m.memoria.ambitos[0] == {"x": Decimal(1), "y": Decimal(2)}


def test_una_regla_escribe_el_resultado_de_su_decision(mesa):
    regla = nodo(T.REGLA, decision="mayoria", resultado="hay")
    m = mesa(
        proceso("inicio > r > fin", r=regla), decisiones={"mayoria": lambda v: v["votos"] > 17}
    )
    assert m.iniciar(votos=18).variable("hay") is True


def test_un_servicio_espera_a_quien_lo_haga(mesa):
    m = mesa(proceso("inicio > a > fin", a=servicio())).iniciar()
    assert m.de_clase(ClaseEspera.SERVICIO) == ["a"]
    assert m.completar("a", numero=4).variable("numero") == 4


def test_enviar_lanza_el_mensaje_con_su_clave_y_contenido_y_sigue(mesa):
    envio = mensaje("M1", correlacion="codigo", contenido="{texto: asunto}")
    m = mesa(proceso("inicio > a > fin", a=nodo(T.ENVIO, evento=envio)))
    m.iniciar(codigo="PL-1", asunto="Agua")
    [lanzado] = m.mensajes
    assert (lanzado.nombre, lanzado.clave, lanzado.contenido) == ("M1", "PL-1", {"texto": "Agua"})
    assert m.finales == ("fin",)


def test_una_recepcion_espera_su_mensaje_y_guarda_lo_que_trae(mesa):
    m = mesa(proceso("inicio > a > fin", a=nodo(T.RECEPCION, evento=mensaje("M2")))).iniciar()
    assert m.de_clase(ClaseEspera.MENSAJE) == ["a"]
    assert m.recibir("a", folio=8).variable("folio") == 8


def test_una_llamada_devuelve_solo_lo_que_el_diagrama_pide(mesa):
    sin_salidas = mesa(proceso("inicio > a > fin", a=nodo(T.LLAMADA, llamado="q"))).iniciar()
    assert sin_salidas.de_clase(ClaseEspera.LLAMADA) == ["a"]
    assert sin_salidas.completar("a", x=1, y=2).memoria.ambitos[0] == {}
    con_una = nodo(T.LLAMADA, llamado="q", salidas=asigna(z="x + y"))
    m = mesa(proceso("inicio > a > fin", a=con_una)).iniciar()
    assert m.completar("a", x=1, y=2).memoria.ambitos[0] == {"z": Decimal(3)}


def test_una_llamada_con_todas_las_salidas_las_escribe_por_su_nombre(mesa):
    llamada = nodo(T.LLAMADA, llamado="q", salidas=(Asigna(TODAS, TODAS),))
    m = mesa(proceso("inicio > a > fin", a=llamada)).iniciar()
    assert m.completar("a", x=1).memoria.ambitos[0] == {"x": Decimal(1)}


def test_una_tarea_en_segundo_plano_empieza_cuando_un_trabajo_la_continua(mesa):
    p = proceso("inicio > a > fin", a=usuario(en_segundo_plano=True))
    m = mesa(p).iniciar()
    assert m.de_clase(ClaseEspera.CONTINUACION) == ["a"]
    m.completar("a")
    assert m.tareas == ["a"]
    assert m.completar("a").finales == ("fin",)


def test_una_tarea_sin_tipo_se_pasa(mesa):
    assert mesa(proceso("inicio > a > b > fin")).iniciar().finales == ("fin",)


def test_se_empieza_por_el_inicio_que_se_pide_y_su_mensaje_se_escribe(mesa):
    p = proceso(
        "inicio > a > fin; inicio_m > b > fin",
        a=usuario(),
        b=usuario(),
        inicio_m=inicio(mensaje("M1"), salidas=asigna(codigo="folio")),
    )
    assert mesa(p).iniciar().tareas == ["a"]
    m = mesa(p).iniciar("inicio_m", folio=5, otro=1)
    assert (m.tareas, m.memoria.ambitos[0]) == (["b"], {"codigo": Decimal(5)})


def test_sin_un_unico_inicio_hay_que_decir_por_donde(mesa):
    p = proceso("inicio_1 > a; inicio_2 > b", a=usuario(), b=usuario())
    with pytest.raises(InicioDesconocido, match="diga por cuál"):
        mesa(p).iniciar()
    with pytest.raises(InicioDesconocido, match="no tiene un evento de inicio «a»"):
        mesa(p).iniciar("a")
    assert mesa(p).iniciar("inicio_2").tareas == ["b"]


def test_sin_eventos_de_inicio_empieza_lo_que_nada_precede(mesa):
    m = mesa(proceso("a > c; b > c", a=usuario(), b=usuario(), c=usuario())).iniciar(monto=1)
    assert m.tareas == ["a", "b"]
    assert m.variable("monto") == 1
    m.completar("a").completar("b").completar("c").completar("c")
    assert m.finales == ()


def test_un_error_de_servicio_va_a_su_limite_con_los_datos(mesa):
    p = proceso(
        "inicio > a > fin; mal > b > fin_mal",
        a=servicio(),
        b=usuario(),
        mal=limite("a", error("E1")),
    )
    m = mesa(p).iniciar().fallar("a", "E1", motivo="sin saldo")
    assert m.tareas == ["b"]
    assert m.variable("motivo") == "sin saldo"
    assert m.completar("b").finales == ("fin_mal",)
