"""Las piscinas de una colaboración y los flujos de mensaje entre ellas."""

from lxml import etree

from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import Elemento, de_cauce, es_bpmn, hijos, local, sin_prefijo
from motor.bpmn.modelo import FlujoMensaje, Participante

_COLABORACIONES = ("collaboration", "choreography", "globalConversation")


def leer_participantes(mesa: Mesa) -> dict[str, Participante]:
    """Las piscinas de todas las colaboraciones, por id; un `processRef` roto se anota."""
    participantes: dict[str, Participante] = {}
    for elemento in _partes(mesa, "participant"):
        proceso = sin_prefijo(elemento.get("processRef")) or None
        if proceso and mesa.buscar(proceso, "process") is None:
            mesa.anotar(
                "referencia_rota",
                elemento,
                f"La piscina refiere al proceso «{proceso}», que no está en el archivo.",
                "Elija un proceso del archivo o deje la piscina como caja negra.",
                grave=False,
            )
            proceso = None
        participantes[mesa.id(elemento)] = Participante(
            id=mesa.id(elemento),
            nombre=" ".join((elemento.get("name") or "").split()),
            linea=mesa.linea(elemento),
            proceso=proceso,
            institucion=de_cauce(elemento, "institucion"),
        )
    return participantes


def leer_flujos_mensaje(mesa: Mesa) -> tuple[FlujoMensaje, ...]:
    """Los flujos de mensaje con dos puntas que existen; los demás se anotan."""
    return tuple(
        FlujoMensaje(
            id=mesa.id(elemento),
            nombre=" ".join((elemento.get("name") or "").split()),
            origen=sin_prefijo(elemento.get("sourceRef")),
            destino=sin_prefijo(elemento.get("targetRef")),
            linea=mesa.linea(elemento),
        )
        for elemento in _partes(mesa, "messageFlow")
        if _tiene_puntas(mesa, elemento)
    )


def _partes(mesa: Mesa, nombre: str) -> list[Elemento]:
    return [
        parte
        for elemento in mesa.raiz.iterchildren(etree.Element)
        if es_bpmn(elemento) and local(elemento) in _COLABORACIONES
        for parte in hijos(elemento, nombre)
    ]


def _tiene_puntas(mesa: Mesa, elemento: Elemento) -> bool:
    completo = True
    for atributo, que in (("sourceRef", "origen"), ("targetRef", "destino")):
        if mesa.buscar(elemento.get(atributo)) is None:
            completo = False
            mesa.anotar(
                "flujo_mensaje_roto",
                elemento,
                f"El flujo de mensaje no tiene {que}: no existe «{elemento.get(atributo) or ''}».",
                "Vuelva a dibujarlo entre dos piscinas o sus elementos.",
            )
    return completo
