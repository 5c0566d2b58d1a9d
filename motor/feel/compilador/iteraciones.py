"""`for`, `some` y `every`."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from motor.feel.compilador.base import Alcance, Arbol, compilar_nodo, peso, ramas, regla
from motor.feel.entorno import Cierre, Evaluacion, Marco, Rango
from motor.feel.limites import LARGO_LISTA
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Dominio = Callable[[Marco], "list[Valor] | None"]
Vuelta = tuple[str, Dominio]


@regla("para")
def _para(arbol: Arbol, alcance: Alcance) -> Cierre:
    *iteraciones, cuerpo = ramas(arbol)
    vueltas, interior = _preparar(iteraciones, alcance)
    interior.nombres.add("partial")
    producir, costo = compilar_nodo(cuerpo, interior), peso(cuerpo)
    mira_parcial = any(
        r.data == "nombre" and r.children[0] == "partial" for r in cuerpo.iter_subtrees()
    )

    def para(m: Marco) -> Valor:
        resultado: list[Valor] = []
        marcos = _recorrer(vueltas, m)
        if marcos is None:
            return None
        for marco in marcos:
            m.ev.gastar(costo)
            if len(resultado) >= LARGO_LISTA:
                raise ErrorFeel(f"El «for» produce más de {LARGO_LISTA} elementos; acótelo.")
            if mira_parcial:
                m.ev.gastar(len(resultado))
                marco.vars["partial"] = list(resultado)
            resultado.append(producir(marco))
        return resultado

    return para


@regla("cuantificado")
def _cuantificado(arbol: Arbol, alcance: Alcance) -> Cierre:
    decisivo = str(arbol.children[0]) == "some"
    *iteraciones, cuerpo = ramas(arbol)
    vueltas, interior = _preparar(iteraciones, alcance)
    condicion, costo = compilar_nodo(cuerpo, interior), peso(cuerpo)

    def cuantificado(m: Marco) -> Valor:
        marcos = _recorrer(vueltas, m)
        if marcos is None:
            return None
        return decidir((_cobrar(condicion, x, costo) for x in marcos), decisivo)

    return cuantificado


def decidir(valores: Iterator[Valor], decisivo: bool) -> bool | None:
    """Reduce `some` (decisivo true) o `every` (decisivo false) con tres valores."""
    resultado: bool | None = not decisivo
    for valor in valores:
        if valor is decisivo:
            return bool(decisivo)
        if valor is not (not decisivo):
            resultado = None
    return resultado


def _cobrar(condicion: Cierre, marco: Marco, costo: int) -> Valor:
    marco.ev.gastar(costo)
    return condicion(marco)


def _preparar(iteraciones: list[Arbol], alcance: Alcance) -> tuple[list[Vuelta], Alcance]:
    """Compila los dominios; cada uno ve las variables de los anteriores."""
    interior = alcance.hijo()
    vueltas: list[Vuelta] = []
    for rama in iteraciones:
        nombre = str(rama.children[0])
        vueltas.append((nombre, _dominio(rama, interior)))
        interior.nombres.add(nombre)
    return vueltas, interior


def _dominio(rama: Arbol, alcance: Alcance) -> Dominio:
    partes = [compilar_nodo(r, alcance) for r in ramas(rama)]
    if rama.data == "tramo":
        desde, hasta = partes
        return lambda m: enumerar(desde(m), hasta(m), m.ev)
    (valor,) = partes
    return lambda m: elementos_de(valor(m), m.ev)


def elementos_de(valor: Valor, ev: Evaluacion) -> list[Valor] | None:
    """Devuelve lo que recorre un `for … in valor`: lista, rango cerrado o un solo elemento."""
    if type(valor) is list:
        return valor
    if type(valor) is Rango:
        return _enumerar_rango(valor, ev)
    return None if valor is None else [valor]


def _enumerar_rango(rango: Rango, ev: Evaluacion) -> list[Valor] | None:
    elementos = enumerar(rango.inicio, rango.fin, ev)
    if elementos is None or rango.inicio > rango.fin:
        return None
    if not rango.incluye_inicio:
        elementos = elementos[1:]
    return elementos if rango.incluye_fin else elementos[:-1]


def enumerar(desde: Valor, hasta: Valor, ev: Evaluacion) -> list[Valor] | None:
    """Devuelve los enteros o las fechas de `desde` a `hasta`, hacia arriba o hacia abajo.

    Raises:
        ErrorFeel: son más de `LARGO_LISTA`.
    """
    if type(desde) is date and type(hasta) is date:
        dias = (hasta - desde).days
        return [desde + timedelta(days=n) for n in _tramo(0, dias, ev)]
    if not (_es_entero(desde) and _es_entero(hasta)):
        return None
    if abs(desde - hasta) > LARGO_LISTA:
        _tramo(0, LARGO_LISTA + 1, ev)
    return [Decimal(n) for n in _tramo(int(desde), int(hasta), ev)]


def _es_entero(valor: Valor) -> bool:
    return type(valor) is Decimal and valor.adjusted() < 100 and valor == valor.to_integral_value()


def _tramo(desde: int, hasta: int, ev: Evaluacion) -> range:
    cuantos = abs(hasta - desde) + 1
    if cuantos > LARGO_LISTA:
        raise ErrorFeel(f"El rango recorre más de {LARGO_LISTA} elementos; acótelo.")
    ev.gastar(cuantos)
    paso = 1 if hasta >= desde else -1
    return range(desde, hasta + paso, paso)


def _recorrer(vueltas: list[Vuelta], m: Marco) -> Iterator[Marco] | None:
    """Da un marco por combinación; `None` si el primer dominio no se puede recorrer."""
    primero = vueltas[0][1](Marco({}, m, m.ev))
    if primero is None:
        return None
    return _combinar(vueltas, primero, m)


def _combinar(vueltas: list[Vuelta], primero: list[Valor], m: Marco) -> Iterator[Marco]:
    pendientes: list[Iterator[Valor]] = [iter(primero)]
    valores: dict[str, Valor] = {}
    while pendientes:
        nivel = len(pendientes) - 1
        for valor in pendientes[-1]:
            m.ev.gastar(1)
            valores = {**valores, vueltas[nivel][0]: valor}
            if nivel + 1 == len(vueltas):
                yield Marco(dict(valores), m, m.ev)
                continue
            siguiente = vueltas[nivel + 1][1](Marco(valores, m, m.ev))
            pendientes.append(iter(siguiente or []))
            break
        else:
            pendientes.pop()
