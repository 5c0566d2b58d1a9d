"""Cómo termina una instancia, y cuándo eso cierra su expediente."""

from datetime import datetime

from sqlalchemy import bindparam, exists, select
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


_DE_ESTE = Instancia.expediente_id == bindparam("expediente")
_QUEDA = select(
    exists().where(
        _DE_ESTE,
        Instancia.estado == EstadoInstancia.ACTIVA,
        Instancia.id != bindparam("propia"),
    )
    | exists().where(
        Trabajo.expediente_id == bindparam("expediente"),
        Trabajo.tipo.in_(_SIGUEN),
        Trabajo.estado.in_((EstadoTrabajo.PENDIENTE, EstadoTrabajo.INCIDENTE)),
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
    with sesion.no_autoflush:
        sigue, final = _que_queda(sesion, expediente.id, instancia)
    if sigue:
        return False
    expediente.final = expediente.final or final
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
    sigue, final = sesion.execute(_QUEDA, datos).one()
    return bool(sigue), final or (salvo.final if salvo else None)
