"""Lo que lanza una instancia múltiple al completarse cada una (`behavior`, BPMN 2.0.2, 10.3.8)."""

from motor.bpmn.arbol import Ficha
from motor.bpmn.datos import evaluar_condicion
from motor.bpmn.elementos import contar, repeticion_de
from motor.bpmn.especificaciones.lanzar import lanzar
from motor.bpmn.modelo import AlCompletar


def lanzar_al_completar(ficha: Ficha) -> bool:
    """Lanza lo que corresponda a este elemento; falso si no lo sobrevivió.

    La ficha recuerda en `l` cuántas definiciones ya atendió: un reintento no las repite.

    Raises:
        ErrorMotor: una condición o un contenido no se pudo evaluar.
    """
    lanza = repeticion_de(ficha).lanza
    for numero in range(ficha.internal_data.get("l", 0), len(lanza)):
        if _corresponde(ficha, lanza[numero]):
            lanzar(ficha, lanza[numero].definicion)
        if not ficha.viva:
            return False
        ficha.internal_data["l"] = numero + 1
    ficha.internal_data.pop("l", None)
    return True


def _corresponde(ficha: Ficha, lanza: AlCompletar) -> bool:
    repeticion, cuerpo = repeticion_de(ficha), ficha.padre
    total, completadas, canceladas = cuerpo.internal_data["m"]
    if lanza.solo_primera:
        return bool(completadas == 0)
    if lanza.condicion is None:
        return True
    cuentas = contar(repeticion, [total, completadas + 1, canceladas], en_marcha=False)
    return evaluar_condicion(cuerpo, lanza.condicion, cuentas)
