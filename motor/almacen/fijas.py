"""Sentencias fijas: se compilan una vez por clase de base y van derecho al conductor.

Las órdenes de cada acto son siempre las mismas. Pasarlas por SQLAlchemy cada vez (buscar lo
compilado, armar el contexto, el resultado) cuesta varias veces lo que la base tarda. Aquí se
guarda el texto y cómo se convierte cada valor, que sigue saliendo de los tipos del modelo. Quien
escucha `before_cursor_execute` también las oye, y sus fallas son las de SQLAlchemy.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, Connection, Dialect, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

_Convertir = Callable[[Any], Any] | None
Fila = tuple[Any, ...]


class _Dato(NamedTuple):
    """Un parámetro: su nombre en la sentencia y entre los valores (None = lleva el suyo)."""

    nombre: str
    pedido: str | None
    convertir: _Convertir
    suyo: Any


class Compilada(NamedTuple):
    """La sentencia para una clase de base. `salidas`: cómo se convierte cada columna que da."""

    texto: str
    datos: tuple[_Dato, ...]
    por_posicion: bool
    salidas: tuple[_Convertir, ...]

    def parametros(self, valores: Mapping[str, Any]) -> Any:
        """Los valores como los pide el conductor de la base."""
        dados = [
            suyo
            if pedido is None
            else valores[pedido]
            if convertir is None
            else convertir(valores[pedido])
            for _, pedido, convertir, suyo in self.datos
        ]
        if self.por_posicion:
            return dados
        return dict(zip([dato.nombre for dato in self.datos], dados, strict=True))

    def leidas(self, filas: Sequence[Fila]) -> list[Fila]:
        """Las filas con cada valor convertido."""
        return [
            tuple(
                valor if convertir is None else convertir(valor)
                for convertir, valor in zip(self.salidas, fila, strict=True)
            )
            for fila in filas
        ]


class Fija:
    """Una sentencia de Core que no cambia. Sus parámetros son los `bindparam` con nombre.

    Args:
        orden: SELECT, INSERT, UPDATE o DELETE, sin `IN` de largo variable; o una por clase de base,
            por su nombre.
        columnas: las que un INSERT escribe; vacía = lo que la orden diga.
        salen: los tipos de lo que devuelve, si no es un SELECT.
    """

    def __init__(
        self, orden: Any, columnas: Sequence[str] = (), salen: Sequence[TypeEngine[Any]] = ()
    ) -> None:
        self._orden = orden
        self._columnas = list(columnas) or None
        self._salen = salen
        self._compiladas: dict[str, Compilada] = {}

    def para(self, dialecto: Dialect) -> Compilada:
        """Devuelve la sentencia compilada para esa clase de base.

        Raises:
            TypeError: la orden lleva un `IN` de largo variable.
        """
        hecha = self._compiladas.get(dialecto.name)
        if hecha is None:
            hecha = self._compiladas[dialecto.name] = self._compilar(dialecto)
        return hecha

    def _compilar(self, dialecto: Dialect) -> Compilada:
        orden = self._orden[dialecto.name] if isinstance(self._orden, dict) else self._orden
        hecha = cast(SQLCompiler, orden.compile(dialect=dialecto, column_keys=self._columnas))
        texto = str(hecha)
        if "POSTCOMPILE" in texto:
            raise TypeError(f"La sentencia no es fija: {texto}")
        parametros = {nombre: parametro for parametro, nombre in hecha.bind_names.items()}
        nombres = (hecha.positiontup or ()) if hecha.positional else tuple(parametros)
        tipos = self._salen
        if isinstance(orden, Select):
            tipos = [columna.type for columna in orden.selected_columns]
        return Compilada(
            texto,
            tuple(_dato(nombre, parametros[nombre], dialecto) for nombre in nombres),
            hecha.positional,
            tuple(_al_leer(tipo, dialecto) for tipo in tipos),
        )


def _dato(nombre: str, parametro: BindParameter[Any], dialecto: Dialect) -> _Dato:
    convertir = parametro.type.dialect_impl(dialecto).bind_processor(dialecto)
    if parametro.required:
        return _Dato(nombre, nombre, convertir, None)
    suyo = parametro.effective_value
    return _Dato(nombre, None, None, suyo if convertir is None else convertir(suyo))


def _al_leer(tipo: TypeEngine[Any], dialecto: Dialect) -> _Convertir:
    return tipo.dialect_impl(dialecto).result_processor(dialecto, None)


def correr(conexion: Connection, compilada: Compilada, filas: Sequence[Mapping[str, Any]]) -> Any:
    """Manda la sentencia con esas filas, al menos una, y devuelve el cursor.

    Raises:
        DBAPIError: la base la rechazó.
    """
    cursor: Any = conexion.connection.cursor()
    datos: Any = [compilada.parametros(fila) for fila in filas]
    varias = len(datos) > 1
    if not varias:
        (datos,) = datos
    # SQLAlchemy avisa así de cada sentencia: quien las cuenta o las vigila oye también estas
    conexion.dispatch.before_cursor_execute(conexion, cursor, compilada.texto, datos, None, varias)
    try:
        (cursor.executemany if varias else cursor.execute)(compilada.texto, datos)
    except conexion.dialect.loaded_dbapi.Error as error:
        raise envuelta(conexion, error) from error
    return cursor


def envuelta(conexion: Connection, error: Exception) -> DBAPIError:
    """Devuelve la falla del conductor como la de SQLAlchemy que le toca (IntegrityError…).

    Si lo que falló es la conexión misma, ya no se vuelve a usar.
    """
    cruda: Any = conexion.connection.dbapi_connection
    perdida = conexion.dialect.is_disconnect(cast(Any, error), cruda, None)
    falla = DBAPIError.instance(
        None,
        None,
        error,
        conexion.dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=perdida,
        dialect=conexion.dialect,
    )
    if perdida:
        conexion.invalidate(error)
    return cast(DBAPIError, falla)
