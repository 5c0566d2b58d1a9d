"""Las bases de los escenarios: una plantilla que se monta una vez y una copia para cada uno."""

import shutil
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from motor.almacen.conexion import crear_motor
from motor.nucleo.errores import ConfiguracionInvalida


class Bases(Protocol):
    """Da la URL de la plantilla y la de cada copia; toda conexión se cierra antes de copiar."""

    plantilla: str

    def crear_plantilla(self) -> None:
        """Deja lista la base vacía de `plantilla`."""

    def copiar(self) -> str:
        """Devuelve la URL de una copia nueva de la plantilla."""

    def borrar(self, url: str) -> None:
        """Borra la copia, o la plantilla, de esa URL."""


class BasesSqlite:
    """Archivos de una carpeta, que quien llama borra."""

    def __init__(self, carpeta: Path) -> None:
        self.carpeta = carpeta
        self.plantilla = self._url("plantilla")
        self._numero = 0

    def crear_plantilla(self) -> None:
        """Nada: SQLite crea el archivo al abrirlo."""

    def copiar(self) -> str:
        """Copia el archivo de la plantilla."""
        self._numero += 1
        url = self._url(f"escenario-{self._numero}")
        shutil.copyfile(_archivo(self.plantilla), _archivo(url))
        return url

    def borrar(self, url: str) -> None:
        """Borra el archivo y los que SQLite deja a su lado."""
        archivo = _archivo(url)
        for resto in archivo.parent.glob(f"{archivo.name}*"):
            resto.unlink()

    def _url(self, nombre: str) -> str:
        return f"sqlite:///{self.carpeta / nombre}.db"


class BasesPostgresql:
    """Bases de un servidor PostgreSQL, con un prefijo propio de esta corrida.

    Args:
        servidor: URL de su base de mantenimiento, con un usuario que pueda crear bases.

    Raises:
        ConfiguracionInvalida: la URL está mal escrita o no es de PostgreSQL.
    """

    def __init__(self, servidor: str) -> None:
        self._motor = crear_motor(servidor).execution_options(isolation_level="AUTOCOMMIT")
        if self._motor.dialect.name != "postgresql":
            raise ConfiguracionInvalida(
                f"«{servidor}» no es un servidor PostgreSQL. "
                "Escriba postgresql://usuario:clave@servidor/postgres, o quite la opción."
            )
        self._servidor = make_url(servidor)
        self._prefijo = f"cauce_escenarios_{uuid4().hex[:12]}"
        self._numero = 0
        self.plantilla = self._url(f"{self._prefijo}_plantilla")

    def crear_plantilla(self) -> None:
        """Crea la base vacía.

        Raises:
            ConfiguracionInvalida: el servidor no responde o el usuario no puede crear bases.
        """
        self._ordenar(f'CREATE DATABASE "{_nombre(self.plantilla)}" TEMPLATE template0')

    def copiar(self) -> str:
        """Crea una base con la plantilla por modelo."""
        self._numero += 1
        url = self._url(f"{self._prefijo}_{self._numero}")
        self._ordenar(f'CREATE DATABASE "{_nombre(url)}" TEMPLATE "{_nombre(self.plantilla)}"')
        return url

    def borrar(self, url: str) -> None:
        """Borra la base, si está, aunque alguien siga conectado."""
        self._ordenar(f'DROP DATABASE IF EXISTS "{_nombre(url)}" WITH (FORCE)')

    def _ordenar(self, orden: str) -> None:
        try:
            with self._motor.connect() as conexion:
                conexion.execute(text(orden))
        except DBAPIError as error:
            motivo = str(error.orig).strip().splitlines()[0]
            raise ConfiguracionInvalida(
                f"El servidor PostgreSQL «{self._servidor.render_as_string()}» no deja preparar "
                f"las bases de los escenarios: {motivo}. Revise que esté encendido, la dirección "
                "y que el usuario pueda crear bases."
            ) from error
        finally:
            self._motor.dispose()

    def _url(self, nombre: str) -> str:
        return self._servidor.set(database=nombre).render_as_string(hide_password=False)


def elegir_bases(carpeta: Path, servidor: str | None) -> Bases:
    """Devuelve las bases en archivos de `carpeta` o, si se nombra, en ese servidor PostgreSQL.

    Raises:
        ConfiguracionInvalida: la URL del servidor está mal escrita o no es de PostgreSQL.
    """
    return BasesSqlite(carpeta) if servidor is None else BasesPostgresql(servidor)


def _nombre(url: str) -> str:
    return make_url(url).database or ""


def _archivo(url: str) -> Path:
    return Path(_nombre(url))
