"""Una base nueva por escenario: la plantilla se monta una vez y se copia."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.nucleo.reloj import Reloj
from motor.pruebas.carpetas import Carpeta
from motor.pruebas.cobertura import Cobertura, flujos_recorridos, medir
from motor.pruebas.corrida import Corrida
from motor.pruebas.ejecutor import Resultado, correr_escenario
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar
from motor.pruebas.pasos import Escenario
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.versiones import CacheVersiones
from motor.trabajador import drenar


class Laboratorio:
    """Corre escenarios y recuerda qué flujos recorrieron.

    Args:
        temporal: carpeta de trabajo, que quien llama borra.
        raiz: la carpeta de diagramas.
        cuando: el instante en que se siembra y se publica.
    """

    def __init__(self, temporal: Path, raiz: Path, cuando: datetime) -> None:
        self.temporal = temporal
        self.raiz = raiz
        self.cuando = cuando
        self.plantilla = temporal / "plantilla.db"
        self.versiones = CacheVersiones()
        self.recorridos: dict[str, set[str]] = {}
        self._numero = 0

    def preparar(self) -> None:
        """Monta la plantilla: esquema, organización y procesos publicados.

        Raises:
            ErrorMotor: algo de `raiz` está mal; dice qué.
        """
        crear_base(_url(self.plantilla), duradero=False)
        entorno = self._entorno(self.plantilla, RelojFijo(self.cuando))
        try:
            sembrar(entorno, self.raiz)
            publicar_todas(entorno, self.raiz)
        finally:
            soltar(entorno)

    def correr(self, escenario: Escenario) -> Resultado:
        """Corre el escenario en una copia de la plantilla."""
        self._numero += 1
        base = self.temporal / f"escenario-{self._numero}.db"
        shutil.copyfile(self.plantilla, base)
        reloj = RelojFijo(escenario.comienza)
        entorno = self._entorno(base, reloj)
        try:
            corrida = Corrida(entorno, reloj, lambda: drenar(entorno))
            resultado = correr_escenario(corrida, escenario)
            self._anotar(entorno, escenario)
        finally:
            soltar(entorno)
        for resto in self.temporal.glob(f"{base.name}*"):
            resto.unlink()
        return resultado

    def coberturas(self, carpetas: Sequence[Carpeta]) -> list[Cobertura]:
        """Devuelve lo recorrido de cada proceso por lo corrido hasta ahora."""
        return [medir(carpeta, self.recorridos.get(carpeta.clave, ())) for carpeta in carpetas]

    def _anotar(self, entorno: Entorno, escenario: Escenario) -> None:
        with entorno.leer() as sesion:
            for clave, flujos in flujos_recorridos(sesion).items():
                medidos = flujos - set(escenario.flujos_no_medidos)
                self.recorridos.setdefault(clave, set()).update(medidos)

    def _entorno(self, base: Path, reloj: Reloj) -> Entorno:
        ajustes = Ajustes(carpeta=self.temporal, url=_url(base), duradero=False)
        return replace(armar_entorno(ajustes, reloj=reloj), versiones=self.versiones)


def soltar(entorno: Entorno) -> None:
    """Cierra las conexiones; SQLite, al cerrarse la última, deja todo en el archivo principal."""
    motor = entorno.sesiones.kw.get("bind")
    if isinstance(motor, Engine):
        motor.dispose()


def _url(ruta: Path) -> str:
    return f"sqlite:///{ruta}"
