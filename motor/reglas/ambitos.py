"""Las variables de una instancia mientras dura un acto: se leen las que hacen falta, una vez.

El ámbito 0 es el de la instancia; los demás llevan por número la ficha que los abrió. Las lecturas
miran hacia afuera; las escrituras van al más cercano que tenga el nombre y, si ninguno, al 0.
La fila de la instancia ya está bloqueada: nadie más las cambia entretanto.
"""

from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from motor.almacen.diferidas import diferir, escribir
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Ambito
from motor.bpmn.avance import AMBITO_INSTANCIA
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.valores import Valor

_TABLA = Ambito.__table__
_LEER = select(Ambito.numero, Ambito.padre, Ambito.valores).where(
    Ambito.instancia_id == bindparam("instancia_id"),
    Ambito.numero.in_(bindparam("numeros", expanding=True)),
)
_ACTUALIZAR = Fija(
    update(_TABLA)  # type: ignore[arg-type]  # __table__ se anota como FromClause
    .where(_TABLA.c.instancia_id == bindparam("i"), _TABLA.c.numero == bindparam("n"))
    .values(valores=bindparam("v"))
)
_AGREGAR = Fija(
    insert(_TABLA).inline(),  # type: ignore[arg-type]  # __table__ se anota como FromClause
    ("instancia_id", "numero", "padre", "valores"),
)
_BORRAR = delete(_TABLA).where(  # type: ignore[arg-type]  # __table__ se anota como FromClause
    _TABLA.c.instancia_id == bindparam("i"), _TABLA.c.numero.in_(bindparam("n", expanding=True))
)


@dataclass
class _Ambito:
    padre: int | None
    valores: dict[str, Valor]
    nuevo: bool = False
    cambiado: bool = False


class VariablesDeInstancia:
    """Cumple `motor.bpmn.avance.Variables` sobre la tabla `ambito`."""

    def __init__(self, sesion: Session, instancia_id: int, *, nueva: bool = False) -> None:
        self._sesion = sesion
        self._instancia_id = instancia_id
        self._ambitos: dict[int, _Ambito] = {}
        self._cerrados: set[int] = set()
        if nueva:
            self._ambitos[AMBITO_INSTANCIA] = _Ambito(None, {}, nuevo=True)

    def precargar(self, numeros: Iterable[int]) -> None:
        """Lee esos ámbitos y el de la instancia en una consulta; los ya leídos no se repiten."""
        faltan = ({*numeros, AMBITO_INSTANCIA} - self._ambitos.keys()) - self._cerrados
        if not faltan:
            return
        datos = {"instancia_id": self._instancia_id, "numeros": sorted(faltan)}
        self.recibir(self._sesion.execute(_LEER, datos).all())

    def recibir(self, filas: Iterable[tuple[int, int | None, dict[str, Valor]]]) -> None:
        """Toma ámbitos ya leídos, como (número, padre, valores); los que ya tenía no cambian."""
        for numero, padre, valores in filas:
            if numero not in self._ambitos and numero not in self._cerrados:
                self._ambitos[numero] = _Ambito(padre, valores)

    def vista(self, ambito: int) -> Mapping[str, Valor]:
        """Devuelve lo que se ve desde el ámbito: lo suyo y, hacia afuera, lo de sus mayores."""
        return ChainMap(*(a.valores for a in self._cadena(ambito)))

    def propios(self, ambito: int) -> Mapping[str, Valor]:
        """Devuelve solo lo del ámbito."""
        return self._obtener(ambito).valores

    def escribir(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Escribe en el ámbito más cercano que tenga el nombre; si ninguno, en el 0."""
        cadena = self._cadena(ambito)
        destino = next((a for a in cadena if nombre in a.valores), cadena[-1])
        self._poner(destino, nombre, valor)

    def escribir_local(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Escribe en ese ámbito, tenga o no el nombre."""
        self._poner(self._obtener(ambito), nombre, valor)

    def abrir(self, ambito: int, padre: int, valores: Mapping[str, Valor]) -> None:
        """Crea el ámbito `ambito` dentro de `padre`."""
        self._ambitos[ambito] = _Ambito(padre, dict(valores), nuevo=True)

    def cerrar(self, ambito: int) -> None:
        """Elimina el ámbito (su actividad terminó o se canceló)."""
        conocido = self._ambitos.pop(ambito, None)
        if conocido is None or not conocido.nuevo:
            self._cerrados.add(ambito)

    def guardar(self) -> None:
        """Lleva los cambios a la tabla, con una orden por clase de cambio."""
        nuevos = [(n, a) for n, a in self._ambitos.items() if a.nuevo]
        cambiados = [(n, a) for n, a in self._ambitos.items() if a.cambiado and not a.nuevo]
        if self._cerrados:
            self._borrar()
        if nuevos:
            filas = [self._fila(n) | {"padre": a.padre} for n, a in nuevos]
            escribir(self._sesion, _AGREGAR, filas)
        if cambiados:
            self._actualizar([n for n, _ in cambiados])
        for _, ambito in (*nuevos, *cambiados):
            ambito.nuevo = ambito.cambiado = False

    def _fila(self, numero: int) -> dict[str, Valor]:
        valores = self._ambitos[numero].valores
        return {"instancia_id": self._instancia_id, "numero": numero, "valores": valores}

    def _borrar(self) -> None:
        fila = {"i": self._instancia_id, "n": sorted(self._cerrados)}
        diferir(self._sesion, _BORRAR, [fila])
        self._cerrados.clear()

    def _actualizar(self, numeros: list[int]) -> None:
        filas = [{"i": self._instancia_id, "n": n, "v": self._ambitos[n].valores} for n in numeros]
        escribir(self._sesion, _ACTUALIZAR, filas)

    def _poner(self, ambito: _Ambito, nombre: str, valor: Valor) -> None:
        ambito.valores[nombre] = valor
        ambito.cambiado = True

    def _cadena(self, ambito: int) -> list[_Ambito]:
        cadena = [self._obtener(ambito)]
        while cadena[-1].padre is not None:
            cadena.append(self._obtener(cadena[-1].padre))
        return cadena

    def _obtener(self, ambito: int) -> _Ambito:
        if ambito not in self._ambitos:
            self.precargar((ambito,))
        if ambito not in self._ambitos:
            raise NoEncontrado(
                f"La instancia {self._instancia_id} ya no tiene el ámbito {ambito}: "
                "la actividad que lo abrió terminó."
            )
        return self._ambitos[ambito]
