"""Los tiempos escritos: ISO 8601, días de ley o una clave de la tabla de plazos."""

import re
from collections.abc import Callable

from motor.bpmn.modelo import ClaseTemporizador, Nodo, Proceso, Temporizador, TipoEvento
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Hallados,
    corregir,
    falla,
    regla_de_proceso,
)
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.lapsos import UnidadPlazo, es_clave, leer_lapso

_CICLO = re.compile(r"R(?!0+/)\d*/(.+)")


def es_duracion(texto: str) -> bool:
    """Dice si es una duración que el motor cuenta (`P3D`, `PT1H`, `P6M`)."""
    return texto.startswith("P") and _unidad(texto) is not None


def es_fecha(texto: str) -> bool:
    """Dice si es una fecha, o fecha y hora, ISO 8601."""
    return _unidad(texto) is UnidadPlazo.FECHA


def es_ciclo(texto: str) -> bool:
    """Dice si es una repetición que el motor cuenta: veces, comienzo opcional y cada cuánto.

    `R3/PT10H`, `R/10 dh`, `R/2027-01-04T09:00/P1D`; el fin (`R/PT1H/2027-01-04`) no se cuenta.
    """
    hallado = _CICLO.fullmatch(texto)
    if hallado is None:
        return False
    *comienzo, cada = hallado[1].split("/")
    cuenta = _unidad(cada) not in (None, UnidadPlazo.FECHA)
    return cuenta and len(comienzo) <= 1 and all(es_fecha(parte) for parte in comienzo)


def es_plazo(texto: str) -> bool:
    """Dice si son días de ley («10 dh»), una duración, una fecha o una clave de parámetro."""
    return es_clave(texto) or _unidad(texto) is not None


def _unidad(texto: str) -> UnidadPlazo | None:
    try:
        return leer_lapso(texto).unidad
    except DatosInvalidos:
        return None


_FORMAS: dict[ClaseTemporizador, tuple[Callable[[str], bool], str]] = {
    ClaseTemporizador.FECHA: (es_fecha, "una fecha ISO: 2027-01-20 o 2027-01-20T10:00:00-04:00"),
    ClaseTemporizador.DURACION: (es_duracion, "una duración ISO: PT1H, P3D, P6M"),
    ClaseTemporizador.CICLO: (es_ciclo, "una repetición ISO: R3/PT10H o R/P1D"),
    ClaseTemporizador.PLAZO: (es_plazo, "días de ley («10 dh», «45 dc»), «6 meses» o una clave"),
}


@regla_de_proceso
def temporizadores_bien_escritos(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Cada temporizador dice cuándo, y lo dice de una forma que se entiende."""
    for nodo in proceso.nodos.values():
        for definicion in nodo.eventos or (nodo.evento,):
            if definicion.tipo is not TipoEvento.TEMPORIZADOR:
                continue
            if definicion.temporizador is None:
                yield falla(
                    "temporizador_vacio",
                    nodo,
                    "El temporizador no dice cuándo.",
                    "Escriba una duración (PT1H), una fecha o un plazo («10 dh»).",
                )
            else:
                yield from _revisar(nodo, definicion.temporizador, contexto)


def _revisar(nodo: Nodo, temporizador: Temporizador, contexto: ContextoRevision) -> Hallados:
    if temporizador.es_expresion:
        return
    reconoce, forma = _FORMAS[temporizador.clase]
    texto = temporizador.texto
    if not reconoce(texto):
        yield falla(
            "temporizador_mal_escrito",
            nodo,
            f"No se entiende el tiempo «{texto}».",
            f"Escriba {forma}; si es una variable, =nombre.",
        )
    elif temporizador.clase is ClaseTemporizador.PLAZO:
        yield from _clave_conocida(nodo, texto, contexto)


@regla_de_proceso
def plazos_de_tareas(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """El plazo escrito en una tarea es una fecha, una duración, días de ley o una clave."""
    for nodo in proceso.nodos.values():
        plazo = nodo.trato.plazo
        if not plazo or plazo.startswith("="):
            continue
        if not es_plazo(plazo):
            yield falla(
                "plazo_mal_escrito",
                nodo,
                f"No se entiende el plazo «{plazo}».",
                "Elija un plazo de la tabla, o escriba «10 dh» (días hábiles), «45 dc» (corridos), "
                "«P6M» (seis meses), una fecha, o «=» y el cálculo.",
            )
        else:
            yield from _clave_conocida(nodo, plazo, contexto)


def _clave_conocida(nodo: Nodo, texto: str, contexto: ContextoRevision) -> Hallados:
    if contexto.plazos is None or not es_clave(texto) or texto in contexto.plazos:
        return
    yield falla(
        "plazo_desconocido",
        nodo,
        f"La clave de plazo «{texto}» no está en la tabla de plazos.",
        "Corrija la clave o agréguela a la tabla (base nueva: cauce sembrar).",
        corregir(nodo.id, texto, contexto.plazos),
    )
