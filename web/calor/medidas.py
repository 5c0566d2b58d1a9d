"""Lo que el mapa de calor puede mostrar de cada paso, y con cuánta intensidad."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from motor.consultas.calor import PasoMedido

NIVELES = 5


@dataclass(frozen=True)
class Medida:
    """Una medida: cómo se llama, qué dice y cómo se lee en un paso."""

    titulo: str
    explicacion: str
    valor: Callable[[PasoMedido], float]
    texto: Callable[[PasoMedido], str]


def duracion(tiempo: timedelta) -> str:
    """Devuelve el tiempo corrido como se dice: «2 d 3 h», «45 min», «0»."""
    minutos = round(tiempo.total_seconds() / 60)
    dias, resto = divmod(minutos, 24 * 60)
    horas, minutos = divmod(resto, 60)
    partes = [(dias, "d"), (horas, "h"), (minutos if not dias else 0, "min")]
    return " ".join(f"{cuanto} {que}" for cuanto, que in partes if cuanto) or "0"


MEDIDAS: Mapping[str, Medida] = {
    "vencidas": Medida(
        "Plazos vencidos",
        "Tareas que pasaron de su plazo, terminadas o no.",
        lambda p: p.vencidas,
        lambda p: str(p.vencidas),
    ),
    "cumplidos": Medida(
        "Plazos dibujados",
        "Veces que se cumplió un plazo dibujado en el borde de un paso: los que avisan y los que "
        "cortan.",
        lambda p: p.cumplidos,
        lambda p: str(p.cumplidos),
    ),
    "espera": Medida(
        "Espera",
        "Tiempo corrido desde que la tarea llega hasta que alguien la toma, o hasta que llega "
        "lo que el dibujo espera: una fecha, un mensaje, un servicio, un proceso llamado (mediana "
        "de lo que ya pasó).",
        lambda p: p.espera.total_seconds(),
        lambda p: duracion(p.espera),
    ),
    "hoy": Medida(
        "Lo que espera hoy",
        "Lo que hoy está en el paso y hace cuánto llegó lo más viejo, que es lo que da el color.",
        lambda p: p.mas_vieja.total_seconds(),
        lambda p: f"{p.abiertas}: {duracion(p.mas_vieja)}",
    ),
    "trabajo": Medida(
        "Trabajo",
        "Tiempo corrido desde que se toma hasta que se completa (mediana).",
        lambda p: p.trabajo.total_seconds(),
        lambda p: duracion(p.trabajo),
    ),
    "casos": Medida(
        "Casos", "Expedientes que pasaron por el paso.", lambda p: p.casos, lambda p: str(p.casos)
    ),
    "devueltas": Medida(
        "Devoluciones",
        "Veces que el paso se rehízo porque se devolvió.",
        lambda p: p.devueltas,
        lambda p: str(p.devueltas),
    ),
}


def intensidades(pasos: Sequence[PasoMedido], medida: Medida) -> dict[str, tuple[int, str]]:
    """De cada elemento con algo que mostrar, su nivel (1 a `NIVELES`) y su texto."""
    mayor = max((medida.valor(p) for p in pasos), default=0)
    return {
        p.elemento: (max(1, round(NIVELES * medida.valor(p) / mayor)), medida.texto(p))
        for p in pasos
        if medida.valor(p) > 0
    }
