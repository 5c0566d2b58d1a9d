"""La dirección de la bandeja: todo lo que se filtra vive en ella y se puede guardar o mandar."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from motor.consultas.bandeja_filtros import Filtros, Orden, Vista
from motor.consultas.bandeja_grupos import Agrupar
from web.consulta import LARGO, datos_de_filtros, leer_fecha, leer_filtros, uno_de
from web.filtros import fecha

TODOS = "todos"
ETIQUETAS = {
    "proceso": "Proceso",
    "paso": "Tarea",
    "unidad": "Unidad",
    "vence": "Vence",
    "desde": "Vence desde",
    "hasta": "Vence hasta",
    "persona": "La tiene",
    "q": "Dice",
    "asunto": "Asunto",
    "cite": "Cite",
    "variable": "Dato",
    "grupo": "Por",
}


@dataclass(frozen=True)
class Direccion:
    """Lo que dice la dirección, ya entendido; lo que no se entiende se ignora."""

    vista: Vista = Vista.MIAS
    orden: Orden = Orden.VENCE
    grupo: Agrupar | None = None
    todos: bool = False
    filtros: Filtros = field(default_factory=Filtros)
    despues: str = ""

    def consulta(self, **cambios: str) -> str:
        """Devuelve lo que sigue al «?» con esos cambios; la página vuelve a la primera."""
        datos = {
            "vista": "" if self.vista is Vista.MIAS else self.vista.value,
            "cargos": TODOS if self.todos else "",
            "orden": "" if self.orden is Orden.VENCE else self.orden.value,
            "grupo": self.grupo.value if self.grupo else "",
            **datos_de_filtros(self.filtros),
        }
        return urlencode({clave: v for clave, v in (datos | cambios).items() if v})

    @property
    def puestos(self) -> list[tuple[str, str, str]]:
        """Los filtros puestos: cómo se llama cada uno, su valor y la consulta sin él."""
        datos = datos_de_filtros(self.filtros) | {"grupo": self.grupo.value if self.grupo else ""}
        return [
            (ETIQUETAS[clave], _escrito(valor), self.consulta(**{clave: ""}))
            for clave, valor in datos.items()
            if valor
        ]

    @property
    def para_guardar(self) -> str:
        """La consulta, si hay algo que valga la pena guardar."""
        return self.consulta() if self.filtros.hay or self.grupo else ""


def leer_direccion(datos: MultiDict[str, str]) -> Direccion:
    """Devuelve la dirección entendida."""
    return Direccion(
        vista=uno_de(Vista, datos.get("vista")) or Vista.MIAS,
        orden=uno_de(Orden, datos.get("orden")) or Orden.VENCE,
        grupo=uno_de(Agrupar, datos.get("grupo")),
        todos=datos.get("cargos") == TODOS,
        filtros=leer_filtros(datos),
        despues=datos.get("despues", "")[:LARGO],
    )


def _escrito(valor: str) -> str:
    """Las claves y las fechas, como se leen."""
    dia = leer_fecha(valor) if valor.count("-") == 2 else None
    return fecha(dia) if dia else valor.replace("_", " ")
