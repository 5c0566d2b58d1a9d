"""Lo guardado de un ensayo, y cómo están los escenarios de un borrador."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.ensayos import Ensayo
from motor.almacen.organizacion import Persona
from motor.nucleo.valores import Json
from motor.reglas.borradores import escenarios_de
from motor.reglas.borradores_probados import FRAGMENTOS, probado
from motor.reglas.yaml_seguro import leer_yaml_de_bytes


@dataclass(frozen=True)
class EnsayoGuardado:
    """Los pasos que una persona dio, desde qué instante, y la revisión con que se siguen."""

    comienza_el: datetime
    pasos: tuple[Mapping[str, Json], ...]
    revision: int


@dataclass(frozen=True)
class EscenarioProbado:
    """Cómo le fue a un escenario; `fallo` nombra el paso y dice qué pasó.

    Sin `corrio`, todavía no le tocó: faltó tiempo en esa tanda.
    """

    archivo: str
    id: str
    titulo: str
    pasa: bool
    paso: int
    pasos: int
    fallo: str
    segundos: float
    corrio: bool = True


@dataclass(frozen=True)
class EstadoDePrueba:
    """Los escenarios de un borrador: cuántos archivos, si lo corrido vale hoy y qué dio.

    `flujos` y `elementos` son los ids por los que se pasó; vacíos si lo corrido ya no vale, y
    entonces `por_correr` dice qué escenarios tiene: de cada uno, su archivo y su título.
    """

    huella: str
    archivos: int
    al_dia: bool
    corrida_el: datetime | None = None
    por: str = ""
    escenarios: tuple[EscenarioProbado, ...] = ()
    flujos: tuple[str, ...] = ()
    elementos: tuple[str, ...] = ()
    por_correr: tuple[tuple[str, str], ...] = ()

    @property
    def fallidos(self) -> tuple[EscenarioProbado, ...]:
        """Los que corrieron y no pasan."""
        return tuple(e for e in self.escenarios if e.corrio and not e.pasa)

    @property
    def faltan(self) -> tuple[EscenarioProbado, ...]:
        """Los que todavía no corrieron."""
        return tuple(e for e in self.escenarios if not e.corrio)

    @property
    def pasan(self) -> bool:
        """Si corrieron sobre lo que el borrador dice y todos pasan."""
        return self.al_dia and bool(self.escenarios) and all(e.pasa for e in self.escenarios)


def buscar_ensayo(sesion: Session, borrador_id: int, persona_id: int) -> EnsayoGuardado | None:
    """Devuelve lo que la persona lleva ensayado del borrador; None si no empezó."""
    fila = sesion.get(Ensayo, (borrador_id, persona_id))
    if fila is None:
        return None
    return EnsayoGuardado(fila.comienza_el, tuple(fila.pasos), fila.revision)


def obtener_prueba(sesion: Session, borrador_id: int) -> EstadoDePrueba:
    """Devuelve cómo están los escenarios del borrador.

    Raises:
        NoEncontrado: no existe.
    """
    hoy = probado(sesion, borrador_id)
    por_correr = () if hoy.al_dia else tuple(_titulos(escenarios_de(sesion, borrador_id)))
    if hoy.prueba is None:
        return EstadoDePrueba(hoy.huella, hoy.archivos, al_dia=False, por_correr=por_correr)
    persona = sesion.get_one(Persona, hoy.prueba.persona_id)
    resultados = hoy.prueba.resultados if hoy.al_dia else {}
    return EstadoDePrueba(
        huella=hoy.huella,
        archivos=hoy.archivos,
        al_dia=hoy.al_dia,
        corrida_el=hoy.prueba.corrida_el,
        por=persona.nombre,
        escenarios=tuple(EscenarioProbado(**e) for e in resultados.get("escenarios") or ()),
        flujos=tuple(resultados.get("flujos") or ()),
        elementos=tuple(resultados.get("elementos") or ()),
        por_correr=por_correr,
    )


def _titulos(archivos: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """De lo que no tiene la forma de un escenario, su clave: por qué, lo dirá correrlo."""
    for clave, contenido in sorted(archivos.items()):
        if clave == FRAGMENTOS:
            continue
        leido = leer_yaml_de_bytes(clave, contenido)
        propios = leido.get("escenarios") if isinstance(leido, dict) else None
        for uno in propios if isinstance(propios, list) else [None]:
            titulo = uno.get("titulo") or uno.get("id") if isinstance(uno, dict) else None
            yield clave, str(titulo or clave)
