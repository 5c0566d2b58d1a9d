"""Ejemplos de los avisos: repartirlos, mandarlos por correo y elegir cuáles.

Cada función se llama como su operación y devuelve la orden.
"""

from dataclasses import replace

from sqlalchemy import select, update

from motor.almacen.organizacion import Persona
from motor.almacen.trabajos import TipoTrabajo
from motor.operaciones.cambiar_calendario_personal import CambiarCalendarioPersonal
from motor.operaciones.enviar_correo import EnviarCorreo
from motor.operaciones.guardar_preferencias import GuardarPreferencias
from motor.operaciones.preparar_resumenes import PrepararResumenes
from motor.operaciones.repartir_avisos import RepartirAvisos
from motor.reglas.correo_saliente import AjustesCorreo
from motor.reglas.trabajos import Encargo, encargar
from tests.estructura.ejemplos.trabajador import EN_SEGUNDO_PLANO, reservado, sin_drenar
from tests.motor.operaciones.mesa import TECNICO


def persona_de(mesa) -> int:
    return mesa.leer(select(Persona.id).where(Persona.usuario == TECNICO))[0]


def con_correo(mesa) -> None:
    """Un servidor de correo al que el ejemplo no llega a hablar."""
    correo = AjustesCorreo("127.0.0.1", 1, "cauce@oficina.bo")
    mesa.entorno = replace(mesa.entorno, ajustes=replace(mesa.entorno.ajustes, correo=correo))


def repartir_avisos(mesa):
    sin_drenar(mesa, EN_SEGUNDO_PLANO)
    return RepartirAvisos()


def enviar_correo(mesa):
    """A quien ya no tiene dirección no se le manda nada: el trabajo se da por hecho."""
    con_correo(mesa)
    ahora, persona_id = mesa.entorno.reloj.ahora(), persona_de(mesa)
    with mesa.entorno.sesiones.begin() as sesion:
        datos = {"persona": persona_id, "aviso": 0}
        encargar(sesion, Encargo(TipoTrabajo.CORREO, ahora, tema="aviso", datos=datos))
    return EnviarCorreo(*reservado(mesa, TipoTrabajo.CORREO))


def preparar_resumenes(mesa):
    con_correo(mesa)
    with mesa.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Persona).values(correo="una@oficina.bo"))
    return PrepararResumenes()


def guardar_preferencias(mesa):
    return GuardarPreferencias(persona_de(mesa), {"menciones": "no"}, "08:15")


def cambiar_calendario_personal(mesa):
    return CambiarCalendarioPersonal(persona_de(mesa))


EJEMPLOS = (
    repartir_avisos,
    enviar_correo,
    preparar_resumenes,
    guardar_preferencias,
    cambiar_calendario_personal,
)
