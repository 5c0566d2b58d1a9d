"""Medir, abrir y cerrar plazos: filas de `plazo` con su norma a la vista."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.calendario import AlcanceSuspension
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.plazos import (
    ClasePlazo,
    EstadoPlazo,
    Plazo,
)
from motor.almacen.tareas import Tarea
from motor.nucleo.calendario import Tramo, inicio_del_dia
from motor.nucleo.lapsos import Lapso, es_clave, lapso_de_valor
from motor.nucleo.plazos import (
    SIN_FECHA,
    Ajustes,
    Computo,
    computar,
    dias_de_mora,
    instantes_de_aviso,
)
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.avisos import proximo_aviso
from motor.reglas.calendario import SEDE, Parametro, Tablas, cargar_tablas


@dataclass(frozen=True)
class Contexto:
    """A qué pertenece el plazo que se abre y dónde corre.

    `tarea` None = temporizador. `municipio` (INE) es el de la sede; `distancia`, los días de más
    por domicilio del interesado en otro municipio (Ley 2341 art. 21.III).
    """

    instancia: Instancia
    ficha: int
    elemento: str
    tarea: Tarea | None = None
    definicion: int = 0
    municipio: str = SEDE
    distancia: int = 0


@dataclass(frozen=True)
class Medida:
    """Un lapso ya resuelto: de qué parámetro salió (None si es literal) y su texto original."""

    lapso: Lapso
    parametro: Parametro | None = None
    literal: str = ""


def resolver_medida(tablas: Tablas, que: Valor, dia: date) -> Medida:
    """Devuelve la medida de una clave (`ley.admision`), un literal o un valor FEEL.

    Raises:
        NoEncontrado: la clave no existe o no regía ese día.
        DatosInvalidos: no se entiende, o el parámetro no es un plazo.
    """
    if isinstance(que, str) and es_clave(que.strip()):
        parametro = tablas.parametro(que.strip(), dia)
        return Medida(parametro.lapso(), parametro, que.strip())
    return Medida(lapso_de_valor(que), None, str(que))


def computar_medida(
    tablas: Tablas, que: Valor, desde: datetime | date, municipio: str = SEDE
) -> Computo:
    """Computa sin abrir nada, sin suspensiones acotadas: lo que ve FEEL en `plazo(clave, desde)`.

    Raises:
        NoEncontrado, DatosInvalidos: como `resolver_medida`.
    """
    medida = resolver_medida(tablas, que, _dia_local(desde))
    generales = tuple(s.tramo for s in tablas.suspensiones if s.alcance is AlcanceSuspension.TODO)
    calendario = tablas.calendario_de(municipio)
    return computar(medida.lapso, desde, calendario, Ajustes(suspensiones=generales))


def abrir_plazo(
    sesion: Session, contexto: Contexto, que: Valor, desde: datetime | date, ahora: datetime
) -> Plazo:
    """Abre el plazo, lo agrega a la sesión y lo devuelve.

    Args:
        sesion: la transacción.
        contexto: a qué pertenece.
        que: clave de parámetro, literal (`10 dh`, `P6M`, fecha…) o valor FEEL.
        desde: instante del hecho, o fecha local en que ya se tiene por recibido.
        ahora: el instante del acto.

    Raises:
        NoEncontrado, DatosInvalidos: como `resolver_medida`.
    """
    tablas = cargar_tablas(sesion)
    medida = resolver_medida(tablas, que, _dia_local(desde))
    expediente = contexto.instancia.expediente
    plazo = Plazo(
        expediente_id=expediente.id,
        expediente=expediente,
        instancia_id=contexto.instancia.id,
        ficha=contexto.ficha,
        elemento=contexto.elemento,
        definicion=contexto.definicion,
        clase=ClasePlazo.TAREA if contexto.tarea is not None else ClasePlazo.TEMPORIZADOR,
        tarea_id=contexto.tarea.id if contexto.tarea is not None else None,
        estado=EstadoPlazo.ABIERTO,
        clave=medida.parametro.clave if medida.parametro else None,
        literal=medida.literal,
        cantidad=medida.lapso.cantidad,
        unidad=medida.lapso.unidad,
        norma=medida.parametro.norma if medida.parametro else "",
        etiqueta=medida.parametro.etiqueta if medida.parametro else "",
        desde_el=desde if isinstance(desde, datetime) else min(ahora, inicio_del_dia(desde)),
        distancia_dias=contexto.distancia,
        municipio=contexto.municipio,
        prorrogas=0,
        prorroga_cantidad=0,
    )
    tramos = tramos_suspendidos(tablas, plazo, contexto.instancia)
    ajustes = Ajustes(contexto.distancia, 0, tramos)
    calendario = tablas.calendario_de(contexto.municipio)
    poner_computo(plazo, computar(medida.lapso, desde, calendario, ajustes), tablas)
    sesion.add(plazo)
    if contexto.tarea is not None:
        contexto.tarea.vence_el = plazo.vence_el
    return plazo


def cerrar_plazo(plazo: Plazo, estado: EstadoPlazo, ahora: datetime) -> None:
    """Cierra un plazo abierto como cumplido, vencido o cancelado; si ya estaba cerrado, nada."""
    if plazo.estado is not EstadoPlazo.ABIERTO:
        return
    plazo.estado, plazo.cerrado_el, plazo.proximo_aviso_el = estado, ahora, None


def lapso_de(plazo: Plazo) -> Lapso:
    """Devuelve el lapso guardado de un plazo en días, meses o años."""
    return Lapso(plazo.cantidad, plazo.unidad)


def poner_computo(plazo: Plazo, computo: Computo, tablas: Tablas) -> None:
    """Pone en la fila el vencimiento computado y rehace los avisos que no se dieron."""
    plazo.desde_fecha = computo.desde_fecha
    plazo.vence_fecha, plazo.vence_el = computo.vence_fecha, computo.vence_el
    plazo.dias_suspendidos = computo.suspendidos
    dados = {a["porcentaje"]: a for a in plazo.avisos or () if a.get("dado_el")}
    calendario = tablas.calendario_de(plazo.municipio)
    instantes = instantes_de_aviso(lapso_de(plazo), plazo.desde_el, computo, calendario)
    plazo.avisos = [
        dados.get(porcentaje, {"porcentaje": porcentaje, "el": el.isoformat()})
        for porcentaje, el in instantes
    ]
    plazo.proximo_aviso_el = proximo_aviso(plazo)


def tramos_suspendidos(tablas: Tablas, plazo: Plazo, instancia: Instancia) -> tuple[Tramo, ...]:
    """Devuelve los tramos suspendidos que alcanzan a ese plazo."""
    if not tablas.suspensiones:
        return ()
    referencias = _referencias(plazo, instancia)
    return tuple(
        s.tramo
        for s in tablas.suspensiones
        if s.alcance is AlcanceSuspension.TODO or (s.alcance, s.referencia) in referencias
    )


def _referencias(plazo: Plazo, instancia: Instancia) -> set[tuple[AlcanceSuspension, str]]:
    expediente: Expediente = instancia.expediente
    referencias = {
        (AlcanceSuspension.EXPEDIENTE, expediente.hr),
        (AlcanceSuspension.PROCESO, instancia.version.proceso.clave),
        (AlcanceSuspension.PROCESO, instancia.proceso),
        (AlcanceSuspension.PLAZO, str(plazo.id)),
    }
    if expediente.institucion is not None:
        referencias.add((AlcanceSuspension.INSTITUCION, expediente.institucion.sigla))
    return referencias


def mora(tablas: Tablas, plazo: Plazo, ahora: datetime) -> int:
    """Devuelve los días hábiles de mora del plazo en ese instante (0 si está en plazo)."""
    if ahora < plazo.vence_el or plazo.vence_fecha >= SIN_FECHA:
        return 0
    hoy = ahora.astimezone(LA_PAZ).date()
    return dias_de_mora(plazo.vence_fecha, hoy, tablas.calendario_de(plazo.municipio))


def plazos_abiertos(sesion: Session, instancia_id: int, ficha: int) -> Sequence[Plazo]:
    """Devuelve los plazos abiertos de una ficha, bloqueados para cambiar."""
    return sesion.scalars(
        select(Plazo)
        .where(
            Plazo.instancia_id == instancia_id,
            Plazo.ficha == ficha,
            Plazo.estado == EstadoPlazo.ABIERTO,
        )
        .order_by(Plazo.id)
        .with_for_update(key_share=True)
    ).all()


def _dia_local(desde: datetime | date) -> date:
    return desde.astimezone(LA_PAZ).date() if isinstance(desde, datetime) else desde
