"""Los datos que una decisión pide, como campos que una persona puede llenar para probarla."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motor.feel import Celda, Expresion, ModeloDmn, cadena, compilar
from motor.feel.dmn.piezas import Dato, Decision
from motor.nucleo.errores import DatosInvalidos, ErrorFeel, Falta
from motor.nucleo.valores import Valor
from motor.reglas.formularios.numeros import a_numero, para_leer

LARGO = 2_000
_CLASES = {"string": "texto", "number": "numero", "boolean": "si_no", "date": "fecha"}
_AMBIGUO = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_FECHA = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@dataclass(frozen=True)
class Campo:
    """Un dato de la decisión.

    `clase` es texto, numero, si_no, fecha u otro (se escribe en FEEL); `opciones`, los valores
    permitidos si son una lista cerrada, como se escriben; vacía si no se sabe.
    """

    nombre: str
    clase: str
    opciones: tuple[str, ...] = ()


def campos_de(modelo: ModeloDmn, decision: str, celdas: Iterable[Celda]) -> tuple[Campo, ...]:
    """Devuelve lo que hay que dar para tomar `decision`, contando lo que requiere antes.

    Raises:
        NoEncontrado: el modelo no tiene esa decisión.
    """
    pasos = cadena(modelo.plano, modelo.buscar(decision, Decision))
    leidas = [c for c in celdas if c.compilada is not None]
    hallados: dict[str, Campo] = {}
    for paso in pasos:
        piezas = [modelo.plano.piezas[r] for r in paso.requiere if r in modelo.plano.piezas]
        sabidos = {p.nombre for p in piezas if not isinstance(p, Dato)}
        de_datos = {p.nombre: p.tipo.clase for p in piezas if isinstance(p, Dato)}
        suyas = [c for c in leidas if c.decision == paso.ref[1]]
        nombres = dict.fromkeys([*de_datos, *(n for c in suyas for n in _nombres(c))])
        for nombre in nombres:
            if nombre not in sabidos:
                hallados.setdefault(nombre, _campo(nombre, de_datos.get(nombre, ""), suyas))
    return tuple(hallados.values())


def _nombres(celda: Celda) -> list[str]:
    return sorted(celda.compilada.nombres) if celda.compilada else []


def _campo(nombre: str, declarada: str, celdas: list[Celda]) -> Campo:
    columna = next((c for c in celdas if c.tipo and c.texto == nombre), None)
    clase = declarada
    if columna and declarada in ("", "Any"):
        clase = columna.tipo
    propia = _CLASES.get(clase, "otro")
    cerrada = columna is not None and propia in ("texto", "numero")
    opciones = literales(columna.permitidos) if columna and cerrada else ()
    return Campo(nombre, propia, tuple(escribir_dato(o) for o in opciones))


def literales(texto: str) -> tuple[Valor, ...]:
    """Devuelve los textos o números que `texto` enumera; vacía si dice otra cosa."""
    try:
        lista: Expresion = compilar(f"[{texto}]")
        valores = lista.evaluar({}) if not lista.nombres else None
    except ErrorFeel:
        return ()
    if not isinstance(valores, list) or not all(type(v) in (str, Decimal) for v in valores):
        return ()
    return tuple(valores)


def escribir_dato(valor: Valor) -> str:
    """Devuelve un texto, número, sí/no o fecha como se escribe en su campo."""
    if isinstance(valor, bool):
        return "si" if valor else "no"
    if isinstance(valor, Decimal):
        return para_leer(valor)
    return f"{valor:%d/%m/%Y}" if type(valor) is date else str(valor)


def leer_datos(
    campos: Iterable[Campo], dichos: Mapping[str, str], ahora: datetime
) -> dict[str, Valor]:
    """Devuelve el valor de cada campo; lo que se dejó vacío vale `null`.

    Args:
        campos: los de la decisión.
        dichos: lo escrito, por nombre.
        ahora: el instante de `now()` y `today()` en lo que se escribe en FEEL.

    Raises:
        DatosInvalidos: una falta por campo que no se entiende.
    """
    return _leer_todos(campos, lambda campo: _leer(campo, dichos.get(campo.nombre, ""), ahora))


def completar_datos(campos: Iterable[Campo], datos: Mapping[str, Valor]) -> dict[str, Valor]:
    """Devuelve `datos` con cada texto de un número, un sí o no o una fecha leído como en su campo.

    Lo que ya vino como número, verdadero o fecha, o no es de ningún campo, queda igual.

    Raises:
        DatosInvalidos: una falta por texto que no se entiende, o que se lee de dos maneras.
    """
    textos = {n: v for n, v in datos.items() if isinstance(v, str)}
    leibles = [c for c in campos if c.nombre in textos and c.clase in _SE_LEEN]
    leidos = _leer_todos(leibles, lambda campo: _SE_LEEN[campo.clase](textos[campo.nombre].strip()))
    return {**datos, **leidos}


def _leer_todos(campos: Iterable[Campo], leer: Callable[[Campo], Valor]) -> dict[str, Valor]:
    valores: dict[str, Valor] = {}
    faltas = []
    for campo in campos:
        try:
            valores[campo.nombre] = leer(campo)
        except (ValueError, ErrorFeel) as error:
            faltas.append(Falta(campo.nombre, str(error)))
    if faltas:
        raise DatosInvalidos("Hay datos que no se entienden: corríjalos y pruebe otra vez.", faltas)
    return valores


def _leer(campo: Campo, dicho: str, ahora: datetime) -> Valor:
    if len(dicho) > LARGO:
        raise ValueError(f"Tiene más de {LARGO} letras.")
    texto = dicho.strip()
    if not texto:
        return None
    if campo.clase in _SE_LEEN:
        return _SE_LEEN[campo.clase](texto)
    return dicho if campo.clase == "texto" else compilar(texto).evaluar({}, ahora=ahora)


def _si_no(texto: str) -> bool:
    if texto.lower() not in ("si", "sí", "no"):
        raise ValueError("Conteste sí o no.")
    return texto.lower() != "no"


def _numero(texto: str) -> Decimal:
    if _AMBIGUO.fullmatch(texto):
        entero, decimal = texto.replace(".", ""), texto.replace(".", ",")
        raise ValueError(f"«{texto}» se puede leer de dos maneras; escriba {entero} o {decimal}.")
    return a_numero(texto, None)


def _fecha(texto: str) -> date:
    hallada = _FECHA.fullmatch(texto)
    if hallada is None:
        raise ValueError("Escriba la fecha como dd/mm/aaaa.")
    dia, mes, anio = (int(parte) for parte in hallada.groups())
    try:
        return date(anio, mes, dia)
    except ValueError:
        raise ValueError(f"El {texto} no existe en el calendario.") from None


_SE_LEEN: dict[str, Callable[[str], Valor]] = {"numero": _numero, "si_no": _si_no, "fecha": _fecha}
