"""Enviar un correo encargado: el de un aviso o el resumen del día de una persona.

Se arma al enviarlo, con lo que hoy es cierto: si la persona ya leyó el aviso, ya no tiene correo o
no hay nada que decir, no sale nada. Se envía fuera de toda transacción; si después no se puede
anotar que salió, se repite con el mismo Message-ID.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.organizacion import Persona
from motor.almacen.personales import Preferencia
from motor.almacen.plazos import Aviso
from motor.almacen.trabajos import Trabajo
from motor.entorno import Entorno
from motor.reglas.correo_saliente import CorreoNoEntregado, Sobre, armar_mensaje, entregar
from motor.reglas.correos import Carta, carta_de_aviso, sobre_de
from motor.reglas.preferencias import leer_preferencias
from motor.reglas.reparto import TEMA_RESUMEN
from motor.reglas.resumen_diario import Momento, carta_del_dia
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo

SIN_ASIENTO = "mandar un correo no es un acto: el asiento es del acto del que se avisa"


@dataclass(frozen=True)
class EnviarCorreo:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def enviar_correo(entorno: Entorno, orden: EnviarCorreo) -> bool:
    """Envía el correo y da el trabajo por hecho; dice si salió (False = ya no hacía falta).

    Raises:
        CorreoNoEntregado: el servidor no lo tomó, o ya no hay servidor configurado.
        TrabajoPerdido: otro trabajador lo tomó mientras tanto.
    """
    correo = entorno.ajustes.correo
    if correo is None:
        raise CorreoNoEntregado("No hay servidor de correo: ponga CAUCE_SMTP y reintente.")
    with entorno.leer() as lectura:
        sobre = _preparar(lectura, entorno, orden.trabajo_id)
    if sobre is not None:
        entregar(correo, armar_mensaje(correo, sobre), sobre.para)
    with entorno.sesiones.begin() as sesion:
        cerrar_trabajo(sesion, obtener_trabajo(sesion, orden.trabajo_id), orden.trabajador)
    return sobre is not None


def _preparar(sesion: Session, entorno: Entorno, trabajo_id: int) -> Sobre | None:
    trabajo = obtener_trabajo(sesion, trabajo_id)
    persona = sesion.get_one(Persona, trabajo.datos["persona"])
    if not persona.activa or not persona.correo.strip():
        return None
    armar = _resumen if trabajo.tema == TEMA_RESUMEN else _aviso
    carta = armar(sesion, entorno, trabajo, persona)
    return sobre_de(trabajo, persona, carta) if carta is not None else None


def _aviso(sesion: Session, entorno: Entorno, trabajo: Trabajo, persona: Persona) -> Carta | None:
    aviso = sesion.get(Aviso, trabajo.datos["aviso"])
    if aviso is None or aviso.leido_el is not None:
        return None
    return carta_de_aviso(sesion, aviso, persona, entorno.ajustes.direccion)


def _resumen(sesion: Session, entorno: Entorno, trabajo: Trabajo, persona: Persona) -> Carta | None:
    guardada = sesion.get(Preferencia, persona.id)
    elegido = leer_preferencias(guardada.valores if guardada else None)
    desde = datetime.fromisoformat(trabajo.datos["desde"])
    momento = Momento(trabajo.creado_el, desde, entorno.ajustes.direccion)
    return carta_del_dia(sesion, persona, elegido, momento)
