"""De un elemento de flujo del XML a un `Nodo`."""

from motor.bpmn.lectura import datos
from motor.bpmn.lectura.eventos import leer_eventos, leer_mensaje, resumir
from motor.bpmn.lectura.expresiones import partir_lista
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    CAUCE,
    Elemento,
    de_cauce,
    de_parientes,
    de_zeebe,
    es_cierto,
    hijo,
    local,
    sin_prefijo,
)
from motor.bpmn.lectura.personas import leer_trato
from motor.bpmn.lectura.repeticiones import leer_repeticion
from motor.bpmn.modelo import (
    SIN_EVENTO,
    Asigna,
    DefinicionEvento,
    Nodo,
    TipoNodo,
)

_CONSUMIDOS = frozenset(
    [
        "unidad",
        "cargo",
        "plazo",
        "desde",
        "distintoDe",
        "acto",
        "publico",
        "correlacion",
        "contenido",
        "locales",
    ]
)
_ESTANDAR_A_EXTENSIONES = (
    "startQuantity",
    "completionQuantity",
    "isForCompensation",
    "instantiate",
    "parallelMultiple",
    "eventGatewayType",
    "ordering",
    "cancelRemainingInstances",
    "scriptFormat",
)
_EVENTOS = frozenset(
    {TipoNodo.INICIO, TipoNodo.FIN, TipoNodo.CAPTURA, TipoNodo.LANZAMIENTO, TipoNodo.LIMITE}
)
_TIPOS = {tipo.value: tipo for tipo in TipoNodo if tipo is not TipoNodo.SUBPROCESO_EVENTO}


def tipo_de(elemento: Elemento) -> TipoNodo | None:
    """La clase de nodo que es el elemento; None si no es un nodo de flujo."""
    tipo = _TIPOS.get(local(elemento))
    if tipo is TipoNodo.SUBPROCESO and es_cierto(elemento.get("triggeredByEvent")):
        return TipoNodo.SUBPROCESO_EVENTO
    return tipo


def leer_nodo(mesa: Mesa, elemento: Elemento, tipo: TipoNodo, padre: str | None) -> Nodo:
    """El nodo que el elemento dibuja; sus flujos y su carril se ponen después."""
    evento, eventos = _evento(mesa, elemento, tipo)
    trato = leer_trato(mesa, elemento)
    return Nodo(
        id=mesa.id(elemento),
        nombre=" ".join((elemento.get("name") or "").split()),
        tipo=_ajustar(elemento, tipo, trato.tema),
        linea=mesa.linea(elemento),
        padre=padre,
        evento=evento,
        eventos=eventos,
        interrumpe=_interrumpe(elemento, tipo),
        adjunto_a=sin_prefijo(elemento.get("attachedToRef")) or None,
        repeticion=leer_repeticion(mesa, elemento),
        predeterminado=sin_prefijo(elemento.get("default")) or None,
        activacion=_activacion(mesa, elemento, tipo),
        toma=_cantidad(elemento, "startQuantity"),
        deja=_cantidad(elemento, "completionQuantity"),
        trato=trato,
        entradas=datos.leer_entradas(mesa, elemento),
        salidas=datos.leer_salidas(mesa, elemento) + _iniciador(elemento, tipo),
        locales=partir_lista(de_cauce(elemento, "locales")),
        script=datos.leer_script(mesa, elemento) if tipo is TipoNodo.SCRIPT else "",
        resultado=datos.leer_resultado(elemento),
        decision=datos.leer_decision(elemento) if tipo is TipoNodo.REGLA else "",
        llamado=datos.leer_llamado(elemento) if tipo is TipoNodo.LLAMADA else "",
        en_segundo_plano=_en_segundo_plano(elemento),
        extensiones=_extensiones(elemento),
    )


def _evento(
    mesa: Mesa, elemento: Elemento, tipo: TipoNodo
) -> tuple[DefinicionEvento, tuple[DefinicionEvento, ...]]:
    if tipo in _EVENTOS:
        definiciones = leer_eventos(mesa, elemento)
        return resumir(definiciones), definiciones if len(definiciones) > 1 else ()
    if tipo in {TipoNodo.ENVIO, TipoNodo.RECEPCION}:
        return leer_mensaje(mesa, elemento, elemento), ()
    return SIN_EVENTO, ()


def _ajustar(elemento: Elemento, tipo: TipoNodo, tema: str) -> TipoNodo:
    """Una tarea de envío o de regla hecha por un trabajo externo es una de servicio."""
    if not tema:
        return tipo
    if tipo is TipoNodo.ENVIO and not elemento.get("messageRef"):
        return TipoNodo.SERVICIO
    if tipo is TipoNodo.REGLA and not datos.leer_decision(elemento):
        return TipoNodo.SERVICIO
    if tipo is TipoNodo.SCRIPT and not datos.tiene_script(elemento):
        return TipoNodo.SERVICIO
    return tipo


def _activacion(mesa: Mesa, elemento: Elemento, tipo: TipoNodo) -> str | None:
    nombre = "completionCondition" if tipo is TipoNodo.AD_HOC else "activationCondition"
    return mesa.formal(hijo(elemento, nombre))


def _cantidad(elemento: Elemento, atributo: str) -> int:
    """La cantidad de fichas; 1 si no la dice o no es un número (y `revisar` la niega)."""
    crudo = (elemento.get(atributo) or "").strip()
    return int(crudo) if crudo.isdecimal() and crudo.isascii() else 1


def _interrumpe(elemento: Elemento, tipo: TipoNodo) -> bool:
    atributo = "isInterrupting" if tipo is TipoNodo.INICIO else "cancelActivity"
    return es_cierto(elemento.get(atributo), por_omision=True)


def _iniciador(elemento: Elemento, tipo: TipoNodo) -> tuple[Asigna, ...]:
    variable = de_parientes(elemento, "initiator") if tipo is TipoNodo.INICIO else ""
    return (Asigna(variable, "iniciador"),) if variable else ()


def _en_segundo_plano(elemento: Elemento) -> bool:
    return es_cierto(de_parientes(elemento, "asyncBefore") or de_parientes(elemento, "async"))


def _extensiones(elemento: Elemento) -> dict[str, str]:
    halladas = de_la_casa(elemento)
    for nombre in _ESTANDAR_A_EXTENSIONES:
        if (valor := elemento.get(nombre)) is not None:
            halladas[nombre] = valor.strip()
    if de_zeebe(elemento, "script", "expression"):
        halladas["scriptFormat"] = "feel"
    return halladas


def de_la_casa(elemento: Elemento) -> dict[str, str]:
    """Los atributos `cauce:` que no tienen campo propio en el modelo, por nombre local."""
    inicio = f"{{{CAUCE}}}"
    return {
        nombre.removeprefix(inicio): str(valor).strip()
        for crudo, valor in elemento.attrib.items()
        if (nombre := str(crudo)).startswith(inicio)
        and nombre.removeprefix(inicio) not in _CONSUMIDOS
    }
