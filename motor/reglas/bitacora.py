"""Asentar: dejar en la bitácora quién hizo qué, con todo lo que un auditor pregunta.

Cada expediente tiene su cadena; lo que no es de ningún expediente (organización, calendario,
versiones) va en la del sistema. La cola se bloquea en la misma transacción, sin candado global.
Fuentes: diseño §3.9 y campos mínimos de la auditoría gubernamental (Ley 1178, DS 23318-A).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento, CadenaSistema
from motor.almacen.directo import actualizar, insertar
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.nucleo.huellas import sha256
from motor.nucleo.json_canonico import canonico
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json, Valor, codificar
from motor.reglas.organizacion import Firmante

FORMATO = 1
_BLOQUEADOS = "cadenas_bloqueadas"
Cadena = Expediente | CadenaSistema


@dataclass(frozen=True)
class Hecho:
    """Lo que se asienta. `clave` es sustantivo + participio: `tarea_completada`.

    `quien` None = el sistema. `antes` y `despues` son el formulario o la ficha cambiada; `estado`,
    el anterior y el nuevo; `documentos`, los de `motor.reglas.documentos.ficha`; `datos`, lo demás.
    """

    clave: str
    el: datetime
    quien: Firmante | None = None
    expediente: Expediente | None = None
    instancia: Instancia | None = None
    tarea: Tarea | None = None
    plazo: Plazo | None = None
    estado: tuple[str, str] | None = None
    antes: Mapping[str, Valor] | None = None
    despues: Mapping[str, Valor] | None = None
    documentos: Sequence[Mapping[str, Json]] = ()
    motivo: str = ""
    firma: str = ""  # aprobacion_electronica, firma_digital
    mora: Mapping[str, Json] | None = None  # {dias, de}
    datos: Mapping[str, Valor] = field(default_factory=dict)


def asentar(sesion: Session, hecho: Hecho) -> None:
    """Agrega el asiento a su cadena, en la transacción de la sesión.

    Raises:
        TypeError: si algún valor no es de los que circulan (`motor.nucleo.valores`).
    """
    asentar_seguidos(sesion, [hecho])


def asentar_seguidos(sesion: Session, hechos: Sequence[Hecho], **de_la_cadena: Any) -> None:
    """Agrega asientos seguidos de una misma cadena.

    Args:
        sesion: la de la transacción.
        hechos: al menos uno, todos del mismo expediente o todos de ninguno.
        de_la_cadena: otras columnas de la fila de la cadena que cambian a la vez.

    Raises:
        TypeError: si algún valor no es de los que circulan (`motor.nucleo.valores`).
    """
    cadena = _bloquear_cadena(sesion, hechos[0].expediente)
    numero, huella = cadena.cola_numero, cadena.cola_huella
    filas = []
    for hecho in hechos:
        numero += 1
        contenido = canonico(_contenido(hecho, numero, huella))
        huella = sha256(contenido)
        filas.append(_fila(hecho, numero, contenido, huella))
    insertar(sesion, Asiento, filas)
    actualizar(sesion, cadena, cola_numero=numero, cola_huella=huella, **de_la_cadena)


def _fila(hecho: Hecho, numero: int, contenido: str, huella: str) -> dict[str, Any]:
    return {
        "expediente_id": hecho.expediente.id if hecho.expediente else None,
        "numero": numero,
        "hecho": hecho.clave,
        "hecho_el": hecho.el,
        "persona_id": hecho.quien.persona.id if hecho.quien else None,
        "contenido": contenido,
        "huella": huella,
        "unidad": _unidad(hecho.quien),
    }


def _unidad(quien: Firmante | None) -> str | None:
    if quien is None or quien.designacion is None:
        return None
    return quien.designacion.cargo.unidad_sigla


def bloquear_expediente(sesion: Session, expediente: Expediente) -> None:
    """Bloquea la fila del expediente y relee su cola, una vez por transacción.

    Orden de los candados: primero la instancia (o la tarea), después el expediente.
    """
    if inspect(expediente).pending:
        sesion.flush()
    elif expediente.id not in _bloqueados(sesion):
        sesion.flush()
        sesion.refresh(
            expediente, ["cola_numero", "cola_huella"], with_for_update={"key_share": True}
        )
    marcar_bloqueado(sesion, expediente)


def marcar_bloqueado(sesion: Session, expediente: Expediente) -> None:
    """Anota que esta transacción ya leyó el expediente con FOR UPDATE: ahorra una consulta."""
    _bloqueados(sesion).add(expediente.id)


def _bloqueados(sesion: Session) -> set[int]:
    transaccion = sesion.get_transaction()
    de, ids = sesion.info.get(_BLOQUEADOS, (None, set()))
    if de is not transaccion:
        ids = set()
        sesion.info[_BLOQUEADOS] = (transaccion, ids)
    return cast(set[int], ids)


def _bloquear_cadena(sesion: Session, expediente: Expediente | None) -> Cadena:
    if expediente is not None:
        bloquear_expediente(sesion, expediente)
        return expediente
    return sesion.scalars(
        select(CadenaSistema).with_for_update().execution_options(populate_existing=False)
    ).one()


def _contenido(hecho: Hecho, numero: int, anterior: str) -> dict[str, Json]:
    partes: dict[str, Json] = {
        "formato": FORMATO,
        "numero": numero,
        "anterior": anterior,
        "hecho": hecho.clave,
        "el": hecho.el.astimezone(UTC).isoformat(),
        "el_local": hecho.el.astimezone(LA_PAZ).isoformat(),
        "expediente": hecho.expediente.hr if hecho.expediente else None,
        "quien": hecho.quien.copia() if hecho.quien else {"sistema": True},
        "via": _via(hecho.quien),
        "proceso": _proceso(hecho.instancia),
        "tarea": _tarea(hecho.tarea),
        "plazo": _plazo(hecho.plazo, hecho.mora),
        "estado": list(hecho.estado) if hecho.estado else None,
        "antes": codificar(dict(hecho.antes)) if hecho.antes is not None else None,
        "despues": codificar(dict(hecho.despues)) if hecho.despues is not None else None,
        "documentos": [dict(d) for d in hecho.documentos],
        "motivo": hecho.motivo,
        "firma": hecho.firma,
        "datos": codificar(dict(hecho.datos)),
    }
    siempre = {"numero", "anterior"}
    return {c: v for c, v in partes.items() if c in siempre or v not in (None, "", [], {})}


def _via(quien: Firmante | None) -> Json:
    if quien is None:
        return None
    actor = quien.actor
    via = {"medio": actor.medio, "ip": actor.ip, "sesion": actor.sesion}
    return {clave: valor for clave, valor in via.items() if valor}


def _proceso(instancia: Instancia | None) -> Json:
    if instancia is None:
        return None
    version = instancia.version
    return {
        "clave": version.proceso.clave,
        "version": version.numero,
        "sha256": version.sha256,
        "proceso": instancia.proceso,
        "instancia": instancia.id,
    }


def _tarea(tarea: Tarea | None) -> Json:
    if tarea is None:
        return None
    datos = {"id": tarea.id, "elemento": tarea.elemento, "nombre": tarea.nombre}
    return datos if tarea.indice is None else datos | {"indice": tarea.indice}


def _plazo(plazo: Plazo | None, mora: Mapping[str, Json] | None) -> Json:
    if plazo is None:
        return {"mora": dict(mora)} if mora else None
    datos: dict[str, Json] = {
        "id": plazo.id,
        "clave": plazo.clave,
        "cantidad": plazo.cantidad,
        "unidad": plazo.unidad.value,
        "norma": plazo.norma,
        "etiqueta": plazo.etiqueta,
        "desde": plazo.desde_fecha.isoformat(),
        "vence": plazo.vence_fecha.isoformat(),
        "vence_el": plazo.vence_el.isoformat(),
        "prorrogas": plazo.prorrogas,
        "mora": dict(mora) if mora else None,
    }
    return {clave: valor for clave, valor in datos.items() if valor not in (None, "", 0)}
