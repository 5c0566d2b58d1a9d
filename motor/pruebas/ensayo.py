"""Un ensayo: un borrador que corre de verdad en su arenero, paso a paso, con todos los cargos.

Un ensayo es un escenario que se está escribiendo: sus pasos, en el lenguaje de los escenarios, son
todo lo que hay que guardar, y rehacerlo es darlos otra vez.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from motor.entorno import Entorno
from motor.nucleo.errores import ErrorMotor
from motor.pruebas.arenero import Arenero, Guardia
from motor.pruebas.corrida import Corrida
from motor.pruebas.ejecutor import correr_paso
from motor.pruebas.lenguaje import leer_pasos
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.publicacion import Carpeta
from motor.trabajador import drenar

Crudo = Mapping[str, Any]
SEGUNDOS_POR_PASO = 20.0
_ANTES = timedelta(days=1)


@dataclass(frozen=True)
class Tropiezo:
    """El paso, al rehacer un ensayo, que el borrador de hoy ya no admite, y por qué."""

    numero: int
    verbo: str
    frase: str


class Ensayo:
    """Un ensayo en curso; quien lo abre lo cierra.

    Args:
        real: el entorno de verdad; solo se lee, y solo al abrir.
        carpeta: el borrador, como se publicaría.
        comienza: el instante en que se pone el reloj.

    Raises:
        DiagramaInvalido: con cada hallazgo que impide publicar el borrador.
    """

    def __init__(self, real: Entorno, carpeta: Carpeta, comienza: datetime) -> None:
        self.carpeta, self.comienza = carpeta, comienza
        self.hechos: tuple[Crudo, ...] = ()
        self.tropiezo: Tropiezo | None = None
        self._temporal = Path(mkdtemp(prefix="cauce-ensayo-"))
        self._guardia = Guardia(SEGUNDOS_POR_PASO)
        try:
            self.arenero = Arenero(self._temporal, real, carpeta, comienza - _ANTES)
            self.arenero.preparar()
            self.reloj = RelojFijo(comienza)
            self.entorno = self.arenero.abrir(self.reloj)
        except BaseException:
            rmtree(self._temporal, ignore_errors=True)
            raise
        self.corrida = Corrida(self.entorno, self.reloj, self._vaciar)

    def dar(self, crudo: Crudo) -> None:
        """Da un paso más.

        Raises:
            ErrorMotor: el paso está mal escrito, o lo rechazó la misma operación que lo rechazaría
                de verdad. Lo que el paso llegó a hacer antes puede haber quedado: rehaga el ensayo.
        """
        [paso] = leer_pasos([dict(crudo)], "El ensayo")
        self._guardia.empezar()
        correr_paso(self.corrida, paso)
        self.hechos = (*self.hechos, crudo)

    def rehacer(self, pasos: Sequence[Crudo]) -> None:
        """Da los pasos que falten; en el primero que ya no se puede, se detiene y lo anota."""
        for crudo in pasos[len(self.hechos) :]:
            try:
                self.dar(crudo)
            except ErrorMotor as error:
                verbo = next(iter(crudo), "")
                self.tropiezo = Tropiezo(len(self.hechos) + 1, verbo, error.mensaje)
                return

    def sigue_a(self, carpeta: Carpeta, comienza: datetime, pasos: Sequence[Crudo]) -> bool:
        """Dice si lo ya dado es el principio de esos pasos, sobre el mismo borrador."""
        mismo = (self.carpeta.huella, self.carpeta.ficha) == (carpeta.huella, carpeta.ficha)
        hechos = [dict(p) for p in self.hechos]
        return (
            mismo
            and self.comienza == comienza
            and self.tropiezo is None
            and hechos == [dict(p) for p in pasos[: len(hechos)]]
        )

    def cerrar(self) -> None:
        """Cierra la base y borra todo."""
        self.arenero.cerrar(self.entorno)
        rmtree(self._temporal, ignore_errors=True)

    def _vaciar(self) -> int:
        return drenar(self.entorno, self._guardia.vigilar)
