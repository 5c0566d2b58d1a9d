"""Marcar una función como manejador de un tema y reunir las marcadas."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType, ModuleType

from motor.manejadores.contrato import Manejador
from motor.nucleo.errores import ConfiguracionInvalida, NoEncontrado

_MARCA = "_cauce_tema"


def manejador(tema: str) -> Callable[[Manejador], Manejador]:
    """Marca la función como manejador del tema (`proceso.verbo_objeto`)."""

    def marcar(funcion: Manejador) -> Manejador:
        setattr(funcion, _MARCA, tema)
        return funcion

    return marcar


class Registro:
    """Los manejadores por tema; inmutable."""

    def __init__(self, por_tema: Mapping[str, Manejador] | None = None) -> None:
        self.por_tema = MappingProxyType(dict(por_tema or {}))

    @property
    def temas(self) -> frozenset[str]:
        """Los temas que alguien atiende."""
        return frozenset(self.por_tema)

    def obtener(self, tema: str) -> Manejador:
        """Devuelve el manejador del tema.

        Raises:
            NoEncontrado: nadie lo atiende en este programa.
        """
        funcion = self.por_tema.get(tema)
        if funcion is None:
            raise NoEncontrado(
                f"Ningún manejador atiende el tema «{tema}». Escríbalo en procesos/ o corrija el "
                "tema de la tarea de servicio."
            )
        return funcion


def reunir(modulos: Iterable[ModuleType]) -> Registro:
    """Devuelve el registro de todas las funciones marcadas en los módulos.

    Raises:
        ConfiguracionInvalida: dos funciones atienden el mismo tema.
    """
    por_tema: dict[str, Manejador] = {}
    for modulo in modulos:
        for funcion in vars(modulo).values():
            tema = getattr(funcion, _MARCA, None)
            if tema is None:
                continue
            if por_tema.setdefault(tema, funcion) is not funcion:
                raise ConfiguracionInvalida(
                    f"Dos manejadores atienden el tema «{tema}»: uno en {modulo.__name__} y otro "
                    f"en {por_tema[tema].__module__}. Deje uno."
                )
    return Registro(por_tema)
