"""Sembrar la organización, los parámetros y los feriados: agrega lo que falta, no cambia nada."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from motor.almacen.base import Base
from motor.almacen.calendario import AmbitoDia, DiaInhabil
from motor.almacen.organizacion import (
    Calidad,
    Cargo,
    Designacion,
    Institucion,
    Persona,
    Unidad,
)
from motor.almacen.plazos import Etiqueta, ParametroPlazo
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import comprobar_valor, subir_revision
from motor.reglas.lectura_semillas import (
    Feriados,
    Organigrama,
    ParametrosSembrados,
    leer_yaml,
)
from motor.reglas.organigrama import FichaPersona

DOCUMENTO = "Sembrado de demostración"
_Fila = TypeVar("_Fila", bound=Base)


@dataclass(frozen=True)
class Semillas:
    """Lo leído de la carpeta, ya comprobado."""

    organigrama: Organigrama
    parametros: ParametrosSembrados
    feriados: Feriados

    def vigentes_desde(self, dia: date) -> "Semillas":
        """Las mismas, con el organigrama y los parámetros vigentes desde ese día."""
        return Semillas(
            replace(self.organigrama, vigente_desde=dia),
            replace(self.parametros, vigente_desde=dia),
            self.feriados,
        )

    def con_nombres(self, nombrar: Callable[[str], str]) -> "Semillas":
        """Las mismas, con ese nombre para la persona de cada cuenta por cargo que no lo tenga."""
        organigrama = self.organigrama
        con_nombre = {persona.usuario for persona in organigrama.personas}
        nuevas = tuple(
            FichaPersona(cargo.clave, nombrar(cargo.clave))
            for cargo in organigrama.cargos
            if organigrama.cuentas_por_cargo and cargo.clave not in con_nombre
        )
        personas = (*organigrama.personas, *nuevas)
        return replace(self, organigrama=replace(organigrama, personas=personas))


def leer_semillas(carpeta: Path) -> Semillas:
    """Lee organizacion.yaml, parametros_plazo.yaml y feriados.yaml.

    Raises:
        NoEncontrado: falta uno de los archivos.
        DatosInvalidos: alguno está mal; la frase dice el archivo y la clave.
    """
    semillas = Semillas(
        leer_yaml(carpeta / "organizacion.yaml", Organigrama),
        leer_yaml(carpeta / "parametros_plazo.yaml", ParametrosSembrados),
        leer_yaml(carpeta / "feriados.yaml", Feriados),
    )
    for parametro in semillas.parametros.parametros:
        comprobar_valor(parametro.clave, parametro.valor, parametro.unidad)
    return semillas


def sembrar(sesion: Session, semillas: Semillas, clave_hash: str | None) -> dict[str, int]:
    """Agrega lo que falte y devuelve cuántas filas de cada clase agregó.

    Raises:
        DatosInvalidos: algo nombra una institución, unidad o cargo que no está.
    """
    organigrama = semillas.organigrama
    cuentas = {
        "instituciones": _instituciones(sesion, organigrama),
        "unidades": _unidades(sesion, organigrama),
        "cargos": _cargos(sesion, organigrama),
        "personas": _personas(sesion, organigrama, clave_hash),
        "designaciones": _designaciones(sesion, organigrama),
        "parametros": _parametros(sesion, semillas.parametros),
        "dias_inhabiles": _feriados(sesion, semillas.feriados),
    }
    if cuentas["parametros"] or cuentas["dias_inhabiles"]:
        subir_revision(sesion)
    return cuentas


def _instituciones(sesion: Session, organigrama: Organigrama) -> int:
    hay = _por(sesion, Institucion, Institucion.sigla)
    nuevas = [
        Institucion(sigla=f.sigla, nombre=f.nombre, municipio=f.municipio, activa=True)
        for f in organigrama.instituciones
        if f.sigla not in hay
    ]
    return _agregar(sesion, nuevas)


def _unidades(sesion: Session, organigrama: Organigrama) -> int:
    hay = _por(sesion, Unidad, Unidad.sigla)
    instituciones = _por(sesion, Institucion, Institucion.sigla)
    faltan = [f for f in organigrama.unidades if f.sigla not in hay]
    cuantas = _agregar(
        sesion,
        [
            Unidad(
                sigla=f.sigla,
                nombre=f.nombre,
                institucion_id=_id(instituciones, f.institucion, f"la unidad «{f.sigla}»"),
                vigente_desde=organigrama.vigente_desde,
                norma=f.norma,
            )
            for f in faltan
        ],
    )
    hay = _por(sesion, Unidad, Unidad.sigla)
    for f in faltan:
        if f.superior:
            hay[f.sigla].superior_id = _id(hay, f.superior, f"la unidad «{f.sigla}»")
    return cuantas


def _cargos(sesion: Session, organigrama: Organigrama) -> int:
    hay = _por(sesion, Cargo, Cargo.clave)
    unidades = _por(sesion, Unidad, Unidad.sigla)
    faltan = [f for f in organigrama.cargos if f.clave not in hay]
    cuantos = _agregar(
        sesion,
        [
            Cargo(
                clave=f.clave,
                nombre=f.nombre,
                unidad_id=_id(unidades, f.unidad, f"el cargo «{f.clave}»"),
                acceso=f.acceso,
                facultades=[facultad.value for facultad in f.facultades],
                activo=f.activo,
            )
            for f in faltan
        ],
    )
    hay = _por(sesion, Cargo, Cargo.clave)
    for f in faltan:
        if f.superior:
            hay[f.clave].superior_id = _id(hay, f.superior, f"el cargo «{f.clave}»")
    return cuantos


def _personas(sesion: Session, organigrama: Organigrama, clave_hash: str | None) -> int:
    hay = _por(sesion, Persona, Persona.usuario)
    nombres = {f.usuario: f.nombre for f in organigrama.personas}
    if organigrama.cuentas_por_cargo:
        unidades = {u.sigla: u.nombre for u in organigrama.unidades}
        for cargo in organigrama.cargos:
            nombre = f"{cargo.nombre} — {unidades.get(cargo.unidad, cargo.unidad)}"
            nombres.setdefault(cargo.clave, nombre)
    nuevas = [
        Persona(usuario=usuario, nombre=nombre, clave_hash=clave_hash, activa=True)
        for usuario, nombre in nombres.items()
        if usuario not in hay
    ]
    return _agregar(sesion, nuevas)


def _designaciones(sesion: Session, organigrama: Organigrama) -> int:
    if not organigrama.cuentas_por_cargo:
        return 0
    personas = _por(sesion, Persona, Persona.usuario)
    cargos = _por(sesion, Cargo, Cargo.clave)
    ya = set(sesion.scalars(select(Designacion.cargo_id)))
    desde = datetime.combine(organigrama.vigente_desde, time(0), LA_PAZ)
    nuevas = [
        Designacion(
            persona_id=personas[ficha.clave].id,
            cargo_id=cargos[ficha.clave].id,
            calidad=Calidad.TITULAR,
            desde_el=desde,
            documento=DOCUMENTO,
        )
        for ficha in organigrama.cargos
        if cargos[ficha.clave].id not in ya
    ]
    return _agregar(sesion, nuevas)


def _parametros(sesion: Session, sembrados: ParametrosSembrados) -> int:
    hay = _por(sesion, ParametroPlazo, ParametroPlazo.clave)
    nuevos = [
        ficha.como_fila(sembrados.vigente_desde)
        for ficha in sembrados.parametros
        if ficha.clave not in hay
    ]
    return _agregar(sesion, nuevos)


def _feriados(sesion: Session, feriados: Feriados) -> int:
    hay = {
        (fecha, ambito, municipio)
        for fecha, ambito, municipio in sesion.execute(
            select(DiaInhabil.fecha, DiaInhabil.ambito, DiaInhabil.municipio)
        )
    }
    filas: dict[tuple[date, AmbitoDia, str], DiaInhabil] = {}
    for fila in [*_de_reglas(feriados), *_sueltos(feriados)]:
        filas.setdefault((fila.fecha, fila.ambito, fila.municipio), fila)
    return _agregar(sesion, [fila for clave, fila in filas.items() if clave not in hay])


def _de_reglas(feriados: Feriados) -> list[DiaInhabil]:
    por_ambito = (
        (AmbitoDia.NACIONAL, feriados.nacionales),
        (AmbitoDia.DEPARTAMENTAL, feriados.departamentales),
    )
    return [
        DiaInhabil(
            fecha=fecha,
            ambito=ambito,
            municipio="",
            nombre=nombre,
            norma=regla.norma,
            etiqueta=Etiqueta.CITADO,
        )
        for ambito, reglas in por_ambito
        for regla in reglas
        for anio in range(feriados.desde_anio, feriados.hasta_anio + 1)
        for fecha, nombre in regla.fechas(anio)
    ]


def _sueltos(feriados: Feriados) -> list[DiaInhabil]:
    return [
        DiaInhabil(
            fecha=f.fecha,
            ambito=f.ambito,
            municipio=f.municipio,
            nombre=f.nombre,
            norma=f.norma,
            etiqueta=f.etiqueta,
        )
        for f in feriados.dias
    ]


def _por(
    sesion: Session, clase: type[_Fila], columna: InstrumentedAttribute[str]
) -> dict[str, _Fila]:
    return {getattr(fila, columna.key): fila for fila in sesion.scalars(select(clase))}


def _agregar(sesion: Session, filas: list[_Fila]) -> int:
    sesion.add_all(filas)
    sesion.flush()
    return len(filas)


def _id(
    filas: dict[str, Institucion] | dict[str, Unidad] | dict[str, Cargo], clave: str, de: str
) -> int:
    fila = filas.get(clave)
    if fila is None:
        raise DatosInvalidos(f"En organizacion.yaml, {de} nombra «{clave}», que no está en ella.")
    return fila.id
