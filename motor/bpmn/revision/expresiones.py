"""Las expresiones: que sean FEEL, que llamen a funciones que hay y lean nombres que existen."""

import re
from collections.abc import Iterator

from motor.bpmn.inventario import Expresion, de_proceso
from motor.bpmn.lenguaje import compilar
from motor.bpmn.modelo import Proceso, TipoNodo
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    falla,
    regla_de_proceso,
)
from motor.nucleo.errores import ErrorFeel, Hallazgo

FUNCIONES_DE_LA_CASA = frozenset(
    {"parametro", "sumar_dias_habiles", "dias_habiles_entre", "plazo", "hoy", "es_dia_habil"}
)
VARIABLES_DE_LA_CASA = frozenset({"hr", "asunto", "expediente_iniciado_el", "iniciador"})
_LARGO_CITA = 80
_TEXTOS = re.compile(r'"(?:[^"\\]|\\.)*"')
_METODO = re.compile(r"(?<!\.)\.\s*([^\W\d]\w*)\s*\(")


@regla_de_proceso
def expresiones_en_feel(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Cada expresión se lee como FEEL y solo llama a funciones que existen."""
    for expresion in de_proceso(proceso):
        yield from _revisar(expresion)


def _revisar(expresion: Expresion) -> Iterator[Hallazgo]:
    try:
        compilada = compilar(expresion.texto)
    except ErrorFeel as error:
        yield falla(
            "feel_mal_escrito",
            expresion,
            f"En {expresion.papel} «{_cita(expresion.texto)}»: {error.mensaje}",
            "Corríjalo en FEEL, por ejemplo: monto > 1000.",
        )
        return
    if metodo := _METODO.search(_TEXTOS.sub('""', expresion.texto)):
        yield falla(
            "feel_metodo",
            expresion,
            f"En {expresion.papel} se llama a «{metodo[1]}» como método, y los datos no tienen.",
            'Use la función de FEEL: contains(texto, "a"), count(lista), string length(texto).',
        )
    desconocidas = sorted(compilada.llamadas - FUNCIONES_DE_LA_CASA)
    if desconocidas:
        yield falla(
            "feel_funcion_desconocida",
            expresion,
            f"En {expresion.papel} se llama a «{', '.join(desconocidas)}», que no existe.",
            "Use una función de FEEL o de la casa: " + ", ".join(sorted(FUNCIONES_DE_LA_CASA)),
        )


def _cita(texto: str) -> str:
    plano = " ".join(texto.split())
    return plano if len(plano) <= _LARGO_CITA else f"{plano[:_LARGO_CITA]}…"


@regla_de_proceso
def scripts_en_feel(proceso: Proceso, _contexto: ContextoRevision) -> Hallados:
    """Una tarea de script dice algo, y en FEEL."""
    for nodo in proceso.nodos.values():
        if nodo.tipo is not TipoNodo.SCRIPT:
            continue
        formato = nodo.extensiones.get("scriptFormat", "")
        if not nodo.script:
            yield falla("script_vacio", nodo, "La tarea de script está vacía.", "Escriba su FEEL.")
        elif not formato:
            yield falla(
                "script_sin_lenguaje",
                nodo,
                "La tarea de script no dice en qué lenguaje está.",
                "Si es FEEL, diga en la tarea que su lenguaje es feel.",
            )
        elif "feel" not in formato.lower():
            yield falla(
                "script_no_feel",
                nodo,
                f"El script está en «{formato}» y solo se ejecuta FEEL.",
                "Escríbalo en FEEL, o use una tarea de servicio.",
            )
