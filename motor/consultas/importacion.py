"""Examinar un BPMN de otro programa antes de importarlo, y el informe de uno ya importado."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorOrigen
from motor.bpmn.importacion.informe import Estado, Informe, de_json
from motor.nucleo.errores import NoEncontrado
from motor.reglas.acompanantes import Acompanantes, es_acompanante, leer_acompanantes, nombra
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
    acompanan: Acompanantes
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
    sesion: Session,
    archivos: Sequence[tuple[str, bytes]],
    temas: frozenset[str],
    proceso: str = "",
) -> Examen:
    """Lee el archivo y dice qué se entendió, qué se tradujo y qué falta decidir.

    Args:
        sesion: de lectura.
        archivos: (nombre, bytes) del diagrama y, después, de los .form y .dmn que entran con él.
        temas: los que algún manejador atiende.
        proceso: el id del que se ejecutaría; '' = el que mejor cabe.

    Raises:
        DatosInvalidos: no se puede leer; dice qué, dónde y qué hacer.
    """
    (archivo, contenido), *otros = archivos
    acompanan = leer_acompanantes(contenido, otros)
    hecho = importar_aqui(sesion, contenido, proceso, temas, acompanan)
    nombre = _nombre(hecho.informe, archivo)
    return Examen(
        archivo=archivo,
        clave=clave_sugerida(nombre),
        nombre=nombre,
        informe=hecho.informe,
        sin_dibujo=len(hecho.sin_dibujo),
        acompanan=acompanan,
        xml=hecho.xml.decode("utf-8"),
    )


def repartir(
    archivos: Iterable[tuple[str, bytes]],
) -> tuple[list[list[tuple[str, bytes]]], tuple[str, ...]]:
    """Devuelve cada diagrama con los formularios y tablas que van con él, y por qué no los demás.

    Con un solo diagrama van todos con él; con varios, cada uno con los que lo nombran.
    """
    todos = list(archivos)
    otros = [a for a in todos if es_acompanante(a[0])]
    grupos = [[a] for a in todos if not es_acompanante(a[0])]
    sueltos = []
    for nombre, contenido in otros:
        suyos = [g for g in grupos if len(grupos) == 1 or nombra(g[0][1], nombre, contenido)]
        for grupo in suyos:
            grupo.append((nombre, contenido))
        if not suyos:
            sueltos.append(f"{nombre} {_POR_QUE_SUELTO if grupos else _SIN_DIAGRAMA}")
    return grupos, tuple(sueltos)


_POR_QUE_SUELTO = (
    "no entra: ningún diagrama de los que eligió lo nombra. Agréguelo en la página del borrador."
)
_SIN_DIAGRAMA = "no entra solo: elija también el diagrama .bpmn del que es."


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
