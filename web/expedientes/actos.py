"""Los actos de la página del expediente: de lo enviado a la orden de su operación."""

from collections.abc import Callable, Mapping
from typing import Any

from motor.consultas.expediente import ExpedienteVista
from motor.consultas.expediente_plazos import exigir_plazo
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado
from motor.operaciones.anular_expediente import AnularExpediente, anular_expediente
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.marcar_confidencial import MarcarConfidencial, marcar_confidencial
from motor.operaciones.prorrogar_plazo import ProrrogarPlazo, prorrogar_plazo
from motor.operaciones.reanudar_plazos import ReanudarPlazos, reanudar_plazos
from motor.operaciones.reintentar_incidente import ReintentarIncidente, reintentar_incidente
from motor.operaciones.retirar_expediente import RetirarExpediente, retirar_expediente
from motor.operaciones.seguir_expediente import SeguirExpediente, seguir_expediente
from motor.operaciones.suspender_expediente import SuspenderExpediente, suspender_expediente
from web.contexto import lectura
from web.fechas import leer_fecha

Formulario = Mapping[str, str]
Encargo = tuple[Callable[..., Any], object, str]


def _retirar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    orden = RetirarExpediente(actor, v.caratula.id, _texto(f, "motivo"), _clave(f))
    return retirar_expediente, orden, "ver"


def _anular(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    orden = AnularExpediente(actor, v.caratula.id, _texto(f, "motivo"), _clave(f))
    return anular_expediente, orden, "ver"


def _suspender(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    hasta = leer_fecha(f["hasta"], "hasta") if _texto(f, "hasta") else None
    orden = SuspenderExpediente(
        actor,
        v.caratula.id,
        leer_fecha(f.get("desde", ""), "desde"),
        hasta,
        _texto(f, "motivo"),
        _texto(f, "documento"),
    )
    return suspender_expediente, orden, "plazos"


def _reanudar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    suspension = v.acciones.suspension
    if suspension is None:
        raise DatosInvalidos("El expediente no tiene plazos suspendidos que reanudar.")
    return reanudar_plazos, ReanudarPlazos(actor, _texto(f, "motivo"), suspension.id), "plazos"


def _prorrogar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    plazo_id = _entero(f, "plazo")
    exigir_plazo(lectura(), v.mirada, plazo_id)
    orden = ProrrogarPlazo(actor, plazo_id, _entero(f, "dias"), _texto(f, "motivo"))
    return prorrogar_plazo, orden, "plazos"


def _seguir(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    orden = SeguirExpediente(actor, v.caratula.id, f.get("seguir") == "si")
    return seguir_expediente, orden, "ver"


def _reservar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    confidencial = f.get("confidencial") == "si"
    orden = MarcarConfidencial(actor, v.caratula.id, _texto(f, "norma"), confidencial, _clave(f))
    return marcar_confidencial, orden, "ver"


def _reintentar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    incidente_id = _entero(f, "incidente")
    if incidente_id not in {i.id for i in v.incidentes}:
        raise NoEncontrado(
            f"El expediente {v.caratula.hr} no tiene ese incidente, o ya se resolvió."
        )
    orden = ReintentarIncidente(actor, incidente_id, _texto(f, "motivo"), _clave(f))
    return reintentar_incidente, orden, "ver"


def _comentar(v: ExpedienteVista, actor: Actor, f: Formulario) -> Encargo:
    orden = Comentar(actor, v.caratula.id, _texto(f, "texto"), idempotencia=_clave(f))
    return comentar, orden, "comentarios"


ACTOS: Mapping[str, Callable[[ExpedienteVista, Actor, Formulario], Encargo]] = {
    "retirar": _retirar,
    "anular": _anular,
    "suspender": _suspender,
    "reanudar": _reanudar,
    "prorrogar": _prorrogar,
    "seguir": _seguir,
    "reservar": _reservar,
    "reintentar": _reintentar,
    "comentar": _comentar,
}
_FRASES = {
    "retirar": "Se retiró el expediente.",
    "anular": "Se anuló el expediente.",
    "suspender": "Quedaron suspendidos los plazos del expediente.",
    "reanudar": "Los plazos del expediente vuelven a correr.",
    "prorrogar": "Se prorrogó el plazo.",
    "reintentar": "Se volvió a intentar. Si falla otra vez, aparecerá de nuevo.",
    "comentar": "Se agregó el comentario.",
}


def frase_de(acto: str, f: Formulario) -> str:
    """Devuelve lo que se le dice a la persona cuando el acto se hizo."""
    if acto == "seguir":
        return "Ahora sigue este expediente." if f.get("seguir") == "si" else "Ya no lo sigue."
    if acto == "reservar":
        confidencial = f.get("confidencial") == "si"
        return "El expediente es confidencial." if confidencial else "Se levantó la reserva."
    return _FRASES[acto]


def _texto(f: Formulario, campo: str) -> str:
    return f.get(campo, "").strip()


def _clave(f: Formulario) -> str | None:
    return _texto(f, "idempotencia")[:80] or None


def _entero(f: Formulario, campo: str) -> int:
    texto = _texto(f, campo)
    if not texto.isdecimal() or len(texto) > 9:
        raise DatosInvalidos("Hay un número por corregir.", [Falta(campo, "Escriba un número.")])
    return int(texto)
