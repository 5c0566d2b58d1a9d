"""A quién se avisa de un borrador: a quienes pueden aprobarlo y, resuelto, a quien lo propuso."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorProceso
from motor.almacen.organizacion import Cargo
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.organizacion import Facultad, Firmante, ocupantes

PROPUESTO, RESUELTO = "borrador_propuesto", "borrador_resuelto"


def avisar_propuesto(
    sesion: Session, borrador: BorradorProceso, propone: Firmante, ahora: datetime
) -> None:
    """Avisa a quienes administran procesos y no intervinieron: falta una segunda persona."""
    activos = sesion.execute(select(Cargo.id, Cargo.facultades).where(Cargo.activo))
    cargos = [id_ for id_, dadas in activos if Facultad.PROCESOS.value in dadas]
    quienes = {d.persona_id for d in ocupantes(sesion, cargos, ahora)}
    texto = (
        f"{propone.persona.nombre} propone publicar «{borrador.nombre}»: {borrador.nota} "
        "Falta que otra persona lo revise y lo apruebe o lo devuelva, y usted puede."
    )
    intervinieron = {*propone.intervinientes, borrador.tocado_por_id}
    avisar(sesion, Noticia(PROPUESTO, texto, ahora), personas=quienes - intervinieron)


def avisar_resuelto(
    sesion: Session, borrador: BorradorProceso, quien: Firmante, ahora: datetime, que: str
) -> None:
    """Avisa a quien lo propuso y a quien lo cambió por última vez, salvo a quien resuelve.

    `que` es lo que hizo, con el nombre del proceso: «publicó «Trámite» como versión 2.»
    """
    texto = f"{quien.persona.nombre} {que}"
    interesados = {borrador.propuesto_por_id, borrador.tocado_por_id} - {None, quien.persona.id}
    avisar(
        sesion,
        Noticia(RESUELTO, texto, ahora),
        personas=[id_ for id_ in interesados if id_ is not None],
    )
