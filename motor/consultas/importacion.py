"""Examinar un BPMN de otro programa antes de importarlo, y el informe de uno ya importado."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorOrigen
from motor.bpmn.importacion.informe import Estado, Informe, de_json
from motor.nucleo.errores import NoEncontrado
from motor.reglas.importacion import clave_sugerida, importar_aqui

NOMBRE_MAXIMO = 160


@dataclass(frozen=True)
class Examen:
    """Un archivo examinado: `xml` es lo que se guardaría y `sin_dibujo`, cuánto no trae figura."""

    archivo: str
    clave: str
    nombre: str
    informe: Informe
    sin_dibujo: int
    xml: str = field(repr=False)

    @property
    def decidir(self) -> int:
        """Cuántos elementos esperan una decisión."""
        return len(self.informe.de(Estado.DECIDIR))


@dataclass(frozen=True)
class Origen:
    """De dónde vino un borrador, y con qué informe."""

    archivo: str
    herramienta: str
    sha256: str
    informe: Informe


def examinar(
    sesion: Session, archivo: str, contenido: bytes, temas: frozenset[str], proceso: str = ""
) -> Examen:
    """Lee el archivo y dice qué se entendió, qué se tradujo y qué falta decidir.

    Args:
        sesion: de lectura.
        archivo: el nombre con que llegó.
        contenido: sus bytes.
        temas: los que algún manejador atiende.
        proceso: el id del que se ejecutaría; '' = el que mejor cabe.

    Raises:
        DatosInvalidos: no se puede leer; dice qué, dónde y qué hacer.
    """
    hecho = importar_aqui(sesion, contenido, proceso, temas)
    nombre = _nombre(hecho.informe, archivo)
    return Examen(
        archivo=archivo,
        clave=clave_sugerida(nombre),
        nombre=nombre,
        informe=hecho.informe,
        sin_dibujo=len(hecho.sin_dibujo),
        xml=hecho.xml.decode("utf-8"),
    )


def _nombre(informe: Informe, archivo: str) -> str:
    """El del proceso, el de su piscina, su id o el del archivo: el primero que diga algo."""
    solo = archivo.replace("\\", "/").rpartition("/")[2]
    del_archivo = solo.partition(".bpmn")[0].partition(".xml")[0]
    elegido = next((p for p in informe.procesos if p.id == informe.elegido), None)
    candidatos = (elegido.nombre, elegido.piscina, elegido.id) if elegido else ()
    dicho = next((c for c in candidatos if c.strip()), del_archivo)
    return dicho[:NOMBRE_MAXIMO] or "Proceso importado"


def vino_de(sesion: Session, borrador_id: int) -> tuple[str, str] | None:
    """El archivo y el programa de que vino el borrador; None si no se importó."""
    columnas = select(BorradorOrigen.archivo, BorradorOrigen.herramienta)
    fila = sesion.execute(columnas.where(BorradorOrigen.borrador_id == borrador_id)).first()
    return (fila.archivo, fila.herramienta) if fila else None


def obtener_origen(sesion: Session, borrador_id: int) -> Origen:
    """De dónde vino el borrador, con su informe.

    Raises:
        NoEncontrado: el borrador no vino de otro programa.
    """
    origen = _origen(sesion, borrador_id)
    return Origen(origen.archivo, origen.herramienta, origen.sha256, de_json(origen.informe))


def leer_original(sesion: Session, borrador_id: int) -> tuple[str, bytes]:
    """El nombre y los bytes del archivo, tal como llegó.

    Raises:
        NoEncontrado: el borrador no vino de otro programa.
    """
    origen = _origen(sesion, borrador_id)
    return origen.archivo, origen.contenido


def _origen(sesion: Session, borrador_id: int) -> BorradorOrigen:
    origen = sesion.get(BorradorOrigen, borrador_id)
    if origen is None:
        raise NoEncontrado(f"El borrador n.º {borrador_id} no vino del archivo de otro programa.")
    return origen
