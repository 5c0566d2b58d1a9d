"""Una mención llega por correo, una sola vez, con lo debido y nada más; y qué pasa si no llega."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.trabajos import Trabajo
from motor.nucleo.actor import Actor
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.guardar_preferencias import GuardarPreferencias, guardar_preferencias
from motor.operaciones.marcar_leido import MarcarLeido, marcar_leido
from motor.operaciones.repartir_avisos import RepartirAvisos, repartir_avisos
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

pytestmark = pytest.mark.usefixtures("sin_resumen")
UN_PASO = diagrama(
    proceso(
        inicio(),
        usuario("revisar", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > revisar > fin"),
    )
)
DICHO = "@responsable.ucl ¿está de acuerdo con <b>esto</b>?"


def mencionar(mesa, texto: str = DICHO) -> None:
    """El técnico abre un caso y menciona a la responsable, que puede verlo."""
    mesa.publicar(UN_PASO)
    mesa.iniciar()
    comentar(mesa.entorno, Comentar(Actor(TECNICO), mesa.expediente, texto))


def quiere(mesa, usuario: str, **modos) -> None:
    persona = mesa.leer(select(Persona.id).where(Persona.usuario == usuario))[0]
    guardar_preferencias(mesa.entorno, GuardarPreferencias(persona, modos, resumen=False))


def hr(mesa) -> str:
    return mesa.leer(select(Expediente.hr).where(Expediente.id == mesa.expediente))[0]


def test_la_mencion_llega_al_correo_de_la_persona_mencionada(mesa, buzon):
    mencionar(mesa)
    mesa.drenar()
    [recibido] = buzon.recibidos
    assert (recibido.de, recibido.para) == ("cauce@oficina.bo", ["responsable.ucl@oficina.bo"])
    dicho = f"{hr(mesa)}: Técnico de prueba lo mencionó: «{DICHO}»"
    assert recibido.mensaje["Subject"] == dicho
    assert f"- {dicho}" in recibido.parte("plain")
    assert f"https://cauce.ejemplo.bo/expedientes/{hr(mesa)}" in recibido.parte("plain")
    assert "&lt;b&gt;esto&lt;/b&gt;" in recibido.parte("html")
    assert recibido.mensaje["List-Unsubscribe"] == "<https://cauce.ejemplo.bo/cuenta/avisos>"
    assert recibido.mensaje["Auto-Submitted"] == "auto-generated"


def test_volver_a_drenar_no_lo_manda_otra_vez(mesa, buzon):
    mencionar(mesa)
    mesa.drenar()
    mesa.drenar()
    assert len(buzon.recibidos) == 1


def test_de_un_expediente_confidencial_el_correo_no_dice_nada(mesa, buzon):
    mesa.publicar(UN_PASO)
    mesa.iniciar()
    numero = hr(mesa)
    with mesa.entorno.sesiones.begin() as sesion:
        sesion.add(
            Aviso(
                expediente_id=mesa.expediente,
                persona_id=sesion.scalar(select(Persona.id).where(Persona.usuario == JEFE)),
                clase="mencion",
                texto=f"{numero}: lo mencionó: «el secreto»",
                creado_el=mesa.entorno.reloj.ahora(),
            )
        )
        sesion.execute(update(Expediente).values(confidencial=True))
    mesa.drenar()
    [recibido] = buzon.recibidos
    assert recibido.mensaje["Subject"] == "Tiene un aviso sobre un expediente confidencial."
    cuerpo = recibido.parte("plain") + recibido.parte("html")
    assert "secreto" not in cuerpo
    assert hr(mesa) not in cuerpo
    assert "https://cauce.ejemplo.bo/avisos" in cuerpo


def test_quien_prefiere_la_pagina_no_recibe_correo_y_tiene_el_aviso(mesa, buzon):
    quiere(mesa, JEFE, menciones="pagina")
    mencionar(mesa)
    mesa.drenar()
    assert buzon.recibidos == []
    assert len(mesa.leer(select(Aviso).where(Aviso.clase == "mencion"))) == 1


def test_quien_no_quiere_menciones_no_tiene_ni_aviso(mesa, buzon):
    quiere(mesa, JEFE, menciones="no")
    mencionar(mesa)
    mesa.drenar()
    assert buzon.recibidos == []
    assert mesa.leer(select(Aviso).where(Aviso.clase == "mencion")) == []


def test_si_ya_lo_leyo_en_la_pagina_no_sale_el_correo(mesa, buzon):
    mencionar(mesa)
    while repartir_avisos(mesa.entorno, RepartirAvisos()):
        continue
    marcar_leido(mesa.entorno, MarcarLeido(Actor(JEFE)))
    mesa.drenar()
    assert buzon.recibidos == []
    assert mesa.incidentes() == []


def test_un_fallo_pasajero_se_reintenta_con_el_mismo_identificador(mesa, buzon):
    buzon.fallos = ["corta"]  # lo recibió, pero Cauce no supo
    mencionar(mesa)
    mesa.drenar()
    assert mesa.leer(select(Trabajo.intentos).where(Trabajo.tipo == "correo")) == [1]
    mesa.entorno.reloj.avanzar(timedelta(seconds=11))
    mesa.drenar()
    uno, otro = buzon.recibidos
    assert uno.mensaje["Message-ID"] == otro.mensaje["Message-ID"]
    assert uno.crudo.partition(b"\r\n\r\n")[0].count(b"Message-ID") == 1
    assert mesa.leer(select(Trabajo.estado).where(Trabajo.tipo == "correo")) == ["hecho"]


def test_con_el_servidor_caido_se_agotan_los_intentos_y_queda_un_incidente(mesa, buzon):
    mencionar(mesa)
    buzon.fallos = [451] * 10
    for _ in range(10):
        assert mesa.incidentes() == []
        mesa.drenar()
        mesa.entorno.reloj.avanzar(timedelta(hours=1))
    assert mesa.incidentes() == ["El servidor lo rechazó: 451 ahora no"]
    assert buzon.recibidos == []


def test_un_buzon_que_no_existe_es_un_incidente_enseguida(mesa, buzon):
    buzon.rechazados = {"responsable.ucl@oficina.bo"}
    mencionar(mesa)
    mesa.drenar()
    [mensaje] = mesa.incidentes()
    assert "550 ese buzon no existe" in mensaje


def test_un_nombre_con_saltos_no_agrega_cabeceras(mesa, buzon):
    with mesa.entorno.sesiones.begin() as sesion:
        malo = "Ana\r\nBcc: todos@oficina.bo"
        sesion.execute(update(Persona).where(Persona.usuario == TECNICO).values(nombre=malo))
        sesion.execute(update(Persona).where(Persona.usuario == JEFE).values(nombre=malo))
    mencionar(mesa)
    mesa.drenar()
    [recibido] = buzon.recibidos
    assert recibido.para == ["responsable.ucl@oficina.bo"]
    assert recibido.mensaje["Bcc"] is None
    assert recibido.mensaje["To"].addresses[0].display_name == "Ana Bcc: todos@oficina.bo"
