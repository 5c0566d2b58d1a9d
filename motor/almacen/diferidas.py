"""Un acto, pocos viajes: en PostgreSQL las sentencias se mandan sin esperar a cada una.

Cada sentencia que se espera es una ida y vuelta al servidor. Aquí la transacción corre en el modo
«pipeline» de psycopg: abrirla, las lecturas que se saben de antemano (`adelantar`) y lo que solo
se escribe (`diferir`, `escribir`) salen sin esperar, y el servidor trabaja entretanto; se espera
al leer, que trae todo lo pendiente en un viaje, y al confirmar, que va con las últimas escrituras.
El orden es siempre el del programa: nadie llega a leer sin lo que escribió antes. En SQLite no hay
viaje que ahorrar y todo sale en el acto.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Executable, event
from sqlalchemy.engine.interfaces import ExecutionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from motor.almacen.fijas import Fija, Fila, correr, envuelta

SOLO_LECTURA = "cauce_solo_lectura"  # opción de las conexiones que no abren transacción
_TANDA, _ADELANTADAS = "cauce_tanda", "cauce_adelantadas"
_SIN_ESPERAR = "cauce_sin_esperar"
_Valores = Mapping[str, Any]


class _Tanda(NamedTuple):
    """El «pipeline» abierto de una conexión y con qué se cierra."""

    tuberia: Any
    cierre: ExitStack


class _Adelantada:
    """Una lectura que va con la siguiente consulta; `cursor`, cuando ya fue."""

    def __init__(self, fija: Fija, valores: _Valores) -> None:
        self.fija = fija
        self.valores = valores
        self.cursor: Any = None


def diferir(sesion: Session, orden: Executable, filas: Sequence[_Valores]) -> None:
    """Ejecuta una orden, que puede variar, antes de la próxima consulta o de confirmar.

    Args:
        sesion: la del acto.
        orden: sin resultado: un INSERT, UPDATE o DELETE sin RETURNING.
        filas: sus parámetros, al menos una.
    """
    conexion = sesion.connection()
    _abrir(conexion)
    datos = filas[0] if len(filas) == 1 else filas
    conexion.execute(orden, datos, execution_options={_SIN_ESPERAR: True})


def escribir(sesion: Session, fija: Fija, filas: Sequence[_Valores]) -> None:
    """Ejecuta una orden fija y sin resultado, con cada fila, como `diferir`."""
    conexion = sesion.connection()
    _abrir(conexion)
    correr(conexion, fija.para(conexion.dialect), filas).close()


def adelantar(sesion: Session, fija: Fija, valores: _Valores) -> None:
    """Anuncia una lectura que `leer` pedirá: en PostgreSQL viaja con la siguiente consulta.

    Ve la base como queda tras esa consulta: lo que ella bloquea ya está bloqueado.
    """
    conexion = sesion.connection()
    if _es_postgresql(conexion):
        conexion.info[_ADELANTADAS].append(_Adelantada(fija, valores))


def leer(sesion: Session, fija: Fija, valores: _Valores) -> list[Fila]:
    """Devuelve las filas de una lectura fija; si se adelantó con esos valores, las ya traídas."""
    conexion = sesion.connection()
    compilada = fija.para(conexion.dialect)
    cursor = _ya_traida(conexion, fija, valores)
    if cursor is None:
        cursor = correr(conexion, compilada, [valores])
        _esperar(conexion)
    filas = compilada.leidas(cursor.fetchall())
    cursor.close()
    return filas


def mandar_juntas(motor: Engine) -> None:
    """Hace que las conexiones de ese motor de PostgreSQL manden sin esperar.

    Sus conexiones no abren transacciones por su cuenta (AUTOCOMMIT): las abre esto.
    """
    event.listen(motor, "begin", _al_comenzar)
    event.listen(motor, "do_execute", _al_ejecutar)
    event.listen(motor, "do_executemany", _al_ejecutar_muchas)
    event.listen(motor, "do_execute_no_params", _al_ejecutar_sin_datos)
    event.listen(motor, "commit", _al_confirmar)
    event.listen(motor, "rollback", _al_deshacer)
    event.listen(motor, "rollback_savepoint", _al_deshacer_en_parte)


def _al_comenzar(conexion: Connection) -> None:
    conexion.info[_ADELANTADAS] = []
    if _es_propia(conexion):
        _abrir(conexion)
        _mandar(conexion, "BEGIN")


def _al_ejecutar(cursor: Any, orden: str, datos: Any, contexto: ExecutionContext) -> bool:
    conexion = contexto.root_connection
    sin_esperar = _SIN_ESPERAR in contexto.execution_options
    if hasattr(cursor, "name") or not (datos or sin_esperar):
        # el «pipeline» no admite cursores del servidor, ni un texto que puede traer varias órdenes
        _cerrar(conexion)
        return False
    if _TANDA not in conexion.info:
        if not conexion.info.get(_ADELANTADAS):
            return False
        _abrir(conexion)
    cursor.execute(orden, datos)
    if not sin_esperar:
        _esperar(conexion)
    return True


def _al_ejecutar_muchas(_c: Any, _orden: str, _datos: Any, contexto: ExecutionContext) -> None:
    if _SIN_ESPERAR not in contexto.execution_options:
        _cerrar(contexto.root_connection)


def _al_ejecutar_sin_datos(_cursor: Any, _orden: str, contexto: ExecutionContext) -> None:
    _cerrar(contexto.root_connection)


def _al_confirmar(conexion: Connection) -> None:
    if _TANDA in conexion.info:
        _mandar(conexion, "COMMIT")
        _cerrar(conexion)


def _al_deshacer_en_parte(conexion: Connection, *_punto: object) -> None:
    with suppress(DBAPIError):  # lo que falló ya lo sabe quien deshace
        _cerrar(conexion)


def _al_deshacer(conexion: Connection) -> None:
    """Deshace aquí si nada falló: así psycopg no olvida las sentencias que tiene preparadas."""
    if conexion.invalidated:
        return
    _al_deshacer_en_parte(conexion)
    if _es_propia(conexion) and _cruda(conexion).info.transaction_status.name == "INTRANS":
        with suppress(DBAPIError):  # si no puede, lo dirá SQLAlchemy al deshacer
            _mandar(conexion, "ROLLBACK")


def _es_propia(conexion: Connection) -> bool:
    """Si la transacción la abre esto: ni es una lectura suelta ni pidió otro aislamiento."""
    opciones = conexion.get_execution_options()
    return not opciones.get(SOLO_LECTURA) and "isolation_level" not in opciones


def _es_postgresql(conexion: Connection) -> bool:
    return conexion.dialect.name == "postgresql"


def _cruda(conexion: Connection) -> Any:
    return conexion.connection.dbapi_connection


def _mandar(conexion: Connection, orden: str) -> None:
    try:
        _cruda(conexion).execute(orden, prepare=False)
    except conexion.dialect.loaded_dbapi.Error as error:
        raise envuelta(conexion, error) from error


def _abrir(conexion: Connection) -> None:
    """Desde aquí se manda sin esperar, si la base es PostgreSQL."""
    if _es_postgresql(conexion) and _TANDA not in conexion.info:
        cierre = ExitStack()
        tuberia = cierre.enter_context(_cruda(conexion).pipeline())
        conexion.info[_TANDA] = _Tanda(tuberia, cierre)


def _esperar(conexion: Connection) -> None:
    """Manda las lecturas adelantadas y espera todo lo pendiente, en un viaje."""
    tanda: _Tanda | None = conexion.info.get(_TANDA)
    if tanda is None:
        return
    for adelantada in conexion.info[_ADELANTADAS]:
        if adelantada.cursor is None:
            compilada = adelantada.fija.para(conexion.dialect)
            adelantada.cursor = correr(conexion, compilada, [adelantada.valores])
    try:
        tanda.tuberia.sync()
    except conexion.dialect.loaded_dbapi.Error as error:
        raise envuelta(conexion, error) from error


def _cerrar(conexion: Connection) -> None:
    """Espera todo lo pendiente y vuelve al modo de una sentencia a la vez."""
    if not conexion.in_transaction():  # SQLAlchemy, conociendo al servidor
        return
    tanda: _Tanda | None = conexion.info.pop(_TANDA, None)
    if tanda is None:
        return
    try:
        tanda.cierre.close()
    except conexion.dialect.loaded_dbapi.Error as error:
        raise envuelta(conexion, error) from error


def _ya_traida(conexion: Connection, fija: Fija, valores: _Valores) -> Any:
    """El cursor de esa lectura adelantada, que se da una sola vez; None si no se trajo."""
    for adelantada in conexion.info.get(_ADELANTADAS, ()):
        if adelantada.fija is fija and adelantada.valores == valores:
            conexion.info[_ADELANTADAS].remove(adelantada)
            return adelantada.cursor
    return None
