"""Lo que no se puede evaluar deja la ficha donde está, y el reintento sigue desde ahí."""

import pytest

from motor.bpmn.avance import ErrorLanzado, FichaCompletada, MensajeRecibido, Reintento
from motor.nucleo.errores import OrdenRechazada
from tests.motor.bpmn.juego.taller import (
    asigna,
    lanza,
    limite,
    mensaje,
    o_,
    proceso,
    reloj,
    script,
    usuario,
    varias,
    xor,
)


def test_una_condicion_que_da_null_es_incidente_y_lo_enviado_no_se_pierde(mesa):
    p = proceso(
        "inicio > a > x; x > b [monto > 5]; x > c [*]",
        a=usuario(salidas=asigna(veces="veces + 1")),
        x=xor(),
        b=usuario(),
        c=usuario(),
    )
    m = mesa(p).iniciar(veces=0, monto=None).completar("a")
    assert m.tareas == []
    [frase] = m.incidentes.values()
    assert "«monto > 5» debe dar true o false y dio null" in frase
    m.memoria.ambitos[0]["monto"] = 9
    m.reintentar()
    assert m.tareas == ["b"]
    assert m.variable("veces") == 1


def test_ninguna_salida_posible_es_incidente(mesa):
    p = proceso("inicio > x; x > a [false]; x > b [false]", x=xor(), a=usuario(), b=usuario())
    assert "no tiene flujo por defecto" in next(iter(mesa(p).iniciar().incidentes.values()))
    q = proceso("inicio > x; x > a [false]; x > b [false]", x=o_(), a=usuario(), b=usuario())
    assert len(mesa(q).iniciar().incidentes) == 1


def test_una_salida_que_falla_conserva_lo_enviado_para_el_reintento(mesa):
    p = proceso(
        "inicio > a > b > fin; t > fin_t",
        a=usuario(salidas=asigna(n="nota", total="nota * 2")),
        b=usuario(),
        t=limite("a", reloj()),
    )
    m = mesa(p).iniciar()
    m.feel.fallan.add("nota * 2")
    m.completar("a", nota=7)
    assert m.esperas == []  # el plazo ya no puede interrumpir lo que la persona terminó
    assert m.memoria.ambitos[0] == {}
    m.feel.fallan.clear()
    m.reintentar()
    assert m.memoria.ambitos[0] == {"n": 7, "total": 14}
    assert m.tareas == ["b"]


def test_una_coleccion_que_no_es_lista_es_incidente_sin_elementos(mesa):
    p = proceso("inicio > a > fin", a=usuario(repeticion=varias("lista")))
    m = mesa(p).iniciar(lista="uno")
    assert "debe dar una lista" in next(iter(m.incidentes.values()))
    m.memoria.ambitos[0]["lista"] = ["uno"]
    assert m.reintentar().tareas == ["a"]


def test_una_condicion_de_termino_que_falla_se_reintenta_sin_contar_dos_veces(mesa):
    repeticion = varias("lista", termino="cuantos <= nrOfCompletedInstances")
    m = mesa(proceso("inicio > a > fin", a=usuario(repeticion=repeticion)))
    m.iniciar(lista=[1, 2, 3], cuantos=None).completar("a", 1)
    assert len(m.incidentes) == 1
    m.memoria.ambitos[0]["cuantos"] = 2
    m.reintentar()
    assert m.tareas == ["a", "a"]
    assert m.completar("a").finales == ("fin",)


def test_una_clave_de_mensaje_sin_valor_es_incidente_y_no_envia(mesa):
    envio = lanza(mensaje("M", correlacion="codigo"))
    m = mesa(proceso("inicio > l > fin", l=envio)).iniciar(codigo=None)
    assert m.mensajes == []
    m.memoria.ambitos[0]["codigo"] = "A-1"
    assert m.reintentar().finales == ("fin",)
    assert [x.clave for x in m.mensajes] == ["A-1"]


def test_una_ficha_en_incidente_no_se_completa_y_una_sana_no_se_reintenta(mesa):
    p = proceso("inicio > a > x > fin", a=usuario(), x=script("{n: 1 + texto}.n", "n"))
    m = mesa(proceso("inicio > a > fin", a=usuario(repeticion=varias("lista")))).iniciar(lista=3)
    [ficha] = m.incidentes
    with pytest.raises(OrdenRechazada, match="no espera nada de afuera"):
        m.suceder(FichaCompletada(ficha))
    sana = mesa(p).iniciar(texto="a")
    with pytest.raises(OrdenRechazada, match="no está en incidente"):
        sana.suceder(Reintento(sana.ficha("a")))


def test_un_ciclo_sin_fin_se_detiene_en_incidente(mesa):
    m = mesa(proceso("inicio > r > a > r", r=xor()))
    if m.azar is not None:
        return  # el tope es por suceso y aquí cada paso sería uno
    m.iniciar()
    [frase] = m.incidentes.values()
    assert "2000 veces por «r»" in frase


def test_interrumpir_cierra_tambien_el_incidente(mesa):
    p = proceso(
        "inicio > a > fin; t > b > fin_t",
        a=usuario(repeticion=varias("lista", termino="nada")),
        b=usuario(),
        t=limite("a", reloj()),
    )
    m = mesa(p).iniciar(lista=[1, 2], nada=None).completar("a", 1)
    assert len(m.incidentes) == 1
    m.vencer("t")
    assert m.incidentes == {}
    assert m.esperas == ["b"]


def test_lo_que_no_procede_se_rechaza_con_una_frase_y_no_cambia_nada(mesa):
    m = mesa(proceso("inicio > a > fin; t > fin_t", a=usuario(), t=limite("a", reloj()))).iniciar()
    antes, vencida = m.estado, m.ficha("t")
    with pytest.raises(OrdenRechazada, match="La ficha 99 ya se cerró"):
        m.suceder(FichaCompletada(99))
    for suceso in (FichaCompletada(vencida), MensajeRecibido(vencida), ErrorLanzado(vencida, "E")):
        with pytest.raises(OrdenRechazada, match="espera: temporizador"):
            m.suceder(suceso)
    assert m.estado == antes
    m.completar("a")
    with pytest.raises(OrdenRechazada, match="ya terminó"):
        m.suceder(FichaCompletada(vencida))
