"""Aprobar y publicar un borrador que propuso otra persona."""

from dataclasses import dataclass

from motor.almacen.borradores import EstadoBorrador
from motor.bpmn import leer
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.avisos_de_borradores import avisar_resuelto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import bloquear_borrador, carpeta_de, nombre_de
from motor.reglas.borradores_probados import exigir_escenarios
from motor.reglas.borradores_revision import exigir_novedad, exigir_otra_persona
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.publicacion import exigir_publicable, revisar_carpeta
from motor.reglas.publicar import publicar


@dataclass(frozen=True)
class AprobarBorrador:
    """La orden."""

    actor: Actor
    borrador_id: int


def aprobar_borrador(entorno: Entorno, orden: AprobarBorrador) -> Respuesta:
    """Publica el borrador y devuelve el id de la versión.

    Raises:
        SinPermiso: el actor no administra procesos.
        CuatroOjos: lo propuso o lo cambió por última vez quien aprueba, o por quien actúa.
        NoEncontrado: no existe el borrador o la persona.
        OrdenRechazada: no está propuesto, o la versión vigente ya dice lo mismo.
        DiagramaInvalido: con cada hallazgo que impide publicar.
        EscenariosSinPasar: algún escenario falla, o no corrió sobre lo que se publica.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_borrador(sesion, orden.borrador_id, (EstadoBorrador.EN_REVISION,))
        exigir_otra_persona(sesion, borrador, quien)
        carpeta = carpeta_de(sesion, borrador.id)
        documento = leer(carpeta.xml)
        temas = entorno.manejadores.temas
        exigir_publicable(revisar_carpeta(sesion, carpeta, documento, temas))
        exigir_novedad(sesion, carpeta)
        escenarios = exigir_escenarios(sesion, borrador.id)
        propuso = nombre_de(sesion, borrador.propuesto_por_id or borrador.tocado_por_id)
        mas = {"borrador": borrador.id, "propuso": propuso, "norma": carpeta.norma}
        version, _ = publicar(sesion, carpeta, documento, (quien, ahora), mas)
        estado = (borrador.estado.value, EstadoBorrador.PUBLICADO.value)
        borrador.estado, borrador.version_id = EstadoBorrador.PUBLICADO, version.id
        datos = {
            "borrador": borrador.id,
            "proceso": borrador.clave,
            "version": version.numero,
            "escenarios": escenarios,
        }
        publico = f"publicó «{borrador.nombre}» como versión {version.numero}."
        avisar_resuelto(sesion, borrador, quien, ahora, publico)
        asentar(sesion, Hecho("borrador_aprobado", ahora, quien, estado=estado, datos=datos))
        return Respuesta(version.id)
