"""Cómo termina una instancia, y cuándo eso cierra su expediente."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.bpmn.avance import Fin
from motor.reglas.acto import Acto
from motor.reglas.aperturas import abrir_incidente
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.trabajos import Encargo, encargar

ESTADO_FINAL = "estadoFinal"
_SIGUEN = (
    TipoTrabajo.ENTREGAR_MENSAJE,
    TipoTrabajo.INICIAR_LLAMADA,
    TipoTrabajo.RETORNAR_LLAMADA,
    TipoTrabajo.ANULAR_LLAMADA,
    TipoTrabajo.INICIAR_PROCESO,
)


def terminar(acto: Acto, fin: Fin) -> None:
    """Termina la instancia y avisa a quien la llamó; `asentar_acto` cierra luego el expediente.

    Un error sin capturar en una instancia que nadie llamó queda como incidente: no es un final.
    """
    instancia = acto.instancia
    instancia.estado, instancia.terminada_el = EstadoInstancia.TERMINADA, acto.ahora
    instancia.fichas = None
    instancia.final, instancia.error = _final(acto, fin), fin.error
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
    asentar(acto.sesion, hecho)
    if acto.termino:
        cerrar_si_termino(acto.sesion, acto.expediente, acto.ahora, acto.instancia)


def _final(acto: Acto, fin: Fin) -> str | None:
    """El estado final de la instancia; si el diagrama lo declara, es también el del expediente."""
    if fin.error is not None:
        return None
    declarado = None
    for elemento in fin.finales:
        declarado = acto.nodo(elemento).extensiones.get(ESTADO_FINAL) or declarado
    if declarado is not None:
        acto.expediente.final = declarado
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
    if expediente.estado is not EstadoExpediente.ABIERTO:
        return False
    sesion.flush()
    if _algo_sigue(sesion, expediente.id):
        return False
    if expediente.final is None:
        expediente.final = _final_principal(sesion, expediente.id)
    expediente.estado, expediente.cerrado_el = EstadoExpediente.CERRADO, ahora
    asentar(
        sesion,
        Hecho(
            "expediente_cerrado",
            ahora,
            expediente=expediente,
            instancia=instancia,
            estado=(EstadoExpediente.ABIERTO.value, EstadoExpediente.CERRADO.value),
            datos={"final": expediente.final or ""},
        ),
    )
    return True


def _algo_sigue(sesion: Session, expediente_id: int) -> bool:
    activa = exists().where(
        Instancia.expediente_id == expediente_id, Instancia.estado == EstadoInstancia.ACTIVA
    )
    por_hacer = exists().where(
        Trabajo.expediente_id == expediente_id,
        Trabajo.tipo.in_(_SIGUEN),
        Trabajo.estado.in_((EstadoTrabajo.PENDIENTE, EstadoTrabajo.INCIDENTE)),
    )
    fallido = exists().where(
        Incidente.expediente_id == expediente_id, Incidente.resuelto_el.is_(None)
    )
    return bool(sesion.scalar(select(activa | por_hacer | fallido)))


def _final_principal(sesion: Session, expediente_id: int) -> str | None:
    """El final de la primera instancia del expediente: la que abrió la persona."""
    return sesion.scalar(
        select(Instancia.final)
        .where(Instancia.expediente_id == expediente_id, Instancia.final.is_not(None))
        .order_by(Instancia.madre_id.is_not(None), Instancia.id)
        .limit(1)
    )
