"""El camino más común: iniciar, aprobar, terminar; y lo que se rechaza sin cambiar nada."""

from tests.motor.bpmn.dibujos import diagrama, exclusiva, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

APROBACION = diagrama(
    proceso(
        inicio(),
        usuario("revisar", name="Revisar", **{"cauce:cargo": TECNICO}),
        exclusiva("decidir", default="f_decidir_rechazada"),
        usuario("aprobar", name="Aprobar", **{"cauce:cargo": JEFE}),
        fin("aprobada", name="Aprobada", **{"cauce:estadoFinal": "aprobada"}),
        fin("rechazada", name="Rechazada"),
        flujos("inicio > revisar > decidir > rechazada", "aprobar > aprobada"),
        flujos("decidir > aprobar ? monto > 100"),
    )
)


def test_el_camino_entero_cierra_el_expediente_con_su_estado_final(mesa):
    mesa.publicar(APROBACION)
    mesa.iniciar()
    assert mesa.abiertas() == ["revisar"]
    mesa.completar("revisar", {"monto": 500})
    assert mesa.abiertas() == ["aprobar"]
    mesa.completar("aprobar", como=JEFE)
    assert mesa.estado() == ("cerrado", "aprobada")
    assert mesa.hechos() == [
        "expediente_iniciado",
        "tarea_completada",
        "tarea_completada",
        "expediente_cerrado",
    ]
    assert mesa.quiebre() is None
