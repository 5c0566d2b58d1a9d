"""De qué tareas se avisa, y a quién."""

import pytest
from sqlalchemy import select

from motor.almacen.avisos import PorAvisar
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.nucleo.actor import Actor
from motor.operaciones.derivar_tarea import DerivarTarea, derivar_tarea
from motor.operaciones.devolver_tarea import DevolverTarea, devolver_tarea
from motor.operaciones.guardar_preferencias import GuardarPreferencias, guardar_preferencias
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from motor.reglas.derivaciones import Destino
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

pytestmark = pytest.mark.usefixtures("sin_resumen")
DOS_PASOS = diagrama(
    proceso(
        inicio(),
        usuario("revisar", **{"cauce:cargo": TECNICO}),
        usuario("firmar", **{"cauce:cargo": JEFE}),
        usuario("archivar", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > revisar > firmar > archivar > fin"),
    )
)


def avisos(mesa) -> list[tuple[str, str]]:
    """(usuario, clase) de cada aviso a una persona, en orden."""
    with mesa.entorno.sesiones() as sesion:
        consulta = select(Persona.usuario, Aviso.clase).join(Aviso, Aviso.persona_id == Persona.id)
        return [tuple(fila) for fila in sesion.execute(consulta.order_by(Aviso.id))]


def quiere(mesa, usuario: str, **modos) -> None:
    persona = mesa.leer(select(Persona.id).where(Persona.usuario == usuario))[0]
    guardar_preferencias(mesa.entorno, GuardarPreferencias(persona, modos, resumen=False))


def iniciar(mesa) -> None:
    mesa.publicar(DOS_PASOS)
    mesa.iniciar()


def test_la_tarea_del_cargo_no_da_aviso_a_quien_no_lo_pidio(mesa, buzon):
    iniciar(mesa)
    assert avisos(mesa) == []
    assert buzon.recibidos == []
    assert mesa.leer(select(PorAvisar)) == []


def test_quien_pidio_las_tareas_de_su_cargo_por_correo_las_recibe(mesa, buzon):
    quiere(mesa, JEFE, tareas="correo")
    iniciar(mesa)
    mesa.completar("revisar")
    assert avisos(mesa) == [(JEFE, "tarea_nueva")]
    [recibido] = buzon.recibidos
    assert "llegó «firmar»" in recibido.mensaje["Subject"]
    assert f"/tareas/{mesa.tarea('firmar')}" in recibido.parte("plain")


def test_a_quien_la_causo_con_su_propio_acto_no_se_le_avisa(mesa):
    quiere(mesa, JEFE, tareas="pagina")
    quiere(mesa, TECNICO, tareas="pagina")
    iniciar(mesa)
    mesa.completar("revisar")
    mesa.completar("firmar", como=JEFE)
    assert avisos(mesa) == [(JEFE, "tarea_nueva"), (TECNICO, "tarea_nueva")]


def test_lo_derivado_a_una_persona_se_le_avisa_por_correo(mesa, buzon):
    iniciar(mesa)
    orden = DerivarTarea(
        Actor(TECNICO), mesa.tarea("revisar"), (Destino(persona=JEFE),), "Para su atención"
    )
    derivar_tarea(mesa.entorno, orden)
    mesa.drenar()
    assert avisos(mesa) == [(JEFE, "tarea_mia")]
    assert buzon.recibidos[0].para == ["responsable.ucl@oficina.bo"]


def test_lo_devuelto_se_avisa_con_su_motivo(mesa, buzon):
    iniciar(mesa)
    tarea = mesa.tarea("revisar")
    destinos = (Destino(persona=JEFE),)
    derivar_tarea(mesa.entorno, DerivarTarea(Actor(TECNICO), tarea, destinos, "Para su atención"))
    mesa.drenar()
    devolver_tarea(mesa.entorno, DevolverTarea(Actor(JEFE), tarea, "Falta el anexo"))
    mesa.drenar()
    assert avisos(mesa)[-1] == (TECNICO, "devolucion")
    assert buzon.asuntos()[-1].endswith("volvió para corregir «revisar»: Falta el anexo")


def test_la_tarea_que_ya_tomaron_antes_del_reparto_no_se_avisa(mesa, buzon):
    quiere(mesa, TECNICO, tareas="correo")
    mesa.publicar(DOS_PASOS)
    orden = IniciarExpediente(Actor(JEFE), "p", "Asunto")
    mesa.expediente = iniciar_expediente(mesa.entorno, orden).id
    tomar_tarea(mesa.entorno, TomarTarea(Actor(TECNICO), mesa.tarea("revisar")))
    mesa.drenar()
    assert avisos(mesa) == []
