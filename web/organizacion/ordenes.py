"""De los formularios de la organización a sus órdenes."""

from datetime import date

from werkzeug.datastructures import MultiDict

from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.operaciones.cerrar_unidad import CerrarUnidad
from motor.operaciones.guardar_cargo import Acceso, Facultad, FichaCargo, GuardarCargo
from motor.operaciones.guardar_unidad import FichaUnidad, GuardarUnidad
from web.fechas import leer_fecha
from web.intento import exigir

Formulario = MultiDict[str, str]


def leer_unidad(formulario: Formulario, actor: Actor, hoy: date, sigla: str = "") -> GuardarUnidad:
    """La unidad que se crea o, con `sigla`, la que se cambia; sin fecha, rige desde hoy.

    Raises:
        DatosInvalidos: falta un dato o la fecha no existe.
    """
    alta = {} if sigla else {"sigla": "Escriba la sigla.", "institucion": "Elija la institución."}
    exigir(formulario, alta | {"nombre": "Escriba el nombre."})
    desde = formulario.get("desde", "").strip()
    ficha = FichaUnidad(
        sigla or formulario["sigla"].strip(),
        formulario["nombre"].strip(),
        formulario.get("institucion", "").strip(),
        formulario.get("superior", "").strip(),
        formulario.get("norma", "").strip(),
    )
    rige = leer_fecha(desde, "desde") if desde else hoy
    return GuardarUnidad(actor, ficha, rige, nueva=not sigla)


def leer_cierre(formulario: Formulario, actor: Actor, sigla: str) -> CerrarUnidad:
    """El cierre de una unidad.

    Raises:
        DatosInvalidos: la fecha no existe.
    """
    hasta = leer_fecha(formulario.get("hasta", ""), "hasta")
    return CerrarUnidad(actor, sigla, hasta, formulario.get("norma_cierre", ""))


def leer_cargo(formulario: Formulario, actor: Actor, unidad: str) -> GuardarCargo:
    """El cargo que se crea o se cambia en esa unidad.

    Raises:
        DatosInvalidos: falta un dato, o el acceso o una facultad no existen.
    """
    exigir(formulario, {"clave": "Escriba la clave.", "cargo_nombre": "Escriba el nombre."})
    acceso = formulario.get("acceso", Acceso.ORDINARIO.value)
    facultades = formulario.getlist("facultades")
    if acceso not in list(Acceso) or not set(facultades) <= set(Facultad):
        raise DatosInvalidos("Ese acceso o esa facultad no existen: elija de la lista.")
    ficha = FichaCargo(
        formulario["clave"].strip(),
        formulario["cargo_nombre"].strip(),
        formulario.get("unidad", "").strip() or unidad,
        formulario.get("jefe", "").strip(),
        Acceso(acceso),
        tuple(Facultad(f) for f in facultades),
        activo=formulario.get("inactivo") != "si",
    )
    return GuardarCargo(actor, ficha, nuevo=formulario.get("alta") == "si")
