"""Lo que dicen un campo de formulario y la ficha, con las palabras con que se muestran."""

import json
from collections.abc import Iterator, Mapping

from motor.nucleo.valores import Json

_SIN_SIGNIFICADO = frozenset({"id", "layout", "components"})
_ROTULOS = {
    "label": "Rótulo",
    "dateLabel": "Rótulo",
    "timeLabel": "Rótulo de la hora",
    "title": "Título",
    "type": "Clase de campo",
    "subtype": "Qué se escribe",
    "key": "Nombre del dato",
    "path": "Nombre del dato",
    "description": "Ayuda debajo del campo",
    "text": "Texto",
    "content": "HTML",
    "expression": "Se calcula así",
    "computeOn": "Cuándo se calcula",
    "values": "Opciones",
    "valuesExpression": "De dónde salen las opciones",
    "valuesKey": "De dónde salen las opciones",
    "dataSource": "De dónde salen las filas",
    "columns": "Columnas",
    "readonly": "Solo se muestra",
    "disabled": "Apagado",
    "multiple": "Se pueden adjuntar varios",
    "decimalDigits": "Decimales",
    "defaultValue": "Empieza con",
    "defaultRepetitions": "Filas con que empieza",
    "allowAddRemove": "Se agregan y quitan filas",
    "isRepeating": "Se repite",
    "showOutline": "Con borde",
    "disallowPassedDates": "No admite fechas pasadas",
    "source": "Imagen",
    "alt": "Qué muestra la imagen",
    "conditional.hide": "Ocultar cuando",
    "validate.required": "Hay que llenarlo",
    "validate.min": "Desde",
    "validate.max": "Hasta",
    "validate.minLength": "Caracteres, al menos",
    "validate.maxLength": "Caracteres, a lo sumo",
    "validate.pattern": "Patrón",
    "validate.validationType": "Qué forma tiene",
    "appearance.prefixAdorner": "Pegado antes",
    "appearance.suffixAdorner": "Pegado después",
    "properties.cauce:tipo": "Clase de dato",
    "properties.cauce:requerido": "Hay que llenarlo cuando",
    "properties.cauce:exigir": "Además debe cumplirse",
    "properties.cauce:mensaje": "Si no se cumple, se lee",
    "properties.cauce:auto": "Quién lo llena",
    "properties.cauce:totales": "Columnas con total debajo",
}
_TIPOS = {
    "textfield": "texto corto",
    "textarea": "texto largo",
    "number": "número",
    "checkbox": "casilla",
    "checklist": "varias casillas",
    "radio": "una de varias opciones",
    "select": "lista",
    "taglist": "etiquetas",
    "datetime": "fecha u hora",
    "filepicker": "documento",
    "dynamiclist": "tabla que crece",
    "table": "tabla",
    "group": "grupo",
    "expression": "cálculo",
    "text": "texto fijo",
    "html": "HTML",
    "image": "imagen",
    "documentPreview": "vista de documentos",
    "separator": "línea",
    "spacer": "espacio",
    "button": "botón",
}


def decir_campo(campo: Mapping[str, Json]) -> dict[str, str]:
    """Devuelve de cada propiedad del campo cómo se llama en el editor y qué dice."""
    dichas: dict[str, str] = {}
    for nombre, valor in _aplanar(campo):
        rotulo = _ROTULOS.get(nombre, nombre.removeprefix("properties."))
        texto = _TIPOS.get(str(valor), str(valor)) if nombre == "type" else _decir(valor)
        dichas[rotulo] = f"{dichas[rotulo]}; {texto}" if rotulo in dichas else texto
    return dichas


def decir_ficha(ficha: Mapping[str, Json]) -> dict[str, str]:
    """Devuelve de cada cosa de un proceso.yaml cómo se llama en su página y qué dice."""
    dichas: dict[str, str] = {}
    for nombre, valor in ficha.items():
        if nombre == "quien_inicia" and isinstance(valor, dict):
            dichas |= {f"Quién inicia {proceso}": _decir(q) for proceso, q in valor.items()}
        elif nombre == "base_normativa" and isinstance(valor, list):
            dichas |= {_norma(n): _decir_norma(n) for n in valor if isinstance(n, dict)}
        elif nombre != "clave":
            dichas[_DE_FICHA.get(nombre, nombre)] = _decir(valor)
    return dichas


_DE_FICHA = {
    "nombre": "Nombre",
    "proposito": "Propósito",
    "funciones": "Funciones de la Secretaría",
}


def _norma(norma: Mapping[str, Json]) -> str:
    return f"Norma {norma.get('norma', '')}"


def _decir_norma(norma: Mapping[str, Json]) -> str:
    partes = [str(norma.get("etiqueta", "")).upper(), str(norma.get("texto") or "")]
    return ". ".join(p for p in partes if p) or "sí"


def _aplanar(objeto: Mapping[str, Json], prefijo: str = "") -> Iterator[tuple[str, Json]]:
    for nombre, valor in objeto.items():
        if not prefijo and nombre in _SIN_SIGNIFICADO:
            continue
        if isinstance(valor, dict):
            yield from _aplanar(valor, f"{prefijo}{nombre}.")
        else:
            yield f"{prefijo}{nombre}", valor


def _decir(valor: Json) -> str:
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, str):
        return valor
    if isinstance(valor, list):
        return ", ".join(_opcion(parte) for parte in valor)
    return json.dumps(valor, ensure_ascii=False)


def _opcion(parte: Json) -> str:
    """Una opción o una columna: «Aprobado (aprobado)»."""
    if not isinstance(parte, dict):
        return _decir(parte)
    rotulo, clave = parte.get("label"), parte.get("value", parte.get("key"))
    if rotulo is None or clave is None:
        return json.dumps(parte, ensure_ascii=False)
    return f"{_decir(rotulo)} ({_decir(clave)})"
