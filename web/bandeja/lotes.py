"""Un acto sobre varias tareas: tantas operaciones como tareas, y de cada una se dice qué pasó."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from motor.nucleo.errores import DatosInvalidos, ErrorMotor
from motor.operaciones.asignar_tarea import AsignarTarea, asignar_tarea
from motor.operaciones.soltar_tarea import SoltarTarea, soltar_tarea
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from web.contexto import actor, operar

MAXIMO = 200
HECHO = {
    "tomar": ("Tomó 1 tarea.", "Tomó {} tareas."),
    "soltar": ("Soltó 1 tarea.", "Soltó {} tareas."),
    "asignar": ("Entregó 1 tarea.", "Entregó {} tareas."),
}


@dataclass(frozen=True)
class Resultado:
    """Qué pasó con una tarea; `falta` '' si se hizo."""

    tarea_id: int
    hr: str
    falta: str = ""


def hacer_lote(
    acto: str, tareas: Sequence[int], persona: str, idempotencia: str
) -> list[Resultado]:
    """Hace el acto sobre cada tarea; lo que una rechaza no detiene a las demás.

    Raises:
        DatosInvalidos: no se eligió nada, son demasiadas, o falta a quién.
    """
    if acto not in HECHO:
        raise DatosInvalidos("No se entendió qué hacer con las tareas. Vuelva a la bandeja.")
    if not tareas or len(tareas) > MAXIMO:
        raise DatosInvalidos(f"Elija entre 1 y {MAXIMO} tareas de la lista y repita.")
    if acto == "asignar" and not persona:
        raise DatosInvalidos("Diga a qué persona de su unidad le entrega las tareas.")
    return [_hacer_una(acto, id_, persona, f"{idempotencia}:{acto}:{id_}") for id_ in tareas]


def frase_del_lote(acto: str, resultados: Sequence[Resultado]) -> str:
    """Devuelve lo que se hizo, en una frase; '' si nada."""
    hechas = sum(not r.falta for r in resultados)
    una, varias = HECHO[acto]
    return una if hechas == 1 else varias.format(hechas) if hechas else ""


def _hacer_una(acto: str, tarea_id: int, persona: str, clave: str) -> Resultado:
    operaciones: dict[str, Callable[[], object]] = {
        "tomar": partial(operar, tomar_tarea, TomarTarea(actor(), tarea_id, clave)),
        "soltar": partial(operar, soltar_tarea, SoltarTarea(actor(), tarea_id, clave)),
        "asignar": partial(
            operar, asignar_tarea, AsignarTarea(actor(), tarea_id, persona, idempotencia=clave)
        ),
    }
    try:
        respuesta = operaciones[acto]()
    except ErrorMotor as error:
        return Resultado(tarea_id, "", error.mensaje)
    return Resultado(tarea_id, getattr(respuesta, "hr", ""))
