"""Qué dispara o lanza un evento: sus definiciones, propias o referidas."""

from collections.abc import Callable

from motor.bpmn.lectura.datos import leer_entradas
from motor.bpmn.lectura.juel import comillas
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    Elemento,
    de_cauce,
    de_zeebe,
    hijo,
    hijos,
    local,
    sin_prefijo,
    texto,
)
from motor.bpmn.lectura.tiempos import leer_temporizador
from motor.bpmn.modelo import SIN_EVENTO, TODAS, DefinicionEvento, TipoEvento

_SUFIJO = "EventDefinition"


def leer_eventos(mesa: Mesa, evento: Elemento) -> tuple[DefinicionEvento, ...]:
    """Las definiciones de un evento, en orden del archivo; las referidas por id, también."""
    halladas = []
    for parte in hijos(evento):
        if local(parte).endswith(_SUFIJO):
            halladas.append(_leer(mesa, evento, parte))
        elif local(parte) == "eventDefinitionRef":
            referida = mesa.buscar(texto(parte))
            if referida is not None and local(referida).endswith(_SUFIJO):
                halladas.append(_leer(mesa, evento, referida))
            else:
                _anotar_rota(mesa, parte, texto(parte), "una definición de evento")
    return tuple(halladas)


def leer_definicion(mesa: Mesa, portador: Elemento, referencia: str) -> DefinicionEvento | None:
    """La definición que nombra `portador`; None, y anotado, si no la hay."""
    referida = mesa.buscar(referencia)
    if referida is not None and local(referida).endswith(_SUFIJO):
        return _leer(mesa, portador, referida)
    _anotar_rota(mesa, portador, referencia, "una definición de evento")
    return None


def resumir(definiciones: tuple[DefinicionEvento, ...]) -> DefinicionEvento:
    """La única definición; ninguna y varias tienen su propio tipo."""
    if not definiciones:
        return SIN_EVENTO
    return definiciones[0] if len(definiciones) == 1 else DefinicionEvento(TipoEvento.MULTIPLE)


def leer_mensaje(mesa: Mesa, portador: Elemento, definicion: Elemento) -> DefinicionEvento:
    """El mensaje de una definición o de una tarea de envío o recepción.

    `portador` es el nodo y `definicion` quien lleva `messageRef` (en las tareas, el mismo).
    """
    mensaje = _referido(mesa, definicion, "messageRef", "message")
    lugares = [definicion, portador] + ([mensaje] if mensaje is not None else [])
    correlacion = _primero(lugares, "correlacion")
    contenido = _primero(lugares[:2], "contenido")
    if not correlacion and mensaje is not None:
        clave = de_zeebe(mensaje, "subscription", "correlationKey")
        correlacion = mesa.feel_o_texto(mensaje, clave) if clave else ""
    else:
        correlacion = mesa.feel(definicion, correlacion)
    return DefinicionEvento(
        TipoEvento.MENSAJE,
        nombre=_nombre(mesa, mensaje),
        correlacion=correlacion or None,
        contenido=mesa.feel(definicion, contenido) or None,
    )


def _leer(mesa: Mesa, evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    nombre = local(definicion).removesuffix(_SUFIJO)
    lector = _LECTORES.get(nombre)
    if lector is not None:
        return lector(mesa, evento, definicion)
    if nombre in _SIMPLES:
        return DefinicionEvento(TipoEvento(nombre))
    mesa.anotar(
        "evento_desconocido",
        definicion,
        f"La definición de evento «{local(definicion)}» no es de BPMN 2.0.",
        "Use uno de los eventos de la paleta.",
    )
    return SIN_EVENTO


def _temporizador(mesa: Mesa, _evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    return DefinicionEvento(
        TipoEvento.TEMPORIZADOR, temporizador=leer_temporizador(mesa, definicion)
    )


def _senal(mesa: Mesa, evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    senal = _referido(mesa, definicion, "signalRef", "signal")
    contenido = mesa.feel(definicion, _primero([definicion, evento], "contenido"))
    return DefinicionEvento(
        TipoEvento.SENAL,
        nombre=_nombre(mesa, senal),
        contenido=contenido or _contenido_de_camunda(mesa, definicion),
    )


def _contenido_de_camunda(mesa: Mesa, definicion: Elemento) -> str | None:
    """Los `camunda:in` de una señal, como contexto FEEL."""
    pasos = leer_entradas(mesa, definicion)
    if any(paso.destino == TODAS for paso in pasos):
        mesa.anotar(
            "senal_con_todo",
            definicion,
            "La señal llevaría todas las variables, y aquí lleva solo las que nombra.",
            "Escriba qué datos lleva, por ejemplo {codigo: codigo}.",
        )
        return None
    pares = ", ".join(f"{comillas(paso.destino)}: {paso.expresion}" for paso in pasos)
    return f"{{{pares}}}" if pares else None


def _error(mesa: Mesa, _evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    return _con_codigo(mesa, definicion, TipoEvento.ERROR, "errorCode")


def _escalada(mesa: Mesa, _evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    return _con_codigo(mesa, definicion, TipoEvento.ESCALADA, "escalationCode")


def _con_codigo(
    mesa: Mesa, definicion: Elemento, tipo: TipoEvento, atributo: str
) -> DefinicionEvento:
    referido = _referido(mesa, definicion, f"{tipo.value}Ref", tipo.value)
    if referido is None:
        return DefinicionEvento(tipo)
    nombre = _nombre(mesa, referido)
    codigo = (referido.get(atributo) or "").strip() or nombre
    return DefinicionEvento(tipo, nombre=nombre, codigo=codigo)


def _enlace(_mesa: Mesa, evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    nombre = (definicion.get("name") or evento.get("name") or "").strip()
    return DefinicionEvento(TipoEvento.ENLACE, nombre=nombre)


def _condicional(mesa: Mesa, _evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    condicion = mesa.formal(hijo(definicion, "condition"))
    return DefinicionEvento(TipoEvento.CONDICIONAL, condicion=condicion)


def _compensacion(_mesa: Mesa, _evento: Elemento, definicion: Elemento) -> DefinicionEvento:
    """`nombre` es la actividad que compensa; vacío = todas."""
    return DefinicionEvento(
        TipoEvento.COMPENSACION, nombre=sin_prefijo(definicion.get("activityRef"))
    )


_SIMPLES = {"terminate", "cancel"}
_LECTORES: dict[str, Callable[[Mesa, Elemento, Elemento], DefinicionEvento]] = {
    "timer": _temporizador,
    "message": leer_mensaje,
    "signal": _senal,
    "error": _error,
    "escalation": _escalada,
    "link": _enlace,
    "conditional": _condicional,
    "compensate": _compensacion,
}


def _referido(mesa: Mesa, elemento: Elemento, atributo: str, tipo: str) -> Elemento | None:
    referencia = elemento.get(atributo)
    if not referencia:
        return None
    hallado = mesa.buscar(referencia, tipo)
    if hallado is None:
        _anotar_rota(mesa, elemento, referencia, f"un «{tipo}»")
    return hallado


def _anotar_rota(mesa: Mesa, elemento: Elemento, referencia: str, que: str) -> None:
    mesa.anotar(
        "referencia_rota",
        elemento,
        f"Refiere a «{sin_prefijo(referencia)}» y no hay {que} con ese id.",
        "Elija uno de los que el archivo define, o defínalo.",
    )


def _nombre(mesa: Mesa, definido: Elemento | None) -> str:
    if definido is None:
        return ""
    return (definido.get("name") or "").strip() or mesa.id(definido)


def _primero(lugares: list[Elemento], atributo: str) -> str:
    return next((valor for lugar in lugares if (valor := de_cauce(lugar, atributo))), "")
