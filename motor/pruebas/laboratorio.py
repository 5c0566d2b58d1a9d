"""Una base nueva por escenario: la plantilla se monta una vez y se copia."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.nucleo.reloj import Reloj
from motor.pruebas.bases import elegir_bases
from motor.pruebas.carpetas import Carpeta
from motor.pruebas.cobertura import Cobertura, flujos_recorridos, medir, nodos_recorridos
from motor.pruebas.corrida import Corrida
from motor.pruebas.ejecutor import Resultado, correr_escenario
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar
from motor.pruebas.pasos import Escenario
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.versiones import CacheVersiones
from motor.trabajador import drenar


class Laboratorio:
    """Corre escenarios y recuerda qué flujos recorrieron; al salir del `with` borra sus bases.

    Args:
        temporal: carpeta de trabajo, que quien llama borra.
        raiz: la carpeta de diagramas.
        cuando: el instante en que se siembra y se publica.
        servidor: URL de un servidor PostgreSQL donde crear las bases; None = archivos SQLite.

    Raises:
        ConfiguracionInvalida: la URL del servidor está mal escrita o no es de PostgreSQL.
    """

    def __init__(
        self, temporal: Path, raiz: Path, cuando: datetime, servidor: str | None = None
    ) -> None:
        self.temporal = temporal
        self.raiz = raiz
        self.cuando = cuando
        self.bases = elegir_bases(temporal, servidor)
        self.versiones = CacheVersiones()
        self.recorridos: dict[str, set[str]] = {}  # de clave de proceso a ids de flujos
        self.elementos: dict[str, set[str]] = {}  # y de nodos

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _clase: type[BaseException] | None,
        _error: BaseException | None,
        _traza: TracebackType | None,
    ) -> None:
        self.bases.borrar(self.bases.plantilla)

    def preparar(self) -> None:
        """Monta la plantilla: esquema, organización y procesos publicados.

        Raises:
            ErrorMotor: algo de `raiz` está mal, o el servidor no responde; dice qué.
        """
        self.bases.crear_plantilla()
        crear_base(self.bases.plantilla, duradero=False)
        entorno = self._entorno(self.bases.plantilla, RelojFijo(self.cuando))
        try:
            sembrar(entorno, self.raiz)
            publicar_todas(entorno, self.raiz)
        finally:
            soltar(entorno)

    def correr(self, escenario: Escenario) -> Resultado:
        """Corre el escenario en una copia de la plantilla."""
        base = self.bases.copiar()
        reloj = RelojFijo(escenario.comienza)
        entorno = self._entorno(base, reloj)
        try:
            corrida = Corrida(entorno, reloj, self._vaciador(entorno))
            resultado = correr_escenario(corrida, escenario)
            self._anotar(entorno, escenario)
        finally:
            soltar(entorno)
            self.bases.borrar(base)
        return resultado

    def coberturas(self, carpetas: Sequence[Carpeta]) -> list[Cobertura]:
        """Devuelve lo recorrido de cada proceso por lo corrido hasta ahora."""
        return [medir(carpeta, self.recorridos.get(carpeta.clave, ())) for carpeta in carpetas]

    def _anotar(self, entorno: Entorno, escenario: Escenario) -> None:
        with entorno.leer() as sesion:
            for clave, flujos in flujos_recorridos(sesion).items():
                medidos = flujos - set(escenario.flujos_no_medidos)
                self.recorridos.setdefault(clave, set()).update(medidos)
            for clave, nodos in nodos_recorridos(sesion).items():
                self.elementos.setdefault(clave, set()).update(nodos)

    def _vaciador(self, entorno: Entorno) -> Callable[[], object]:
        """Cómo se hace, en ese entorno, todo lo que ya se debe."""
        return lambda: drenar(entorno)

    def _entorno(self, url: str, reloj: Reloj) -> Entorno:
        ajustes = Ajustes(carpeta=self.temporal, url=url, duradero=False)
        return replace(armar_entorno(ajustes, reloj=reloj), versiones=self.versiones)


def soltar(entorno: Entorno) -> None:
    """Cierra las conexiones; SQLite, al cerrarse la última, deja todo en el archivo principal."""
    motor = entorno.sesiones.kw.get("bind")
    if isinstance(motor, Engine):
        motor.dispose()
