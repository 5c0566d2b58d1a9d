"""De `itemDefinition` a tipos FEEL, con sus valores permitidos."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from motor.feel.dmn.lectura import Elemento, atributo, hijo, hijos, texto
from motor.feel.entorno import Evaluacion
from motor.feel.pruebas_unarias import pruebas_con
from motor.feel.tipos import CUALQUIERA, Tipo, tipo_basico
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


class Tipos:
    """Los tipos de un modelo, por nombre; se resuelven al pedirlos, en cualquier orden."""

    def __init__(self, raiz: Elemento, nombres: Iterable[str]) -> None:
        self._definidos = {atributo(e, "name"): e for e in hijos(raiz, "itemDefinition")}
        self._nombres = frozenset(nombres)
        self._abiertos: set[str] = set()
        self.resueltos: dict[str, Tipo] = {}
        for nombre in self._definidos:
            self.buscar(nombre)

    def buscar(self, referencia: str) -> Tipo:
        """Devuelve el tipo de un `typeRef`; `Any` si no tiene o es de otro modelo.

        Raises:
            ErrorFeel: el tipo se contiene a sí mismo o sus valores permitidos no son FEEL.
        """
        nombre = referencia.removeprefix("feel:")
        if nombre in self.resueltos:
            return self.resueltos[nombre]
        if nombre in self._definidos and nombre not in self._abiertos:
            self._abiertos.add(nombre)
            self.resueltos[nombre] = self._leer(self._definidos[nombre])
            return self.resueltos[nombre]
        if nombre in self._abiertos:
            raise ErrorFeel(f"El tipo «{nombre}» se define con él mismo.")
        return tipo_basico(nombre) or CUALQUIERA

    def _leer(self, elemento: Elemento) -> Tipo:
        componentes = hijos(elemento, "itemComponent")
        funcion = hijo(elemento, "functionItem")
        if componentes:
            campos = tuple((atributo(c, "name"), self._leer(c)) for c in componentes)
            tipo = Tipo("context", campos=campos)
        elif funcion is not None:
            tipo = self._leer_funcion(funcion)
        else:
            tipo = self.buscar(_referencia(elemento))
        permitidos = self._permitidos(hijo(elemento, "allowedValues"))
        if permitidos is not None:
            tipo = replace(tipo, permitidos=permitidos)
        if atributo(elemento, "isCollection") == "true":
            tipo = Tipo("list", tipo)
        restricciones = self._permitidos(hijo(elemento, "typeConstraint"))
        return tipo if restricciones is None else replace(tipo, permitidos=restricciones)

    def _leer_funcion(self, funcion: Elemento) -> Tipo:
        parametros = tuple(
            self.buscar(atributo(p, "typeRef")) for p in hijos(funcion, "parameters")
        )
        resultado = self.buscar(atributo(funcion, "outputTypeRef"))
        return Tipo("function", parametros=parametros, resultado=resultado)

    def _permitidos(self, elemento: Elemento | None) -> Callable[[Valor], bool] | None:
        escrito = texto(elemento)
        if not escrito:
            return None
        pruebas = pruebas_con(escrito, self._nombres, self.resueltos)
        return lambda valor: pruebas.en(Evaluacion({}), valor) is True


def _referencia(elemento: Elemento) -> str:
    referencia = hijo(elemento, "typeRef")
    return "" if referencia is None else (referencia.text or "").strip()
