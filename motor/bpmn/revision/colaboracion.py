"""El archivo entero: que algo se ejecute y que los mensajes tengan quien los reciba."""

from collections.abc import Iterator

from motor.bpmn.definiciones import definiciones
from motor.bpmn.modelo import (
    COMPUERTAS,
    Documento,
    Nodo,
    Participante,
    Proceso,
    TipoEvento,
    TipoNodo,
)
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Dibujado,
    Hallados,
    consejo,
    falla,
    regla_de_documento,
)
from motor.nucleo.errores import Hallazgo

_EVENTOS = {TipoNodo.INICIO, TipoNodo.FIN, TipoNodo.CAPTURA, TipoNodo.LANZAMIENTO, TipoNodo.LIMITE}
_LANZAN = frozenset({TipoNodo.LANZAMIENTO, TipoNodo.FIN, TipoNodo.ENVIO})
_CALLAN = COMPUERTAS | _EVENTOS  # si no llevan mensaje; una actividad siempre puede llevarlo


@regla_de_documento
def algo_se_ejecuta(documento: Documento, _contexto: ContextoRevision) -> Hallados:
    """Al menos un proceso es ejecutable; los demás se advierten."""
    procesos = list(documento.procesos.values())
    if not procesos:
        yield Hallazgo(
            "sin_procesos",
            "definitions",
            "",
            1,
            "El archivo no tiene ningún proceso.",
            "Dibuje uno y márquelo como ejecutable.",
        )
    ninguno = not any(proceso.ejecutable for proceso in procesos)
    for proceso in procesos:
        if not proceso.ejecutable:
            avisar = falla if ninguno else consejo
            yield avisar(
                "proceso_no_ejecutable",
                proceso,
                "El proceso está marcado como que no se ejecuta.",
                "Márquelo como ejecutable si debe correr.",
            )


@regla_de_documento
def mensajes_con_pareja(documento: Documento, contexto: ContextoRevision) -> Hallados:
    """En una colaboración, lo que se lanza se espera, salvo lo que va a una caja negra."""
    if not documento.participantes:
        return
    ajenos = contexto.mensajes or frozenset()
    con_flujo = {punta for f in documento.flujos_mensaje for punta in (f.origen, f.destino)}
    ejecutables = [p for p in documento.procesos.values() if p.ejecutable]
    envios = list(_mensajes(ejecutables, lanzan=True))
    esperas = list(_mensajes(ejecutables, lanzan=False))
    lanzados, esperados = {n for n, _ in envios}, {n for n, _ in esperas}
    for nombre, nodo in envios:
        if nombre not in esperados and nodo.id not in con_flujo and not _del_motor(nodo):
            yield consejo(
                "mensaje_sin_receptor",
                nodo,
                f"Envía «{nombre}» y ninguna piscina lo espera.",
                "Una el envío con un flujo de mensaje o corrija el nombre.",
            )
    for nombre, nodo in esperas:
        if nombre in lanzados or nombre in ajenos or nodo.id in con_flujo:
            continue
        if not _del_motor(nodo):
            yield consejo(
                "mensaje_sin_emisor",
                nodo,
                f"Espera «{nombre}» y ninguna piscina lo envía"
                f"{'' if contexto.mensajes is None else ', ni otro proceso publicado'}.",
                "Una la espera con un flujo de mensaje o corrija el nombre.",
            )


def _mensajes(procesos: list[Proceso], *, lanzan: bool) -> Iterator[tuple[str, Nodo]]:
    for proceso in procesos:
        for nodo in proceso.nodos.values():
            if (nodo.tipo in _LANZAN) is not lanzan:
                continue
            for definicion in definiciones(nodo):
                if definicion.tipo is TipoEvento.MENSAJE and definicion.nombre:
                    yield definicion.nombre, nodo


def mensajes_que_envia(documento: Documento) -> frozenset[str]:
    """Los nombres de los mensajes que lanzan sus procesos ejecutables."""
    ejecutables = [p for p in documento.procesos.values() if p.ejecutable]
    return frozenset(nombre for nombre, _ in _mensajes(ejecutables, lanzan=True))


def _del_motor(nodo: Nodo) -> bool:
    """El retiro lo ordena una persona y el expediente hijo lo abre el motor: no hay pareja."""
    return not nodo.extensiones.keys().isdisjoint({"retiro", "expedienteHijo"})


@regla_de_documento
def flujos_de_mensaje_entre_piscinas(documento: Documento, _contexto: ContextoRevision) -> Hallados:
    """Un flujo de mensaje va de una piscina a otra (BPMN 2.0.2, 7.6.2)."""
    dueno = {
        nodo: proceso.participante or proceso.id
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos
    }
    dueno |= {participante: participante for participante in documento.participantes}
    for flujo in documento.flujos_mensaje:
        origen, destino = dueno.get(flujo.origen), dueno.get(flujo.destino)
        if origen is not None and origen == destino:
            yield consejo(
                "flujo_mensaje_interno",
                flujo,
                "Va de un elemento a otro de la misma piscina.",
                "Use un flujo de secuencia, o llévelo a otra piscina.",
            )


@regla_de_documento
def puntas_que_hablan(documento: Documento, _contexto: ContextoRevision) -> Hallados:
    """Un flujo de mensaje toca piscinas, actividades o eventos de mensaje."""
    conocidos: dict[str, Nodo | Participante] = dict(documento.participantes)
    for proceso in documento.procesos.values():
        conocidos |= proceso.nodos
    for flujo in documento.flujos_mensaje:
        for punta in (flujo.origen, flujo.destino):
            if not _habla(conocidos.get(punta)):
                yield consejo(
                    "flujo_mensaje_mudo",
                    flujo,
                    f"«{punta}» no es una piscina, una actividad ni un evento de mensaje.",
                    "Llévelo a un evento de mensaje o a una actividad.",
                )


def _habla(punta: Dibujado | None) -> bool:
    if punta is None:
        return False
    if not isinstance(punta, Nodo) or punta.tipo not in _CALLAN:
        return True
    return punta.evento.tipo in {TipoEvento.MENSAJE, TipoEvento.MULTIPLE}
