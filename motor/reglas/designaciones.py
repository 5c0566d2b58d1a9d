"""Poner a una persona en un cargo: en propiedad, interinamente, supliendo o por delegación.

Suplencia (reemplazo pleno), interinato (ocupación temporal) y delegación (encargo acotado, que no
se subdelega) son tres calidades distintas. Fuente: Ley 2341, arts. 7 a 9; dominio, glosario.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Calidad, Designacion, Persona
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.nucleo.reloj import hora_local
from motor.nucleo.valores import Json
from motor.reglas.facultades import autorizar
from motor.reglas.investidura import es_vigente
from motor.reglas.organigrama import obtener_cargo, obtener_persona
from motor.reglas.organizacion import (
    Facultad,
    Firmante,
    firmantes,
)

_PROPIAS = (Calidad.TITULAR, Calidad.INTERINO)


@dataclass(frozen=True)
class Vigencia:
    """Desde qué instante y hasta cuál (este, excluido; None = hasta que se revoque)."""

    desde: datetime
    hasta: datetime | None = None


@dataclass(frozen=True)
class Nombramiento:
    """Quién (`persona`, usuario) ejerce qué `cargo` (clave), cómo y por quién (`representada`)."""

    persona: str
    cargo: str
    calidad: Calidad
    vigencia: Vigencia
    documento: str = ""
    representada: str = ""
    procesos: tuple[str, ...] | None = None
    tareas: tuple[str, ...] | None = None


def nombrar(sesion: Session, nombramiento: Nombramiento) -> Designacion:
    """Agrega la designación y la devuelve.

    Raises:
        NoEncontrado: no existe la persona, el cargo o la representada.
        DatosInvalidos: falta el documento o la fecha de término, o la vigencia está al revés.
        OrdenRechazada: la representada no ejerce ese cargo, o ya hay una designación igual.
    """
    _exigir_completo(nombramiento)
    persona = obtener_persona(sesion, nombramiento.persona)
    cargo = obtener_cargo(sesion, nombramiento.cargo)
    representada = _representada(sesion, nombramiento, cargo.id, persona)
    _exigir_sin_repetir(sesion, nombramiento, persona.id, cargo.id)
    designacion = Designacion(
        persona_id=persona.id,
        cargo_id=cargo.id,
        calidad=nombramiento.calidad,
        desde_el=nombramiento.vigencia.desde,
        hasta_el=nombramiento.vigencia.hasta,
        documento=nombramiento.documento,
        representada_id=representada.id if representada else None,
        procesos=_lista(nombramiento.procesos),
        tareas=_lista(nombramiento.tareas),
    )
    sesion.add(designacion)
    sesion.flush()
    return designacion


def ficha_designacion(designacion: Designacion) -> dict[str, Json]:
    """Devuelve lo que el asiento guarda de una designación."""
    hasta = designacion.hasta_el
    representada = designacion.representada
    return {
        "designacion": designacion.id,
        "persona": designacion.persona.usuario,
        "cargo": designacion.cargo.clave,
        "calidad": designacion.calidad.value,
        "desde": designacion.desde_el.isoformat(),
        "hasta": hasta.isoformat() if hasta else None,
        "documento": designacion.documento,
        "por": representada.usuario if representada else None,
        "procesos": designacion.procesos,
        "tareas": designacion.tareas,
    }


def autorizar_encargo(
    sesion: Session, actor: Actor | None, representada: str, cargo: str, ahora: datetime
) -> Firmante | None:
    """Devuelve la investidura de quien dispone una delegación o suplencia.

    La dispone quien ejerce el cargo en propiedad o quien administra la organización.

    Raises:
        SinPermiso: no es ninguno de los dos.
    """
    for firmante in firmantes(sesion, actor, ahora) if actor is not None else ():
        designacion = firmante.designacion
        if (
            firmante.persona.usuario == representada
            and designacion is not None
            and designacion.cargo.clave == cargo
            and designacion.calidad in _PROPIAS
        ):
            return firmante
    return autorizar(sesion, actor, Facultad.ORGANIZACION, ahora)


def _exigir_completo(nombramiento: Nombramiento) -> None:
    vigencia = nombramiento.vigencia
    if vigencia.hasta is not None and vigencia.hasta <= vigencia.desde:
        raise DatosInvalidos(
            f"La designación terminaría ({hora_local(vigencia.hasta)}) antes de empezar "
            f"({hora_local(vigencia.desde)}). Corrija las fechas."
        )
    if nombramiento.calidad in _PROPIAS:
        return
    if not nombramiento.documento.strip() or vigencia.hasta is None:
        raise DatosInvalidos(
            f"La calidad de {nombramiento.calidad} es escrita y temporal: indique el documento que "
            "la dispone y hasta cuándo rige."
        )


def _representada(
    sesion: Session, nombramiento: Nombramiento, cargo_id: int, persona: Persona
) -> Persona | None:
    if nombramiento.calidad in _PROPIAS:
        return None
    representada = obtener_persona(sesion, nombramiento.representada)
    if representada.id == persona.id:
        raise DatosInvalidos(f"«{persona.usuario}» no puede representarse a sí misma.")
    ejerce = sesion.scalar(
        select(Designacion.id)
        .where(
            Designacion.persona_id == representada.id,
            Designacion.cargo_id == cargo_id,
            Designacion.calidad.in_(_PROPIAS),
            es_vigente(nombramiento.vigencia.desde),
        )
        .limit(1)
    )
    if ejerce is None:
        raise OrdenRechazada(
            f"«{representada.usuario}» no ejerce en propiedad el cargo «{nombramiento.cargo}» el "
            f"{hora_local(nombramiento.vigencia.desde)}: no puede delegarlo ni ser suplida en él."
        )
    return representada


def _exigir_sin_repetir(
    sesion: Session, nombramiento: Nombramiento, persona_id: int, cargo_id: int
) -> None:
    repetida = sesion.scalar(
        select(Designacion.id)
        .where(
            Designacion.persona_id == persona_id,
            Designacion.cargo_id == cargo_id,
            Designacion.calidad == nombramiento.calidad,
            es_vigente(nombramiento.vigencia.desde),
        )
        .limit(1)
    )
    if repetida is not None and nombramiento.calidad in _PROPIAS:
        raise OrdenRechazada(
            f"«{nombramiento.persona}» ya ejerce «{nombramiento.cargo}» como "
            f"{nombramiento.calidad}. Revoque esa designación antes de repetirla."
        )


def exigir_sin_revocar(designacion: Designacion) -> None:
    """Comprueba que la designación no esté ya revocada.

    Raises:
        OrdenRechazada: ya lo estaba.
    """
    if designacion.revocada_el is not None:
        raise OrdenRechazada(
            f"La designación ya fue revocada el {hora_local(designacion.revocada_el)}."
        )


def _lista(claves: tuple[str, ...] | None) -> list[str] | None:
    return None if claves is None else sorted(claves)
