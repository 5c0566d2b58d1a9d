"""Tablas de decisión con todas sus políticas (DMN 1.5, 8.2.10 y 8.2.11)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from motor.feel.comparacion import igual, pertenece
from motor.feel.entorno import Evaluacion
from motor.feel.expresion import Expresion
from motor.feel.incorporadas import REGISTRO
from motor.feel.pruebas_unarias import Pruebas
from motor.feel.tipos import CUALQUIERA, Tipo, convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Disparo = tuple[int, Valor]  # número de la regla, desde 1, y su salida


@dataclass(frozen=True)
class Entrada:
    """Columna de entrada: la expresión que se prueba, su tipo y sus valores permitidos."""

    expresion: Expresion
    tipo: Tipo = CUALQUIERA
    permitidos: Pruebas | None = None


@dataclass(frozen=True)
class Salida:
    """Columna de salida; `valores` ordena las políticas P y O, de más a menos prioridad."""

    nombre: str
    tipo: Tipo = CUALQUIERA
    valores: Expresion | None = None
    por_omision: Expresion | None = None


@dataclass(frozen=True)
class Regla:
    """Una fila: una prueba por entrada (None = cualquiera) y una expresión por salida."""

    pruebas: tuple[Pruebas | None, ...]
    salidas: tuple[Expresion, ...]


@dataclass(frozen=True)
class Tabla:
    """Tabla de decisión compilada. `politica`: U, A, P, F, R, O, C, C+, C<, C> o C#.

    `estricta`: una salida que no es de su tipo es un error; si no, vale `null`, como la norma.
    """

    nombre: str
    politica: str
    entradas: tuple[Entrada, ...]
    salidas: tuple[Salida, ...]
    reglas: tuple[Regla, ...] = field(default=())
    estricta: bool = True

    def decidir(self, ev: Evaluacion) -> tuple[Valor, tuple[int, ...]]:
        """Devuelve el valor y los números de las reglas que lo dan, en orden.

        Raises:
            ErrorFeel: una entrada está fuera de sus valores permitidos, o casan reglas que la
                política no deja casar a la vez, o una salida no es de su tipo.
        """
        valores = [self._entrada(entrada, ev) for entrada in self.entradas]
        casan = ((n, r) for n, r in enumerate(self.reglas, 1) if _casa(r, valores, ev))
        cuantas = 1 if self.politica == "F" else None
        disparos = [(n, self._salida(n, r, ev)) for n, r in islice(casan, cuantas)]
        if not disparos:
            return self._por_omision(ev), ()
        return _POLITICAS[self.politica](self, disparos, ev)

    def que_casan(self, valores: list[Valor], ev: Evaluacion) -> tuple[int, ...]:
        """Devuelve los números de todas las reglas que se cumplen, aunque la política no las use.

        Args:
            valores: lo que vale cada entrada, ya convertido a su tipo.
            ev: la evaluación en curso.
        """
        return tuple(n for n, r in enumerate(self.reglas, 1) if _casa(r, valores, ev))

    def _entrada(self, entrada: Entrada, ev: Evaluacion) -> Valor:
        valor = convertir(entrada.expresion.en(ev), entrada.tipo)
        permitidos = entrada.permitidos
        if permitidos is not None and valor is not None and permitidos.en(ev, valor) is not True:
            raise ErrorFeel(
                f"En la tabla «{self.nombre}», la entrada «{entrada.expresion.texto}» vale "
                f"{mostrar(valor, ev)}, que no está entre sus valores permitidos "
                f"({permitidos.texto}).",
                permitidos.texto,
            )
        return valor

    def _salida(self, numero: int, regla: Regla, ev: Evaluacion) -> Valor:
        partes: list[Valor] = []
        for salida, expresion in zip(self.salidas, regla.salidas, strict=True):
            valor = expresion.en(ev)
            partes.append(convertir(valor, salida.tipo))
            if self.estricta and partes[-1] is None and valor is not None:
                raise ErrorFeel(
                    f"En la tabla «{self.nombre}», la regla {numero} da {mostrar(valor, ev)} en la "
                    f"salida «{salida.nombre}», que se declara de tipo {salida.tipo.clase}.",
                    expresion.texto,
                )
        return self._armar(partes)

    def _armar(self, partes: list[Valor]) -> Valor:
        if len(partes) == 1:
            return partes[0]
        return {s.nombre: parte for s, parte in zip(self.salidas, partes, strict=True)}

    def _por_omision(self, ev: Evaluacion) -> Valor:
        if all(s.por_omision is None for s in self.salidas):
            return None
        return self._armar(
            [None if s.por_omision is None else s.por_omision.en(ev) for s in self.salidas]
        )

    def prioridad(self, valor: Valor, ev: Evaluacion) -> tuple[int, ...]:
        """Devuelve el lugar de cada salida en sus valores ordenados; menor es antes."""
        lugares = []
        for salida in self.salidas:
            parte = valor[salida.nombre] if len(self.salidas) > 1 else valor
            orden = [] if salida.valores is None else salida.valores.en(ev)
            lugar = (n for n, v in enumerate(orden) if pertenece(parte, v, ev) is True)
            lugares.append(next(lugar, len(orden)))
        return tuple(lugares)


def mostrar(valor: Valor, ev: Evaluacion) -> str:
    """Devuelve `valor` como texto corto para un mensaje."""
    escrito = REGISTRO["string"].llamar(ev, [[valor]])
    return str(escrito)[1:-1][:80]


def _casa(regla: Regla, valores: list[Valor], ev: Evaluacion) -> bool:
    ev.gastar(len(valores) + 1)
    return all(
        prueba is None or prueba.en(ev, valor) is True
        for prueba, valor in zip(regla.pruebas, valores, strict=True)
    )


def _numeros(disparos: list[Disparo]) -> tuple[int, ...]:
    return tuple(n for n, _ in disparos)


def _unica(tabla: Tabla, disparos: list[Disparo], _ev: Evaluacion) -> tuple[Valor, tuple[int, ...]]:
    if len(disparos) > 1:
        raise ErrorFeel(
            f"La tabla «{tabla.nombre}» es de política U (única) y casan a la vez las reglas "
            f"{_enumerar(disparos)}; corrija las reglas o cambie la política."
        )
    return disparos[0][1], _numeros(disparos)


def _cualquiera(
    tabla: Tabla, disparos: list[Disparo], ev: Evaluacion
) -> tuple[Valor, tuple[int, ...]]:
    valor = disparos[0][1]
    if any(igual(otro, valor, ev) is not True for _, otro in disparos[1:]):
        raise ErrorFeel(
            f"La tabla «{tabla.nombre}» es de política A (cualquiera) y las reglas "
            f"{_enumerar(disparos)} dan valores distintos; deben dar el mismo."
        )
    return valor, _numeros(disparos)


def _enumerar(disparos: list[Disparo]) -> str:
    numeros = [str(n) for n, _ in disparos]
    return f"{', '.join(numeros[:-1])} y {numeros[-1]}"


def _primera(
    _tabla: Tabla, disparos: list[Disparo], _ev: Evaluacion
) -> tuple[Valor, tuple[int, ...]]:
    return disparos[0][1], _numeros(disparos[:1])


def _prioritaria(
    tabla: Tabla, disparos: list[Disparo], ev: Evaluacion
) -> tuple[Valor, tuple[int, ...]]:
    mejor = min(disparos, key=lambda d: tabla.prioridad(d[1], ev))
    return mejor[1], (mejor[0],)


def _todas(
    _tabla: Tabla, disparos: list[Disparo], _ev: Evaluacion
) -> tuple[Valor, tuple[int, ...]]:
    return [valor for _, valor in disparos], _numeros(disparos)


def _por_salida(
    tabla: Tabla, disparos: list[Disparo], ev: Evaluacion
) -> tuple[Valor, tuple[int, ...]]:
    orden = sorted(disparos, key=lambda d: tabla.prioridad(d[1], ev))
    return [valor for _, valor in orden], _numeros(orden)


def _agregada(funcion: str) -> "Politica":
    def agregar(
        _tabla: Tabla, disparos: list[Disparo], ev: Evaluacion
    ) -> tuple[Valor, tuple[int, ...]]:
        return REGISTRO[funcion].llamar(ev, [[v for _, v in disparos]]), _numeros(disparos)

    return agregar


Politica = Callable[[Tabla, list[Disparo], Evaluacion], tuple[Valor, tuple[int, ...]]]
_POLITICAS: dict[str, Politica] = {
    "U": _unica,
    "A": _cualquiera,
    "F": _primera,
    "P": _prioritaria,
    "R": _todas,
    "C": _todas,
    "O": _por_salida,
    "C+": _agregada("sum"),
    "C<": _agregada("min"),
    "C>": _agregada("max"),
    "C#": _agregada("count"),
}
