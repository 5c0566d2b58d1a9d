"""La dirección de la búsqueda: todo lo que se pide vive en ella."""

from dataclasses import dataclass
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from motor.consultas.expedientes_buscados import BusquedaPedida
from web.consulta import LARGO, datos_de_filtros, leer_fecha, leer_filtros
from web.filtros import fecha


@dataclass(frozen=True)
class Pedida:
    """Lo que dice la dirección, ya entendido; `despues` es el último id ya visto."""

    busqueda: BusquedaPedida
    despues: int = 0

    @property
    def hay(self) -> bool:
        """Dice si se pide algo, o se muestran los últimos."""
        return self.busqueda != BusquedaPedida()

    def consulta(self, **cambios: str) -> str:
        """Devuelve lo que sigue al «?» con esos cambios; la página vuelve a la primera."""
        b = self.busqueda
        datos = {
            **datos_de_filtros(b.filtros),
            "estado": b.estado,
            "iniciador": b.iniciador,
            "iniciado_desde": fecha(b.desde),
            "iniciado_hasta": fecha(b.hasta),
        }
        return urlencode({clave: v for clave, v in (datos | cambios).items() if v})


def leer_pedida(datos: MultiDict[str, str]) -> Pedida:
    """Devuelve la búsqueda entendida; lo que no se entiende se ignora."""
    despues = datos.get("despues", "")
    return Pedida(
        BusquedaPedida(
            filtros=leer_filtros(datos),
            estado=datos.get("estado", "")[:LARGO],
            iniciador=datos.get("iniciador", "").strip()[:LARGO],
            desde=leer_fecha(datos.get("iniciado_desde", "")),
            hasta=leer_fecha(datos.get("iniciado_hasta", "")),
        ),
        int(despues) if despues.isdigit() and len(despues) < 19 else 0,
    )
