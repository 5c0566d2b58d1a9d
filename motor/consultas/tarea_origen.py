"""Por qué está una tarea donde está: quién la mandó, con qué palabras, y si volvió por algo."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Derivacion
from motor.almacen.organizacion import Persona
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.bpmn.modelo import Nodo
from motor.consultas.claves import nombrar_claves
from motor.consultas.quienes import como_de
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json, Valor
from motor.reglas.acto import Acto
from motor.reglas.devoluciones import CAMPO_OBSERVADOS
from motor.reglas.formularios import Formulario
from motor.reglas.formularios.modelo import Clase, Componente

_PALABRAS = ("proveido", "providencia", "instruccion", "instrucciones", "observacion")
_DATOS_MAXIMOS = 6


@dataclass(frozen=True)
class Llegada:
    """El acto que abrió la tarea. `dijo` es lo que escribió quien la mandó (proveído, instrucción).

    `quien` vacío = lo hizo el sistema (`hecho` dice qué: llegó un mensaje, venció un plazo…).
    """

    hecho: str
    quien: str
    como: str
    tarea: str
    el: datetime
    dijo: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Proveido:
    """Una derivación de esta tarea: quién, cuándo y con qué palabras."""

    quien: str
    como: str
    el: datetime
    proveido: str
    instruccion: str


@dataclass(frozen=True)
class CampoObservado:
    """Un campo por su clave y su nombre."""

    clave: str
    etiqueta: str


@dataclass(frozen=True)
class Devolucion:
    """La tarea volvió para corregirse."""

    motivo: str
    por: str
    el: datetime
    campos: tuple[CampoObservado, ...]


@dataclass(frozen=True)
class Item:
    """Cuál de las repeticiones es: `numero` de `de` (None si no se sabe) y sus datos, legibles."""

    numero: int
    de: int | None
    datos: tuple[tuple[str, str], ...]


def llegada_de(acto: Acto, tarea: Tarea) -> Llegada | None:
    """Devuelve el acto en que se abrió la tarea; None si su asiento no lo dice."""
    asientos = acto.sesion.scalars(
        select(Asiento).where(
            Asiento.expediente_id == tarea.expediente_id, Asiento.hecho_el == tarea.creada_el
        )
    )
    for asiento in asientos:
        contenido: dict[str, Json] = json.loads(asiento.contenido)
        abiertas = (contenido.get("datos") or {}).get("abiertas") or []
        if any(uno.get("tarea") == tarea.id for uno in abiertas if isinstance(uno, dict)):
            return _llegada(asiento, contenido)
    return None


def proveidos_de(acto: Acto, tarea: Tarea) -> tuple[Proveido, ...]:
    """Devuelve las derivaciones de la tarea, la última primero."""
    filas = acto.sesion.execute(
        select(Derivacion, Persona.nombre)
        .join(Persona, Persona.id == Derivacion.persona_id)
        .where(Derivacion.expediente_id == tarea.expediente_id, Derivacion.tarea_id == tarea.id)
        .order_by(Derivacion.id.desc())
    )
    return tuple(
        Proveido(nombre, d.como, d.hecha_el, d.proveido, d.instruccion) for d, nombre in filas
    )


def devolucion_de(acto: Acto, tarea: Tarea) -> Devolucion | None:
    """Devuelve por qué volvió; None si no volvió."""
    datos = tarea.devolucion or {}
    if not datos.get("motivo") and not datos.get("por"):
        return None
    etiquetas = _etiquetas(_formulario(acto, tarea.formulario))
    return Devolucion(
        motivo=str(datos.get("motivo", "")),
        por=str(datos.get("por", "")),
        el=datetime.fromisoformat(str(datos["el"])),
        campos=tuple(
            CampoObservado(str(clave), etiquetas.get(str(clave), _legible(str(clave))))
            for clave in datos.get("campos") or ()
        ),
    )


def item_de(acto: Acto, tarea: Tarea) -> Item | None:
    """Devuelve cuál de las repeticiones es la tarea; None si no es de instancia múltiple."""
    nodo = _repetido(acto, tarea)
    if nodo is None or nodo.repeticion is None or tarea.estado is EstadoTarea.CANCELADA:
        return None
    if tarea.cerrada_el is not None:  # su ámbito ya no existe
        return Item(tarea.indice, None, ()) if tarea.indice is not None else None
    vista = acto.variables.vista(tarea.ambito)
    valor = vista.get(nodo.repeticion.elemento or "")
    numero = tarea.indice or _entero(vista.get("loopCounter"))
    if numero is None:
        return None
    datos = valor if isinstance(valor, dict) else {nodo.repeticion.elemento or "": valor}
    nombres = nombrar_claves(acto.sesion, _palabras(datos.values()))
    legibles = [(_legible(c), texto) for c, v in datos.items() if (texto := _escrito(v, nombres))]
    return Item(numero, _entero(vista.get("nrOfInstances")), tuple(legibles[:_DATOS_MAXIMOS]))


def campos_observables(acto: Acto, tarea: Tarea) -> tuple[CampoObservado, ...]:
    """Devuelve los campos que se pueden observar al devolver.

    Los que el formulario ofrece en `campos_observados`; si no los ofrece, los del formulario de la
    tarea anterior del mismo tramo, que es el que se devuelve.
    """
    formulario = _formulario(acto, tarea.formulario)
    if formulario is not None:
        for campo in formulario.campos:
            if campo.componente.clave == CAMPO_OBSERVADOS and campo.componente.opciones:
                opciones = campo.componente.opciones
                return tuple(CampoObservado(str(o.valor), o.etiqueta) for o in opciones)
    anterior = acto.sesion.scalar(
        select(Tarea.formulario)
        .where(
            Tarea.expediente_id == tarea.expediente_id,  # por su índice
            Tarea.instancia_id == tarea.instancia_id,
            Tarea.ambito == tarea.ambito,
            Tarea.estado == EstadoTarea.COMPLETADA,
            Tarea.id != tarea.id,
        )
        .order_by(Tarea.cerrada_el.desc(), Tarea.id.desc())
        .limit(1)
    )
    previo = formulario if (tarea.devolucion or {}).get("derivada_de") else None
    etiquetas = _etiquetas(previo or _formulario(acto, anterior))
    return tuple(CampoObservado(clave, etiqueta) for clave, etiqueta in etiquetas.items())


def _llegada(asiento: Asiento, contenido: Mapping[str, Json]) -> Llegada:
    quien = contenido.get("quien") or {}
    despues = contenido.get("despues") or {}
    return Llegada(
        hecho=asiento.hecho,
        quien=str(quien.get("nombre", "")),
        como=como_de(quien),
        tarea=str((contenido.get("tarea") or {}).get("nombre", "")),
        el=asiento.hecho_el,
        dijo=tuple(
            (_legible(clave), _dicho(str(despues[clave])))
            for clave in _PALABRAS
            if isinstance(despues.get(clave), str) and despues[clave]
        ),
    )


def _repetido(acto: Acto, tarea: Tarea) -> Nodo | None:
    nodo: Nodo | None = acto.nodo(tarea.elemento)
    while nodo is not None and nodo.repeticion is None:
        nodo = acto.proceso.nodos.get(nodo.padre) if nodo.padre else None
    return nodo


def _formulario(acto: Acto, clave: str | None) -> Formulario | None:
    return acto.version.formulario(clave) if clave else None


def _etiquetas(formulario: Formulario | None) -> dict[str, str]:
    if formulario is None:
        return {}
    componentes: list[Componente] = [c.componente for c in formulario.campos]
    return {c.clave: c.titulo for c in componentes if c.se_toma and c.clase is not Clase.GRUPO}


def _entero(valor: Valor) -> int | None:
    return int(valor) if isinstance(valor, Decimal | int) else None


def _dicho(texto: str) -> str:
    """El texto; si es la clave de una opción (`elaborar_informe`), legible."""
    return _legible(texto) if texto.islower() and texto.isidentifier() else texto


def _legible(clave: str) -> str:
    return clave.replace("_", " ").strip().capitalize()


def _palabras(valores: Collection[Valor]) -> set[str]:
    sueltas = {v for v in valores if isinstance(v, str)}
    return sueltas | {u for v in valores if isinstance(v, list) for u in v if isinstance(u, str)}


def _escrito(valor: Valor, nombres: Mapping[str, str]) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, datetime):
        return f"{valor.astimezone(LA_PAZ):%d/%m/%Y %H:%M}"
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    if isinstance(valor, Decimal | int):
        return f"{valor:f}".replace(".", ",") if isinstance(valor, Decimal) else str(valor)
    if isinstance(valor, list) and all(isinstance(v, str) for v in valor):
        return ", ".join(nombres.get(v, v) for v in valor)
    return nombres.get(valor, valor) if isinstance(valor, str) else ""
