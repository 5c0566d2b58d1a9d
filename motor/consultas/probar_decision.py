"""Revisar y probar un archivo de decisiones que se está escribiendo, sin guardarlo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motor.consultas.decision_campos import Campo, campos_de, leer_datos
from motor.consultas.decision_huecos import Advertencia, buscar_huecos
from motor.feel import Celda, Intento, ModeloDmn, PasoIntentado, celdas_de, intentar, leer_dmn
from motor.feel.dmn.lectura import leer_raiz
from motor.feel.dmn.piezas import Decision
from motor.feel.dmn.tabla import mostrar
from motor.feel.entorno import Evaluacion
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor
from motor.reglas.formularios.numeros import para_leer


@dataclass(frozen=True)
class DefectoDeCelda:
    """Lo que está mal: `fila` es la regla (0 = encabezado); `elemento`, el id que lo ubica."""

    decision: str
    elemento: str
    fila: int
    columna: str
    texto: str
    mensaje: str


@dataclass(frozen=True)
class DecisionVista:
    """Una decisión del archivo, con lo que pide y lo que conviene mirar en ella."""

    id: str
    nombre: str
    campos: tuple[Campo, ...]
    advertencias: tuple[Advertencia, ...] = ()


@dataclass(frozen=True)
class RevisionDmn:
    """Las decisiones del archivo y sus defectos; con defectos no se puede publicar."""

    decisiones: tuple[DecisionVista, ...] = ()
    defectos: tuple[DefectoDeCelda, ...] = ()


def nombre_del_modelo(xml: bytes) -> str:
    """Devuelve cómo se llama el archivo de decisiones; '' si no lo dice o no se puede leer."""
    try:
        return str(leer_raiz(xml).get("name") or "")
    except ErrorFeel:
        return ""


@dataclass(frozen=True)
class PasoVisto:
    """Una decisión tomada, con todo escrito como lo lee una persona.

    `entradas` son (columna, valor); `casan` y `usadas`, números de regla desde 1.
    """

    id: str
    nombre: str
    valor: str
    entradas: tuple[tuple[str, str], ...]
    casan: tuple[int, ...]
    usadas: tuple[int, ...]
    frase: str


@dataclass(frozen=True)
class Prueba:
    """Lo que dio: `error` vacío si la decisión se tomó."""

    resultado: str
    pasos: tuple[PasoVisto, ...]
    error: str = ""


def revisar_decision(xml: bytes, ahora: datetime) -> RevisionDmn:
    """Devuelve qué pide cada decisión y todo lo que está mal escrito.

    Nunca falla por lo que dice el archivo: si no se puede leer, lo dice un defecto.
    """
    try:
        celdas = celdas_de(xml)
        modelo = leer_dmn(xml, estricto=False)
    except ErrorFeel as error:
        return RevisionDmn(defectos=(DefectoDeCelda("", "", 0, "", "", error.mensaje),))
    malas = tuple(_defecto(c) for c in celdas if c.error)
    vistas = tuple(_vista(modelo, cual, celdas, malas, ahora) for cual in modelo.ids)
    return RevisionDmn(vistas, malas or _lo_demas(modelo))


def probar_decision(
    xml: bytes, decision: str, dichos: Mapping[str, str], ahora: datetime
) -> Prueba:
    """Toma la decisión con lo escrito en sus campos.

    Args:
        xml: el archivo, como está en el editor.
        decision: su id o su nombre.
        dichos: lo escrito en cada campo, por nombre.
        ahora: el instante de `now()` y `today()`.

    Raises:
        ErrorFeel: el archivo no se puede leer o una celda está mal escrita.
        NoEncontrado: no tiene esa decisión.
        DatosInvalidos: lo escrito en un campo no es lo que pide.
    """
    modelo = leer_dmn(xml)
    datos = leer_datos(campos_de(modelo, decision, celdas_de(xml)), dichos, ahora)
    intento = intentar(modelo, decision, datos, ahora=ahora)
    return _prueba(intento)


def describir_intento(intento: Intento) -> tuple[str, ...]:
    """Devuelve un renglón por decisión tomada, con las reglas que se cumplieron."""
    vistos = (_paso(p) for p in intento.pasos)
    return tuple(f"{v.nombre}: {v.valor or 'no se tomó'}. {v.frase}".strip() for v in vistos)


def _prueba(intento: Intento) -> Prueba:
    pasos = tuple(_paso(p) for p in intento.pasos)
    return Prueba("" if intento.error else pasos[-1].valor, pasos, intento.error)


def _defecto(celda: Celda) -> DefectoDeCelda:
    return DefectoDeCelda(
        celda.decision, celda.elemento, celda.fila, celda.columna, celda.texto, celda.error
    )


def _vista(
    modelo: ModeloDmn,
    cual: str,
    celdas: tuple[Celda, ...],
    malas: tuple[DefectoDeCelda, ...],
    ahora: datetime,
) -> DecisionVista:
    decision = modelo.buscar(cual, Decision)
    sana = not any(m.decision == cual for m in malas)
    advertencias = buscar_huecos(modelo, decision, celdas, ahora) if sana else ()
    return DecisionVista(cual, decision.nombre, campos_de(modelo, cual, celdas), advertencias)


def _lo_demas(modelo: ModeloDmn) -> tuple[DefectoDeCelda, ...]:
    """Lo que no es de una celda: una política que no existe, una regla a la que le faltan."""
    fallos = ((cual, modelo.buscar(cual, Decision).error) for cual in modelo.ids)
    return tuple(DefectoDeCelda(cual, cual, 0, "", "", e.mensaje) for cual, e in fallos if e)


def _paso(paso: PasoIntentado) -> PasoVisto:
    return PasoVisto(
        paso.id,
        paso.nombre,
        escribir(paso.valor) if paso.hecha else "",
        tuple((texto, escribir(valor)) for texto, valor in paso.entradas),
        paso.casan,
        paso.usadas,
        _frase(paso) if paso.politica else "",
    )


def escribir(valor: Valor) -> str:
    """Devuelve el valor como lo lee una persona de la oficina."""
    if isinstance(valor, list):
        return f"[{'; '.join(escribir(v) for v in valor)}]"
    if isinstance(valor, dict):
        return "; ".join(f"{nombre}: {escribir(v)}" for nombre, v in valor.items())
    escritor = _ESCRITORES.get(type(valor))
    return escritor(valor) if escritor else mostrar(valor, Evaluacion({}))


_ESCRITORES: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "nada (null)",
    bool: lambda valor: "sí" if valor else "no",
    Decimal: para_leer,
    str: lambda valor: f"«{valor}»",
    datetime: lambda valor: f"{valor:%d/%m/%Y %H:%M}",
    date: lambda valor: f"{valor:%d/%m/%Y}",
}
_AGREGAN = {
    "R": "La decisión junta lo que dan, en el orden de las reglas.",
    "C": "La decisión junta lo que dan.",
    "O": "La decisión junta lo que dan, por prioridad.",
    "C+": "La decisión suma lo que dan.",
    "C<": "La decisión toma el menor.",
    "C>": "La decisión toma el mayor.",
    "C#": "La decisión cuenta cuántas son.",
}


def _frase(paso: PasoIntentado) -> str:
    if not paso.casan:
        omision = paso.hecha and paso.valor is not None
        da = "da su valor por omisión" if omision else "no da nada"
        return f"Con estos datos no se cumple ninguna regla: la decisión {da}."
    cumplen = "Se cumple la regla" if len(paso.casan) == 1 else "Se cumplen las reglas"
    return f"{cumplen} {enumerar(paso.casan)}. {_de_politica(paso)}".strip()


def _de_politica(paso: PasoIntentado) -> str:
    if paso.politica in _AGREGAN:
        return _AGREGAN[paso.politica]
    if len(paso.casan) == 1:
        return ""
    if paso.politica == "U":
        return "La tabla es de política única (U): nunca debe cumplirse más de una a la vez."
    if paso.politica == "A":
        mismo = "dan lo mismo, como pide" if paso.hecha else "dan cosas distintas, y no lo admite"
        return f"Todas {mismo} la política cualquiera (A)."
    if not paso.usadas:
        return ""
    cuenta = "por ser la primera" if paso.politica == "F" else "por prioridad"
    return f"Cuenta la {paso.usadas[0]}, {cuenta}."


def enumerar(numeros: tuple[int, ...]) -> str:
    """Devuelve «1», «1 y 2» o «1, 2 y 3»."""
    dichos = [str(n) for n in numeros]
    return dichos[0] if len(dichos) == 1 else f"{', '.join(dichos[:-1])} y {dichos[-1]}"
