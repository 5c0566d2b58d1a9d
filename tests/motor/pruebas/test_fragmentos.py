"""Los fragmentos ahorran repetir pasos sin que un escenario deje de leerse de corrido."""

import pytest

from motor.pruebas.fragmentos import FragmentoInvalido, expandir, leer_fragmentos

FRAGMENTOS = {"abrir": [{"reloj": "+1 dh"}], "todo": [{"usar": "abrir"}, {"reloj": "+2 dh"}]}


def test_usar_se_reemplaza_por_los_pasos_tambien_dentro_de_otro_fragmento():
    pasos = [{"usar": "todo"}, {"reloj": "+3 dh"}, {"usar": ["abrir", "abrir"]}]
    assert expandir(pasos, FRAGMENTOS) == [
        {"reloj": "+1 dh"},
        {"reloj": "+2 dh"},
        {"reloj": "+3 dh"},
        {"reloj": "+1 dh"},
        {"reloj": "+1 dh"},
    ]


def test_un_fragmento_que_no_existe_se_nombra_junto_a_los_que_hay():
    with pytest.raises(FragmentoInvalido, match=r"no hay un fragmento «abir».*abrir, todo"):
        expandir([{"usar": "abir"}], FRAGMENTOS)


def test_un_fragmento_que_se_usa_a_si_mismo_se_rechaza():
    vuelta = {"a": [{"usar": "b"}], "b": [{"usar": "a"}]}
    with pytest.raises(FragmentoInvalido, match="«a» se usa a sí mismo"):
        expandir([{"usar": "a"}], vuelta)


def test_un_escenario_no_crece_sin_medida():
    doble = {f"f{n}": [{"usar": f"f{n + 1}"}] * 2 for n in range(14)} | {"f14": [{"reloj": "x"}]}
    with pytest.raises(FragmentoInvalido, match="pasa de 2000 pasos"):
        expandir([{"usar": "f0"}], doble)


def test_sin_archivo_no_hay_fragmentos_y_uno_mal_hecho_se_dice(tmp_path):
    assert leer_fragmentos(tmp_path) == {}
    (tmp_path / "fragmentos.yaml").write_text("fragmentos: {a: 1}", encoding="utf-8")
    with pytest.raises(FragmentoInvalido, match="«a» debe ser una lista"):
        leer_fragmentos(tmp_path)
