"""Subproceso ad hoc (BPMN 2.0.2, 10.3.5 y 13.3.5): sus actividades, sin un orden dibujado.

Lo que no tiene flujo de entrada se ofrece al empezar: todo a la vez o, si es secuencial, de a una
en el orden del archivo. Después de cada actividad se mira la condición de término: si se cumple,
lo que queda se cancela o, con `cancelRemainingInstances="false"`, se deja terminar sin ofrecer
más. Mientras no se cumpla, una tarea de personas completada se vuelve a ofrecer. Sin condición,
termina cuando cada actividad ocurrió una vez.
"""

from motor.bpmn.arbol import Ficha
from motor.bpmn.especificaciones.contenedores import Contenedor
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import TipoNodo

PERSONAS = (TipoNodo.USUARIO, TipoNodo.MANUAL)


class AdHoc(Contenedor):
    """La activación de un ad hoc. Guarda en `o` lo que falta ofrecer y `t` si ya se cumplió."""

    def hacer(self, ficha: Ficha) -> bool:
        """Arma los subprocesos de evento y ofrece lo que no tiene entrada."""
        compilado = ficha.workflow.compilado
        compilado.armar_subprocesos(ficha)
        ficha.internal_data["o"] = list(compilado.inicios_implicitos(self.nodo.id))
        self.ofrecer(ficha)
        return not ficha.hijas

    def hija_terminada(self, ficha: Ficha, hija: Ficha) -> None:
        """Mira si con eso terminó; si no, ofrece lo que sigue."""
        if hija.cumplida:
            ficha.internal_data.update(o=[], t=1)
            if self.nodo.extensiones.get("cancelRemainingInstances") not in ("false", "0"):
                for otra in ficha.hijas:
                    if not otra.papel:
                        otra.cancel()
        elif self._se_repite(ficha, hija):
            ficha.internal_data["o"].append(hija.task_spec.nodo.id)
        self.ofrecer(ficha)
        if all(otra.papel for otra in ficha.hijas):
            ficha.workflow.reanudar(ficha, Fase.SALIR)

    def _se_repite(self, ficha: Ficha, hija: Ficha) -> bool:
        nodo = hija.task_spec.nodo
        abierto = self.nodo.activacion is not None and "t" not in ficha.internal_data
        return abierto and nodo.tipo in PERSONAS and not nodo.entran

    def ofrecer(self, ficha: Ficha) -> None:
        """Pone lo que está en la cola; si va en secuencia, de a una."""
        arbol, cola = ficha.workflow, ficha.internal_data["o"]
        secuencial = self.nodo.extensiones.get("ordering") == "Sequential"
        while cola and not (secuencial and any(not otra.papel for otra in ficha.hijas)):
            arbol.poner(arbol.compilado.al_entrar(cola.pop(0)).name, ficha)
