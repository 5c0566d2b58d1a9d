"""Los cuadros del tablero como planillas."""

from collections.abc import Iterable, Sequence

from motor.consultas.seguimiento import Cuenta, Tablero
from web.filtros import fecha
from web.planillas import escribir_planilla

RESERVADO = "Expediente confidencial"
CUADROS = {
    "procesos": ("Proceso", "Expedientes abiertos", "Tareas vencidas", "Días de espera (media)"),
    "etapas": ("Etapa", "Tareas", "Vencidas", "Días de espera (media)"),
    "unidades": ("Unidad", "Tareas", "Vencidas", "Días de espera (media)"),
    "mora": ("Demora", "Expedientes", "En mora", "Días hábiles de mora (media)"),
    "esperas": ("Qué se espera", "Expedientes", "Días de espera (media)"),
    "demoras": ("Unidad", "Plazos con mora", "Siguen en mora", "Días hábiles de mora"),
    "personas": ("Persona", "Plazos con mora", "Siguen en mora", "Días hábiles de mora"),
    "dias": ("Día", "Tareas que vencen"),
    "vencimientos": ("Hoja de ruta", "Asunto", "Tarea", "Unidad", "Vence", "Días hábiles"),
}


def escribir_cuadro(cuadro: str, tablero: Tablero) -> str:
    """Devuelve el cuadro."""
    return escribir_planilla(CUADROS[cuadro], _filas(cuadro, tablero))


def _filas(cuadro: str, t: Tablero) -> Iterable[Sequence[object]]:
    if cuadro == "vencimientos":
        return [
            (p.hr or RESERVADO, p.asunto, p.tarea, p.unidad, fecha(p.vence_fecha), p.dias_habiles)
            for p in (*t.vencidos, *t.por_vencer)
        ]
    if cuadro == "dias":
        return [(fecha(dia), cuantas) for dia, cuantas in t.vencimientos]
    if cuadro == "esperas":
        return [(c.nombre, c.abiertas, c.dias) for c in t.esperas]
    cuentas: dict[str, tuple[Cuenta, ...]] = {
        "procesos": t.procesos,
        "etapas": t.etapas,
        "unidades": t.unidades,
        "mora": t.mora,
        "demoras": t.demoras_unidad,
        "personas": t.demoras_persona,
    }
    return [(c.nombre, c.abiertas, c.vencidas, c.dias) for c in cuentas[cuadro]]
