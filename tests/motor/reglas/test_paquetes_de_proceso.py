"""El zip de un proceso: sale y entra igual, y el que llega de fuera no engaña."""

import io
import stat
import zipfile

import pytest

from motor.nucleo.errores import DatosInvalidos
from motor.pruebas.carpetas import carpeta_de_diagramas, leer_carpeta, listar_carpetas
from motor.reglas import paquetes_de_proceso as paquetes
from motor.reglas.paquetes_de_proceso import archivos_de, desempaquetar, empaquetar
from motor.reglas.publicacion import Carpeta

FICHA = {
    "clave": "pago",
    "nombre": "Pago: «ñandú»",
    "proposito": "Pagar.\nA tiempo: siempre.",
    "funciones": [2, 17],
    "base_normativa": [{"norma": "Ley 1178", "etiqueta": "CITADO", "texto": "2027-01-04"}],
    "quien_inicia": {"p": ["UCL", "18:30", "017", "29_59", "no"]},
    "zeta": {"b": None, "a": 1.5},
}
CARPETA = Carpeta(
    "pago", FICHA["nombre"], b"<a/>", {"f1": b"{}", "a2": b"{ }"}, {"d": b"<d/>"}, FICHA
)
ESCENARIOS = {"01_uno": b"a: 1\n"}


def zip_de(archivos, **mas) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as abierto:
        for nombre, contenido in archivos:
            abierto.writestr(nombre, contenido)
        abierto.comment = mas.get("comentario", b"")
    return salida.getvalue()


BASE = [("proceso.yaml", b"clave: pago\nnombre: Pago\n"), ("pago.bpmn", b"<a/>")]


def test_lo_que_sale_vuelve_a_entrar_byte_a_byte_con_la_misma_huella():
    paquete = empaquetar(CARPETA, ESCENARIOS)
    contenido = desempaquetar(paquete)
    assert contenido.carpeta.huella == CARPETA.huella
    assert contenido.carpeta.ficha == FICHA
    assert archivos_de(contenido.carpeta, contenido.escenarios) == archivos_de(CARPETA, ESCENARIOS)
    assert empaquetar(contenido.carpeta, contenido.escenarios) == paquete


@pytest.mark.parametrize("ruta", listar_carpetas(carpeta_de_diagramas()), ids=lambda r: r.name)
def test_los_procesos_de_verdad_salen_y_entran_igual(ruta):
    leida = leer_carpeta(ruta)
    escenarios = {r.stem: r.read_bytes() for r in (ruta / "escenarios").glob("*.yaml")}
    carpeta = Carpeta(
        leida.clave, leida.nombre, leida.xml, leida.formularios, leida.decisiones, leida.ficha
    )
    contenido = desempaquetar(empaquetar(carpeta, escenarios))
    assert contenido.carpeta == carpeta
    assert contenido.carpeta.huella == carpeta.huella
    assert contenido.escenarios == escenarios


def test_el_zip_lleva_una_carpeta_como_las_de_diagramas():
    with zipfile.ZipFile(io.BytesIO(empaquetar(CARPETA, ESCENARIOS))) as abierto:
        assert sorted(abierto.namelist()) == [
            "pago/decisiones/d.dmn",
            "pago/escenarios/01_uno.yaml",
            "pago/formularios/a2.form",
            "pago/formularios/f1.form",
            "pago/pago.bpmn",
            "pago/proceso.yaml",
        ]


def test_entra_comprimido_sin_carpeta_y_con_lo_que_agregan_otros_sistemas():
    ajenos = [("__MACOSX/._pago.bpmn", b"x"), (".DS_Store", b"x")]
    assert desempaquetar(zip_de([*BASE, *ajenos])).carpeta.clave == "pago"


@pytest.mark.parametrize(
    "nombre",
    ["../fuera.form", "/etc/x", "formularios/../../x.form", "C:/x", "formularios\\x.form", "a//b"],
)
def test_un_nombre_que_se_sale_de_la_carpeta_no_entra(nombre):
    with pytest.raises(DatosInvalidos, match="nombre que no se admite"):
        desempaquetar(zip_de([*BASE, (nombre, b"{}")]))


def test_un_enlace_no_entra():
    enlace = zipfile.ZipInfo("formularios/x.form")
    enlace.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(DatosInvalidos, match="enlace"):
        desempaquetar(zip_de([*BASE, (enlace, b"/etc/passwd")]))


def test_una_bomba_no_se_abre_entera(monkeypatch):
    bomba = zip_de([*BASE, ("formularios/x.form", b"0" * 5_000_000)])
    assert len(bomba) < 20_000
    with pytest.raises(DatosInvalidos, match="abierto pesa demasiado"):
        desempaquetar(bomba)
    monkeypatch.setattr(paquetes, "ABIERTO_MAXIMO", 1_000_000)
    muchos = [(f"formularios/f{n}.form", b"0" * 400_000) for n in range(4)]
    with pytest.raises(DatosInvalidos, match="abierto pesa demasiado"):
        desempaquetar(zip_de([*BASE, *muchos]))


def test_lo_que_cambio_despues_de_descargarse_se_nota():
    paquete = empaquetar(CARPETA, {})
    with zipfile.ZipFile(io.BytesIO(paquete)) as abierto:
        archivos = [(n, abierto.read(n)) for n in abierto.namelist()]
        comentario = abierto.comment
    cambiado = [(n, b"<b/>" if n.endswith(".bpmn") else c) for n, c in archivos]
    with pytest.raises(DatosInvalidos, match="no coincide con su huella"):
        desempaquetar(zip_de(cambiado, comentario=comentario))
    assert desempaquetar(zip_de(cambiado)).carpeta.xml == b"<b/>"


@pytest.mark.parametrize(
    ("archivos", "frase"),
    [
        ([], "no es un proceso de Cauce"),
        ([("x/proceso.yaml", b""), ("y/z", b"")], "no es un proceso de Cauce"),
        ([BASE[0]], "no tiene el diagrama pago.bpmn"),
        ([*BASE, ("leeme.txt", b"")], "no es parte de un proceso"),
        ([*BASE, ("formularios/x/y.form", b"")], "nombre de archivo «x/y» no sirve"),
        ([("proceso.yaml", b"clave: pago\n"), BASE[1]], "sin clave o sin nombre"),
        ([("proceso.yaml", b"clave: [\n"), BASE[1]], "no se puede leer"),
        ([("proceso.yaml", b"clave: ../x\nnombre: X\n"), BASE[1]], "La clave «../x» no sirve"),
        ([(f"f{n}", b"") for n in range(500)], "trae 500 archivos"),
    ],
)
def test_lo_que_no_es_un_proceso_se_dice_por_que(archivos, frase):
    with pytest.raises(DatosInvalidos, match=frase.replace("[", r"\[")):
        desempaquetar(zip_de(archivos))


@pytest.mark.parametrize("bytes_", [b"", b"hola", b"PK\x03\x04roto"])
def test_lo_que_no_es_un_zip_se_dice(bytes_):
    with pytest.raises(DatosInvalidos, match=r"no es un \.zip, o está dañado"):
        desempaquetar(bytes_)


def test_un_zip_repetido_o_danado_por_dentro_no_entra():
    paquete = bytearray(empaquetar(CARPETA, {}))
    lugar = paquete.index(b"pago/pago.bpmn") + len(b"pago/pago.bpmn")
    paquete[lugar] ^= 0xFF
    with pytest.raises(DatosInvalidos, match="No se importó"):
        desempaquetar(bytes(paquete))
