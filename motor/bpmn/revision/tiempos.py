"""Los tiempos escritos: ISO 8601, días de ley o una clave de la tabla de plazos."""

import re
from collections.abc import Callable
from datetime import date, datetime

from motor.bpmn.modelo import ClaseTemporizador, Nodo, Proceso, Temporizador, TipoEvento
from motor.bpmn.revision.registro import ContextoRevision, Hallados, falla, regla_de_proceso

_DURACION = re.compile(
    r"P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?"
)
_DE_LEY = re.compile(
    r"\d+\s*(dh|dc|d[ií]as?( h[áa]biles| calendario)?|semanas?|mes(es)?|a[ñn]os?|anios?|horas?|h)",
    re.IGNORECASE,
)
_CLAVE = re.compile(r"[a-zA-Z]\w*([.\-]\w+)*")
_CICLO = re.compile(r"R(\d*)/(.+)")


def es_duracion(texto: str) -> bool:
    """Dice si es una duración ISO 8601 (`P3D`, `PT1H`, `P1Y6M`)."""
    return _DURACION.fullmatch(texto) is not None


def es_fecha(texto: str) -> bool:
    """Dice si es una fecha, o fecha y hora, ISO 8601."""
    for leer in (date.fromisoformat, datetime.fromisoformat):
        try:
            leer(texto)
        except ValueError:
            continue
        return True
    return False


def es_ciclo(texto: str) -> bool:
    """Dice si es una repetición ISO 8601 (`R3/PT10H`, `R/2027-01-04T09:00/P1D`)."""
    hallado = _CICLO.fullmatch(texto)
    if hallado is None:
        return False
    partes = hallado[2].split("/")
    if len(partes) == 1:
        return es_duracion(partes[0])
    empieza, termina = partes[0], partes[-1]
    uno_de_cada = (es_fecha(empieza) and es_duracion(termina)) or (
        es_duracion(empieza) and es_fecha(termina)
    )
    return len(partes) == 2 and uno_de_cada


def es_plazo(texto: str) -> bool:
    """Dice si son días de ley («10 dh»), una duración ISO o una clave."""
    return _DE_LEY.fullmatch(texto) is not None or es_duracion(texto) or es_clave(texto)


def es_clave(texto: str) -> bool:
    """Dice si tiene la forma de una clave de la tabla de plazos (`ley.admision`)."""
    return _CLAVE.fullmatch(texto) is not None and not es_duracion(texto)


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
        if not (es_plazo(plazo) or es_fecha(plazo)):
            yield falla(
                "plazo_mal_escrito",
                nodo,
                f"No se entiende el plazo «{plazo}».",
                "Escriba «10 dh», «45 dc», P6M, una fecha, una clave o =FEEL.",
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
        "Corrija la clave o agréguela a la tabla.",
    )
