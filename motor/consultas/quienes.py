"""Cómo se dice quién actuó y en qué cargo, según lo copiado en la bitácora."""

from collections.abc import Mapping
from typing import Any


def como_de(quien: Mapping[str, Any]) -> str:
    """«Cargo — Unidad», con la calidad si no es titular; vacío si actuó el sistema."""
    como = " — ".join(p for p in (quien.get("cargo_nombre"), quien.get("unidad_nombre")) if p)
    calidad = quien.get("calidad", "titular")
    return f"{como} ({calidad})" if como and calidad != "titular" else como


def decir_quien(nombre: str, como: str) -> str:
    """«Nombre (Cargo — Unidad)»; una sola vez si el nombre es el del cargo."""
    return (
        nombre if not como or nombre in (como, como.partition(" — ")[0]) else f"{nombre} ({como})"
    )
