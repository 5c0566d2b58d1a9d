"""Las fichas guardadas, sin leer hasta que se piden."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from motor.nucleo.valores import Json

if TYPE_CHECKING:
    from motor.bpmn.arbol import Ficha


class Fichas(dict[int, "Ficha"]):
    """Las fichas por número, en orden; las guardadas duermen como están en el JSON.

    Un suceso toca unas pocas: las demás se guardan tal como se leyeron, y completar una tarea
    entre mil cuesta casi lo que entre diez. Pedir una ficha, o recorrerlas, las despierta.
    """

    def __init__(self, despertar: "Callable[[list[Json]], Ficha]") -> None:
        super().__init__()
        self._despertar = despertar

    def dormir(self, guardadas: list[Json]) -> None:
        """Pone las fichas guardadas, sin leerlas."""
        self.update({guardada[0]: guardada for guardada in guardadas})

    def crudas(self) -> Iterator["Ficha | list[Json]"]:
        """Las despiertas y, como se leyeron, las dormidas."""
        return iter(super().values())

    def __getitem__(self, numero: int) -> "Ficha":
        ficha = super().__getitem__(numero)
        return self._despertar(ficha) if isinstance(ficha, list) else ficha

    def get(self, numero: int, otra: Any = None) -> "Ficha | Any":
        """La ficha de ese número, o la otra."""
        try:
            return self[numero]
        except KeyError:
            return otra

    def pop(self, numero: int, *_otra: Any) -> "Ficha":
        """Quita la ficha y la devuelve."""
        ficha = self[numero]
        del self[numero]
        return ficha

    def values(self) -> Any:
        """Las fichas, despertando cada una al llegar a ella."""
        return (self[numero] for numero in tuple(self))


def copiar(valor: Json) -> Json:
    """Devuelve otro igual que se puede cambiar sin tocar lo leído."""
    if isinstance(valor, dict):
        return {clave: copiar(dentro) for clave, dentro in valor.items()}
    return list(valor) if isinstance(valor, list) else valor
