"""La ficha del proceso, del formulario a la orden: normas por filas y quién inicia cada piscina."""

from typing import Any

from flask import request

from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.guardar_ficha_borrador import GuardarFicha
from web.contexto import actor

FILAS_MAXIMAS = 60


def leer_ficha(borrador_id: int) -> GuardarFicha:
    """Devuelve la orden con lo escrito.

    Raises:
        DatosInvalidos: falta decir qué revisión se vio.
    """
    escrito = request.form
    revision = escrito.get("revision", "")
    if not revision.isdecimal():
        raise DatosInvalidos("No se guardó.", [Falta("", "Actualice la página y repita.")])
    ficha: dict[str, Any] = {
        "proposito": escrito.get("proposito", "").strip(),
        "funciones": _funciones(),
        "base_normativa": _normas(),
        "quien_inicia": _iniciadores(),
    }
    return GuardarFicha(
        actor(), borrador_id, int(revision), escrito.get("nombre", "").strip(), ficha
    )


def _funciones() -> list[int | str]:
    """Los números escritos, sin repetir; lo que no lo es queda como está, para poder reclamarlo."""
    dichas = request.form.get("funciones", "").replace(",", " ").split()
    unicas = dict.fromkeys(dichas)
    return [int(dicha) if dicha.isdecimal() and len(dicha) < 4 else dicha for dicha in unicas]


def _normas() -> list[dict[str, str]]:
    filas = [
        {
            "norma": request.form.get(f"norma-{n}", "").strip(),
            "etiqueta": request.form.get(f"etiqueta-{n}", "").strip(),
            "texto": request.form.get(f"texto-{n}", "").strip(),
        }
        for n in range(FILAS_MAXIMAS)
    ]
    return [fila for fila in filas if fila["norma"] or fila["texto"]]


def _iniciadores() -> dict[str, list[str]]:
    """Las casillas marcadas y los que se agregan, de cada proceso nombrado en el formulario."""
    quienes: dict[str, list[str]] = {}
    for proceso in request.form.getlist("proceso"):
        claves = [
            *request.form.getlist(f"inicia-{proceso}"),
            *request.form.getlist(f"agrega-{proceso}"),
        ]
        unicas = list(dict.fromkeys(clave for clave in claves if clave))
        if unicas:
            quienes[proceso] = unicas
    return quienes


def ficha_escrita(ficha: dict[str, Any]) -> dict[str, Any]:
    """La ficha como la muestra el formulario: con filas vacías para agregar normas."""
    normas = list(ficha.get("base_normativa") or [])
    return {
        "proposito": ficha.get("proposito", ""),
        "funciones": ", ".join(str(numero) for numero in ficha.get("funciones") or []),
        "normas": [*normas, {}, {}],
        "quien_inicia": ficha.get("quien_inicia") or {},
    }
