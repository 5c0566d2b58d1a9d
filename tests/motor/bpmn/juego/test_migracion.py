"""Qué pasa con cada cosa que un caso espera cuando pasa a otra versión."""

from dataclasses import replace

import pytest

from motor.bpmn.migracion import NoMigra
from motor.bpmn.migracion_sugerencias import MISMO_ID, MISMO_NOMBRE, MISMOS_VECINOS, sugerir
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.mudanza import mudar
from tests.motor.bpmn.juego.taller import (
    bucle,
    captura,
    de_eventos,
    inicio,
    limite,
    mensaje,
    proceso,
    reloj,
    sub,
    sub_evento,
    usuario,
    varias,
    xor,
    y_,
)

A = usuario()
SIMPLE = "inicio > a > b > fin"


def con_nombre(nombre: str):
    return replace(A, nombre=nombre)


def motivo(mesa: Mesa, nueva, mapa=None) -> str:
    with pytest.raises(NoMigra) as rechazo:
        mudar(mesa, nueva, mapa)
    [uno] = rechazo.value.motivos
    return uno.clase


def test_un_limite_agregado_empieza_a_correr_al_migrar():
    mesa = Mesa(proceso(SIMPLE, a=A, b=A)).iniciar()
    nueva = proceso(SIMPLE + "; t > aviso > fin2", a=A, b=A, aviso=A, t=limite("a", reloj()))
    mudar(mesa, nueva)
    assert mesa.esperas == ["a", "t"]
    assert mesa.vencer("t").tareas == ["aviso"]


def test_un_limite_quitado_se_cancela_y_el_conservado_sigue():
    vieja = SIMPLE + "; t > fin2; m > fin3"
    limites = {"t": limite("a", reloj()), "m": limite("a", mensaje("retiro"))}
    mesa = Mesa(proceso(vieja, a=A, b=A, **limites)).iniciar()
    antes = mesa.ficha("m")
    hecha = mudar(mesa, proceso(SIMPLE + "; m > fin3", a=A, b=A, m=limites["m"]))
    assert [c.elemento for c in hecha.cerradas] == ["t"]
    assert (mesa.esperas, mesa.ficha("m")) == (["a", "m"], antes)
    assert mesa.recibir("m").finales == ("fin3",)


def test_un_limite_que_ya_ocurrio_no_se_arma_otra_vez():
    dibujo = SIMPLE + "; t > aviso > fin2"
    nodos = {"a": A, "b": A, "aviso": A, "t": limite("a", reloj(), interrumpe=False)}
    mesa = Mesa(proceso(dibujo, **nodos)).iniciar().vencer("t")
    mudar(mesa, proceso(dibujo, **nodos))
    assert mesa.esperas == ["a", "aviso"]


def test_el_temporizador_conserva_su_fecha_y_lo_dice():
    mesa = Mesa(proceso(SIMPLE + "; t > fin2", a=A, b=A, t=limite("a", reloj("PT1H")))).iniciar()
    hecha = mudar(mesa, proceso(SIMPLE + "; t > fin2", a=A, b=A, t=limite("a", reloj("PT9H"))))
    assert (hecha.cerradas, hecha.avance.abiertas) == ((), [])
    [aviso] = hecha.avisos
    assert "conserva la fecha" in aviso


def test_quien_espera_un_mensaje_de_otro_nombre_lo_espera_de_nuevo():
    mesa = Mesa(proceso("inicio > m > fin", m=captura(mensaje("oferta")))).iniciar()
    hecha = mudar(mesa, proceso("inicio > m > fin", m=captura(mensaje("propuesta"))))
    assert [c.elemento for c in hecha.cerradas] == ["m"]
    assert mesa.recibir("m").finales == ("fin",)


def test_una_rama_agregada_a_quien_espera_varias_cosas_tambien_se_espera():
    vieja = "inicio > e > m > fin; e > t > fin2"
    nodos = {"e": de_eventos(), "m": captura(mensaje("si")), "t": captura(reloj())}
    mesa = Mesa(proceso(vieja, **nodos)).iniciar()
    nueva = proceso(vieja + "; e > n > fin3", **nodos, n=captura(mensaje("no")))
    mudar(mesa, nueva)
    assert mesa.esperas == ["m", "n", "t"]
    assert mesa.recibir("n").finales == ("fin3",)


def test_un_subproceso_de_evento_agregado_se_espera_desde_ahora():
    mesa = Mesa(proceso(SIMPLE, a=A, b=A)).iniciar()
    nodos = {"s": sub_evento(), "inicio_s": inicio(mensaje("anular")), "q": A}
    nueva = proceso(SIMPLE + "; s", {"s": "inicio_s > q > fin_s"}, a=A, b=A, **nodos)
    mudar(mesa, nueva)
    assert mesa.esperas == ["a", "inicio_s"]
    assert mesa.recibir("inicio_s").tareas == ["q"]


def test_una_compuerta_agregada_despues_decide_cuando_llegue():
    mesa = Mesa(proceso(SIMPLE, a=A, b=A)).iniciar()
    nueva = proceso(
        "inicio > a > x; x > c [monto > 5]; x > b [*]; b > fin; c > fin", a=A, b=A, c=A, x=xor()
    )
    mudar(mesa, nueva)
    assert mesa.completar("a", monto=9).tareas == ["c"]


def test_una_union_que_pide_menos_sigue_al_migrar():
    mesa = Mesa(
        proceso(
            "inicio > y1; y1 > a > y2; y1 > b > y2; y2 > c > fin", a=A, b=A, c=A, y1=y_(), y2=y_()
        )
    )
    mesa.iniciar().completar("a")
    nueva = proceso(
        "inicio > y1; y1 > a > y2; y1 > b > fin2; y2 > c > fin", a=A, b=A, c=A, y1=y_(), y2=y_()
    )
    mudar(mesa, nueva)
    assert mesa.tareas == ["b", "c"]


EN_DOS = "inicio > y1; y1 > a > y2; y1 > b > y2; y2 > c > fin"
TRES = {"a": A, "b": A, "c": A, "y1": y_(), "y2": y_()}


def test_lo_hecho_en_una_rama_reemplazada_vale_por_la_que_la_reemplaza():
    mesa = Mesa(proceso(EN_DOS, **TRES)).iniciar().completar("a")
    nodos = {n: v for n, v in TRES.items() if n != "a"}
    nueva = proceso("inicio > y1; y1 > b > y2; y1 > d > y2; y2 > c > fin", d=A, **nodos)
    mudar(mesa, nueva)
    assert mesa.completar("b").tareas == ["c"]


@pytest.mark.parametrize("hechas", [(), ("a",)])
def test_una_rama_agregada_que_ya_no_se_recorre_se_niega(hechas):
    mesa = Mesa(proceso(EN_DOS, **TRES)).iniciar()
    for tarea in hechas:
        mesa.completar(tarea)
    assert motivo(mesa, proceso(EN_DOS + "; y1 > d > y2", d=A, **TRES)) == "union"


@pytest.mark.parametrize(
    ("nueva", "clase"),
    [
        (proceso("inicio > c > b > fin", b=A, c=A), "sin_destino"),
        (proceso(SIMPLE, a=captura(reloj()), b=A), "otra_clase"),
        (proceso(SIMPLE, a=usuario(repeticion=varias("[1, 2]")), b=A), "repeticion"),
        (proceso("inicio > s > fin", {"s": SIMPLE.replace("inicio", "i").replace("fin", "f")},
                 s=sub(), a=A, b=A, i=inicio(), f=A), "otro_lugar"),
    ],
)  # fmt: skip
def test_se_niega_con_su_motivo(nueva, clase):
    assert motivo(Mesa(proceso(SIMPLE, a=A, b=A)).iniciar(), nueva) == clase


def test_sin_destino_se_remedia_con_el_mapa():
    mesa = Mesa(proceso(SIMPLE, a=A, b=A)).iniciar()
    mudar(mesa, proceso("inicio > c > b > fin", b=A, c=A), {"a": "c"})
    assert mesa.completar("c").tareas == ["b"]


def test_la_cuenta_de_un_bucle_y_de_una_multiple_sigue():
    repetido = usuario(repeticion=bucle("loopCounter < 3"))
    cada = usuario(repeticion=varias("[1, 2, 3]", secuencial=True))
    vieja = proceso(SIMPLE, a=repetido, b=cada)
    mesa = Mesa(vieja).iniciar().completar("a")
    mudar(mesa, proceso("inicio > z > a > b > fin", a=repetido, b=cada, z=A))
    mesa.completar("a").completar("a").completar("b")
    mudar(mesa, vieja)
    assert mesa.completar("b").completar("b").finales == ("fin",)


def test_el_final_ya_alcanzado_no_se_pierde():
    vieja = proceso("inicio > y1; y1 > fin; y1 > a > fin2", a=A, y1=y_())
    sin_final = proceso("inicio > y1; y1 > otro; y1 > a > fin2", a=A, y1=y_())
    assert motivo(Mesa(vieja).iniciar(), sin_final) == "final"


def test_las_variables_propias_agregadas_existen_desde_ahora():
    mesa = Mesa(proceso(SIMPLE, a=A, b=A)).iniciar()
    mudar(mesa, proceso(SIMPLE, a=replace(A, locales=("nota",)), b=A))
    assert mesa.abiertas[mesa.ficha("a")].ambito == mesa.ficha("a")
    mesa.completar("a", nota=5)
    assert mesa.variable("nota") is None


def test_se_sugiere_por_id_por_nombre_y_por_vecinos():
    vieja = proceso("inicio > a > b > c > fin", a=con_nombre("Revisar"), b=A, c=A)
    nueva = proceso("inicio > r > q > c > fin", r=con_nombre(" revisar"), q=A, c=A)
    razones = {s.viejo: (s.nuevo, s.razon) for s in sugerir(vieja, nueva)}
    assert razones["c"] == ("c", MISMO_ID)
    assert razones["a"] == ("r", MISMO_NOMBRE)
    assert razones["b"] == ("q", MISMOS_VECINOS)
