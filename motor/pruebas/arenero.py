"""El arenero: una base propia con la organización de verdad y un borrador publicado en ella.

Nada de lo que pasa adentro sale: la base es un archivo temporal, los correos quedan en un buzón de
memoria y a los servicios de fuera no se los llama. De la base de verdad solo se leen la
organización, el calendario, los parámetros y los procesos que rigen; ni casos ni documentos.
"""

import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.manejadores import Contexto, Registro
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.reloj import Reloj
from motor.nucleo.valores import Valor
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.pruebas.copia import copiar_organizacion
from motor.pruebas.laboratorio import Laboratorio, soltar
from motor.pruebas.montaje import crear_base
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.correo_saliente import AjustesCorreo
from motor.reglas.publicacion import Carpeta
from motor.trabajador import drenar

SEGUNDOS_POR_ESCENARIO = 60.0
BUZON = AjustesCorreo("ninguno.invalid", 25, "ensayo@ninguno.invalid", "Ensayo", "no")


class EnsayoDemasiadoLargo(ErrorMotor):
    """Lo que un paso pone en marcha no termina en el tiempo que se le da."""

    codigo = "ensayo_demasiado_largo"


class Guardia:
    """Cuenta cuánto lleva lo que un paso, o un escenario, puso en marcha."""

    def __init__(self, segundos: float) -> None:
        self.segundos = segundos
        self.empezar()

    def empezar(self) -> None:
        """Empieza a contar de nuevo."""
        self._limite = time.monotonic() + self.segundos

    def vigilar(self) -> None:
        """Se niega a seguir si ya pasó el tiempo.

        Raises:
            EnsayoDemasiadoLargo: dice cuánto y qué buscar.
        """
        if time.monotonic() > self._limite:
            raise EnsayoDemasiadoLargo(
                f"Lo que esto pone en marcha no termina en {self.segundos:g} segundos. Busque en "
                "el diagrama una vuelta que nunca sale, o adelante el reloj de a menos."
            )


class Arenero(Laboratorio):
    """Un laboratorio cuyos procesos son los que rigen, más el borrador; se usa con `with`.

    Args:
        temporal: carpeta de trabajo, que quien llama borra.
        real: el entorno de verdad; solo se lee, y solo en `preparar`.
        carpeta: el borrador, como se publicaría.
        cuando: el instante en que se publica, antes del primer paso.
        segundos: cuánto puede tardar cada escenario.
    """

    def __init__(
        self,
        temporal: Path,
        real: Entorno,
        carpeta: Carpeta,
        cuando: datetime,
        segundos: float = SEGUNDOS_POR_ESCENARIO,
    ) -> None:
        super().__init__(temporal, temporal, cuando)
        self.real, self.carpeta, self.segundos = real, carpeta, segundos
        self.version_id = 0

    def preparar(self) -> None:
        """Copia la organización y publica el borrador.

        Raises:
            DiagramaInvalido: con cada hallazgo que impide publicarlo.
        """
        ruta = Path(self.bases.plantilla.removeprefix("sqlite:///"))
        ruta.write_bytes(_base_vacia())
        entorno = self._entorno(self.bases.plantilla, RelojFijo(self.cuando))
        try:
            with self.real.leer() as origen:
                copiar_organizacion(origen, entorno.sesiones, self.cuando, self.real.reloj.ahora())
            self.version_id = publicar_version(entorno, PublicarVersion(None, self.carpeta)).id
        finally:
            soltar(entorno)

    def abrir(self, reloj: RelojFijo) -> Entorno:
        """Devuelve un entorno sobre una copia nueva."""
        return self._entorno(self.bases.copiar(), reloj)

    def cerrar(self, entorno: Entorno) -> None:
        """Cierra el entorno y borra su base."""
        soltar(entorno)
        self.bases.borrar(entorno.ajustes.url)

    def _vaciador(self, entorno: Entorno) -> Callable[[], object]:
        guardia = Guardia(self.segundos)  # uno por escenario
        return lambda: drenar(entorno, guardia.vigilar)

    def _entorno(self, url: str, reloj: Reloj) -> Entorno:
        ajustes = Ajustes(
            carpeta=self.temporal,
            url=url,
            duradero=False,
            maximo_mb=self.real.ajustes.maximo_mb,
            direccion=self.real.ajustes.direccion or "http://ensayo.invalid",
            correo=replace(BUZON, buzon=[]),
        )
        entorno = replace(armar_entorno(ajustes, reloj=reloj), versiones=self.versiones)
        return replace(entorno, manejadores=_de_muestra(self.real.manejadores.temas))


def _de_muestra(temas: Iterable[str]) -> Registro:
    """Un registro que atiende los mismos temas sin llamar a nadie: responden sin datos."""
    return Registro(dict.fromkeys(temas, _sin_llamar))


def _sin_llamar(_contexto: Contexto) -> dict[str, Valor]:
    return {}


@cache
def _base_vacia() -> bytes:
    """Los octetos de una base con el esquema de hoy y sin filas; se arma una vez por programa."""
    with tempfile.TemporaryDirectory(prefix="cauce-esquema-") as carpeta:
        archivo = Path(carpeta) / "vacia.db"
        crear_base(f"sqlite:///{archivo}", duradero=False)
        return archivo.read_bytes()
