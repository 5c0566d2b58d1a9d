"""Anular instancias sin mover sus fichas: todo lo abierto se cancela y queda dicho por qué."""

from motor.almacen.instancias import EstadoInstancia
from motor.reglas.acto import Acto
from motor.reglas.cierres import anular_hijas, cerrar_toda_la_instancia


def anular_instancia(acto: Acto) -> None:
    """Anula la instancia bloqueada y encarga anular las que llamó."""
    instancia = acto.instancia
    if instancia.estado is not EstadoInstancia.ACTIVA:
        return
    cerrar_toda_la_instancia(acto)
    anular_hijas(acto)
    instancia.estado, instancia.terminada_el = EstadoInstancia.ANULADA, acto.ahora
    instancia.fichas = None
    instancia.revision += 1
