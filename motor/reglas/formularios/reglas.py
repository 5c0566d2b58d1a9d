"""La segunda vuelta: obligatorios, límites y reglas entre campos, ya con todos los valores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motor.nucleo.errores import ErrorFeel, ErrorMotor, Falta
from motor.nucleo.valores import Valor
from motor.reglas.formularios.alcance import Alcance, Evaluar
from motor.reglas.formularios.conversion import esta_vacio
from motor.reglas.formularios.modelo import Clase, Componente, Serie
from motor.reglas.formularios.numeros import a_numero, para_leer
from motor.reglas.formularios.orden import nombres_en
from motor.reglas.formularios.patrones import LARGO_DE_TEXTO, cumple

_FORMAS = {
    "email": (r"^[^@\s]{1,64}@[^@\s]{1,190}\.[A-Za-z]{2,24}$", "un correo, como ana@ejemplo.bo"),
    "phone": (r"^\+?[0-9 ().-]{7,20}$", "un teléfono, como 4 425 0000 o +591 70712345"),
}


@dataclass(frozen=True)
class Pendiente:
    """Un campo visible por comprobar; `valores` son los de su nivel y `alcance` lo que ve."""

    componente: Componente
    ruta: str
    valores: Mapping[str, Valor]
    alcance: Alcance


def comprobar(
    pendiente: Pendiente, con_falta: set[str], evaluar: Evaluar, ahora: datetime
) -> list[Falta]:
    """Devuelve las faltas de un campo; ninguna si ya tiene una de forma."""
    if pendiente.ruta in con_falta:
        return []
    revisor = _Revisor(pendiente, evaluar, ahora)
    try:
        motivo = revisor.motivo() or revisor.regla_incumplida(con_falta)
    except ErrorMotor as error:
        motivo = f"no se pudo comprobar «{pendiente.componente.titulo}»: {error}"
    return [Falta(pendiente.ruta, motivo)] if motivo else []


class _Revisor:
    def __init__(self, pendiente: Pendiente, evaluar: Evaluar, ahora: datetime) -> None:
        self.c = pendiente.componente
        self.pendiente = pendiente
        self.valor = pendiente.valores.get(self.c.clave)
        self.evaluar = evaluar
        self.ahora = ahora

    def _feel(self, expresion: str) -> Valor:
        return self.evaluar(expresion, self.pendiente.alcance.dentro({"valor": self.valor}))

    def motivo(self) -> str:
        """La primera regla del propio campo que no se cumple, o vacío."""
        if not self.c.se_toma or self.c.clase is Clase.GRUPO:
            return ""
        if esta_vacio(self.valor):
            return f"falta llenar «{self.c.titulo}»." if self._es_obligatorio() else ""
        if self.c.clase is Clase.CASILLA:
            falta_marcar = self.valor is False and self._marcar_obliga()
            return f"debe marcar «{self.c.titulo}»." if falta_marcar else ""
        if isinstance(self.valor, Decimal):
            return self._de_numero(self.valor)
        if isinstance(self.valor, str):
            return self._de_texto(self.valor)
        if isinstance(self.valor, date):
            return self._de_fecha(self.valor)
        return ""

    def _es_obligatorio(self) -> bool:
        if self.c.validacion.requerido or self.c.tipo == "si_no":
            return True
        return bool(self.c.requerido_si) and self._feel(self.c.requerido_si) is True

    def _marcar_obliga(self) -> bool:
        return self.c.tipo != "si_no" and self._es_obligatorio()

    def _limite(self, limite: Decimal | str | None) -> Decimal | None:
        if not isinstance(limite, str):
            return limite
        valor = self._feel(limite)
        try:
            return None if valor is None else a_numero(valor, None)
        except ValueError as error:
            raise ErrorFeel(f"el límite «{limite}» no da un número") from error

    def _de_numero(self, valor: Decimal) -> str:
        reglas = self.c.validacion
        minimo, maximo = self._limite(reglas.minimo), self._limite(reglas.maximo)
        if minimo is not None and valor < minimo:
            return f"«{self.c.titulo}» debe ser {para_leer(minimo)} o más."
        if maximo is not None and valor > maximo:
            return f"«{self.c.titulo}» debe ser {para_leer(maximo)} o menos."
        if reglas.paso is not None and (valor - (minimo or 0)) % reglas.paso != 0:
            return f"«{self.c.titulo}» debe ser múltiplo de {para_leer(reglas.paso)}."
        return ""

    def _de_texto(self, valor: str) -> str:
        reglas = self.c.validacion
        minimo, maximo = self._limite(reglas.largo_min), self._limite(reglas.largo_max)
        if minimo is not None and len(valor) < minimo:
            return f"«{self.c.titulo}» debe tener {para_leer(minimo)} caracteres o más."
        if maximo is not None and len(valor) > maximo:
            return f"«{self.c.titulo}» debe tener {para_leer(maximo)} caracteres o menos."
        if reglas.patron and len(valor) > LARGO_DE_TEXTO:
            return f"«{self.c.titulo}» debe tener {LARGO_DE_TEXTO} caracteres o menos."
        if reglas.forma and not cumple(_FORMAS[reglas.forma][0], valor):
            return f"«{self.c.titulo}» debe ser {_FORMAS[reglas.forma][1]}."
        if reglas.patron and not cumple(reglas.patron, valor):
            ayuda = f": {self.c.descripcion}" if self.c.descripcion else " que se pide"
            return f"«{self.c.titulo}» no tiene la forma{ayuda}."
        return ""

    def _de_fecha(self, valor: date) -> str:
        dia = valor.date() if isinstance(valor, datetime) else valor
        if self.c.validacion.sin_fechas_pasadas and dia < self.ahora.date():
            return f"«{self.c.titulo}» no puede ser una fecha pasada."
        return ""

    def regla_incumplida(self, con_falta: set[str]) -> str:
        """El mensaje de `cauce:exigir` si no da verdadero.

        No se juzga si nombra un campo que ya está mal, ni si habla solo de un valor que no vino.
        """
        if not self.c.exigir or isinstance(self.valor, Serie):
            return ""
        nombres = nombres_en(self.c.exigir)
        if "valor" in nombres and self.valor is None:
            return ""
        base = self.pendiente.ruta.removesuffix(self.c.clave)
        if any(base + nombre in con_falta or nombre in con_falta for nombre in nombres):
            return ""
        return "" if self._feel(self.c.exigir) is True else self.c.mensaje
