"""Proponer un borrador: se congela y espera que otra persona lo apruebe."""

from dataclasses import dataclass

from motor.almacen.borradores import EstadoBorrador
from motor.bpmn import leer
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.avisos_de_borradores import avisar_propuesto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import bloquear_abierto, carpeta_de
from motor.reglas.borradores_probados import exigir_escenarios
from motor.reglas.borradores_revision import exigir_nota_y_norma, exigir_novedad
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.publicacion import exigir_publicable, revisar_carpeta


@dataclass(frozen=True)
class ProponerBorrador:
    """La orden; `nota` dice qué cambia y `norma`, la que lo motiva."""

    actor: Actor
    borrador_id: int
    nota: str
    norma: str


def proponer_borrador(entorno: Entorno, orden: ProponerBorrador) -> Respuesta:
    """Deja el borrador en revisión.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        OrdenRechazada: ya está propuesto, publicado o descartado, o nada cambió.
        DatosInvalidos: falta la nota o la norma.
        DiagramaInvalido: con cada hallazgo que impide publicar.
        EscenariosSinPasar: algún escenario falla, o no corrió sobre lo que el borrador dice hoy.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_abierto(sesion, orden.borrador_id)
        exigir_nota_y_norma(orden.nota, orden.norma)
        carpeta = carpeta_de(sesion, borrador.id)
        documento = leer(carpeta.xml)
        temas = entorno.manejadores.temas
        exigir_publicable(revisar_carpeta(sesion, carpeta, documento, temas))
        exigir_novedad(sesion, carpeta)
        escenarios = exigir_escenarios(sesion, borrador.id)
        estado = (borrador.estado.value, EstadoBorrador.EN_REVISION.value)
        borrador.estado = EstadoBorrador.EN_REVISION
        borrador.nota, borrador.norma = orden.nota.strip(), orden.norma.strip()
        borrador.propuesto_por_id, borrador.propuesto_el = quien.persona.id, ahora
        borrador.devuelto_por_que = ""
        datos = {
            "borrador": borrador.id,
            "proceso": borrador.clave,
            "sha256": carpeta.huella,
            "nota": borrador.nota,
            "norma": borrador.norma,
            "escenarios": escenarios,
        }
        avisar_propuesto(sesion, borrador, quien, ahora)
        asentar(sesion, Hecho("borrador_propuesto", ahora, quien, estado=estado, datos=datos))
        return Respuesta(borrador.id)
