"""Cómo termina una instancia, y cuándo eso cierra su expediente."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from motor.almacen.diferidas import leer
from motor.almacen.directo import actualizar
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.trabajos import Incidente, TipoTrabajo, Trabajo, esta_por_hacer
from motor.bpmn.avance import Fin
from motor.reglas.acto import Acto
from motor.reglas.aperturas import abrir_incidente
from motor.reglas.bitacora import Hecho, asentar, asentar_seguidos
from motor.reglas.trabajos import Encargo, encargar

ESTADO_FINAL = "estadoFinal"
_SIGUEN = (
    TipoTrabajo.ENTREGAR_MENSAJE,
    TipoTrabajo.INICIAR_LLAMADA,
    TipoTrabajo.RETORNAR_LLAMADA,
    TipoTrabajo.ANULAR_LLAMADA,
    TipoTrabajo.INICIAR_PROCESO,
)


_DE_ESTE = Instancia.expediente_id == bindparam("expediente")
_QUEDA = Fija(
    select(
        exists().where(
            _DE_ESTE,
            Instancia.estado == EstadoInstancia.ACTIVA,
            Instancia.id != bindparam("propia"),
        )
        | exists().where(
            Trabajo.expediente_id == bindparam("expediente"),
            or_(*(Trabajo.tipo == tipo for tipo in _SIGUEN)),
            esta_por_hacer(),
        )
        | exists().where(
            Incidente.expediente_id == bindparam("expediente"), Incidente.resuelto_el.is_(None)
        ),
        select(Instancia.final)
        .where(_DE_ESTE, Instancia.final.is_not(None), Instancia.madre_id.is_(None))
        .order_by(Instancia.id)
        .limit(1)
        .scalar_subquery(),
    )
)


def terminar(acto: Acto, fin: Fin, revision: int) -> None:
    """Termina la instancia y avisa a quien la llamó; `asentar_acto` cierra luego el expediente.

    Un error sin capturar en una instancia que nadie llamó queda como incidente: no es un final.
    """
    instancia = acto.instancia
    actualizar(
        acto.sesion,
        instancia,
        estado=EstadoInstancia.TERMINADA,
        terminada_el=acto.ahora,
        fichas=None,
        revision=revision,
        final=_final(acto, fin),
        error=fin.error,
    )
    if instancia.madre_id is not None:
        _retornar(acto, fin)
    elif fin.error is not None:
        mensaje = (
            f"El proceso terminó con el error «{fin.error}», que el diagrama no captura. "
            "Corrija el diagrama; este expediente solo puede anularse."
        )
        abrir_incidente(acto, None, instancia.proceso, mensaje)
    acto.termino = True


def asentar_acto(acto: Acto, hecho: Hecho) -> None:
    """Asienta el acto y, si con él terminó la instancia, cierra después su expediente."""
    cierre = _cierre(acto.sesion, acto.expediente, acto.instancia) if acto.termino else None
    if cierre is None:
        asentar(acto.sesion, hecho)
        return
    cerrado = _cerrado(acto.expediente, acto.ahora, acto.instancia, cierre)
    asentar_seguidos(acto.sesion, [hecho, cerrado], **_cambios(acto.ahora, cierre))


def _final(acto: Acto, fin: Fin) -> str | None:
    """El estado final de la instancia; si el diagrama lo declara, es también el del expediente."""
    if fin.error is not None:
        return None
    declarado = None
    for elemento in fin.finales:
        declarado = acto.nodo(elemento).extensiones.get(ESTADO_FINAL) or declarado
    if declarado is not None:
        actualizar(acto.sesion, acto.expediente, final=declarado)
        return declarado
    nodos = [acto.nodo(elemento) for elemento in fin.finales]
    return (nodos[-1].nombre or nodos[-1].id) if nodos else None


def _retornar(acto: Acto, fin: Fin) -> None:
    instancia = acto.instancia
    encargo = Encargo(
        TipoTrabajo.RETORNAR_LLAMADA,
        acto.ahora,
        expediente_id=instancia.expediente_id,
        datos={"madre": instancia.madre_id, "hija": instancia.id, "error": fin.error},
    )
    encargar(acto.sesion, encargo)


def cerrar_si_termino(
    sesion: Session, expediente: Expediente, ahora: datetime, instancia: Instancia | None = None
) -> bool:
    """Cierra el expediente si nada suyo corre, espera un reparto o quedó en incidente.

    `instancia` es la que acaba de terminar, para el asiento.
    """
    cierre = _cierre(sesion, expediente, instancia)
    if cierre is None:
        return False
    cerrado = _cerrado(expediente, ahora, instancia, cierre)
    asentar_seguidos(sesion, [cerrado], **_cambios(ahora, cierre))
    return True


@dataclass(frozen=True)
class _Cierre:
    """Con qué final se cierra; None si el diagrama no dio ninguno."""

    final: str | None


def _cierre(sesion: Session, expediente: Expediente, instancia: Instancia | None) -> _Cierre | None:
    """Cómo se cierra el expediente, o None si no toca. `instancia` es la que acaba de terminar."""
    if expediente.estado is not EstadoExpediente.ABIERTO:
        return None
    with sesion.no_autoflush:
        sigue, final = _que_queda(sesion, expediente.id, instancia)
    return None if sigue else _Cierre(expediente.final or final)


def _cambios(ahora: datetime, cierre: _Cierre) -> dict[str, Any]:
    return {"estado": EstadoExpediente.CERRADO, "cerrado_el": ahora, "final": cierre.final}


def _cerrado(
    expediente: Expediente, ahora: datetime, instancia: Instancia | None, cierre: _Cierre
) -> Hecho:
    return Hecho(
        "expediente_cerrado",
        ahora,
        expediente=expediente,
        instancia=instancia,
        estado=(EstadoExpediente.ABIERTO.value, EstadoExpediente.CERRADO.value),
        datos={"final": cierre.final or ""},
    )


def _que_queda(
    sesion: Session, expediente_id: int, salvo: Instancia | None
) -> tuple[bool, str | None]:
    """Si algo del expediente sigue, y el final de la primera instancia que abrió una persona.

    Lo que este acto dejó se mira en memoria, sin guardarlo antes: ahorra idas a la base.
    """
    nuevos = (o for o in sesion.new if isinstance(o, Trabajo | Incidente))
    if any(isinstance(o, Incidente) or o.tipo in _SIGUEN for o in nuevos):
        return True, None
    datos = {"expediente": expediente_id, "propia": salvo.id if salvo else 0}
    ((sigue, final),) = leer(sesion, _QUEDA, datos)
    return bool(sigue), final or (salvo.final if salvo else None)
