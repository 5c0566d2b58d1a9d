"""Un borrador de verdad para las pruebas del navegador, y quién lo toca desde otro lugar."""

from pathlib import Path

from sqlalchemy import select

from motor.almacen.borradores import BorradorArchivo, BorradorPresencia, ClaseArchivo
from motor.almacen.organizacion import Unidad
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.reglas.publicacion import Carpeta
from tests.fabrica import agregar_cargo

CLAVE = "peticion_informe"
NOMBRE = "Petición de informe"
MUESTRA = Path(__file__).resolve().parents[2] / f"diagramas/{CLAVE}/{CLAVE}.bpmn"
ACTOR = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")
OTRO = "duenio.procesos"  # otra persona que también puede dibujar


class Borrador:
    """El borrador con el diagrama de la petición de informe."""

    def __init__(self, entorno: Entorno) -> None:
        self.entorno = entorno
        carpeta = Carpeta(CLAVE, NOMBRE, MUESTRA.read_bytes())
        self.id = crear_borrador(entorno, CrearBorrador(ACTOR, CLAVE, NOMBRE, carpeta=carpeta)).id
        self.ruta = f"/procesos/borradores/{self.id}/diagrama"
        self.de_inicio = self.revision

    def _archivo(self) -> BorradorArchivo:
        with self.entorno.leer() as sesion:
            clave = (self.id, ClaseArchivo.DIAGRAMA, CLAVE)
            return sesion.get_one(BorradorArchivo, clave)

    @property
    def xml(self) -> str:
        return self._archivo().contenido.decode("utf-8")

    @property
    def revision(self) -> int:
        return self._archivo().revision

    @property
    def veces(self) -> int:
        """Cuántas veces se guardó desde que se creó."""
        return self.revision - self.de_inicio

    @property
    def presentes(self) -> list[str]:
        """Los archivos que alguien dice que edita."""
        with self.entorno.leer() as sesion:
            consulta = select(BorradorPresencia.archivo)
            consulta = consulta.where(BorradorPresencia.borrador_id == self.id)
            return [archivo for archivo in sesion.scalars(consulta) if archivo]

    def guardar_otro(self) -> None:
        """Otra persona guarda, desde otro lugar."""
        otro = Actor(OTRO, None, medio="prueba", ip="127.0.0.1", sesion="s2")
        cambiado = f"{self.xml}<!-- de otro -->".encode()
        orden = GuardarArchivo(otro, self.id, "diagrama", CLAVE, cambiado, self.revision)
        guardar_archivo_borrador(self.entorno, orden)


def agregar_duenio(sesiones) -> None:
    """Suma a la oficina otra persona que puede dibujar procesos."""
    with sesiones.begin() as sesion:
        unidad = sesion.scalars(select(Unidad.id).order_by(Unidad.id)).first()
        agregar_cargo(sesion, OTRO, "Dueño", unidad, ["procesos"])
