"""Qué pasa cuando ocurre lo que una ficha esperaba."""

from collections.abc import Mapping

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import Cierre, ClaseEspera, ClasePaso
from motor.bpmn.definiciones import definicion_de, espera_a_todas, espera_condicion, ponible
from motor.bpmn.fases import Fase
from motor.bpmn.modelo import Nodo, TipoEvento
from motor.nucleo.valores import Valor


def disparar(ficha: Ficha, datos: Mapping[str, Valor], *, ultimo: bool = True) -> None:
    """Ocurrió lo que la ficha espera. `ultimo` False la deja armada para la próxima vez.

    Si su evento espera a todas sus definiciones, lo que trae se junta hasta que llega la última.
    """
    if espera_a_todas(ficha.task_spec.nodo) and ficha.papel:
        faltan = _las_que_faltan(ficha)
        datos = {**(ficha.datos or {}), **datos}
        if faltan:
            faltan[0].datos = {**(faltan[0].datos or {}), **datos}
            _soltar(ficha)
            return
    {"": _completar, "g": _ganar, "l": _disparar_limite, "s": _disparar_subproceso}[ficha.papel](
        ficha, datos, ultimo
    )


def difundir_senal(arbol: Arbol, nombre: str, contenido: Mapping[str, Valor]) -> bool:
    """Dispara todas las fichas que en este momento esperan la señal; dice si hubo alguna."""
    oyentes = [f for f in arbol.tasks.values() if _oye(f, nombre)]
    for ficha in oyentes:
        if ficha.viva and ficha.task_spec.clase_de_espera(ficha) is ClaseEspera.SENAL:
            disparar(ficha, contenido, ultimo=False)
    return bool(oyentes)


def atrapar(anfitrion: Ficha, limite: Nodo, datos: Mapping[str, Valor]) -> None:
    """Un evento de límite atrapó algo de su anfitrión: lo interrumpe, o corre a su lado."""
    arbol, afuera = anfitrion.workflow, anfitrion.padre
    if limite.interrumpe:
        anfitrion.cancel()
    ficha = arbol.nueva(arbol.compilado.especificaciones[limite.id], afuera)
    _seguir_con(ficha, datos)


def activar_subproceso(
    ambito: Ficha, subproceso: Nodo, inicio: Nodo, datos: Mapping[str, Valor]
) -> None:
    """Empieza un subproceso de evento; si interrumpe, cancela lo demás de su ámbito."""
    if inicio.interrumpe:
        ambito.internal_data["x"] = 1
        for otra in ambito.hijas:
            if otra.papel != "l":
                otra.cancel()
    ambito.workflow.poner(subproceso.id, ambito).datos = datos


def _oye(ficha: Ficha, nombre: str) -> bool:
    if ficha.task_spec.clase_de_espera(ficha) is not ClaseEspera.SENAL:
        return False
    definicion = definicion_de(ficha)
    return definicion is not None and definicion.nombre == nombre


def _completar(ficha: Ficha, datos: Mapping[str, Valor], ultimo: bool) -> None:  # noqa: ARG001  firma de la tabla
    _cerrar(ficha)
    if ficha.fase == Fase.ENTRAR:  # era la continuación de asyncBefore
        ficha.workflow.alistar(ficha)
    else:
        ficha.workflow.reanudar(ficha, Fase.SALIR, datos)


def _ganar(ficha: Ficha, datos: Mapping[str, Valor], ultimo: bool) -> None:  # noqa: ARG001  firma de la tabla
    """Ganó una de varias alternativas: las demás se cancelan y la ficha sigue por la suya."""
    arbol, grupo = ficha.workflow, ficha.padre
    _cerrar(ficha)
    nodo = ficha.task_spec.nodo
    if grupo.task_spec is ficha.task_spec:  # evento de captura múltiple
        ficha._set_state(0)
        arbol.reanudar(grupo, Fase.SALIR, datos)
        return
    [flujo] = [f for f in grupo.task_spec.nodo.salen if _destino(arbol, f) == nodo.id]
    afuera, numero = grupo.padre, grupo.id
    sigue = arbol.nueva(ficha.task_spec, afuera)
    ficha._set_state(0)
    grupo._set_state(0)
    arbol.anotar(ClasePaso.SALE, grupo.task_spec.nodo.id, numero)
    grupo.internal_data["p"] = 0  # ya salió: cancelar lo que queda no es otro paso
    grupo.cancel()
    arbol.anotar(ClasePaso.FLUJO, flujo, numero)
    _seguir_con(sigue, datos)


def _disparar_limite(ficha: Ficha, datos: Mapping[str, Valor], ultimo: bool) -> None:
    limite, anfitrion = ficha.task_spec.nodo, ficha.padre
    if limite.interrumpe or _se_agota(ficha, ultimo):
        _soltar(ficha)
    elif espera_a_todas(limite):
        _rearmar(ficha)
    atrapar(anfitrion, limite, datos)


def _disparar_subproceso(ficha: Ficha, datos: Mapping[str, Valor], ultimo: bool) -> None:
    inicio, ambito = ficha.task_spec.nodo, ficha.padre
    if inicio.interrumpe or _se_agota(ficha, ultimo):
        _soltar(ficha)
    elif espera_a_todas(inicio):
        _rearmar(ficha)
    subproceso = ficha.workflow.compilado.proceso.nodos[inicio.padre or ""]
    activar_subproceso(ambito, subproceso, inicio, datos)


def _se_agota(ficha: Ficha, ultimo: bool) -> bool:
    """Sin interrumpir, un mensaje o señal se sigue oyendo; un temporizador, mientras haya ciclo."""
    definicion = definicion_de(ficha)
    return definicion is not None and definicion.tipo is TipoEvento.TEMPORIZADOR and ultimo


def _las_que_faltan(ficha: Ficha) -> list[Ficha]:
    """Las demás definiciones del mismo evento que todavía no ocurrieron."""
    hermanas = (h for h in ficha.padre.hijas if h.papel == ficha.papel and h is not ficha)
    return [h for h in hermanas if h.task_spec is ficha.task_spec]


def _rearmar(ficha: Ficha) -> None:
    """Sin interrumpir, un evento que espera a todas empieza a esperarlas otra vez."""
    nodo, padre, papel = ficha.task_spec.nodo, ficha.padre, ficha.papel
    _soltar(ficha)
    for indice in range(len(nodo.eventos)):
        otra = ponible(padre, nodo, indice, papel)
        if otra is not None and espera_condicion(otra):
            otra.internal_data["b"] = 1  # para volver a contar tiene que dejar de cumplirse


def _cerrar(ficha: Ficha) -> None:
    """Avisa que la espera se cumplió; de una condición nadie supo que se esperaba."""
    if ficha.workflow.condicionales.pop(ficha.id, None) is None:
        ficha.workflow.cerrar_espera(ficha, Cierre.COMPLETADA)


def _soltar(ficha: Ficha) -> None:
    _cerrar(ficha)
    ficha._set_state(0)
    ficha.cancel()


def _seguir_con(ficha: Ficha, datos: Mapping[str, Valor]) -> None:
    arbol = ficha.workflow
    arbol.anotar(ClasePaso.ENTRA, ficha.task_spec.nodo.id, ficha.id)
    arbol.reanudar(ficha, Fase.SALIR, datos)


def _destino(arbol: Arbol, flujo: str) -> str:
    return arbol.compilado.proceso.flujos[flujo].destino
