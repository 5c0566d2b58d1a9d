"""Los avisos de un plazo al 50, 80 y 100 %: cuáles tocan y cuándo es el próximo."""

from datetime import datetime

from motor.almacen.plazos import Plazo


def proximo_aviso(plazo: Plazo) -> datetime | None:
    """Devuelve el instante del primer aviso por dar; None si no queda ninguno."""
    pendientes = [a for a in plazo.avisos if not a.get("dado_el")]
    return min((datetime.fromisoformat(a["el"]) for a in pendientes), default=None)


def marcar_avisos(plazo: Plazo, ahora: datetime) -> list[int]:
    """Marca como dados los avisos que ya tocan y devuelve sus porcentajes."""
    tocan = [
        a["porcentaje"]
        for a in plazo.avisos
        if not a.get("dado_el") and datetime.fromisoformat(a["el"]) <= ahora
    ]
    plazo.avisos = [
        a | {"dado_el": ahora.isoformat()} if a["porcentaje"] in tocan else a for a in plazo.avisos
    ]
    plazo.proximo_aviso_el = proximo_aviso(plazo)
    return tocan
