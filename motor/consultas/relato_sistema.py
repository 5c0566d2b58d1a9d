"""Las frases de lo que se asienta fuera de los expedientes: organización, cuentas, versiones."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from motor.consultas.valores import decir
from motor.nucleo.textos import contar
from motor.nucleo.valores import decodificar

_C = Mapping[str, Any]


def _dato(contenido: _C, clave: str) -> str:
    valor = (contenido.get("datos") or {}).get(clave)
    return decir(decodificar(valor)) if valor is not None else ""


def _motivo(contenido: _C) -> str:
    motivo = contenido.get("motivo")
    return f": {motivo}" if motivo else ""


def _dia(texto: str) -> str:
    """`2027-01-04` o `2027-01-04T…` → «04/01/2027»; lo que ya es una fecha escrita queda igual."""
    try:
        return decir(datetime.fromisoformat(texto) if "T" in texto else date.fromisoformat(texto))
    except ValueError:
        return texto


def _vigencia(contenido: _C) -> str:
    desde, hasta = _dato(contenido, "desde"), _dato(contenido, "hasta")
    return f"desde el {_dia(desde)}" + (f" hasta el {_dia(hasta)}" if hasta else "")


def _designada(contenido: _C) -> str:
    documento = _dato(contenido, "documento")
    por = _dato(contenido, "por")
    return (
        f"a «{_dato(contenido, 'persona')}» en el cargo «{_dato(contenido, 'cargo')}», "
        f"{_dato(contenido, 'calidad')}"
        + (f" por «{por}»" if por else "")
        + f", {_vigencia(contenido)}"
        + (f" ({documento})" if documento else "")
    )


def _alcance(contenido: _C) -> str:
    referencia = _dato(contenido, "referencia")
    alcance = _dato(contenido, "alcance")
    return f"{alcance} {referencia}".strip()


def _cierre_de_sesiones(contenido: _C) -> str:
    cuantas = (contenido.get("datos") or {}).get("sesiones")
    return f"cerró {contar(int(cuantas), 'sesión', 'sesiones')}" if cuantas else "cerró la sesión"


FRASES_DEL_SISTEMA: dict[str, Callable[[_C], str]] = {
    "persona_designada": lambda c: f"designó {_designada(c)}",
    "suplencia_dispuesta": lambda c: f"dispuso que supla {_designada(c)}",
    "delegacion_dispuesta": lambda c: f"delegó {_designada(c)}",
    "designacion_revocada": lambda c: f"revocó la designación que puso {_designada(c)}{_motivo(c)}",
    "persona_guardada": lambda c: f"guardó la cuenta «{_dato(c, 'persona')}»",
    "persona_desactivada": lambda c: (
        f"desactivó la cuenta «{_dato(c, 'persona')}»{_motivo(c)}; tareas devueltas a su unidad: "
        f"{_dato(c, 'tareas_soltadas')}"
    ),
    "clave_cambiada": lambda c: f"cambió la clave de «{_dato(c, 'persona')}»",
    "cargo_guardado": lambda c: f"guardó el cargo «{_dato(c, 'cargo')}»",
    "unidad_guardada": lambda c: (
        f"guardó la unidad «{_dato(c, 'unidad')}», que rige desde el {_dia(_dato(c, 'desde'))}"
    ),
    "unidad_cerrada": lambda c: f"cerró la unidad «{_dato(c, 'unidad')}» con {_dato(c, 'norma')}",
    "organizacion_sembrada": lambda _c: "sembró la organización, los plazos y los feriados",
    "calendario_cambiado": lambda c: (
        f"cambió el calendario{_motivo(c)}; plazos recalculados: {_dato(c, 'plazos_recalculados')}"
    ),
    "parametro_cambiado": lambda c: f"cambió el plazo «{_parametro(c)}»{_motivo(c)}",
    "plazos_suspendidos": lambda c: (
        f"suspendió los plazos ({_alcance(c)}) {_vigencia(c)}{_motivo(c)}"
    ),
    "plazos_reanudados": lambda c: (
        f"reanudó los plazos suspendidos hasta el {_dia(_dato(c, 'hasta'))}{_motivo(c)}"
    ),
    "version_publicada": lambda c: (
        f"publicó la versión {_dato(c, 'version')} de «{_dato(c, 'proceso')}»"
    ),
    "version_retirada": lambda c: (
        f"retiró la versión {_dato(c, 'version')} de «{_dato(c, 'proceso')}»{_motivo(c)}"
    ),
    "proceso_suspendido": lambda c: (
        f"suspendió el proceso «{_dato(c, 'proceso')}»"
        f"{' con sus casos en curso' if c['datos']['con_casos'] else ''}{_motivo(c)}"
    ),
    "proceso_reanudado": lambda c: f"reanudó el proceso «{_dato(c, 'proceso')}»{_motivo(c)}",
    "migracion_pedida": lambda c: (
        f"pidió llevar {_dato(c, 'casos')} casos de «{_dato(c, 'proceso')}» a la versión "
        f"{_dato(c, 'version')}{_motivo(c)}"
    ),
    "borrador_creado": lambda c: f"creó un borrador de {_borrador(c)}",
    "borrador_importado": lambda c: f"importó un archivo como borrador de {_borrador(c)}",
    "archivo_de_borrador_quitado": lambda c: (
        f"quitó {_dato(c, 'archivo')} del borrador de {_borrador(c)}"
    ),
    "ficha_de_borrador_guardada": lambda c: f"guardó la ficha del borrador de {_borrador(c)}",
    "borrador_propuesto": lambda c: f"propuso publicar el borrador de {_borrador(c)}",
    "borrador_devuelto": lambda c: f"devolvió el borrador de {_borrador(c)}{_motivo(c)}",
    "borrador_aprobado": lambda c: (
        f"aprobó el borrador de {_borrador(c)}, que es desde ahora la versión {_dato(c, 'version')}"
    ),
    "borrador_descartado": lambda c: f"descartó el borrador de {_borrador(c)}{_motivo(c)}",
    "sesion_abierta": lambda _c: "ingresó",
    "sesion_cerrada": _cierre_de_sesiones,
    "cargo_elegido": lambda _c: "eligió con qué cargo actúa",
    "ingreso_negado": lambda c: f"se negó el ingreso de «{_dato(c, 'usuario')}»",
}


def _borrador(contenido: _C) -> str:
    return f"«{_dato(contenido, 'proceso')}» (n.º {_dato(contenido, 'borrador')})"


def _parametro(contenido: _C) -> str:
    for parte in ("datos", "despues", "antes"):
        clave = (contenido.get(parte) or {}).get("clave")
        if clave:
            return str(clave)
    return "sin clave"
