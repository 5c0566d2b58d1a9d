"""El resultado de jugar un caso, y su informe."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from motor.nucleo.errores import Hallazgo

PASA, FALLA, NEGADO = "passed", "failed", "refused"


@dataclass(frozen=True)
class Resultado:
    """`estado` es PASA, FALLA (corrió distinto) o NEGADO (se dijo antes que no se ejecuta)."""

    modelo: str
    caso: int
    estado: str
    detalle: str = ""


def negado(modelo: str, caso: int, graves: Sequence[Hallazgo]) -> Resultado:
    """El motor dijo, con el id y la regla, qué no ejecuta."""
    motivos = "; ".join(sorted({f"{h.elemento} [{h.regla}]" for h in graves}))
    return Resultado(modelo, caso, NEGADO, motivos)


def juzgar(modelo: str, caso: int, diferencias: Sequence[str]) -> Resultado:
    """Pasa si no hay diferencias con lo esperado."""
    return Resultado(modelo, caso, FALLA if diferencias else PASA, "; ".join(diferencias))


def contar(resultados: Sequence[Resultado]) -> Counter[str]:
    """Cuántos casos hay de cada estado."""
    return Counter(r.estado for r in resultados)


def informar(resultados: Sequence[Resultado], *, en_json: bool) -> str:
    """El informe: una línea por caso y el total, o todo en JSON."""
    cuenta = contar(resultados)
    if en_json:
        total = {estado: cuenta[estado] for estado in (PASA, FALLA, NEGADO)}
        return json.dumps(
            {"total": total, "casos": [asdict(r) for r in resultados]}, ensure_ascii=False
        )
    lineas = [f"{r.estado:8} {r.modelo} {r.caso} {r.detalle}".rstrip() for r in resultados]
    total = f"{cuenta[PASA]} passed, {cuenta[FALLA]} failed, {cuenta[NEGADO]} refused"
    return "\n".join([*lineas, total])
