"""Las migraciones hacen lo que dicen los modelos, y se deshacen del todo."""

import os

import pytest
from sqlalchemy import inspect, text

from motor.almacen import Base
from motor.almacen.busqueda import TABLA_FTS
from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import CARPETA, cabeza, deshacer, exigir_al_dia, migrar, version
from motor.nucleo.errores import ConfiguracionInvalida
from tests import bases


@pytest.fixture(params=["sqlite", "postgresql"])
def base_vacia(request, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/vacia.db"
    else:
        url = bases.postgresql_vacia(f"vacia_{os.environ.get('PYTEST_XDIST_WORKER', 'unico')}")
    motor = crear_motor(url, duradero=False)
    yield motor
    motor.dispose()


def esquema(motor) -> dict[str, list[str]]:
    """Cada tabla con sus columnas, índices y restricciones, en texto comparable."""
    mira = inspect(motor)
    return {
        tabla: sorted(
            [f"columna {c['name']} {c['type']} {c['nullable']}" for c in mira.get_columns(tabla)]
            + [f"llave {mira.get_pk_constraint(tabla)}"]
            + [f"foranea {f}" for f in mira.get_foreign_keys(tabla)]
            + [f"unica {u}" for u in mira.get_unique_constraints(tabla)]
            + [f"regla {r['name']} {r['sqltext']}" for r in mira.get_check_constraints(tabla)]
            + [indice(i) for i in mira.get_indexes(tabla)]
        )
        for tabla in mira.get_table_names()
        if tabla != "alembic_version" and not tabla.startswith(TABLA_FTS)
    }


def indice(dicho) -> str:
    opciones = {clave: str(valor) for clave, valor in dicho.get("dialect_options", {}).items()}
    return f"indice {dicho['name']} {dicho['column_names']} {bool(dicho['unique'])} {opciones}"


def disparadores(motor) -> list[str]:
    consulta = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    }[motor.dialect.name]
    with motor.connect() as conexion:
        return sorted(conexion.scalars(text(consulta)))


@pytest.mark.lento
def test_subir_bajar_y_subir_deja_el_mismo_esquema(base_vacia):
    migrar(base_vacia)
    primero = esquema(base_vacia), disparadores(base_vacia)
    deshacer(base_vacia)
    assert esquema(base_vacia) == {}
    assert disparadores(base_vacia) == []
    migrar(base_vacia)
    assert (esquema(base_vacia), disparadores(base_vacia)) == primero


def test_las_migraciones_hacen_las_tablas_de_los_modelos(base_vacia):
    migrar(base_vacia)
    por_migraciones = esquema(base_vacia)
    deshacer(base_vacia)
    Base.metadata.create_all(base_vacia)
    por_modelos = esquema(base_vacia)
    Base.metadata.drop_all(base_vacia)
    assert set(por_migraciones) == set(Base.metadata.tables)
    assert por_migraciones == por_modelos


def test_el_archivo_se_llama_como_su_revision_y_cabeza_es_la_ultima():
    archivos = sorted((CARPETA / "versiones").glob("*.py"))
    assert archivos[-1].stem == cabeza()
    for archivo in archivos:
        assert f'revision = "{archivo.stem}"' in archivo.read_text(encoding="utf-8")


def test_migrar_dos_veces_no_cambia_nada(base_vacia):
    migrar(base_vacia)
    migrar(base_vacia)
    assert version(base_vacia) == cabeza()


def test_una_base_sin_migrar_dice_que_hacer(base_vacia):
    with pytest.raises(ConfiguracionInvalida, match="cauce migrar"):
        exigir_al_dia(base_vacia)
    migrar(base_vacia)
    exigir_al_dia(base_vacia)
