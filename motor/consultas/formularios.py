"""Formularios listos para mostrar: el de una tarea y el que inicia un proceso."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Designacion, Persona, Unidad
from motor.almacen.tareas import Tarea
from motor.feel import compilar
from motor.nucleo.errores import Falta
from motor.nucleo.territorio import municipios, provincias
from motor.nucleo.valores import Valor
from motor.reglas.ambitos import VariablesDeInstancia
from motor.reglas.evaluacion import EvaluadorDeVersion
from motor.reglas.formularios import (
    Formulario,
    FormularioVista,
    Preparacion,
    preparar,
)
from motor.reglas.formularios import leer_esquema as leer_formulario
from motor.reglas.formularios.modelo import Opcion
from motor.reglas.formularios.mostrado import ArchivoVista, CampoVista, OpcionVista
from motor.reglas.formularios.rutas import dentro, poner_fichas
from motor.reglas.investidura import es_vigente
from motor.reglas.versiones import CacheVersiones

__all__ = [
    "ArchivoVista",
    "CampoVista",
    "Escrito",
    "Formulario",
    "FormularioVista",
    "OpcionVista",
    "dentro",
    "esquema_de_tarea",
    "esquema_de_version",
    "leer_formulario",
    "poner_fichas",
    "preparar_de_inicio",
    "preparar_de_tarea",
    "preparar_suelto",
]


@dataclass(frozen=True)
class Escrito:
    """Lo que hay en la pantalla: `datos` por clave (None = nada aún) y las faltas que mostrar."""

    datos: Mapping[str, Valor] | None = None
    faltas: Sequence[Falta] = field(default=())

    def frases(self) -> dict[str, str]:
        """De la ruta de cada campo a su primera frase."""
        frases: dict[str, str] = {}
        for falta in self.faltas:
            frases.setdefault(falta.campo, falta.mensaje)
        return frases


def esquema_de_version(
    sesion: Session, versiones: CacheVersiones, version_id: int, clave: str
) -> Formulario:
    """Devuelve el esquema leído de un formulario de la versión.

    Raises:
        NoEncontrado: la versión no lo trae.
    """
    return versiones.obtener(sesion, version_id).formulario(clave)


def esquema_de_tarea(
    sesion: Session, versiones: CacheVersiones, tarea_id: int
) -> Formulario | None:
    """Devuelve el esquema del formulario de la tarea; None si no pide datos."""
    tarea = sesion.get_one(Tarea, tarea_id)
    if not tarea.formulario:
        return None
    return esquema_de_version(sesion, versiones, tarea.instancia.version_id, tarea.formulario)


def preparar_de_tarea(
    sesion: Session,
    versiones: CacheVersiones,
    tarea_id: int,
    ahora: datetime,
    escrito: Escrito | None = None,
) -> FormularioVista | None:
    """Devuelve el formulario de la tarea; sin nada escrito, con su borrador. None si no pide datos.

    Args:
        sesion: de lectura.
        versiones: las ya leídas.
        tarea_id: una tarea que existe y que quien mira puede ver.
        ahora: el instante.
        escrito: lo que la persona lleva escrito.
    """
    formulario = esquema_de_tarea(sesion, versiones, tarea_id)
    if formulario is None:
        return None
    tarea = sesion.get_one(Tarea, tarea_id)
    escrito = escrito or Escrito(tarea.borrador)
    variables = VariablesDeInstancia(sesion, tarea.instancia_id)
    variables.precargar((tarea.ambito,))
    version = versiones.obtener(sesion, tarea.instancia.version_id)
    con = Preparacion(
        escrito.datos,
        variables.vista(tarea.ambito),
        EvaluadorDeVersion(sesion, version, ahora).evaluar,
        ahora,
        _Catalogos(sesion, ahora),
        escrito.frases(),
    )
    return preparar(formulario, con)


def preparar_de_inicio(
    sesion: Session,
    versiones: CacheVersiones,
    cual: tuple[int, str],
    ahora: datetime,
    escrito: Escrito | None = None,
) -> FormularioVista:
    """Devuelve el formulario con que se inicia un proceso: `cual` es (versión, clave).

    Raises:
        NoEncontrado: la versión no trae ese formulario.
    """
    escrito = escrito or Escrito()
    version_id, clave = cual
    version = versiones.obtener(sesion, version_id)
    con = Preparacion(
        escrito.datos,
        {},
        EvaluadorDeVersion(sesion, version, ahora).evaluar,
        ahora,
        _Catalogos(sesion, ahora),
        escrito.frases(),
    )
    return preparar(version.formulario(clave), con)


def preparar_suelto(
    sesion: Session,
    esquema: bytes,
    vista: Mapping[str, Valor],
    ahora: datetime,
    escrito: Escrito | None = None,
) -> FormularioVista:
    """Devuelve un formulario que todavía no es de ninguna versión, como lo vería el personal.

    Args:
        sesion: de lectura: las opciones de unidades, cargos y personas son las de verdad.
        esquema: el JSON de form-js.
        vista: las variables que el proceso tendría.
        ahora: el instante.
        escrito: lo que hay en la pantalla.

    Raises:
        FormularioInvalido: el esquema está mal; sus faltas dicen dónde.
    """
    escrito = escrito or Escrito()

    def evaluar(expresion: str, alcance: Mapping[str, Valor]) -> Valor:
        return compilar(expresion).evaluar(alcance, ahora=ahora)

    catalogos = _Catalogos(sesion, ahora)
    con = Preparacion(escrito.datos, vista, evaluar, ahora, catalogos, escrito.frases())
    return preparar(leer_formulario(esquema), con)


class _Catalogos:
    """Las opciones que salen de la organización y del territorio; cada una se lee una vez."""

    def __init__(self, sesion: Session, ahora: datetime) -> None:
        self._sesion, self._ahora = sesion, ahora
        self._leidos: dict[str, Sequence[Opcion]] = {}

    def __call__(self, tipo: str) -> Sequence[Opcion]:
        if tipo not in self._leidos:
            self._leidos[tipo] = self._leer(tipo)
        return self._leidos[tipo]

    def _leer(self, tipo: str) -> Sequence[Opcion]:
        if tipo in ("unidad", "unidades"):
            return self._unidades()
        if tipo in ("usuario", "usuarios"):
            return self._personas()
        if tipo == "cargo":
            return self._cargos()
        if tipo == "provincia":
            return [Opcion(nombre, nombre) for nombre in provincias()]
        if tipo in ("municipio", "municipios"):
            return [Opcion(m, f"{m} ({p})") for m, p in municipios()]
        return ()

    def _unidades(self) -> Sequence[Opcion]:
        dia = self._ahora.date()
        filas = self._sesion.execute(
            select(Unidad.sigla, Unidad.nombre)
            .where((Unidad.vigente_hasta.is_(None)) | (Unidad.vigente_hasta >= dia))
            .order_by(Unidad.institucion_id, Unidad.nombre)
        )
        return [Opcion(sigla, f"{nombre} ({sigla})") for sigla, nombre in filas]

    def _cargos(self) -> Sequence[Opcion]:
        filas = self._sesion.execute(
            select(Cargo.clave, Cargo.nombre, Unidad.sigla)
            .join(Unidad, Unidad.id == Cargo.unidad_id)
            .where(Cargo.activo)
            .order_by(Unidad.institucion_id, Unidad.id, Cargo.id)
        )
        return [Opcion(clave, f"{nombre} ({sigla})") for clave, nombre, sigla in filas]

    def _personas(self) -> Sequence[Opcion]:
        filas = self._sesion.execute(
            select(Persona.usuario, Persona.nombre, Cargo.nombre, Unidad.sigla)
            .join(Designacion, Designacion.persona_id == Persona.id)
            .join(Cargo, Cargo.id == Designacion.cargo_id)
            .join(Unidad, Unidad.id == Cargo.unidad_id)
            .where(Persona.activa, es_vigente(self._ahora))
            .order_by(Unidad.institucion_id, Unidad.id, Cargo.id)
        )
        vistas: dict[str, Opcion] = {}
        for usuario, nombre, cargo, sigla in filas:
            vistas.setdefault(usuario, Opcion(usuario, f"{nombre} — {cargo} ({sigla})"))
        return list(vistas.values())
