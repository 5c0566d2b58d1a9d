"""El calendario se escribe como manda RFC 5545; lo lee un lector propio, escrito aparte."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from motor.reglas.icalendar import Evento, escribir_calendario

SELLO = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)
TEXTOS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=200)


def desdoblar(texto: str) -> list[str]:
    """RFC 5545, 3.1: CRLF termina; CRLF y un espacio siguen el renglón anterior."""
    assert texto.endswith("\r\n")
    renglones: list[str] = []
    for renglon in texto[:-2].split("\r\n"):
        assert "\n" not in renglon
        assert len(renglon.encode()) <= 75
        if renglon.startswith(" "):
            renglones[-1] += renglon[1:]
        else:
            renglones.append(renglon)
    return renglones


def desescapar(valor: str) -> str:
    """RFC 5545, 3.3.11."""
    letras, resto = [], iter(valor)
    for letra in resto:
        assert letra not in ";,", "un separador sin escapar"
        escapada = next(resto) if letra == "\\" else ""
        assert escapada in ("", "\\", ";", ",", "n", "N")
        letras.append("\n" if escapada in ("n", "N") else escapada or letra)
    return "".join(letras)


def propiedades(texto: str, componente: str) -> list[tuple[str, str]]:
    """(nombre con parámetros, valor) del primer componente con ese nombre, sin los de adentro."""
    dentro: list[str] = []
    halladas = []
    for renglon in desdoblar(texto):
        nombre, _, valor = renglon.partition(":")
        if nombre == "BEGIN":
            dentro.append(valor)
        elif nombre == "END":
            assert dentro.pop() == valor
        elif dentro[-1] == componente:
            halladas.append((nombre, valor))
    assert dentro == []
    return halladas


def evento(**cambios) -> Evento:
    datos = {
        "uid": "plazo-7@cauce.bo",
        "dia": date(2027, 2, 28),
        "titulo": "Vence: Informe (HR-2027-000001)",
        "descripcion": "Ley 2341, art. 17",
        "url": "https://cauce.bo/tareas/9",
    }
    return Evento(**(datos | cambios))


def test_un_vencimiento_es_un_dia_entero_con_recordatorio():
    texto = escribir_calendario("Vencimientos", [evento(revision=2)], SELLO)
    assert dict(propiedades(texto, "VEVENT")) == {
        "UID": "plazo-7@cauce.bo",
        "DTSTAMP": "20270104T130000Z",
        "DTSTART;VALUE=DATE": "20270228",
        "DTEND;VALUE=DATE": "20270301",
        "SEQUENCE": "2",
        "SUMMARY": "Vence: Informe (HR-2027-000001)",
        "DESCRIPTION": "Ley 2341\\, art. 17",
        "URL": "https://cauce.bo/tareas/9",
        "TRANSP": "TRANSPARENT",
    }
    assert dict(propiedades(texto, "VALARM")) == {
        "ACTION": "DISPLAY",
        "DESCRIPTION": "Vence: Informe (HR-2027-000001)",
        "TRIGGER": "-PT15H",
    }


def test_el_calendario_vacio_tambien_es_valido():
    cabeza = propiedades(escribir_calendario("Vencimientos", [], SELLO), "VCALENDAR")
    assert cabeza[:2] == [("VERSION", "2.0"), ("PRODID", "-//Cauce//Vencimientos//ES")]


@given(TEXTOS)
def test_todo_texto_vuelve_igual_y_ningun_renglon_pasa_de_75_octetos(titulo):
    texto = escribir_calendario("Vencimientos", [evento(titulo=titulo)], SELLO)
    leido = dict(propiedades(texto, "VEVENT"))["SUMMARY"]
    assert desescapar(leido) == titulo


def test_un_salto_en_el_titulo_no_agrega_propiedades():
    texto = escribir_calendario("V", [evento(titulo="uno\r\nATTACH:malo\x00")], SELLO)
    leidas = dict(propiedades(texto, "VEVENT"))
    assert "ATTACH" not in leidas
    assert desescapar(leidas["SUMMARY"]) == "uno\nATTACH:malo"
