"""Una señal lanzada en un caso empieza los procesos que inicia y despierta a quien la oye."""

from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    etiqueta,
    evento,
    fin,
    flujos,
    inicio,
    lanza,
    proceso,
    ref,
    usuario,
)
from tests.motor.operaciones.mesa import TECNICO

ALERTA = etiqueta("signal", id="Alerta", name="Alerta")
LANZA = evento("signal", signalRef="Alerta", **{"cauce:contenido": '{nivel: "alto"}'})
LANZADOR = diagrama(
    ALERTA,
    proceso(
        inicio(),
        usuario("medir", **{"cauce:cargo": TECNICO}),
        lanza("alertar", LANZA),
        fin(),
        flujos("inicio > medir > alertar > fin"),
    ),
)
ATIENDE = diagrama(
    ALERTA,
    proceso(
        inicio("suena", ref("signal", "Alerta")),
        usuario("acudir", **{"cauce:cargo": TECNICO}),
        fin("fin_q"),
        flujos("suena > acudir > fin_q"),
        id="q",
    ),
)
VIGIA = diagrama(
    ALERTA,
    proceso(
        inicio("empieza"),
        captura("oir", ref("signal", "Alerta")),
        fin("fin_v"),
        flujos("empieza > oir > fin_v"),
        id="v",
    ),
)


def test_la_senal_de_un_caso_empieza_otro_y_despierta_a_un_tercero_una_vez(mesa):
    for clave, xml in {"lanza": LANZADOR, "atiende": ATIENDE, "vigia": VIGIA}.items():
        mesa.publicar(xml, clave)
    vigia = mesa.iniciar("v")
    antes = {vigia, mesa.iniciar()}
    mesa.completar("medir")
    assert mesa.drenar() == 0
    todos = {e.id: e for e in mesa.leer(select(Expediente).order_by(Expediente.id))}
    assert todos[vigia].estado.value == "cerrado"
    [nacido] = todos.keys() - antes
    mesa.expediente = nacido
    assert mesa.abiertas() == ["acudir"]
    assert mesa.variables("q")["nivel"] == "alto"
    assert mesa.incidentes() == []
    assert mesa.quiebre() is None


def test_un_proceso_de_una_version_anterior_ya_no_empieza_por_su_senal(mesa):
    mesa.publicar(LANZADOR, "lanza")
    mesa.publicar(ATIENDE, "atiende")
    mesa.publicar(ATIENDE.replace(b"acudir", b"ir_ya"), "atiende")
    suyo = mesa.iniciar()
    mesa.completar("medir")
    [nacido] = set(mesa.leer(select(Expediente.id).order_by(Expediente.id))) - {suyo}
    mesa.expediente = nacido
    assert mesa.abiertas() == ["ir_ya"]
