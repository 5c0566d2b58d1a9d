"""El calendario, los parámetros de plazo y las suspensiones, leídos de las tablas una sola vez.

Quien los cambia llama a `subir_revision` en su transacción; los demás ven la revisión nueva y
releen. Dentro de la transacción que los cambia no se guarda nada en la caché.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from motor.almacen.calendario import (
    AlcanceSuspension,
    DiaHabilitado,
    DiaInhabil,
    RevisionCalendario,
    Suspension,
)
from motor.almacen.plazos import ParametroPlazo, UnidadParametro
from motor.nucleo.calendario import HORA_CORTE, Calendario, Tramo
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.lapsos import Lapso, UnidadPlazo
from motor.nucleo.valores import DuracionMeses, Valor

SEDE = "030101"  # Cochabamba, sede de la Gobernación y de la Asamblea
CLAVE_HORA_CORTE = "computo.hora_corte"
_CAMBIADA = "calendario_cambiado"
_DE_PLAZO = {
    UnidadParametro.DIAS_HABILES: UnidadPlazo.DIAS_HABILES,
    UnidadParametro.DIAS_CALENDARIO: UnidadPlazo.DIAS_CALENDARIO,
    UnidadParametro.MESES: UnidadPlazo.MESES,
    UnidadParametro.ANIOS: UnidadPlazo.ANIOS,
}


@dataclass(frozen=True)
class Parametro:
    """Una fila vigente de parametro_plazo."""

    clave: str
    valor: str
    unidad: UnidadParametro
    norma: str
    etiqueta: str
    prorrogas_max: int
    prorroga_clave: str
    vigente_desde: date

    def lapso(self) -> Lapso:
        """Devuelve el lapso.

        Raises:
            DatosInvalidos: el parámetro no es una duración.
        """
        if self.unidad not in _DE_PLAZO:
            raise DatosInvalidos(
                f"El parámetro «{self.clave}» ({self.valor} {self.unidad}) no es un plazo."
            )
        return Lapso(int(self.valor), _DE_PLAZO[self.unidad])

    def como_valor(self) -> Valor:
        """Devuelve el valor que ve FEEL: número, sí/no, hora, texto; meses y años, duración."""
        if self.unidad is UnidadParametro.MESES:
            return DuracionMeses(int(self.valor))
        if self.unidad is UnidadParametro.ANIOS:
            return DuracionMeses(12 * int(self.valor))
        if self.unidad is UnidadParametro.SI_NO:
            return self.valor == "si"
        if self.unidad is UnidadParametro.HORA:
            return time.fromisoformat(self.valor)
        return self.valor if self.unidad is UnidadParametro.TEXTO else Decimal(self.valor)


def comprobar_valor(clave: str, valor: str, unidad: UnidadParametro) -> None:
    """Comprueba que el valor sea de su unidad.

    Raises:
        DatosInvalidos: con la frase que dice qué se esperaba.
    """
    enteras = {*_DE_PLAZO}
    try:
        if unidad in enteras:
            correcto = int(valor) > 0
        elif unidad is UnidadParametro.SI_NO:
            correcto = valor in {"si", "no"}
        elif unidad is UnidadParametro.HORA:
            correcto = bool(time.fromisoformat(valor) or True)
        else:
            correcto = unidad is UnidadParametro.TEXTO or Decimal(valor).is_finite()
    except (ValueError, InvalidOperation):
        correcto = False
    if not correcto:
        raise DatosInvalidos(f"El parámetro «{clave}» no puede valer «{valor}» en {unidad}.")


@dataclass(frozen=True)
class SuspensionVigente:
    """Un tramo suspendido y a qué alcanza."""

    tramo: Tramo
    alcance: AlcanceSuspension
    referencia: str


@dataclass(frozen=True)
class Tablas:
    """Todo lo que hace falta para computar un plazo, en una revisión dada."""

    revision: int
    calendario: Calendario
    municipales: Mapping[str, frozenset[date]]
    habilitados: Mapping[str, frozenset[date]]
    parametros: Mapping[str, tuple[Parametro, ...]]
    suspensiones: tuple[SuspensionVigente, ...]

    def calendario_de(self, municipio: str = SEDE) -> Calendario:
        """Devuelve el calendario con los días propios del municipio (código INE)."""
        propios = self.municipales.get(municipio, frozenset())
        habilitados = self.habilitados.get(municipio, frozenset())
        if not propios and not habilitados:
            return self.calendario
        base = self.calendario
        return Calendario(base.inhabiles | propios, base.habilitados | habilitados, base.hora_corte)

    def parametro(self, clave: str, dia: date) -> Parametro:
        """Devuelve el parámetro que regía ese día.

        Raises:
            NoEncontrado: no existe, o todavía no regía.
        """
        vigentes = [p for p in self.parametros.get(clave, ()) if p.vigente_desde <= dia]
        if not vigentes:
            raise NoEncontrado(
                f"No hay ningún parámetro de plazo «{clave}» vigente al {dia:%d/%m/%Y}. "
                "Revise la clave o agréguelo a la tabla de parámetros."
            )
        return vigentes[-1]


_cache: WeakKeyDictionary[Engine, Tablas] = WeakKeyDictionary()
_candado = Lock()


def cargar_tablas(sesion: Session) -> Tablas:
    """Devuelve las tablas; si nadie las cambió desde la última vez, con una sola consulta."""
    revision = sesion.scalars(select(RevisionCalendario.revision)).one()
    motor = sesion.get_bind().engine
    cambiada = _CAMBIADA in sesion.info and sesion.info[_CAMBIADA] is sesion.get_transaction()
    with _candado:
        guardada = _cache.get(motor)
    if guardada is not None and guardada.revision == revision and not cambiada:
        return guardada
    tablas = _leer(sesion, revision)
    if not cambiada:
        with _candado:
            _cache[motor] = tablas
    return tablas


def olvidar_tablas(motor: Engine) -> None:
    """Olvida lo leído de esa base: quien la cambia por otra entera debe llamarla."""
    with _candado:
        _cache.pop(motor, None)


def subir_revision(sesion: Session) -> None:
    """Anota, en esta transacción, que el calendario, un parámetro o una suspensión cambió."""
    sesion.flush()
    sesion.execute(
        update(RevisionCalendario).values(revision=RevisionCalendario.revision + 1),
        execution_options={"synchronize_session": False},
    )
    sesion.info[_CAMBIADA] = sesion.get_transaction()


def _leer(sesion: Session, revision: int) -> Tablas:
    parametros = _leer_parametros(sesion)
    cortes = parametros.get(CLAVE_HORA_CORTE)
    inhabiles: dict[str, set[date]] = {}
    for fecha, municipio in sesion.execute(select(DiaInhabil.fecha, DiaInhabil.municipio)):
        inhabiles.setdefault(municipio, set()).add(fecha)
    habilitados: dict[str, set[date]] = {}
    for fecha, municipio in sesion.execute(select(DiaHabilitado.fecha, DiaHabilitado.municipio)):
        habilitados.setdefault(municipio, set()).add(fecha)
    general = Calendario(
        frozenset(inhabiles.pop("", ())),
        frozenset(habilitados.pop("", ())),
        time.fromisoformat(cortes[-1].valor) if cortes else HORA_CORTE,
    )
    suspensiones = tuple(
        SuspensionVigente(Tramo(s.desde_fecha, s.hasta_fecha), s.alcance, s.referencia)
        for s in sesion.scalars(select(Suspension).order_by(Suspension.id))
    )
    return Tablas(
        revision,
        general,
        {m: frozenset(dias) for m, dias in inhabiles.items()},
        {m: frozenset(dias) for m, dias in habilitados.items()},
        parametros,
        suspensiones,
    )


def _leer_parametros(sesion: Session) -> dict[str, tuple[Parametro, ...]]:
    por_clave: dict[str, tuple[Parametro, ...]] = {}
    consulta = select(ParametroPlazo).order_by(ParametroPlazo.vigente_desde)
    for fila in sesion.scalars(consulta):
        parametro = Parametro(
            fila.clave,
            fila.valor,
            fila.unidad,
            fila.norma,
            fila.etiqueta.value,
            fila.prorrogas_max,
            fila.prorroga_clave,
            fila.vigente_desde,
        )
        por_clave[fila.clave] = (*por_clave.get(fila.clave, ()), parametro)
    return por_clave
