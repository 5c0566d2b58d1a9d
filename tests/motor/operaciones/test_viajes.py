"""Cuántas veces espera un acto a PostgreSQL: leer lo que bloquea, y confirmar."""

import pytest

from motor.almacen import diferidas
from motor.nucleo.actor import Actor
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

DE_CARGOS = diagrama(
    proceso(
        inicio(),
        usuario("revisar", name="Revisar", **{"cauce:cargo": TECNICO}),
        usuario("aprobar", name="Aprobar", **{"cauce:cargo": JEFE}),
        fin(),
        flujos("inicio > revisar > aprobar > fin"),
    )
)


@pytest.fixture
def viajes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Cada espera: `_esperar` al leer y `_cerrar` al confirmar, si había algo mandado."""
    hechos: list[str] = []
    for nombre in ("_esperar", "_cerrar"):
        original = getattr(diferidas, nombre)

        def anotar(conexion, nombre=nombre, original=original) -> None:
            if diferidas._TANDA in conexion.info:
                hechos.append(nombre)
            original(conexion)

        monkeypatch.setattr(diferidas, nombre, anotar)
    return hechos


def recorrer(mesa, orden: IniciarExpediente, tras=lambda: None) -> None:
    (tarea,) = iniciar_expediente(mesa.entorno, orden).abiertas
    tras()
    (tarea,) = completar_tarea(mesa.entorno, CompletarTarea(Actor(TECNICO), tarea)).abiertas
    tras()
    completar_tarea(mesa.entorno, CompletarTarea(Actor(JEFE), tarea))
    tras()


def test_iniciar_y_cerrar_son_tres_viajes_y_completar_dos(mesa, motor_bd, viajes):
    mesa.publicar(DE_CARGOS)
    orden = IniciarExpediente(Actor(TECNICO), "p", "Uno")
    recorrer(mesa, orden)  # lee la versión y los cargos, que después ya no hacen falta
    viajes.clear()
    contados: list[int] = []
    recorrer(mesa, orden, lambda: (contados.append(len(viajes)), viajes.clear()))
    assert contados == ([3, 2, 3] if motor_bd.dialect.name == "postgresql" else [0, 0, 0])
