"""Cómo se escriben fechas, montos y cantidades para las personas, en La Paz."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from secrets import token_urlsafe

from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from motor.nucleo.reloj import LA_PAZ
from web.html_seguro import html_seguro

DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MESES = (
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
)

# El primero que aparece: los que imitan a otro van antes que el imitado.
_NAVEGADORES = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SISTEMAS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def fecha(valor: date | datetime | None) -> str:
    """`15/03/2027`; vacío si no hay."""
    return "" if valor is None else _local(valor).strftime("%d/%m/%Y")


def fecha_hora(valor: datetime | None) -> str:
    """`15/03/2027 10:30`, en hora de La Paz; vacío si no hay."""
    return "" if valor is None else _local(valor).strftime("%d/%m/%Y %H:%M")


def ultimo_dia(valor: datetime | None) -> str:
    """El último día de lo que termina en ese instante: `20/12/2026` si es a las 24:00 de ese día.

    Si termina a otra hora, `20/12/2026 10:30`.
    """
    if valor is None:
        return ""
    local = valor.astimezone(LA_PAZ)
    anterior = local - timedelta(microseconds=1)
    return fecha(anterior) if anterior.date() != local.date() else fecha_hora(valor)


def fecha_larga(valor: date | datetime | None) -> str:
    """`lunes 15 de marzo de 2027`; vacío si no hay."""
    if valor is None:
        return ""
    dia = _local(valor)
    return f"{DIAS[dia.weekday()]} {dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def hora(valor: datetime | None) -> str:
    """`10:30`, en hora de La Paz; vacío si no hay."""
    return "" if valor is None else _local(valor).strftime("%H:%M")


def iso(valor: date | datetime | None) -> str:
    """Para `<time datetime>`: con zona si es un instante."""
    return "" if valor is None else valor.isoformat()


def navegador(agente: str) -> str:
    """«Firefox en Windows», de lo que el navegador dice de sí; si no se reconoce, eso mismo."""
    programa = next((nombre for marca, nombre in _NAVEGADORES if marca in agente), "")
    sistema = next((nombre for marca, nombre in _SISTEMAS if marca in agente), "")
    return " en ".join(p for p in (programa, sistema) if p) if programa else recorta(agente, 70)


def numero(valor: Decimal | int | float | None, decimales: int | None = None) -> str:
    """`1.234,5`: punto de millares y coma decimal; vacío si no hay."""
    if valor is None:
        return ""
    exacto = Decimal(str(valor))
    escrito = f"{exacto:,f}" if decimales is None else f"{exacto:,.{decimales}f}"
    return escrito.translate(str.maketrans(",.", ".,"))


def monto(valor: Decimal | int | float | None) -> str:
    """`1.234,50`: con dos decimales."""
    return numero(valor, 2)


def plural(cuantos: int, uno: str, varios: str) -> str:
    """`1 día`, `3 días`."""
    return f"{numero(cuantos)} {uno if abs(cuantos) == 1 else varios}"


def iniciales(nombre: str) -> str:
    """Las de las dos primeras palabras: `Ana María Pérez` → `AM`."""
    return "".join(palabra[0] for palabra in nombre.split() if palabra[0].isalnum())[:2]


def recorta(texto: str, largo: int = 80) -> str:
    """El texto, cortado en palabra entera con «…» si pasa de `largo`."""
    if len(texto) <= largo:
        return texto
    corte = texto[: largo - 1]
    return (corte.rsplit(" ", 1)[0] if " " in corte[largo // 2 :] else corte) + "…"


_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")


def markdown(texto: str) -> Markup:
    """El texto con su formato; el HTML que traiga se muestra como texto y no hay enlaces raros."""
    return Markup(_markdown.render(texto))  # noqa: S704 markdown-it escapa el HTML y filtra enlaces


def preparar_filtros(app: Flask) -> None:
    """Engancha los filtros en las plantillas."""
    for filtro in (
        fecha,
        fecha_hora,
        ultimo_dia,
        fecha_larga,
        hora,
        iso,
        numero,
        monto,
        plural,
        recorta,
        iniciales,
        navegador,
        markdown,
        html_seguro,
    ):
        app.jinja_env.filters[filtro.__name__] = filtro
    app.jinja_env.globals["nueva_clave"] = lambda: token_urlsafe(12)
    app.jinja_env.globals["plural"] = plural


def _local(valor: date | datetime) -> date | datetime:
    return valor.astimezone(LA_PAZ) if isinstance(valor, datetime) else valor
