"""De los formularios del calendario a sus órdenes."""

from werkzeug.datastructures import MultiDict

from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.cambiar_calendario import (
    AmbitoDia,
    CambiarCalendario,
    CambioDias,
    FichaDia,
    FichaHabilitado,
)
from motor.operaciones.prever_calendario import PreverCalendario
from motor.operaciones.reanudar_plazos import ReanudarPlazos
from motor.operaciones.suspender_plazos import AlcanceSuspension, SuspenderPlazos
from web.fechas import leer_fecha
from web.intento import exigir

Formulario = MultiDict[str, str]
QUE = {
    "agregar": "Declarar inhábil un día",
    "quitar": "Quitar un día inhábil",
    "habilitar": "Habilitar un día inhábil",
    "deshabilitar": "Quitar la habilitación de un día",
}
_FRASES = {"fecha": "Escriba el día.", "motivo": "Diga el motivo."}


def leer_cambio(formulario: Formulario) -> CambioDias:
    """El cambio que se pide.

    Raises:
        DatosInvalidos: una falta por cada campo que hay que corregir.
    """
    que, ambito = formulario.get("que", ""), formulario.get("ambito", "")
    if que not in QUE or ambito not in list(AmbitoDia):
        raise DatosInvalidos("Elija qué cambia y dónde rige.", [Falta("que", "Elija qué cambia.")])
    frases = _FRASES | (
        {} if que in {"quitar", "deshabilitar"} else {"norma": "Escriba la norma o el documento."}
    )
    if que == "agregar":
        frases |= {"nombre": "Escriba qué día es, como «Feriado departamental»."}
    exigir(formulario, frases)
    fecha = leer_fecha(formulario["fecha"], "fecha")
    donde = AmbitoDia(ambito)
    municipio = formulario.get("municipio", "").strip() if donde is AmbitoDia.MUNICIPAL else ""
    norma = formulario.get("norma", "").strip()
    if que == "agregar":
        dia = FichaDia(fecha, formulario["nombre"].strip(), norma, donde, municipio)
        return CambioDias(agregar=(dia,))
    if que == "quitar":
        return CambioDias(quitar=((fecha, donde, municipio),))
    if que == "deshabilitar":
        return CambioDias(deshabilitar=((fecha, municipio),))
    return CambioDias(habilitar=(FichaHabilitado(fecha, norma, municipio),))


def por_prever(formulario: Formulario, actor: Actor) -> PreverCalendario:
    """La orden que prevé el cambio."""
    return PreverCalendario(actor, leer_cambio(formulario), formulario.get("motivo", "").strip())


def por_cambiar(formulario: Formulario, actor: Actor) -> CambiarCalendario:
    """La orden que lo hace."""
    return CambiarCalendario(actor, leer_cambio(formulario), formulario.get("motivo", "").strip())


def leer_suspension(formulario: Formulario, actor: Actor) -> SuspenderPlazos:
    """La suspensión que se pide.

    Raises:
        DatosInvalidos: falta el motivo o una fecha, o el alcance no existe.
    """
    exigir(formulario, {"s_motivo": "Diga el motivo."})
    alcance = formulario.get("alcance", "")
    if alcance not in list(AlcanceSuspension):
        raise DatosInvalidos("Elija qué plazos suspende.", [Falta("alcance", "Elija cuáles.")])
    hasta = formulario.get("s_hasta", "").strip()
    return SuspenderPlazos(
        actor,
        leer_fecha(formulario.get("s_desde", ""), "s_desde"),
        leer_fecha(hasta, "s_hasta") if hasta else None,
        formulario["s_motivo"].strip(),
        AlcanceSuspension(alcance),
        "" if alcance == "todo" else formulario.get("referencia", "").strip(),
        formulario.get("documento", "").strip(),
    )


def leer_reanudacion(formulario: Formulario, actor: Actor, suspension: int) -> ReanudarPlazos:
    """El pedido de reanudar; sin fecha, desde hoy.

    Raises:
        DatosInvalidos: la fecha no existe.
    """
    desde = formulario.get("r_desde", "").strip()
    return ReanudarPlazos(
        actor,
        formulario.get("r_motivo", "").strip(),
        suspension,
        leer_fecha(desde, "r_desde") if desde else None,
    )
