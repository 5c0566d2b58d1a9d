"""Una mesa de trabajo para las pruebas: publicar un diagrama, iniciar, completar y mirar."""

from dataclasses import dataclass

from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.almacen.trabajos import Incidente
from motor.entorno import Entorno
from motor.manejadores import Registro
from motor.nucleo.actor import Actor
from motor.nucleo.huellas import Cola, Eslabon, comprobar_cadena
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.publicacion import Carpeta
from motor.trabajador import drenar
from tests.fabrica import armar_oficina

TECNICO = "tecnico.ucl"
JEFE = "responsable.ucl"
SCG = "secretario.coordinacion"


@dataclass
class Mesa:
    """El entorno y atajos; `expediente` es el último iniciado."""

    entorno: Entorno
    expediente: int = 0

    def publicar(self, xml: bytes, clave: str = "prueba", **mas) -> int:
        carpeta = Carpeta(clave, clave.capitalize(), xml, **mas)
        return publicar_version(self.entorno, PublicarVersion(None, carpeta)).id

    def iniciar(self, elemento: str = "p", datos=None, como: str = TECNICO, **mas) -> int:
        orden = IniciarExpediente(Actor(como), elemento, "Asunto de prueba", datos or {}, **mas)
        self.expediente = iniciar_expediente(self.entorno, orden).id
        self.drenar()
        return self.expediente

    def drenar(self) -> int:
        return drenar(self.entorno)

    def abiertas(self) -> list[str]:
        with self.entorno.sesiones() as sesion:
            consulta = select(Tarea.elemento).where(
                Tarea.expediente_id == self.expediente, Tarea.estado.in_(ABIERTAS)
            )
            return list(sesion.scalars(consulta.order_by(Tarea.id)))

    def tarea(self, elemento: str) -> int:
        """El id de la última tarea de ese elemento, abierta o no."""
        with self.entorno.sesiones() as sesion:
            consulta = select(Tarea.id).where(
                Tarea.expediente_id == self.expediente, Tarea.elemento == elemento
            )
            return sesion.scalars(consulta.order_by(Tarea.id.desc())).first()

    def completar(self, elemento: str, datos=None, como: str = TECNICO, **mas):
        orden = CompletarTarea(Actor(como), self.tarea(elemento), datos or {}, **mas)
        respuesta = completar_tarea(self.entorno, orden)
        self.drenar()
        return respuesta

    def leer(self, consulta):
        with self.entorno.sesiones() as sesion:
            return sesion.scalars(consulta).all()

    def estado(self) -> tuple[str, str | None]:
        [expediente] = self.leer(select(Expediente).where(Expediente.id == self.expediente))
        return expediente.estado.value, expediente.final

    def variables(self, proceso: str = "p") -> dict:
        consulta = (
            select(Ambito.valores)
            .join(Instancia, Instancia.id == Ambito.instancia_id)
            .where(
                Instancia.expediente_id == self.expediente,
                Instancia.proceso == proceso,
                Ambito.numero == 0,
            )
        )
        return self.leer(consulta)[0]

    def hechos(self) -> list[str]:
        consulta = select(Asiento.hecho).where(Asiento.expediente_id == self.expediente)
        return list(self.leer(consulta.order_by(Asiento.numero)))

    def incidentes(self) -> list[str]:
        consulta = select(Incidente.mensaje).where(Incidente.resuelto_el.is_(None))
        return list(self.leer(consulta.order_by(Incidente.id)))

    def quiebre(self):
        """El primer quiebre de la cadena del expediente; None si está entera."""
        asientos = self.leer(
            select(Asiento).where(Asiento.expediente_id == self.expediente).order_by(Asiento.numero)
        )
        [expediente] = self.leer(select(Expediente).where(Expediente.id == self.expediente))
        eslabones = [Eslabon(a.numero, a.contenido, a.huella) for a in asientos]
        return comprobar_cadena(eslabones, Cola(expediente.cola_numero, expediente.cola_huella))


def armar_mesa(sesiones, reloj, carpeta, manejadores=None) -> Mesa:
    armar_oficina(sesiones, reloj)
    archivos = AlmacenArchivos(carpeta / "archivos")
    entorno = Entorno(sesiones, reloj, archivos, manejadores=manejadores or Registro())
    return Mesa(entorno)
