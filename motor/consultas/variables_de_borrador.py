"""Los formularios, las decisiones y las variables de un borrador, para elegirlos al dibujar.

Un archivo a medio hacer no se puede leer todavía: se lista con su clave y sin nada adentro.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from motor.bpmn.lectura import leer
from motor.bpmn.modelo import TODAS, Documento, Nodo
from motor.bpmn.palabras import llamar
from motor.bpmn.revision.variables import CLAVES, escritas
from motor.feel import ModeloDmn, leer_dmn
from motor.feel.dmn.piezas import Dato, Decision
from motor.feel.dmn.tabla import Tabla
from motor.nucleo.errores import ErrorMotor
from motor.reglas.formularios.lectura import leer_esquema
from motor.reglas.formularios.modelo import Componente, Formulario

Vista = dict[str, Any]
_LEGIBLE = re.compile(r"[^\W\d]\w*")
_DE_LA_CASA = (
    ("hr", "texto", "la hoja de ruta del expediente"),
    ("asunto", "texto", "el asunto del expediente"),
    ("expediente_iniciado_el", "instante", "cuándo se inició el expediente"),
    ("iniciador", "texto", "quién inició el expediente"),
)


def ver_formularios(archivos: Mapping[str, bytes]) -> list[Vista]:
    """Devuelve {clave, titulo, campos: [{clave, etiqueta, tipo, opciones}]} de cada uno."""
    vistos = []
    for clave, contenido in sorted(archivos.items()):
        try:
            leido = leer_esquema(contenido)
        except ErrorMotor:
            leido = Formulario(clave, "", ())
        campos = [_campo(c.componente) for c in leido.campos]
        vistos.append({"clave": clave, "titulo": leido.titulo or clave, "campos": campos})
    return vistos


def _campo(c: Componente) -> Vista:
    return {
        "clave": c.clave,
        "etiqueta": c.titulo,
        "tipo": c.tipo or c.clase.value,
        "opciones": [{"valor": o.valor, "etiqueta": o.etiqueta} for o in c.opciones],
    }


def ver_decisiones(archivos: Mapping[str, bytes]) -> list[Vista]:
    """Devuelve {id, nombre, archivo, entradas, salidas} de cada decisión; los nombres, de FEEL."""
    vistas: list[Vista] = []
    for archivo, contenido in sorted(archivos.items()):
        try:
            modelo = leer_dmn(contenido, estricto=False)
        except ErrorMotor:
            continue
        vistas += [_decision(modelo, cual, archivo) for cual in modelo.ids]
    return vistas


def _decision(modelo: ModeloDmn, cual: str, archivo: str) -> Vista:
    decision = modelo.buscar(cual, Decision)
    tabla = decision.logica if isinstance(decision.logica, Tabla) else None
    requeridas = (modelo.plano.piezas.get(ref) for ref in decision.requiere)
    datos = [p.nombre for p in requeridas if isinstance(p, Dato)]
    leidas = {n for e in tabla.entradas for n in e.expresion.nombres} if tabla else set()
    salidas = [s.nombre for s in tabla.salidas if s.nombre] if tabla else []
    return {
        "id": cual,
        "nombre": decision.nombre,
        "archivo": archivo,
        "entradas": datos or sorted(leidas),
        "salidas": salidas or [decision.nombre],
    }


def ver_variables(xml: bytes, formularios: list[Vista], decisiones: list[Vista]) -> list[Vista]:
    """Devuelve {nombre, tipo, origen}, por nombre y cada uno una vez: la primera que se halló."""
    halladas: dict[str, Vista] = {}
    for nombre, tipo, origen in _todas(xml, formularios, decisiones):
        if _LEGIBLE.fullmatch(nombre):
            halladas.setdefault(nombre, {"nombre": nombre, "tipo": tipo, "origen": origen})
    return sorted(halladas.values(), key=lambda v: str(v["nombre"]))


def _todas(
    xml: bytes, formularios: list[Vista], decisiones: list[Vista]
) -> Iterator[tuple[str, str, str]]:
    yield from _DE_LA_CASA
    for formulario in formularios:
        for campo in formulario["campos"]:
            yield campo["clave"], campo["tipo"], f"formulario «{formulario['titulo']}»"
    try:
        documento = leer(xml)
    except ErrorMotor:
        return
    salidas = {d["id"]: d["nombre"] for d in decisiones}
    for proceso in documento.procesos.values():
        for nodo in proceso.nodos.values():
            yield from _de_nodo(nodo, salidas)
    yield from _objetos(documento)
    for nombre in escritas(documento):  # lo que la revisión da por conocido también se ofrece
        yield nombre, "", "lo escribe el diagrama"


def _de_nodo(nodo: Nodo, decisiones: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    donde = llamar(nodo)
    for paso in (*nodo.entradas, *nodo.salidas):
        if paso.destino != TODAS:
            yield paso.destino, "", f"lo escribe «{donde}»"
    for nombre in nodo.locales:
        yield nombre, "", f"propia de «{donde}»"
    if nodo.resultado:
        decision = decisiones.get(nodo.decision)
        yield (
            nodo.resultado,
            "",
            f"decisión «{decision}»" if decision else f"resultado de «{donde}»",
        )
    yield from _de_repeticion(nodo, donde)
    for definicion in (nodo.evento, *nodo.eventos):
        for nombre in CLAVES.findall(definicion.contenido or ""):
            yield nombre, "", f"dato de «{definicion.nombre or donde}»"


def _de_repeticion(nodo: Nodo, donde: str) -> Iterator[tuple[str, str, str]]:
    if nodo.repeticion is None:
        return
    if nodo.repeticion.elemento:
        yield nodo.repeticion.elemento, "", f"cada una de «{donde}»"
    if nodo.repeticion.salida:
        yield nodo.repeticion.salida, "lista", f"lo que reúne «{donde}»"


def _objetos(documento: Documento) -> Iterator[tuple[str, str, str]]:
    """Los objetos de datos dibujados cuyo nombre sirve de variable."""
    raiz = etree.fromstring(documento.xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for objeto in raiz.iter("{*}dataObjectReference", "{*}dataObject"):
        yield (objeto.get("name") or "").strip(), "", "objeto de datos"
