"""Escribe una hoja de ruta en la terminal: quién hizo qué, cuándo y con qué plazo."""

from motor.cli.salida import consola
from motor.consultas.hoja_de_ruta import HojaDeRuta, Renglon


def escribir_hoja(hoja: HojaDeRuta) -> None:
    """Escribe el encabezado y los renglones de la hoja de ruta."""
    from rich.table import Table
    from rich.text import Text

    pantalla = consola()
    pantalla.print()
    pantalla.print(Text(f"{hoja.hr}  ·  {hoja.asunto}", style="bold"))
    pantalla.print(Text(f"{hoja.proceso}  ·  {_estado(hoja)}"))
    dibujo = Table(show_edge=False, pad_edge=False)
    for columna in ("N.º", "Cuándo", "Qué", "Quién", "Vence"):
        dibujo.add_column(columna, overflow="fold")
    for renglon in hoja.renglones:
        vence = renglon.vence_fecha.strftime("%d/%m/%Y") if renglon.vence_fecha else ""
        celdas = (
            str(renglon.numero),
            renglon.el.strftime("%d/%m/%Y %H:%M"),
            _que(renglon),
            _quien(renglon),
            vence,
        )
        dibujo.add_row(*(Text(celda) for celda in celdas))
    pantalla.print(dibujo)


def _estado(hoja: HojaDeRuta) -> str:
    desde = f"iniciado el {hoja.iniciado_el:%d/%m/%Y}"
    if hoja.cerrado_el is None:
        return f"{hoja.estado}, {desde}"
    final = f" · final: {hoja.final}" if hoja.final else ""
    return f"{hoja.estado} el {hoja.cerrado_el:%d/%m/%Y}, {desde}{final}"


def _que(renglon: Renglon) -> str:
    hecho = renglon.hecho.replace("_", " ").capitalize()
    partes = [f"{hecho}: {renglon.tarea}" if renglon.tarea else hecho]
    if renglon.detalle:
        partes.append(f"({renglon.detalle[:90]})")
    return " ".join(partes)


def _quien(renglon: Renglon) -> str:
    if not renglon.quien:
        return "el sistema"
    repetido = not renglon.cargo or renglon.cargo in renglon.quien
    return renglon.quien if repetido else f"{renglon.quien}, {renglon.cargo}"
