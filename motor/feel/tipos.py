"""Los tipos de FEEL (DMN 1.5, 10.3.2.9): pertenencia de un valor y conversiones implícitas."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from motor.feel.entorno import Funcion, Rango
from motor.nucleo.valores import DuracionMeses, Valor

NOMBRES: dict[type, str] = {
    bool: "boolean",
    str: "string",
    Decimal: "number",
    date: "date",
    time: "time",
    datetime: "date and time",
    timedelta: "days and time duration",
    DuracionMeses: "years and months duration",
    list: "list",
    dict: "context",
    Rango: "range",
    Funcion: "function",
    type(None): "Null",
}
_OTROS_NOMBRES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
BASICOS = {*NOMBRES.values(), "Any"}


@dataclass(frozen=True)
class Tipo:
    """Tipo FEEL. `clase` es un nombre básico; lo demás lo afina.

    `elemento` para listas y rangos, `campos` para contextos, `parametros` y `resultado` para
    funciones.
    """

    clase: str
    elemento: "Tipo | None" = None
    campos: "tuple[tuple[str, Tipo], ...]" = ()
    parametros: "tuple[Tipo, ...] | None" = None
    resultado: "Tipo | None" = None
    permitidos: "Callable[[Valor], bool] | None" = field(default=None, compare=False)

    def acepta(self, valor: Valor) -> bool:
        """Dice si `valor` es de este tipo; `null` no es de ninguno salvo `Any` y `Null`."""
        if self.clase == "Any":
            return self.permitidos is None or self.permitidos(valor)
        if NOMBRES.get(type(valor)) != self.clase or not self._acepta_partes(valor):
            return False
        return self.permitidos is None or self.permitidos(valor)

    def _acepta_partes(self, valor: Valor) -> bool:
        if self.elemento is not None and isinstance(valor, list):
            return all(x is None or self.elemento.acepta(x) for x in valor)
        if self.elemento is not None and isinstance(valor, Rango):
            extremos = [x for x in (valor.inicio, valor.fin) if x is not None]
            return all(self.elemento.acepta(x) for x in extremos)
        if isinstance(valor, dict):
            return all(
                k in valor and (valor[k] is None or t.acepta(valor[k])) for k, t in self.campos
            )
        if isinstance(valor, Funcion) and self.parametros is not None:
            return isinstance(valor.tipo, Tipo) and conforma(valor.tipo, self)
        return True


CUALQUIERA = Tipo("Any")


def tipo_basico(nombre: str) -> Tipo | None:
    """Devuelve el tipo incorporado llamado `nombre`, o None."""
    nombre = _OTROS_NOMBRES.get(nombre, nombre)
    return Tipo(nombre) if nombre in BASICOS else None


def conforma(uno: Tipo, otro: Tipo) -> bool:
    """Dice si todo valor de `uno` lo es de `otro` (DMN 1.5, 10.3.2.9.2)."""
    if otro.clase == "Any" or uno.clase == "Null":
        return True
    if uno.clase != otro.clase:
        return False
    if otro.elemento is not None:
        return uno.elemento is not None and conforma(uno.elemento, otro.elemento)
    if otro.parametros is not None:
        return _conforma_funcion(uno, otro)
    propios = dict(uno.campos)
    return all(k in propios and conforma(propios[k], t) for k, t in otro.campos)


def _conforma_funcion(uno: Tipo, otro: Tipo) -> bool:
    suyos, ajenos = uno.parametros or (), otro.parametros or ()
    if len(suyos) != len(ajenos):
        return False
    resultado = conforma(uno.resultado or CUALQUIERA, otro.resultado or CUALQUIERA)
    return resultado and all(conforma(a, s) for s, a in zip(suyos, ajenos, strict=True))


def convertir(valor: Valor, tipo: Tipo) -> Valor:
    """Aplica las conversiones implícitas (10.3.2.9.4): de y a lista de uno, fecha a instante.

    Devuelve `null` si ni así es del tipo.
    """
    if valor is None or tipo.acepta(valor):
        return valor
    if isinstance(valor, list) and len(valor) == 1 and tipo.acepta(valor[0]):
        return valor[0]
    if tipo.clase == "list" and tipo.acepta([valor]):
        return [valor]
    if tipo.clase == "date and time" and type(valor) is date:
        from motor.feel.temporales import a_instante

        return a_instante(valor)
    return None
