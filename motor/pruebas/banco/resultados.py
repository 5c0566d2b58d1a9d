"""Lo que mide el banco, y las metas con que se compara."""

from collections.abc import Mapping
from dataclasses import dataclass

META_SQLITE = 150.0
META_POSTGRESQL = 100.0
META_VUELTA = 1.1
META_SENTENCIAS = 10
META_KB_EXPEDIENTE = 5.0
META_PUBLICAR_GRANDE_SEGUNDOS = 1.0
META_INICIAR_GRANDE_MS = 5.0
META_EXPRESION_MICROSEGUNDOS = 5.0
META_TABLA_MS = 2.0


@dataclass(frozen=True)
class Piezas:
    """Lo medido sin base: la expresión, en microsegundos, y la tabla de mil reglas, en ms."""

    expresion_microsegundos: float
    tabla_ms: float

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        frases = []
        if self.expresion_microsegundos > META_EXPRESION_MICROSEGUNDOS:
            frases.append(
                f"FEEL: {self.expresion_microsegundos:.1f} µs > {META_EXPRESION_MICROSEGUNDOS:.0f}"
            )
        if self.tabla_ms > META_TABLA_MS:
            frases.append(f"tabla de mil reglas: {self.tabla_ms:.2f} ms > {META_TABLA_MS:.0f}")
        return frases


@dataclass(frozen=True)
class EnBase:
    """Lo medido sobre una base.

    `vueltas` va de número de vuelta a milisegundos por acto (primer cuartil junto a ella).
    """

    base: str
    expedientes_por_segundo: float
    veces_spiff: float  # cuántas veces más lento que SpiffWorkflow solo
    sentencias_por_acto: int
    vueltas: Mapping[int, float]
    kb_por_expediente: float  # lo que crece la base por cada uno terminado, en miles de bytes
    publicar_grande_segundos: float
    iniciar_grande_ms: float

    @property
    def cociente_de_vueltas(self) -> float:
        """Cuánto cuesta la última vuelta medida frente a la primera."""
        numeros = sorted(self.vueltas)
        return self.vueltas[numeros[-1]] / self.vueltas[numeros[0]]

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        minimo = META_POSTGRESQL if self.base == "postgresql" else META_SQLITE
        topes = (
            ("vueltas", self.cociente_de_vueltas, META_VUELTA),
            ("sentencias por acto", self.sentencias_por_acto, META_SENTENCIAS),
            ("kB por expediente", self.kb_por_expediente, META_KB_EXPEDIENTE),
            ("segundos de publicar", self.publicar_grande_segundos, META_PUBLICAR_GRANDE_SEGUNDOS),
            ("ms de iniciar 500 nodos", self.iniciar_grande_ms, META_INICIAR_GRANDE_MS),
        )
        frases = [
            f"{self.base}, {que}: {medido:.2f} > {tope:g}"
            for que, medido, tope in topes
            if medido > tope
        ]
        if self.expedientes_por_segundo < minimo:
            frases.insert(
                0, f"{self.base}: {self.expedientes_por_segundo:.0f} expedientes/s < {minimo:.0f}"
            )
        return frases


@dataclass(frozen=True)
class Medicion:
    """Una corrida entera del banco."""

    expedientes: int
    spiff_por_segundo: float
    bases: tuple[EnBase, ...]
    piezas: Piezas

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        de_las_bases = [frase for base in self.bases for frase in base.incumplidas()]
        return de_las_bases + self.piezas.incumplidas()
