"""Archivos con mala intención o mal hechos: una frase, pronto, y nada más."""

import pytest

from motor.bpmn import leer, revisar
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.dibujos import diagrama, etiqueta, fin, flujos, inicio, proceso, subproceso

MINIMO = diagrama(proceso(inicio(), fin(), flujos("inicio > fin")))
DOCTYPE = b'<!DOCTYPE d [<!ENTITY a "x">]>'
RISAS = b'<!DOCTYPE d [<!ENTITY a "ja"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
EXTERNA = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def anidado(niveles: int) -> bytes:
    return b"<definitions>" + b"<subProcess>" * niveles + b"</subProcess>" * niveles


@pytest.mark.parametrize(
    ("xml", "frase"),
    [
        (b"", "vacío"),
        (b"   \n", "vacío"),
        (b"hola", "No es XML"),
        (b"\x00\x01\x02", "No es XML"),
        (b"%PDF-1.7\n", "No es XML"),
        (DOCTYPE + MINIMO, "DOCTYPE"),
        (RISAS + MINIMO, "DOCTYPE"),
        (EXTERNA + MINIMO, "DOCTYPE"),
        ((DOCTYPE + MINIMO).decode().encode("utf-16"), "DOCTYPE"),
        (b"<definitions>&nada;</definitions>", "entidad"),
        (b"<html><body/></html>", "no es BPMN 2.0"),
        (b"<definitions/>", "no es BPMN 2.0"),
        (MINIMO.replace(b"20100524/MODEL", b"20990101/MODEL"), "no es BPMN 2.0"),
        (b'<?xml version="1.0" encoding="marciano"?><definitions/>', "codificación"),
        (b'<?xml version="1.0" encoding="utf-7"?><definitions/>', "codificación"),
        (b'<?xml version="1.0" encoding="UTF-16"?><definitions/>', "codificación"),
        (MINIMO + MINIMO, "después del elemento raíz"),
        (MINIMO[:-20], "No es XML"),
        (MINIMO.replace(b'id="fin"', b'id="fin" id="fin"'), "atributo está repetido"),
        (anidado(20_000), "anidan"),
        (b" " * (5 * 1024 * 1024 + 1), "pesa"),
    ],
)
def test_lo_que_no_es_un_bpmn_sano_se_niega_con_una_frase(xml, frase):
    with pytest.raises(DiagramaInvalido) as error:
        leer(xml)
    [hallazgo] = error.value.hallazgos
    assert frase in hallazgo.mensaje
    assert hallazgo.que_hacer


def test_un_acento_en_otra_codificacion_dice_linea_y_columna():
    xml = '<?xml version="1.0" encoding="UTF-8"?>\n<definitions>\n  <a b="niño"/></definitions>'
    with pytest.raises(DiagramaInvalido, match="línea 3, columna 11"):
        leer(xml.encode("latin-1"))


def test_una_etiqueta_mal_cerrada_dice_donde():
    with pytest.raises(DiagramaInvalido, match=r"se cierra con otro nombre \(línea 3, columna"):
        leer(b"<definitions>\n<process>\n</proceso></definitions>")


@pytest.mark.parametrize("codificacion", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_las_codificaciones_declaradas_se_leen(codificacion):
    nombre = "utf-8" if codificacion == "utf-8-sig" else codificacion
    cuerpo = diagrama(proceso(inicio(name="Año de gestión"), fin())).decode()
    xml = f'<?xml version="1.0" encoding="{nombre}"?>\n{cuerpo}'.encode(codificacion)
    assert leer(xml).procesos["p"].nodos["inicio"].nombre == "Año de gestión"


def test_diez_mil_tareas_en_fila_se_leen_y_revisan():
    ids = ["inicio", *(f"t{n}" for n in range(10_000)), "fin"]
    tareas = (etiqueta("task", id=id_) for id_ in ids[1:-1])
    xml = diagrama(proceso(inicio(), *tareas, fin(), flujos(" > ".join(ids))))
    documento = leer(xml)
    assert revisar(documento) == []
    assert len(documento.procesos["p"].flujos) == 10_001


def test_cien_subprocesos_anidados_se_leen_y_mil_se_niegan():
    assert len(leer(anidar(100)).procesos["p"].nodos) == 300
    with pytest.raises(DiagramaInvalido, match="anidan más de 250"):
        leer(anidar(1_000))


def anidar(niveles: int) -> bytes:
    dentro = ""
    for nivel in range(niveles):
        dentro = subproceso(f"s{nivel}", inicio(f"i{nivel}"), dentro, fin(f"f{nivel}"))
    return diagrama(proceso(dentro))


def test_los_bytes_originales_quedan_intactos():
    xml = b"<?xml version='1.0'?><!-- nota --><?pi x?>\n" + MINIMO + b"\n"
    assert leer(xml).xml == xml


def llamadas(*pares: str) -> set[str]:
    procesos = []
    for par in pares:
        de, a = par.split(">")
        llamada = etiqueta("callActivity", id=f"l{de}", calledElement=a)
        camino = flujos(f"i{de} > l{de} > f{de}")
        procesos.append(proceso(inicio(f"i{de}"), llamada, fin(f"f{de}"), camino, id=de))
    return {h.elemento for h in revisar(leer(diagrama(*procesos))) if h.regla == CIRCULO}


CIRCULO = "llamadas_en_circulo"


def test_los_procesos_que_se_llaman_en_circulo_sin_salida_se_niegan():
    assert llamadas("a>b", "b>a") == {"la", "lb"}
    assert llamadas("a>a") == {"la"}
    assert llamadas("a>b", "b>c") == set()
