"""Qué hace cada acto de un escenario."""

from collections.abc import Callable, Mapping
from typing import Any

from motor.pruebas import actos_de_expediente as expediente
from motor.pruebas import actos_de_organizacion as organizacion
from motor.pruebas import actos_de_tarea as tareas
from motor.pruebas import pasos as p
from motor.pruebas.corrida import Corrida

HACEDORES: Mapping[type[p.Acto], Callable[[Corrida, Any], None]] = {
    p.Iniciar: expediente.iniciar,
    p.Comentar: expediente.comentar_expediente,
    p.Adjuntar: expediente.adjuntar,
    p.EnviarMensaje: expediente.enviar_mensaje,
    p.Recibir: expediente.recibir,
    p.Senal: expediente.difundir_senal,
    p.Retirar: expediente.retirar,
    p.Anular: expediente.anular,
    p.Reintentar: expediente.reintentar,
    p.Completar: tareas.completar,
    p.Tomar: tareas.tomar,
    p.Soltar: tareas.soltar,
    p.Derivar: tareas.derivar,
    p.Devolver: tareas.devolver,
    p.Prorrogar: organizacion.hacer_prorroga,
    p.SuspenderPlazos: organizacion.hacer_suspension,
    p.ReanudarPlazos: organizacion.hacer_reanudacion,
    p.Designar: organizacion.hacer_designacion,
    p.Delegar: organizacion.hacer_delegacion,
    p.Suplir: organizacion.hacer_suplencia,
}


def hacer(corrida: Corrida, acto: p.Acto) -> None:
    """Hace el acto por su operación y, después, todo lo que el sistema deba.

    Raises:
        ErrorMotor: la operación lo rechazó, o el acto nombra lo que no está.
    """
    HACEDORES[type(acto)](corrida, acto)
