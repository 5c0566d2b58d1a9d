"""Lo que no debe cambiar no cambia, ni siquiera por SQL directo."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from motor.almacen.procesos import ClaseRecurso, EstadoVersion, Recurso, Version
from motor.nucleo.huellas import sha256
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.documentos import Archivo, Procedencia, agregar
from tests.fabrica import agregar_expediente, agregar_instancia


@pytest.fixture
def con_todo(oficina, tmp_path):
    """Un expediente con un asiento, un documento y una versión publicada."""
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, ahora)
        agregar_instancia(sesion, ahora, expediente)
        asentar(sesion, Hecho("expediente_iniciado", ahora, expediente=expediente))
        archivos = AlmacenArchivos(tmp_path / "archivos")
        agregar(sesion, archivos, expediente, Archivo("Acta", "a.pdf", b"x"), Procedencia(1, ahora))
    return oficina


@pytest.mark.parametrize(
    ("orden", "dice"),
    [
        ("UPDATE asiento SET hecho = 'otro'", "solo admite asientos nuevos"),
        ("DELETE FROM asiento", "solo admite asientos nuevos"),
        ("UPDATE documento_version SET fojas = 9", "no se cambia ni se borra"),
        ("DELETE FROM documento_version", "no se cambia ni se borra"),
        ("UPDATE version SET xml = 'otro'", "publicada no cambia"),
        ("UPDATE version SET estado = 'borrador', publicada_el = NULL", "publicada no cambia"),
        ("DELETE FROM version", "publicada no se borra"),
    ],
)
def test_la_base_rechaza_cambiar_lo_asentado_y_lo_publicado(con_todo, orden, dice):
    with pytest.raises(DBAPIError, match=dice), con_todo.sesiones.begin() as sesion:
        sesion.execute(text(orden))


def test_postgresql_rechaza_vaciar_la_bitacora(con_todo, motor_bd):
    if motor_bd.dialect.name == "sqlite":
        return  # SQLite no tiene TRUNCATE: vaciar es DELETE, que ya se rechaza
    with pytest.raises(DBAPIError, match="solo admite"), con_todo.sesiones.begin() as sesion:
        sesion.execute(text("TRUNCATE asiento"))


def test_una_version_publicada_puede_retirarse_pero_no_recibe_archivos(con_todo):
    ahora = con_todo.reloj.ahora()
    with con_todo.sesiones.begin() as sesion:
        version = sesion.query(Version).one()
        version.estado, version.retirada_el = EstadoVersion.RETIRADA, ahora
    recurso = Recurso(
        version_id=version.id,
        clase=ClaseRecurso.FORMULARIO,
        clave="f",
        contenido=b"{}",
        sha256=sha256(b"{}"),
    )
    with pytest.raises(DBAPIError, match="no se le agregan"), con_todo.sesiones.begin() as sesion:
        sesion.add(recurso)


def test_los_archivos_de_un_borrador_cambian_y_los_publicados_no(con_todo):
    ahora = con_todo.reloj.ahora()
    with con_todo.sesiones.begin() as sesion:
        publicada = sesion.query(Version).one()
        borrador = Version(
            proceso_id=publicada.proceso_id, numero=2, xml=b"x", sha256="0" * 64, creada_el=ahora
        )
        sesion.add(borrador)
        sesion.flush()
        datos = {"clase": ClaseRecurso.DECISION, "clave": "d", "contenido": b"1"}
        sesion.add(Recurso(version_id=borrador.id, sha256="1" * 64, **datos))
        sesion.flush()
        sesion.execute(text("UPDATE recurso SET clave = 'e'"))
        publicada.estado = EstadoVersion.REEMPLAZADA
        sesion.flush()
        borrador.estado, borrador.publicada_el = EstadoVersion.VIGENTE, ahora
    for orden in ("UPDATE recurso SET clave = 'f'", "DELETE FROM recurso"):
        with pytest.raises(DBAPIError, match="no cambian"), con_todo.sesiones.begin() as sesion:
            sesion.execute(text(orden))
