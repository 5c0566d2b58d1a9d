"""La demostración: unos cuarenta casos vivos en todas las etapas, sobre una base que se queda."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea, esta_abierta
from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.reloj import LA_PAZ, RelojSistema
from motor.pruebas.corrida import MEDIO
from motor.pruebas.guion import CasoVivo, leer_guion
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar
from motor.pruebas.reloj_fijo import RelojFijo
from motor.pruebas.seleccion import elegir
from motor.pruebas.vivos import Detenido, Montaje, primer_instante

CLAVE = "demostracion"  # la de todas las cuentas, solo en la demostración


class BaseConTrabajo(OrdenRechazada):
    """La base tiene expedientes de verdad: la demostración no se mezcla con ellos."""

    codigo = "base_con_trabajo"


@dataclass(frozen=True)
class CasoMontado:
    """Un expediente de la demostración y las tareas que tiene abiertas."""

    hr: str
    proceso: str
    asunto: str
    estado: str
    pendientes: tuple[str, ...]


@dataclass(frozen=True)
class Demostracion:
    """Los casos por recorrer; `pasos` es cuántos pasos son en total, para mostrar el avance."""

    raiz: Path
    casos: tuple[CasoVivo, ...]

    @property
    def pasos(self) -> int:
        """Cuántos pasos se harán como máximo."""
        return sum(len(c.pasos) for c in self.casos)


def preparar(raiz: Path) -> Demostracion:
    """Lee el guion y los escenarios de `raiz`.

    Raises:
        ErrorMotor: no hay procesos o un archivo está mal.
    """
    return Demostracion(raiz, leer_guion(raiz, elegir(raiz, None).escenarios))


def ya_montada(ajustes: Ajustes) -> bool:
    """Dice si la base ya tiene la demostración; la crea o la actualiza de esquema si hace falta.

    Raises:
        BaseConTrabajo: tiene expedientes, y ninguno es de la demostración.
    """
    crear_base(ajustes.url)
    entorno = armar_entorno(ajustes)
    try:
        with entorno.leer() as sesion:
            return _tiene_demostracion(sesion)
    finally:
        soltar(entorno)


def montar(
    demostracion: Demostracion, ajustes: Ajustes, avanzar: Callable[[str], object]
) -> list[Detenido]:
    """Siembra, publica y recorre los casos con un reloj que llega hasta ahora.

    Args:
        demostracion: los casos.
        ajustes: la base, ya creada y sin expedientes, y la carpeta.
        avanzar: se llama antes de cada paso con lo que se está haciendo.

    Returns:
        Los casos que un cambio de fechas detuvo antes de lo que pedía el guion.
    """
    ahora = RelojSistema().ahora()
    principio = primer_instante(demostracion.casos, ahora)
    reloj = RelojFijo(principio)
    entorno = armar_entorno(ajustes, reloj=reloj)
    try:
        vigencia = (principio - timedelta(days=30)).astimezone(LA_PAZ).date()
        sembrar(entorno, demostracion.raiz, CLAVE, vigencia, inventar_nombres=True)
        publicar_todas(entorno, demostracion.raiz)
        montaje = Montaje(entorno, reloj, ahora, avanzar)
        montaje.montar(demostracion.casos)
        return montaje.detenidos
    finally:
        soltar(entorno)


def listar_casos(entorno: Entorno) -> list[CasoMontado]:
    """Devuelve los expedientes de la base, con sus tareas abiertas, por número."""
    with entorno.leer() as sesion:
        abiertas: dict[int, dict[str, None]] = {}
        for expediente_id, nombre in sesion.execute(
            select(Tarea.expediente_id, Tarea.nombre).where(esta_abierta()).order_by(Tarea.id)
        ):
            abiertas.setdefault(expediente_id, {})[nombre] = None
        filas = sesion.execute(
            select(Expediente, Proceso.nombre)
            .outerjoin(Proceso, Proceso.id == Expediente.proceso_id)
            .order_by(Expediente.gestion, Expediente.numero)
        )
        return [
            CasoMontado(e.hr, proceso or "", e.asunto, _estado(e), tuple(abiertas.get(e.id, ())))
            for e, proceso in filas
        ]


def _estado(expediente: Expediente) -> str:
    cerrado = expediente.estado is not EstadoExpediente.ABIERTO
    return expediente.final or expediente.estado.value if cerrado else expediente.estado.value


def _tiene_demostracion(sesion: Session) -> bool:
    primeros = select(Asiento.contenido).where(Asiento.numero == 1, Asiento.expediente_id > 0)
    contenidos = sesion.scalars(primeros.execution_options(yield_per=500))
    if any(f'"medio":"{MEDIO}"' in contenido for contenido in contenidos):
        return True
    ajeno = sesion.scalars(select(Expediente.hr).limit(1)).first()
    if ajeno is not None:
        raise BaseConTrabajo(
            f"La base tiene expedientes que no son de la demostración ({ajeno}…). Use otra carpeta "
            "(CAUCE_DATOS) u otra base (CAUCE_BASE_DATOS), o sírvala: cauce servir."
        )
    return False
