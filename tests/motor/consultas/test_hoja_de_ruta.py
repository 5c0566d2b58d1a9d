"""La hoja de ruta se lee como la conoce la oficina: nombres, personas, días, fojas; ningún id."""

import re
from datetime import datetime

import pytest

from motor.cli.hoja import escribir_hoja
from motor.consultas.hoja_de_ruta import mirar_todo, obtener_hoja_de_ruta
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from tests.casos import recorrer

pytestmark = pytest.mark.lento


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    """Una petición entera, una ley que el Gobernador devolvió y otra con un proveído."""
    carpeta = tmp_path_factory.mktemp("hojas")
    with recorrer(
        "sqlite",
        carpeta,
        {"entera": ("2.1", None), "devuelta": ("1.13", None), "derivada": ("1.11", None)},
    ) as c:
        yield c


@pytest.fixture
def leer(casos):
    def leer(clave):
        with casos.entorno.leer() as sesion:
            mirada = mirar_todo(sesion, casos.hrs[clave])
            return obtener_hoja_de_ruta(sesion, casos.entorno.versiones, mirada, casos.ahora())

    return leer


def test_la_caratula_dice_el_final_por_su_nombre_y_cuanto_duro(leer):
    caratula = leer("entera").caratula
    assert caratula.proceso == "Petición de informe y fiscalización"
    assert (caratula.estado, caratula.final) == ("cerrado", "E2.0 Respondida conforme")
    assert (caratula.dias_calendario, caratula.dias_habiles) == (15, 9)  # 8 y 9 feb: carnaval
    assert caratula.fojas == 6 + 6 + 20
    assert caratula.iniciador == "Vilma Escóbar Quispe"


def test_cada_tarea_repetida_dice_de_que_secretaria_es(leer):
    renglones = leer("entera").pasos
    por_item = [(r.nombre.split()[0], r.llegada.item) for r in renglones if r.llegada.item]
    assert sorted(por_item) == [
        (tarea, unidad) for tarea in ("T2.6", "T2.7", "T2.8") for unidad in ("SDFA", "SDOS")
    ]


def test_un_paso_dice_de_quien_vino_quien_lo_tuvo_y_cuantos_dias(leer):
    [designar] = [
        r for r in leer("entera").pasos if r.nombre.startswith("T2.6") and r.llegada.item == "SDOS"
    ]
    assert designar.llegada.como.startswith("Secretario de Coordinación General — ")
    assert (designar.cargo, designar.unidad) == (
        "Enlace",
        "Secretaría Departamental de Obras y Servicios",
    )
    assert designar.entro_el == datetime(2027, 2, 2, 9, tzinfo=LA_PAZ)
    assert designar.salio_el == datetime(2027, 2, 10, 11, tzinfo=LA_PAZ)
    assert (designar.dias_calendario, designar.dias) == (8, 4)


def test_un_paso_lleva_sus_documentos_con_fojas_y_huella(leer):
    documentos = [d for r in leer("entera").pasos for d in r.documentos]
    assert [(d.nombre, d.version, d.fojas) for d in documentos] == [
        ("Anexo SDOS", 1, 6),
        ("Anexo SDFA", 1, 6),
        ("Respuesta consolidada", 1, 20),
    ]
    assert all(re.fullmatch(r"[0-9a-f]{64}", d.sha256) for d in documentos)


def test_los_avisos_de_un_mismo_plazo_van_juntos(leer):
    sucesos = leer("entera").sucesos
    assert len({s.frase for s in sucesos}) == len(sucesos)
    [aviso] = [s for s in sucesos if "T2.6 Designar técnico" in s.frase]
    assert (aviso.hecho, aviso.veces) == ("plazo_avisado", 4)  # dos secretarías, 50 % y 80 %
    assert aviso.el < aviso.hasta_el


def test_los_mensajes_van_del_primero_al_ultimo(leer):
    titulos = [m.titulo.split()[0] for m in leer("entera").mensajes]
    assert titulos == ["M1", "M2", "M6", "M7", "M8"]


@pytest.mark.parametrize("clave", ["entera", "devuelta"])
def test_escrita_en_la_terminal_no_muestra_ids_del_diagrama(leer, capsys, clave):
    escribir_hoja(leer(clave))
    escrita = capsys.readouterr().out
    assert "Derivaciones" in escrita
    assert re.findall(r"\b[a-z0-9]+_[a-z0-9_]+\b", escrita) == []


def test_lo_devuelto_dice_el_motivo(leer, capsys):
    devueltas = [r.devuelta for r in leer("devuelta").pasos if r.devuelta]
    assert devueltas == [
        "Falta analizar la Ley 031",
        "Precisar beneficiarios",
        "Revisar el título",
    ]
    escribir_hoja(leer("devuelta"))
    assert "Devuelta: " in capsys.readouterr().out


def test_lo_derivado_dice_el_proveido_la_instruccion_y_a_quien(leer):
    [derivacion] = [d for r in leer("derivada").pasos for d in r.derivaciones]
    assert derivacion.proveido == "Para su atención"
    assert derivacion.instruccion == "Contar las ferias del año"
    assert derivacion.a == ("Técnico",)


def test_una_hoja_que_no_existe_se_dice_como_se_escribe(casos):
    with casos.entorno.leer() as sesion, pytest.raises(NoEncontrado, match="HR-AAAA-NNNNNN"):
        mirar_todo(sesion, "HR-1")
