"""Cambiar el vencimiento de un plazo abierto: prórroga, calendario nuevo o suspensión."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.base import Base
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.plazos import EstadoPlazo, HechoPlazo, Plazo, PlazoEvento
from motor.almacen.tareas import Tarea
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.nucleo.lapsos import UnidadPlazo
from motor.nucleo.plazos import Ajustes, computar
from motor.nucleo.valores import Json
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.calendario import Parametro, Tablas, cargar_tablas
from motor.reglas.organizacion import Firmante
from motor.reglas.plazos import lapso_de, poner_computo, tramos_suspendidos

PRORROGAS_SIN_PARAMETRO = 1
_LOTE = 500


class PlazoVencido(OrdenRechazada):
    """El plazo ya terminó: lo que se pide tenía que pedirse antes."""

    codigo = "plazo_vencido"


class ProrrogaAgotada(OrdenRechazada):
    """El plazo ya se prorrogó todas las veces que su norma admite."""

    codigo = "prorroga_agotada"


def prorrogar(sesion: Session, plazo: Plazo, dias: int, ahora: datetime) -> tuple[date, date]:
    """Alarga un plazo abierto y devuelve su último día anterior y el nuevo.

    Raises:
        DatosInvalidos: `dias` no es positivo o pasa del máximo de su parámetro.
        OrdenRechazada: está cerrado, o no se cuenta en días, meses o años.
        PlazoVencido: ya venció.
        ProrrogaAgotada: no admite (más) prórrogas.
    """
    tablas = cargar_tablas(sesion)
    exigir_dias(dias, exigir_prorrogable(plazo, tablas, ahora))
    plazo.prorrogas += 1
    plazo.prorroga_cantidad += dias
    antes, _ = _recomputar(sesion, plazo, tablas)
    return antes, plazo.vence_fecha


def prorroga_maxima(plazo: Plazo, tablas: Tablas, ahora: datetime) -> int | None:
    """Devuelve cuántos días se pueden pedir hoy: 0 si ninguno, None si su norma no pone tope."""
    try:
        return exigir_prorrogable(plazo, tablas, ahora)
    except OrdenRechazada:
        return 0


def exigir_prorrogable(plazo: Plazo, tablas: Tablas, ahora: datetime) -> int | None:
    """Devuelve el tope de días de la prórroga que el plazo admite; None si no tiene.

    Raises:
        OrdenRechazada: está cerrado, o no se cuenta en días, meses o años.
        PlazoVencido: ya venció.
        ProrrogaAgotada: no admite (más) prórrogas.
    """
    if plazo.estado is not EstadoPlazo.ABIERTO:
        raise OrdenRechazada(f"El plazo de «{plazo.elemento}» ya está {plazo.estado}.")
    if plazo.unidad in (UnidadPlazo.FECHA, UnidadPlazo.DURACION):
        raise OrdenRechazada(f"El plazo de «{plazo.elemento}» es una fecha fija: no se prorroga.")
    if ahora >= plazo.vence_el:
        raise PlazoVencido(
            f"El plazo de «{plazo.elemento}» venció el {plazo.vence_fecha:%d/%m/%Y}: "
            "la prórroga debía pedirse antes de que venciera."
        )
    parametro = tablas.parametro(plazo.clave, plazo.desde_fecha) if plazo.clave else None
    maximo = parametro.prorrogas_max if parametro else PRORROGAS_SIN_PARAMETRO
    if plazo.prorrogas >= maximo:
        raise ProrrogaAgotada(
            f"El plazo de «{plazo.elemento}» admite {maximo} prórrogas y ya tuvo {plazo.prorrogas}."
        )
    return _tope_de_prorroga(tablas, parametro, plazo.desde_fecha)


def exigir_dias(dias: int, tope: int | None) -> None:
    """Comprueba los días de una prórroga.

    Raises:
        DatosInvalidos: no es positivo o pasa del tope.
    """
    if dias < 1 or (tope is not None and dias > tope):
        raise DatosInvalidos(f"La prórroga debe ser de 1 a {tope or 'más'} días; se pidió {dias}.")


def _tope_de_prorroga(tablas: Tablas, parametro: Parametro | None, dia: date) -> int | None:
    if parametro is None or not parametro.prorroga_clave:
        return None
    return tablas.parametro(parametro.prorroga_clave, dia).lapso().cantidad


@dataclass(frozen=True)
class Recalculo:
    """Un plazo cuyo vencimiento cambió."""

    plazo_id: int
    expediente_id: int
    hr: str
    elemento: str
    antes: date
    despues: date

    def como_json(self) -> Json:
        """Devuelve los datos planos, para el asiento."""
        return {
            "plazo": self.plazo_id,
            "hr": self.hr,
            "elemento": self.elemento,
            "antes": self.antes.isoformat(),
            "despues": self.despues.isoformat(),
        }


@dataclass(frozen=True)
class Causa:
    """Por qué cambia un vencimiento; queda en `plazo_evento`."""

    hecho: HechoPlazo
    motivo: str
    ahora: datetime
    persona_id: int | None = None


def recalcular_abiertos(
    sesion: Session, causa: Causa, alcanza: Callable[[Plazo], bool] | None = None
) -> list[Recalculo]:
    """Recomputa los plazos abiertos y devuelve los que cambiaron, cada uno con su traza.

    Los que ya habían vencido en `causa.ahora` no reviven.
    """
    sesion.flush()
    tablas = cargar_tablas(sesion)
    consulta = (
        select(Plazo)
        .where(Plazo.estado == EstadoPlazo.ABIERTO, Plazo.vence_el > causa.ahora)
        .options(joinedload(Plazo.expediente))
        .order_by(Plazo.id)
        .with_for_update(of=Plazo, key_share=True)
    )
    plazos = sesion.scalars(consulta).all()
    a_mano = _traer_dependencias(sesion, plazos)
    cambios = []
    for plazo in plazos:
        if alcanza is not None and not alcanza(plazo):
            continue
        antes, antes_el = _recomputar(sesion, plazo, tablas)
        if plazo.vence_el != antes_el:
            dejar_traza(sesion, plazo, (antes, antes_el), causa)
            cambios.append(
                Recalculo(
                    plazo.id,
                    plazo.expediente_id,
                    plazo.expediente.hr,
                    plazo.elemento,
                    antes,
                    plazo.vence_fecha,
                )
            )
    del a_mano  # sostenía las filas en la sesión mientras se recomputaba
    return cambios


def _traer_dependencias(sesion: Session, plazos: Sequence[Plazo]) -> list[Base]:
    """Lee de una vez las instancias y tareas de esos plazos, en vez de una por una."""
    instancias = {plazo.instancia_id for plazo in plazos}
    tareas = {plazo.tarea_id for plazo in plazos if plazo.tarea_id is not None}
    filas: list[Base] = []
    for clase, ids in ((Instancia, instancias), (Tarea, tareas)):
        ordenados = sorted(ids)
        for inicio in range(0, len(ordenados), _LOTE):
            lote = ordenados[inicio : inicio + _LOTE]
            filas += sesion.scalars(select(clase).where(clase.id.in_(lote))).all()
    return filas


def asentar_recalculos(
    sesion: Session, cambios: Sequence[Recalculo], causa: Causa, quien: Firmante | None
) -> None:
    """Asienta en cada expediente los plazos suyos que cambiaron, uno por expediente."""
    por_expediente: dict[int, list[Json]] = {}
    for cambio in cambios:
        por_expediente.setdefault(cambio.expediente_id, []).append(cambio.como_json())
    for expediente_id, plazos in sorted(por_expediente.items()):
        expediente = sesion.get_one(Expediente, expediente_id)
        asentar(
            sesion,
            Hecho(
                f"plazo_{causa.hecho}",
                causa.ahora,
                quien,
                expediente,
                motivo=causa.motivo,
                datos={"plazos": plazos},
            ),
        )


def dejar_traza(sesion: Session, plazo: Plazo, antes: tuple[date, datetime], causa: Causa) -> None:
    """Agrega la fila que dice cómo cambió el vencimiento y por qué."""
    sesion.add(
        PlazoEvento(
            plazo_id=plazo.id,
            hecho=causa.hecho,
            hecho_el=causa.ahora,
            antes_fecha=antes[0],
            despues_fecha=plazo.vence_fecha,
            antes_el=antes[1],
            despues_el=plazo.vence_el,
            motivo=causa.motivo,
            persona_id=causa.persona_id,
        )
    )


def _recomputar(sesion: Session, plazo: Plazo, tablas: Tablas) -> tuple[date, datetime]:
    antes = plazo.vence_fecha, plazo.vence_el
    if plazo.unidad in (UnidadPlazo.FECHA, UnidadPlazo.DURACION):
        return antes
    instancia = sesion.get_one(Instancia, plazo.instancia_id)
    ajustes = Ajustes(
        plazo.distancia_dias, plazo.prorroga_cantidad, tramos_suspendidos(tablas, plazo, instancia)
    )
    calendario = tablas.calendario_de(plazo.municipio)
    poner_computo(plazo, computar(lapso_de(plazo), plazo.desde_fecha, calendario, ajustes), tablas)
    if plazo.tarea_id is not None:
        sesion.get_one(Tarea, plazo.tarea_id).vence_el = plazo.vence_el
    return antes
