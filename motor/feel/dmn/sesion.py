"""Una toma de decisión: recorre lo requerido, calculando cada decisión una sola vez."""

from collections.abc import Mapping

from motor.feel.dmn.cajas import Vista
from motor.feel.dmn.piezas import (
    Conocimiento,
    Dato,
    Decision,
    Pieza,
    Plano,
    Ref,
    ResultadoDecision,
    Servicio,
)
from motor.feel.dmn.tabla import Tabla, mostrar
from motor.feel.entorno import Evaluacion, Funcion
from motor.feel.tipos import CUALQUIERA, Tipo, convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


class Sesion:
    """Una toma de decisión: cada decisión requerida se calcula una sola vez."""

    def __init__(
        self,
        plano: Plano,
        entradas: Mapping[str, Valor],
        ev: Evaluacion,
        dados: Mapping[Ref, Valor] | None = None,
    ) -> None:
        self.plano = plano
        self.entradas = entradas
        self.ev = ev
        self.hechas: dict[Ref, ResultadoDecision] = {}
        self.abiertas: set[Ref] = set()
        self.dados = dados or {}

    def decidir(self, decision: Decision) -> ResultadoDecision:
        """Devuelve lo decidido, calculándolo si aún no se hizo.

        Raises:
            ErrorFeel: la decisión se requiere a sí misma, o falla en un modelo estricto.
        """
        if decision.ref in self.dados:
            return ResultadoDecision(self.dados[decision.ref])
        if decision.ref not in self.hechas:
            if decision.ref in self.abiertas:
                raise ErrorFeel(f"La decisión «{decision.nombre}» se requiere a sí misma.")
            self.abiertas.add(decision.ref)
            try:
                self.hechas[decision.ref] = self._calcular(decision)
            finally:
                self.abiertas.discard(decision.ref)
        return self.hechas[decision.ref]

    def _calcular(self, decision: Decision) -> ResultadoDecision:
        if decision.error is not None:
            raise decision.error
        ev = self.evaluacion(decision)
        reglas: tuple[int, ...] = ()
        try:
            if isinstance(decision.logica, Tabla):
                valor, reglas = decision.logica.decidir(ev)
            else:
                valor = decision.logica(ev) if decision.logica else None
        except ErrorFeel as error:
            raise ErrorFeel(
                f"En la decisión «{decision.nombre}»: {error}", error.texto, error.posicion
            ) from None
        convertido = convertir(valor, decision.tipo)
        if convertido is None and valor is not None and self.plano.estricto:
            raise ErrorFeel(
                f"La decisión «{decision.nombre}» da {mostrar(valor, ev)}, que no es del tipo que "
                f"declara ({decision.tipo.clase}) o no está entre sus valores permitidos."
            )
        return ResultadoDecision(convertido, reglas)

    def evaluacion(self, decision: Decision) -> Evaluacion:
        """Devuelve la evaluación con el ámbito que ve esa decisión."""
        return self.ev.con(self._ambito(decision.requiere, decision.ref[0]))

    def _ambito(self, requiere: tuple[Ref, ...], espacio: str) -> Vista:
        propios: dict[str, Valor] = {}
        for ref in requiere:
            pieza = self.plano.piezas.get(ref)
            if pieza is None:
                raise ErrorFeel(f"Se requiere «{ref[1]}», que no está en el modelo.")
            self._poner(propios, pieza, espacio)
        return Vista(propios, self.entradas)

    def _poner(self, propios: dict[str, Valor], pieza: Pieza, espacio: str) -> None:
        valor = self.valor_de(pieza)
        alias = self.plano.alias.get((espacio, pieza.ref[0]))
        if alias is None:
            propios[pieza.nombre] = valor
        else:
            propios.setdefault(alias, {})[pieza.nombre] = valor

    def valor_de(self, pieza: Pieza) -> Valor:
        """Devuelve lo que una pieza requerida aporta al ámbito."""
        if isinstance(pieza, Dato):
            return self._dato(pieza)
        if isinstance(pieza, Decision):
            return self._decision_requerida(pieza)
        return self.funcion(pieza)

    def _dato(self, dato: Dato) -> Valor:
        if dato.ref in self.dados:
            return self.dados[dato.ref]
        prefijo = next((v for (_, e), v in self.plano.alias.items() if e == dato.ref[0]), "")
        grupo = self.entradas.get(prefijo) if prefijo else None
        origen = grupo if isinstance(grupo, Mapping) else self.entradas
        valor = self.ev.normalizar(origen.get(dato.nombre), dato.nombre)
        convertido = convertir(valor, dato.tipo)
        if convertido is None and valor is not None and self.plano.estricto:
            raise ErrorFeel(
                f"El dato de entrada «{dato.nombre}» no es del tipo que declara el modelo "
                f"({dato.tipo.clase}) o no está entre sus valores permitidos."
            )
        return convertido

    def _decision_requerida(self, decision: Decision) -> Valor:
        try:
            return self.decidir(decision).valor
        except ErrorFeel:
            if self.plano.estricto:
                raise
            return None

    def funcion(self, pieza: Conocimiento | Servicio) -> Funcion | None:
        """Devuelve la función de un BKM o de un servicio."""
        if isinstance(pieza, Servicio):
            return self._funcion_de_servicio(pieza)
        if pieza.error is not None and self.plano.estricto:
            raise pieza.error
        if pieza.crear is None:
            return None
        propios: dict[str, Valor] = {}
        funcion = pieza.crear(self.ev, Vista(propios, {}))
        propios[pieza.nombre] = funcion  # puede llamarse a sí misma
        for ref in pieza.requiere:
            otra = self.plano.piezas.get(ref)
            if otra is not None and ref != pieza.ref:
                self._poner(propios, otra, pieza.ref[0])
        return _con_resultado(funcion, pieza.tipo)

    def _funcion_de_servicio(self, servicio: Servicio) -> Funcion:
        piezas = [self.plano.piezas[r] for r in servicio.entradas if r in self.plano.piezas]

        def llamar(ev: Evaluacion, argumentos: list[Valor]) -> Valor:
            if len(argumentos) != len(piezas):
                return None
            dados: dict[Ref, Valor] = {}
            for pieza, valor in zip(piezas, argumentos, strict=True):
                tipo = pieza.tipo if isinstance(pieza, Dato | Decision) else CUALQUIERA
                dados[pieza.ref] = convertir(valor, tipo)
                if dados[pieza.ref] is None and valor is not None:
                    return None
            ev.entrar()
            resultado = self.servir(servicio, dados)
            ev.salir()
            return resultado

        return Funcion(servicio.nombre, tuple(p.nombre for p in piezas), llamar)

    def servir(self, servicio: Servicio, dados: dict[Ref, Valor] | None) -> Valor:
        """Devuelve lo que da un servicio: la decisión de salida, o un contexto si son varias.

        Sin `dados`, sus entradas se toman por nombre de las de la sesión.
        """
        if dados is None:
            piezas = [self.plano.piezas[r] for r in servicio.entradas if r in self.plano.piezas]
            dados = {p.ref: self.ev.normalizar(self.entradas.get(p.nombre)) for p in piezas}
        otra = Sesion(self.plano, self.entradas, self.ev, dados)
        valores = {}
        for ref in servicio.salidas:
            pieza = self.plano.piezas.get(ref)
            if isinstance(pieza, Decision):
                valores[pieza.nombre] = otra._decision_requerida(pieza)
        valor = next(iter(valores.values())) if len(valores) == 1 else valores
        return convertir(valor, servicio.tipo)


def _con_resultado(funcion: Funcion, tipo: Tipo) -> Funcion:
    if tipo.clase != "function" or tipo.resultado is None:
        return funcion
    resultado = tipo.resultado
    return Funcion(
        funcion.nombre,
        funcion.parametros,
        lambda ev, argumentos: convertir(funcion.llamar(ev, argumentos), resultado),
        tipo,
    )
