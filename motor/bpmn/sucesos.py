"""Aplicar a una instancia algo que ocurrió afuera, o rechazarlo sin cambiar nada."""

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import (
    Anulacion,
    ClaseEspera,
    ErrorLanzado,
    FichaCompletada,
    Fin,
    MensajeRecibido,
    Reintento,
    SenalRecibida,
    Suceso,
    TemporizadorVencido,
)
from motor.bpmn.condicionales import volver_a_mirar
from motor.bpmn.disparos import difundir_senal, disparar
from motor.bpmn.propagacion import lanzar_error
from motor.nucleo.errores import OrdenRechazada

C = ClaseEspera
_SE_COMPLETAN = (C.TAREA, C.SERVICIO, C.LLAMADA, C.CONTINUACION)


class FichaCerrada(OrdenRechazada):
    """La ficha no existe o ya dejó de esperar."""

    codigo = "ficha_cerrada"


class FichaNoEsperaEso(OrdenRechazada):
    """La ficha existe, pero espera otra cosa."""

    codigo = "ficha_no_espera_eso"


class InstanciaTerminada(OrdenRechazada):
    """La instancia ya no tiene fichas."""

    codigo = "instancia_terminada"


def aplicar(arbol: Arbol, suceso: Suceso) -> None:
    """Cambia lo que el suceso cambia de inmediato y deja listas las fichas que siguen.

    Raises:
        InstanciaTerminada, FichaCerrada, FichaNoEsperaEso: no procede; nada cambió.
    """
    if not arbol.tasks:
        raise InstanciaTerminada("La instancia ya terminó: no hay nada que avanzar en ella.")
    match suceso:
        case FichaCompletada():
            disparar(_que_espera(arbol, suceso.ficha, *_SE_COMPLETAN), suceso.datos)
        case TemporizadorVencido():
            ficha = _que_espera(arbol, suceso.ficha, C.TEMPORIZADOR)
            disparar(ficha, {}, ultimo=suceso.ultimo)
        case MensajeRecibido():
            disparar(_que_espera(arbol, suceso.ficha, C.MENSAJE), suceso.contenido)
        case SenalRecibida():
            difundir_senal(arbol, suceso.nombre, suceso.contenido)
        case ErrorLanzado():
            ficha = _que_espera(arbol, suceso.ficha, C.SERVICIO, C.LLAMADA)
            lanzar_error(ficha, suceso.codigo, suceso.datos)
        case Reintento():
            _reintentar(arbol, _en_incidente(arbol, suceso.ficha))
        case _:
            _anular(arbol, suceso)


def _reintentar(arbol: Arbol, ficha: Ficha) -> None:
    if ficha.id in arbol.condicionales:
        volver_a_mirar(ficha)
    else:
        arbol.alistar(ficha)


def _anular(arbol: Arbol, _: Anulacion) -> None:
    arbol.tasks[0].cancel()
    arbol.avance.fin = Fin(())


def _existente(arbol: Arbol, numero: int) -> Ficha:
    ficha = arbol.tasks.get(numero)
    if ficha is None:
        raise FichaCerrada(
            f"La ficha {numero} ya se cerró o no es de esta instancia. "
            "Actualice la vista: puede que otra persona, un plazo u otra rama se adelantara."
        )
    return ficha


def _que_espera(arbol: Arbol, numero: int, *clases: ClaseEspera) -> Ficha:
    ficha = _existente(arbol, numero)
    espera = ficha.task_spec.clase_de_espera(ficha)
    if espera in clases:
        return ficha
    ahora = f"espera: {espera.value}" if espera else "no espera nada de afuera"
    raise FichaNoEsperaEso(
        f"La ficha {numero}, en «{ficha.task_spec.nodo.id}», {ahora}; no se le puede dar "
        f"{' ni '.join(c.value for c in clases)}. Actualice la vista."
    )


def _en_incidente(arbol: Arbol, numero: int) -> Ficha:
    ficha = _existente(arbol, numero)
    if not ficha.has_state(TaskState.ERROR):
        raise FichaNoEsperaEso(
            f"La ficha {numero}, en «{ficha.task_spec.nodo.id}», no está en incidente: "
            "no hay nada que reintentar."
        )
    return ficha
