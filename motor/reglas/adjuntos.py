"""Adjuntar: lo que llega se reconoce por su contenido, se folia y queda en el expediente."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePath

from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.tareas import Tarea
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.documentos import Archivo, Procedencia, agregar, ficha
from motor.reglas.documentos_visibles import versiones_visibles
from motor.reglas.fojas import FOJAS_MAXIMAS, contar_fojas
from motor.reglas.organizacion import Firmante
from motor.reglas.reservas import exigir_puede_reservar
from motor.reglas.tipos_archivo import exigir_admitido
from motor.reglas.visibilidad import Mirada

LARGO_NOMBRE = 200


@dataclass(frozen=True)
class Adjunto:
    """Un archivo por adjuntar. Sin `nombre`, el del archivo; sin `fojas`, las que se cuenten."""

    archivo: str
    contenido: bytes = field(repr=False)
    nombre: str = ""
    fojas: int | None = None
    anexos: int = 0
    extemporaneo: bool = False
    tipo: str = ""
    norma_reserva: str = ""
    documento_id: int | None = None


@dataclass(frozen=True)
class Mesa:
    """Dónde, con qué mirada y en nombre de quién se adjunta."""

    mirada: Mirada
    firmante: Firmante
    ahora: datetime
    tarea: Tarea | None = None
    campo: str = ""

    @property
    def expediente(self) -> Expediente:
        """El expediente al que se agrega."""
        return self.mirada.expediente


def reconocer(adjunto: Adjunto, maximo_bytes: int) -> Archivo:
    """Devuelve el archivo con su tipo verdadero y sus fojas.

    Raises:
        DatosInvalidos: no se admite (dice por qué) o sus datos están mal.
    """
    tipo = exigir_admitido(adjunto.archivo, adjunto.contenido, maximo_bytes)
    archivo = PurePath(adjunto.archivo.replace("\\", "/")).name
    nombre = " ".join((adjunto.nombre or PurePath(archivo).stem).split())
    fojas = adjunto.fojas or contar_fojas(tipo.clave, adjunto.contenido) or 1
    if len(nombre) > LARGO_NOMBRE or fojas > FOJAS_MAXIMAS:
        raise DatosInvalidos(
            f"El documento «{nombre[:60]}» debe tener un nombre de hasta {LARGO_NOMBRE} letras y "
            f"hasta {FOJAS_MAXIMAS} fojas."
        )
    return Archivo(
        nombre=nombre,
        archivo=archivo,
        contenido=adjunto.contenido,
        mime=tipo.mime,
        fojas=fojas,
        anexos=adjunto.anexos,
        extemporaneo=adjunto.extemporaneo,
        tipo=adjunto.tipo.strip(),
        norma_reserva=adjunto.norma_reserva.strip(),
        documento_id=adjunto.documento_id,
    )


def adjuntar_a(
    sesion: Session, archivos: AlmacenArchivos, mesa: Mesa, reconocidos: Sequence[Archivo]
) -> list[int]:
    """Agrega los archivos, en orden, con un asiento; devuelve los ids de sus documentos.

    Raises:
        NoEncontrado, DatosInvalidos: como `documentos.agregar`.
        NoEncontrado: sería una versión nueva de un documento que no ve.
        SinPermiso: lo reservaría quien no puede disponer la reserva.
    """
    _exigir_a_su_alcance(sesion, mesa, reconocidos)
    tarea_id = mesa.tarea.id if mesa.tarea else None
    procedencia = Procedencia(mesa.firmante.persona.id, mesa.ahora, tarea_id, mesa.campo)
    versiones = [
        agregar(sesion, archivos, mesa.expediente, archivo, procedencia) for archivo in reconocidos
    ]
    asentar(
        sesion,
        Hecho(
            "documento_adjuntado",
            mesa.ahora,
            mesa.firmante,
            mesa.expediente,
            tarea=mesa.tarea,
            documentos=[ficha(version) for version in versiones],
        ),
    )
    return [version.documento_id for version in versiones]


def _exigir_a_su_alcance(sesion: Session, mesa: Mesa, reconocidos: Sequence[Archivo]) -> None:
    if any(archivo.norma_reserva for archivo in reconocidos):
        exigir_puede_reservar(sesion, [mesa.firmante], mesa.mirada)
    pedidos = {a.documento_id for a in reconocidos if a.documento_id is not None}
    if not pedidos:
        return
    ocultos = pedidos - {v.documento_id for v in versiones_visibles(sesion, mesa.mirada)}
    if ocultos:
        raise NoEncontrado(
            f"El expediente {mesa.expediente.hr} no tiene el documento {min(ocultos)}, o no le "
            "corresponde verlo."
        )


def tarea_del_expediente(
    sesion: Session, expediente: Expediente, tarea_id: int | None
) -> Tarea | None:
    """Devuelve la tarea, si se dijo una.

    Raises:
        NoEncontrado: no es de ese expediente.
    """
    tarea = sesion.get(Tarea, tarea_id) if tarea_id is not None else None
    if tarea_id is not None and (tarea is None or tarea.expediente_id != expediente.id):
        raise NoEncontrado(f"El expediente {expediente.hr} no tiene esa tarea.")
    return tarea


def con_nombres_distintos(adjuntos: Sequence[Adjunto]) -> tuple[Adjunto, ...]:
    """Numera los que se repetirían: dos «acta» de una vez son «acta» y «acta (2)»."""
    vistos: dict[str, int] = {}
    salida = []
    for adjunto in adjuntos:
        nombre = adjunto.nombre or PurePath(adjunto.archivo).stem
        vistos[nombre] = vistos.get(nombre, 0) + 1
        distinto = nombre if vistos[nombre] == 1 else f"{nombre} ({vistos[nombre]})"
        salida.append(adjunto if adjunto.documento_id else replace(adjunto, nombre=distinto))
    return tuple(salida)
