"""Los ajustes se comprueban al arrancar: lo que está mal se dice con el nombre de su variable."""

import pytest

from motor.arranque import armar_entorno, buscar_manejadores, leer_ajustes
from motor.nucleo.errores import ConfiguracionInvalida
from tests import bases


def test_por_omision_la_base_va_en_la_carpeta_de_datos(tmp_path):
    ajustes = leer_ajustes({"CAUCE_DATOS": str(tmp_path / "d")})
    assert ajustes.url == f"sqlite:///{tmp_path}/d/cauce.db"
    assert (tmp_path / "d").is_dir()


@pytest.mark.parametrize(
    ("variable", "valor"),
    [
        ("CAUCE_SECRETO", "corto"),
        ("CAUCE_RESERVA_SEGUNDOS", "mucho"),
        ("CAUCE_SONDEO_SEGUNDOS", "-1"),
        ("CAUCE_SONDEO_SEGUNDOS", "nan"),
    ],
)
def test_un_ajuste_malo_se_nombra(tmp_path, variable, valor):
    with pytest.raises(ConfiguracionInvalida, match=variable):
        leer_ajustes({"CAUCE_DATOS": str(tmp_path), variable: valor})


def test_una_carpeta_imposible_se_nombra(tmp_path):
    (tmp_path / "archivo").write_text("x")
    with pytest.raises(ConfiguracionInvalida, match="CAUCE_DATOS"):
        leer_ajustes({"CAUCE_DATOS": str(tmp_path / "archivo" / "d")})


def test_una_base_de_otra_clase_se_rechaza(tmp_path):
    ajustes = leer_ajustes({"CAUCE_DATOS": str(tmp_path), "CAUCE_BASE_DATOS": "mysql://h/b"})
    with pytest.raises(ConfiguracionInvalida, match="CAUCE_BASE_DATOS: Cauce no funciona sobre"):
        armar_entorno(ajustes)


def test_una_base_sin_migrar_dice_que_hacer(tmp_path):
    with pytest.raises(ConfiguracionInvalida, match="cauce migrar"):
        armar_entorno(leer_ajustes({"CAUCE_DATOS": str(tmp_path)}))


def test_con_la_base_al_dia_arma_el_entorno_completo(tmp_path):
    url = bases.sqlite_nueva(tmp_path)
    entorno = armar_entorno(leer_ajustes({"CAUCE_DATOS": str(tmp_path), "CAUCE_BASE_DATOS": url}))
    with entorno.leer() as sesion:
        assert sesion.connection().dialect.name == "sqlite"
    assert entorno.manejadores.temas == buscar_manejadores().temas
    entorno.sesiones.kw["bind"].dispose()
