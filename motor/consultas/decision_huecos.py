"""Casos que una tabla no contempla o que sus reglas se disputan, hallados probando.

Solo se dice lo que se comprobó: cada advertencia lleva los datos con que ocurre. Que no haya
ninguna no prueba que la tabla esté completa.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice, product

from motor.consultas.decision_campos import escribir_dato, literales
from motor.feel import Celda, ModeloDmn
from motor.feel.dmn.piezas import Dato, Decision
from motor.feel.dmn.tabla import Entrada, Tabla
from motor.feel.entorno import Evaluacion
from motor.feel.tipos import convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

COMBINACIONES = 2_000
POR_CLASE = 3
_NUMERO = re.compile(r"(?<![\w.\"])-?\d+(?:\.\d+)?(?![\w\"])")
_FECHA = re.compile(r"\"(\d{4}-\d{2}-\d{2})\"")
_DEL_RELOJ = re.compile(r"\b(?:now|today)\s*\(")
_UN_DIA = timedelta(days=1)


@dataclass(frozen=True)
class Advertencia:
    """Algo que conviene mirar. `clase`: hueco o choque; `datos`, con qué ocurre, por campo."""

    clase: str
    mensaje: str
    datos: tuple[tuple[str, str], ...]


def buscar_huecos(
    modelo: ModeloDmn, decision: Decision, celdas: Iterable[Celda], ahora: datetime
) -> tuple[Advertencia, ...]:
    """Devuelve hasta tres casos sin regla y tres en que las reglas se disputan.

    Solo se prueban las tablas cuyas columnas son datos sueltos y distintos; de las demás no se
    puede afirmar que unos valores lleguen a darse juntos.
    """
    tabla = decision.logica
    suyas = [c for c in celdas if c.decision == decision.ref[1]]
    if not isinstance(tabla, Tabla) or not tabla.reglas or not _se_puede(modelo, decision, suyas):
        return ()
    dominios = [
        _dominio(tabla, n, _dato(modelo, decision, e)) for n, e in enumerate(tabla.entradas)
    ]
    hallados: list[Advertencia] = []
    try:
        for advertencia in _probar(tabla, dominios, Evaluacion({}, ahora)):
            hallados.append(advertencia)
    except (ErrorFeel, RecursionError):
        return tuple(hallados)  # se agotó el presupuesto: lo ya hallado sigue siendo cierto
    return tuple(hallados)


def _se_puede(modelo: ModeloDmn, decision: Decision, celdas: list[Celda]) -> bool:
    tabla = decision.logica
    if not isinstance(tabla, Tabla) or tabla.politica not in "UAFP":
        return False
    nombres = [e.expresion.texto for e in tabla.entradas]
    sueltos = all(e.expresion.nombres == {e.expresion.texto} for e in tabla.entradas)
    leidos = {n for c in celdas if c.compilada for n in c.compilada.nombres}
    del_reloj = any(_DEL_RELOJ.search(c.texto) for c in celdas)
    ajenas = [r for r in decision.requiere if not isinstance(modelo.plano.piezas.get(r), Dato)]
    solos = len(set(nombres)) == len(nombres) and leidos <= set(nombres)
    return bool(nombres) and sueltos and solos and not del_reloj and not ajenas


def _dato(modelo: ModeloDmn, decision: Decision, entrada: Entrada) -> Dato | None:
    piezas = (modelo.plano.piezas.get(ref) for ref in decision.requiere)
    datos = (p for p in piezas if isinstance(p, Dato))
    return next((d for d in datos if d.nombre == entrada.expresion.texto), None)


def _dominio(tabla: Tabla, columna: int, dato: Dato | None) -> list[Valor]:
    """Los valores que se prueban en esa columna: todos los permitidos, o los de los bordes."""
    entrada = tabla.entradas[columna]
    textos = [p.texto for r in tabla.reglas if (p := r.pruebas[columna]) is not None]
    enumerados = literales(entrada.permitidos.texto) if entrada.permitidos else ()
    valores = dict.fromkeys(enumerados or _candidatos(entrada.tipo.clase, textos))
    return [v for v in valores if _admite(entrada, dato, v)]


def _admite(entrada: Entrada, dato: Dato | None, valor: Valor) -> bool:
    permitidos = entrada.permitidos
    if convertir(valor, entrada.tipo) is None:
        return False
    if permitidos is not None and permitidos.en(Evaluacion({}), valor) is not True:
        return False
    return dato is None or convertir(valor, dato.tipo) is not None


def _candidatos(clase: str, textos: list[str]) -> Iterator[Valor]:
    if clase == "boolean":
        yield from (True, False)
    elif clase == "string":
        yield from (v for t in textos for v in literales(t) if isinstance(v, str))
    elif clase == "number":
        numeros = sorted({Decimal(n) for t in textos for n in _NUMERO.findall(t)}) or [Decimal(0)]
        yield from (n + paso for n in numeros for paso in (-1, 0, 1))
    elif clase == "date":
        yield from _fechas(textos)


def _fechas(textos: list[str]) -> Iterator[date]:
    for escrita in sorted({f for t in textos for f in _FECHA.findall(t)}) or ["2027-01-04"]:
        try:
            dia = date.fromisoformat(escrita)
        except ValueError:
            continue
        yield from (dia - _UN_DIA, dia, dia + _UN_DIA)


def _probar(tabla: Tabla, dominios: list[list[Valor]], comun: Evaluacion) -> Iterator[Advertencia]:
    """Todas las pruebas gastan del mismo presupuesto, el de `comun`."""
    nombres = [e.expresion.texto for e in tabla.entradas]
    omision = any(s.por_omision is not None for s in tabla.salidas)
    huecos = 0
    vistos: set[tuple[int, ...]] = set()
    for valores in islice(product(*dominios), COMBINACIONES):
        ev = comun.con(dict(zip(nombres, valores, strict=True)))
        casan = tabla.que_casan(list(valores), ev)
        if not casan and not omision and huecos < POR_CLASE:
            huecos += 1
            yield _hueco(nombres, valores)
        elif casan not in vistos and len(vistos) < POR_CLASE and _se_disputan(tabla, casan, ev):
            vistos.add(casan)
            yield _choque(nombres, valores, casan, tabla.politica)


def _se_disputan(tabla: Tabla, casan: tuple[int, ...], ev: Evaluacion) -> bool:
    if len(casan) < 2 or tabla.politica not in "UA":
        return False
    try:
        tabla.decidir(ev)
    except ErrorFeel:
        return True
    return False


def _hueco(nombres: list[str], valores: tuple[Valor, ...]) -> Advertencia:
    mensaje = f"Ninguna regla se cumple {_con(nombres, valores)}."
    return Advertencia("hueco", mensaje, _datos(nombres, valores))


def _choque(
    nombres: list[str], valores: tuple[Valor, ...], casan: tuple[int, ...], politica: str
) -> Advertencia:
    numeros = f"{', '.join(str(n) for n in casan[:-1])} y {casan[-1]}"
    que = "se cumplen a la vez" if politica == "U" else "se cumplen a la vez y dan cosas distintas"
    mensaje = f"Las reglas {numeros} {que} {_con(nombres, valores)}."
    return Advertencia("choque", mensaje, _datos(nombres, valores))


def _con(nombres: list[str], valores: tuple[Valor, ...]) -> str:
    return "con " + ", ".join(
        f"{n} = {'sí' if v is True else escribir_dato(v)}"
        for n, v in zip(nombres, valores, strict=True)
    )


def _datos(nombres: list[str], valores: tuple[Valor, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((n, escribir_dato(v)) for n, v in zip(nombres, valores, strict=True))
