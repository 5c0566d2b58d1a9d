"""Lo que un dueño de proceso puede elegir al dibujar: la organización, plazos, servicios y datos.

La forma es la de `entorno.json`, que leen el panel de propiedades y los editores.
"""

import inspect
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Institucion, Unidad
from motor.almacen.plazos import UnidadParametro
from motor.almacen.procesos import Proceso
from motor.consultas.borradores_revisados import listar_iniciadores
from motor.consultas.parametros import listar_parametros
from motor.consultas.variables_de_borrador import (
    ver_decisiones,
    ver_formularios,
    ver_variables,
)
from motor.feel.ayudas import funciones_con_ayuda
from motor.manejadores import Registro
from motor.reglas.borradores import carpeta_de

Vista = dict[str, Any]
ACTOS = ("elabora", "revisa", "aprueba", "firma", "recibe")
_SON_PLAZOS = frozenset(
    unidad.value
    for unidad in (
        UnidadParametro.DIAS_HABILES,
        UnidadParametro.DIAS_CALENDARIO,
        UnidadParametro.MESES,
        UnidadParametro.ANIOS,
    )
)
_ENTRE_ACENTOS = re.compile(r"`([^\W\d]\w*)`")


def ver_entorno(sesion: Session, borrador_id: int, manejadores: Registro, hoy: date) -> Vista:
    """Devuelve todo lo elegible al dibujar ese borrador, listo para JSON.

    Args:
        sesion: la de lectura.
        borrador_id: el borrador; manda lo guardado, no lo que otro tiene sin guardar.
        manejadores: los servicios que este programa atiende.
        hoy: fecha local, para el valor que rige de cada plazo.

    Raises:
        NoEncontrado: no existe el borrador, o le falta el diagrama.
    """
    carpeta = carpeta_de(sesion, borrador_id)
    formularios = ver_formularios(carpeta.formularios)
    decisiones = ver_decisiones(carpeta.decisiones)
    return {
        **_organizacion(sesion),
        "plazos": _plazos(sesion, hoy),
        "formularios": formularios,
        "decisiones": decisiones,
        "temas": _temas(manejadores),
        "procesos": _procesos(sesion),
        "inician": _inician(sesion, carpeta.ficha),
        "variables": ver_variables(carpeta.xml, formularios, decisiones),
        "actos": list(ACTOS),
        "funciones": funciones_con_ayuda(),
    }


def _organizacion(sesion: Session) -> Vista:
    unidades = sesion.execute(
        select(Unidad.sigla, Unidad.nombre, Institucion.sigla.label("institucion"))
        .join(Institucion, Institucion.id == Unidad.institucion_id)
        .where(Unidad.vigente_hasta.is_(None))
        .order_by(Institucion.id, Unidad.sigla)
    )
    cargos = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.sigla.label("unidad"))
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Cargo.activo)
        .order_by(Unidad.sigla, Cargo.nombre, Cargo.clave)
    )
    instituciones = sesion.execute(
        select(Institucion.sigla, Institucion.nombre)
        .where(Institucion.activa)
        .order_by(Institucion.id)
    )
    return {
        "instituciones": [dict(fila._mapping) for fila in instituciones],
        "unidades": [dict(fila._mapping) for fila in unidades],
        "cargos": [dict(fila._mapping) for fila in cargos],
    }


def _plazos(sesion: Session, hoy: date) -> list[Vista]:
    """Los parámetros que miden tiempo y hoy rigen; los demás (horas, porcentajes) no son plazos."""
    return [
        {
            "clave": p.clave,
            "texto": p.hoy.texto,
            "cantidad": p.hoy.valor,
            "unidad": p.hoy.unidad,
            "norma": p.hoy.norma,
            "etiqueta": p.hoy.etiqueta,
        }
        for p in listar_parametros(sesion, hoy)
        if p.hoy is not None and p.hoy.unidad in _SON_PLAZOS
    ]


def _inician(sesion: Session, ficha: Mapping[str, Any]) -> dict[str, list[str]]:
    """De cada proceso, quiénes dice la ficha que pueden iniciarlo, como se leen."""
    dichos = ficha.get("quien_inicia")
    if not isinstance(dichos, Mapping):
        return {}
    nombres = dict(listar_iniciadores(sesion))
    return {proceso: [nombres.get(c, c) for c in claves] for proceso, claves in dichos.items()}


def _procesos(sesion: Session) -> list[Vista]:
    filas = sesion.execute(select(Proceso.clave, Proceso.nombre).order_by(Proceso.nombre))
    return [dict(fila._mapping) for fila in filas]


def _temas(manejadores: Registro) -> list[Vista]:
    """Los servicios, con lo que su descripción dice que reciben y dan."""
    vistos = []
    for tema, funcion in sorted(manejadores.por_tema.items()):
        partes = _parrafos(inspect.getdoc(funcion) or "")
        vistos.append(
            {
                "tema": tema,
                "titulo": partes[""].rstrip("."),
                "entradas": _ENTRE_ACENTOS.findall(partes["Entradas"]),
                "salidas": _ENTRE_ACENTOS.findall(partes["Salidas"]),
            }
        )
    return vistos


def _parrafos(texto: str) -> dict[str, str]:
    """El primer renglón y lo que sigue a «Entradas:» y a «Salidas:» (manejadores)."""
    partes = {"": "", "Entradas": "", "Salidas": ""}
    actual: str | None = ""
    for renglon in texto.splitlines():
        rotulo, hay, resto = renglon.strip().partition(":")
        propio = bool(hay) and rotulo in partes
        if propio:
            actual = rotulo
        elif _es_otro_parrafo(renglon):
            actual = None if partes[""] else ""
        if actual is not None:
            partes[actual] = f"{partes[actual]} {(resto if propio else renglon).strip()}".strip()
    return partes


def _es_otro_parrafo(renglon: str) -> bool:
    """Vacío, o con rótulo propio («Sin efectos: …»)."""
    rotulo, hay, _ = renglon.strip().partition(":")
    return not renglon.strip() or bool(hay and rotulo[:1].isupper())
