"""Los nombres que se leen y nadie escribe: suelen ser erratas.

De dónde sale una variable: un formulario, una decisión, lo que una actividad escribe, las claves de
un contexto FEEL (`{ronda: 1}`) o los textos de un script (`context put(x, "ronda", 1)`), el
contenido de un mensaje, un objeto de datos. Todas valen en todo el archivo: no se mira si se
escribió antes de leerla. Hay fuentes que no se ven en el dibujo (un servicio, un mensaje de fuera,
quien llama al proceso): si hay una, solo se dice el nombre que se parece mucho a otro conocido.
"""

import re
from collections.abc import Iterator

from motor.bpmn.definiciones import definiciones
from motor.bpmn.inventario import Expresion, de_proceso
from motor.bpmn.lenguaje import compilar
from motor.bpmn.modelo import TODAS, Documento, Nodo, Proceso, TipoEvento, TipoNodo
from motor.bpmn.revision.expresiones import VARIABLES_DE_LA_CASA
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    consejo,
    corregir,
    parecido,
    regla_de_documento,
)
from motor.nucleo.errores import ErrorFeel

_DEL_JUGADOR = frozenset(
    {
        "activationCount",
        "waitingForStart",
        "loopCounter",
        "nrOfInstances",
        "nrOfCompletedInstances",
        "nrOfActiveInstances",
        "nrOfTerminatedInstances",
    }
)
CLAVES = re.compile(r"[{,]\s*\"?([^\W\d]\w*)\"?\s*:")
_CIFRAS = re.compile(r"\d+")
_TEXTOS = re.compile(r"\"([^\W\d]\w*)\"")
_OBJETOS = re.compile(rb"<(?:\w+:)?dataObject(?:Reference)?\b[^>]*\bname=\"([^\"]*)\"")
_LANZAN = frozenset({TipoNodo.LANZAMIENTO, TipoNodo.FIN, TipoNodo.ENVIO})
_RECIBEN = frozenset({TipoNodo.INICIO, TipoNodo.CAPTURA, TipoNodo.LIMITE, TipoNodo.RECEPCION})


@regla_de_documento
def nombres_conocidos(documento: Documento, contexto: ContextoRevision) -> Hallados:
    """Si se sabe qué variables llegan, las demás se advierten."""
    if contexto.variables is None:
        return
    del_dibujo = escritas(documento) | VARIABLES_DE_LA_CASA | _DEL_JUGADOR
    conocidos = contexto.variables | del_dibujo
    se_sabe_todo = not _llegan_de_fuera(documento)
    for proceso in documento.procesos.values():
        if not proceso.ejecutable:
            continue
        for expresion in de_proceso(proceso):
            for nombre in sorted(_leidos(expresion) - conocidos):
                quiso = parecido(nombre, conocidos)
                if se_sabe_todo or _es_errata(nombre, quiso):
                    yield consejo(
                        "feel_variable_desconocida",
                        expresion,
                        f"En {expresion.papel} se lee «{nombre}», que nadie escribe.",
                        f"¿Quiso decir «{quiso}»?"
                        if quiso
                        else "Revise la escritura del nombre o el formulario que debía darlo.",
                        corregir(expresion.id, nombre, conocidos),
                    )


def _es_errata(nombre: str, quiso: str) -> bool:
    """Si no puede ser otra de la misma familia: `inscritos` e `inscrito`, `a_1` y `a_2`."""
    es_familia = nombre.startswith(quiso) or quiso.startswith(nombre)
    return not es_familia and _CIFRAS.findall(nombre) == _CIFRAS.findall(quiso)


def _leidos(expresion: Expresion) -> frozenset[str]:
    try:
        return frozenset(compilar(expresion.texto).nombres)
    except ErrorFeel:
        return frozenset()


def escritas(documento: Documento) -> frozenset[str]:
    """Las variables que el propio diagrama escribe, en cualquiera de sus procesos."""
    nombres = {objeto.decode("utf-8", "replace") for objeto in _OBJETOS.findall(documento.xml)}
    for proceso in documento.procesos.values():
        for nodo in proceso.nodos.values():
            nombres |= set(_escribe(nodo))
    return frozenset(nombres - {"", TODAS})


def _escribe(nodo: Nodo) -> Iterator[str]:
    yield nodo.resultado
    yield from nodo.locales
    for paso in (*nodo.entradas, *nodo.salidas):
        yield paso.destino
        yield from CLAVES.findall(paso.expresion)
    yield from CLAVES.findall(nodo.script)
    yield from _TEXTOS.findall(nodo.script)
    for definicion in definiciones(nodo):
        yield from CLAVES.findall(definicion.contenido or "")
    if nodo.repeticion is not None:
        yield nodo.repeticion.elemento or ""
        yield nodo.repeticion.salida or ""
        yield from CLAVES.findall(nodo.repeticion.salida_elemento or "")


def _llegan_de_fuera(documento: Documento) -> bool:
    """Si alguna fuente de variables no se ve en el dibujo."""
    lanzan = (nodo for _, nodo in _nodos(documento) if nodo.tipo in _LANZAN)
    lanzados = {definicion.nombre for nodo in lanzan for definicion in definiciones(nodo)}
    llamados = {nodo.llamado for _, nodo in _nodos(documento)}
    return any(
        _trae_de_fuera(nodo, lanzados) or _puede_ser_llamado(proceso, nodo, llamados)
        for proceso, nodo in _nodos(documento)
    )


def _nodos(documento: Documento) -> Iterator[tuple[Proceso, Nodo]]:
    for proceso in documento.procesos.values():
        for nodo in proceso.nodos.values():
            yield proceso, nodo


def _trae_de_fuera(nodo: Nodo, lanzados: set[str]) -> bool:
    if nodo.tipo in {TipoNodo.SERVICIO, TipoNodo.LLAMADA}:
        return not nodo.salidas or any(paso.destino == TODAS for paso in nodo.salidas)
    if nodo.tipo is TipoNodo.REGLA:
        return not nodo.resultado
    return nodo.tipo in _RECIBEN and any(
        d.tipo in {TipoEvento.MENSAJE, TipoEvento.SENAL, TipoEvento.ERROR, TipoEvento.ESCALADA}
        and d.nombre not in lanzados
        for d in definiciones(nodo)
    )


def _puede_ser_llamado(proceso: Proceso, nodo: Nodo, llamados: set[str]) -> bool:
    """Un inicio sin formulario de un proceso que nadie del archivo llama: quizá lo llame otro."""
    return (
        nodo.tipo is TipoNodo.INICIO
        and nodo.padre is None
        and nodo.evento.tipo is TipoEvento.NINGUNO
        and not nodo.trato.formulario
        and proceso.id not in llamados
    )
