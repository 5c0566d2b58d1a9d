"""El SQL que anota en `por_avisar` lo que alguien puede querer saber (migración 0011)."""

from motor.almacen.migraciones.mantenimiento import Mantenimiento

_DE_QUIEN = ("cargo_id", "unidad_id", "persona_id")
_ABIERTA = "NEW.estado IN ('disponible', 'tomada')"
_CAMBIA = " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in _DE_QUIEN)
_LLEGA = "NEW.estado = 'depositado' AND NEW.destino_instancia_id IS NOT NULL"


def _anotar(que: str) -> tuple[str, ...]:
    orden = f"INSERT INTO por_avisar (que, fila) VALUES ('{que}', NEW.id)"  # noqa: S608 son constantes
    return (orden,)


def disparadores_de_avisos() -> list[Mantenimiento]:
    """Devuelve los disparadores, iguales en las dos bases."""
    return [
        Mantenimiento("tarea_por_avisar", "tarea", "INSERT", _anotar("tarea")),
        Mantenimiento(
            "tarea_otra_vez_por_avisar",
            "tarea",
            f"UPDATE OF {', '.join(_DE_QUIEN)}",
            _anotar("tarea"),
            f"{_ABIERTA} AND ({_CAMBIA})",
        ),
        Mantenimiento("mensaje_por_avisar", "mensaje", "INSERT", _anotar("mensaje"), _LLEGA),
        Mantenimiento(
            "mensaje_llega_por_avisar",
            "mensaje",
            "UPDATE OF estado",
            _anotar("mensaje"),
            f"{_LLEGA} AND NEW.estado IS DISTINCT FROM OLD.estado",
        ),
        Mantenimiento("incidente_por_avisar", "incidente", "INSERT", _anotar("incidente")),
        Mantenimiento("aviso_por_avisar", "aviso", "INSERT", _anotar("aviso")),
    ]
