"""Los cuadros del tablero como planillas."""

from collections.abc import Iterable, Sequence

from motor.consultas.seguimiento import Cuenta, Tablero
from web.filtros import fecha
from web.planillas import escribir_planilla

CUADROS = {
    "procesos": ("Proceso", "Expedientes abiertos", "Tareas vencidas", "Días de espera (media)"),
    "etapas": ("Etapa", "Tareas", "Vencidas", "Días de espera (media)"),
    "unidades": ("Unidad", "Tareas", "Vencidas", "Días de espera (media)"),
    "demoras": ("Unidad", "Plazos con mora", "Siguen en mora", "Días hábiles de mora"),
    "personas": ("Persona", "Plazos con mora", "Siguen en mora", "Días hábiles de mora"),
    "vencimientos": ("Hoja de ruta", "Asunto", "Tarea", "Unidad", "Vence", "Días hábiles"),
}


def escribir_cuadro(cuadro: str, tablero: Tablero) -> str:
    """Devuelve el cuadro."""
    return escribir_planilla(CUADROS[cuadro], _filas(cuadro, tablero))


def _filas(cuadro: str, t: Tablero) -> Iterable[Sequence[object]]:
    if cuadro == "vencimientos":
        return (
            (p.hr, p.asunto, p.tarea, p.unidad, fecha(p.vence_fecha), p.dias_habiles)
            for p in t.por_vencer
        )
    cuentas: dict[str, tuple[Cuenta, ...]] = {
        "procesos": t.procesos,
        "etapas": t.etapas,
        "unidades": t.unidades,
        "demoras": t.demoras_unidad,
        "personas": t.demoras_persona,
    }
    return ((c.nombre, c.abiertas, c.vencidas, c.dias) for c in cuentas[cuadro])
