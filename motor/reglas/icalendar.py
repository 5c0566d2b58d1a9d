"""Escribir un calendario iCalendar (RFC 5545): días enteros, con recordatorio."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

OCTETOS = 75
PRODUCTO = "-//Cauce//Vencimientos//ES"


@dataclass(frozen=True)
class Evento:
    """Un día entero. `uid` no cambia nunca; `revision` sube si cambia el día."""

    uid: str
    dia: date
    titulo: str
    descripcion: str
    url: str
    revision: int = 0


def escribir_calendario(nombre: str, eventos: Sequence[Evento], sello: datetime) -> str:
    """Devuelve el calendario, con renglones de hasta 75 octetos terminados en CRLF.

    Args:
        nombre: el que muestran los programas.
        eventos: uno por vencimiento.
        sello: cuándo se escribió.
    """
    renglones = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCTO}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_texto(nombre)}",
        f"X-WR-CALNAME:{_texto(nombre)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for evento in eventos:
        renglones += _evento(evento, sello)
    renglones.append("END:VCALENDAR")
    return "".join(f"{doblado}\r\n" for r in renglones for doblado in _doblar(r))


def _evento(evento: Evento, sello: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_texto(evento.uid)}",
        f"DTSTAMP:{sello.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{evento.dia:%Y%m%d}",
        f"DTEND;VALUE=DATE:{evento.dia + timedelta(days=1):%Y%m%d}",
        f"SEQUENCE:{evento.revision}",
        f"SUMMARY:{_texto(evento.titulo)}",
        f"DESCRIPTION:{_texto(evento.descripcion)}",
        *([f"URL:{evento.url}"] if evento.url else []),
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{_texto(evento.titulo)}",
        "TRIGGER:-PT15H",  # las 09:00 del día anterior
        "END:VALARM",
        "END:VEVENT",
    ]


def _texto(texto: str) -> str:
    r"""Escapa un valor TEXT (3.3.11): `\`, `;`, `,` y los saltos; quita los demás controles."""
    for de, a in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\n", "\\n")):
        texto = texto.replace(de, a)
    return "".join(c for c in texto if c >= " " and c != "\x7f")


def _doblar(renglon: str) -> Iterable[str]:
    """Parte un renglón sin cortar ningún carácter; los que siguen empiezan con un espacio."""
    actual, largo = "", 0
    for caracter in renglon:
        octetos = len(caracter.encode())
        if largo + octetos > OCTETOS:
            yield actual
            actual, largo = " ", 1
        actual, largo = actual + caracter, largo + octetos
    yield actual
