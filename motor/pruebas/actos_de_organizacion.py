"""Los actos de escenario sobre plazos y designaciones."""

from sqlalchemy import select

from motor.almacen.calendario import AlcanceSuspension
from motor.almacen.expedientes import Expediente
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.nucleo.actor import Actor
from motor.operaciones.delegar import Delegar, delegar
from motor.operaciones.designar import Designar, designar
from motor.operaciones.prorrogar_plazo import ProrrogarPlazo, prorrogar_plazo
from motor.operaciones.reanudar_plazos import ReanudarPlazos, reanudar_plazos
from motor.operaciones.suplir import Suplir, suplir
from motor.operaciones.suspender_plazos import SuspenderPlazos, suspender_plazos
from motor.pruebas import pasos as p
from motor.pruebas.corrida import Corrida, PasoImposible, a_instante, actor


def hacer_prorroga(corrida: Corrida, acto: p.Prorrogar) -> None:
    """Prorroga el plazo abierto de ese elemento."""
    with corrida.entorno.leer() as sesion:
        plazo_id = sesion.scalar(
            select(Plazo.id)
            .where(
                Plazo.expediente_id == corrida.expediente(acto.en),
                Plazo.elemento == acto.plazo,
                Plazo.estado == EstadoPlazo.ABIERTO,
            )
            .order_by(Plazo.id.desc())
        )
    if plazo_id is None:
        raise PasoImposible(f"No hay un plazo abierto en «{acto.plazo}».")
    quien = actor(acto.como, acto.cargo)
    corrida.hacer(prorrogar_plazo, ProrrogarPlazo(quien, plazo_id, acto.dias, acto.motivo))


def hacer_suspension(corrida: Corrida, acto: p.SuspenderPlazos) -> None:
    """Suspende; `ambito` es `todo`, `expediente`, o `proceso: clave`, `institucion: sigla`…"""
    alcance, _, referencia = (parte.strip() for parte in (acto.ambito or "todo").partition(":"))
    if alcance not in set(AlcanceSuspension):
        admitidos = ", ".join(AlcanceSuspension)
        raise PasoImposible(f"El ámbito «{acto.ambito}» no se conoce; hay {admitidos}.")
    if alcance == AlcanceSuspension.EXPEDIENTE and not referencia:
        with corrida.entorno.leer() as sesion:
            referencia = sesion.get_one(Expediente, corrida.expediente(acto.en)).hr
    orden = SuspenderPlazos(
        actor=actor(acto.como, acto.cargo),
        desde=acto.desde,
        hasta=acto.hasta,
        motivo=acto.motivo,
        alcance=AlcanceSuspension(alcance),
        referencia=referencia,
    )
    corrida.hacer(suspender_plazos, orden)


def hacer_reanudacion(corrida: Corrida, acto: p.ReanudarPlazos) -> None:
    """Reanuda la última suspensión vigente."""
    motivo = acto.motivo or "Se reanudan los plazos"
    quien = actor(acto.como, acto.cargo)
    corrida.hacer(reanudar_plazos, ReanudarPlazos(quien, motivo, desde=acto.desde))


def hacer_designacion(corrida: Corrida, acto: p.Designar) -> None:
    """Designa titular o, con `calidad: interino`, interino."""
    orden = Designar(
        actor=_quien_nombra(acto),
        persona=acto.persona,
        cargo=acto.cargo,
        desde=a_instante(acto.desde),
        hasta=a_instante(acto.hasta, al_final=True) if acto.hasta else None,
        documento=acto.documento,
        interino=acto.calidad == "interino",
    )
    corrida.hacer(designar, orden)


def hacer_delegacion(corrida: Corrida, acto: p.Delegar) -> None:
    """Delega el cargo, acotado a los procesos y tareas que se digan."""
    orden = Delegar(
        actor=_quien_nombra(acto),
        persona=acto.persona,
        cargo=acto.cargo,
        delegante=_por(acto),
        desde=a_instante(acto.desde),
        hasta=a_instante(acto.hasta or acto.desde, al_final=True),
        documento=acto.documento,
        procesos=acto.procesos or None,
        tareas=acto.tareas or None,
    )
    corrida.hacer(delegar, orden)


def hacer_suplencia(corrida: Corrida, acto: p.Suplir) -> None:
    """Dispone la suplencia."""
    orden = Suplir(
        actor=_quien_nombra(acto),
        persona=acto.persona,
        cargo=acto.cargo,
        suplida=_por(acto),
        desde=a_instante(acto.desde),
        hasta=a_instante(acto.hasta or acto.desde, al_final=True),
        documento=acto.documento,
    )
    corrida.hacer(suplir, orden)


def _quien_nombra(acto: p.Nombrar) -> Actor | None:
    """Quien dio el acto; None (la consola) si no se dijo."""
    return actor(acto.como) if acto.como else None


def _por(acto: p.Nombrar) -> str:
    """La persona por quien se actúa: en la demostración, su usuario es la clave del cargo."""
    return acto.por or acto.cargo
