"""Documentos: cada contenido una vez, versiones seguidas, foliado correlativo y huella fiel."""

import pytest

from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.huellas import sha256
from motor.reglas.archivos import AlmacenArchivos, ArchivoAlterado
from motor.reglas.documentos import Archivo, Procedencia, agregar, ficha, obtener
from tests.fabrica import agregar_expediente


@pytest.fixture
def archivos(tmp_path) -> AlmacenArchivos:
    return AlmacenArchivos(tmp_path / "archivos")


def test_guardar_y_leer_devuelve_los_mismos_bytes_una_sola_vez(archivos):
    huella = archivos.guardar(b"acta")
    assert huella == archivos.guardar(b"acta") == sha256(b"acta")
    assert archivos.leer(huella) == b"acta"
    assert [r.name for r in archivos.carpeta.rglob("*") if r.is_file()] == [huella]


def test_un_archivo_alterado_en_el_disco_se_nota(archivos):
    huella = archivos.guardar(b"acta")
    [ruta] = [r for r in archivos.carpeta.rglob("*") if r.is_file()]
    ruta.write_bytes(b"otra")
    with pytest.raises(ArchivoAlterado, match=huella):
        archivos.leer(huella)


@pytest.mark.parametrize("huella", ["0" * 64, "../../etc/passwd", "A" * 64])
def test_lo_que_no_esta_se_dice(archivos, huella):
    with pytest.raises(NoEncontrado):
        archivos.leer(huella)


def test_el_mismo_nombre_es_otra_version_y_las_fojas_siguen(oficina, archivos):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, ahora)
        procedencia = Procedencia(1, ahora, campo="texto")
        for contenido, fojas in ((b"uno", 12), (b"dos", 3)):
            acta = Archivo("Acta", "acta.pdf", contenido, fojas=fojas)
            agregar(sesion, archivos, expediente, acta, procedencia)
        nota = Archivo("Nota", "n.pdf", b"tres", anexos=1)
        agregar(sesion, archivos, expediente, nota, procedencia)
        acta1, acta2, nota1 = obtener(sesion, 1, 1), obtener(sesion, 1), obtener(sesion, 2)
        assert [(v.numero, v.foja_desde) for v in (acta1, acta2, nota1)] == [
            (1, 1),
            (2, 13),
            (1, 16),
        ]
        assert ficha(acta2) == {
            "documento": 1,
            "version": 2,
            "nombre": "Acta",
            "sha256": sha256(b"dos"),
            "fojas": 3,
            "anexos": 0,
        }
        with pytest.raises(NoEncontrado, match="versión 9"):
            obtener(sesion, 1, 9)


@pytest.mark.parametrize(
    "archivo",
    [
        Archivo("", "a.pdf", b"x"),
        Archivo("Acta", "a.pdf", b""),
        Archivo("Acta", "a.pdf", b"x", fojas=0),
        Archivo("Acta", "a.pdf", b"x", anexos=-1),
    ],
)
def test_un_documento_incompleto_se_rechaza(oficina, archivos, archivo):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, ahora)
        with pytest.raises(DatosInvalidos):
            agregar(sesion, archivos, expediente, archivo, Procedencia(1, ahora))
