"""El programa `cauce`."""

from motor.cli.raiz import programa

__all__ = ["main", "programa"]


def main() -> None:
    """Corre el programa con los argumentos de la línea de órdenes y termina el proceso."""
    programa.main()
