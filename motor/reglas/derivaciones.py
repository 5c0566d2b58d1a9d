"""Derivar: pasar una tarea a otras unidades, cargos o personas, con proveído; y deshacerlo.

El original va a los destinos sin `con_copia`: cualquiera de ellos puede completar la tarea, que
sigue siendo una (el diagrama no cambia). Los con copia reciben un aviso. El plazo no se reinicia.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Derivacion, DerivacionDestino
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.valores import Json
from motor.reglas.acto import Acto
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.bitacora import Hecho, asentar


@dataclass(frozen=True)
class Destino:
    """A quién: exactamente uno de clave de cargo, sigla de unidad o usuario."""

    cargo: str = ""
    unidad: str = ""
    persona: str = ""
    con_copia: bool = False

    def __str__(self) -> str:
        return self.cargo or self.unidad or self.persona


@dataclass(frozen=True)
class _Ids:
    cargo_id: int | None = None
    unidad_id: int | None = None
    persona_id: int | None = None


def derivar(
    acto: Acto, tarea: Tarea, destinos: Sequence[Destino], proveido: str, instruccion: str
) -> Derivacion:
    """Deriva la tarea y lo asienta.

    Raises:
        DatosInvalidos: sin proveído, sin destino principal o un destino mal dicho.
        NoEncontrado: un destino no existe.
    """
    if acto.quien is None or not proveido.strip():
        raise DatosInvalidos("Para derivar hace falta el proveído: qué se pide al destinatario.")
    principales = [d for d in destinos if not d.con_copia]
    if not principales:
        raise DatosInvalidos("Diga al menos un destino que no sea solo de conocimiento.")
    ids = {destino: _resolver(acto.sesion, destino) for destino in destinos}
    antes = _asignacion(acto.sesion, tarea)
    derivacion = Derivacion(
        expediente_id=tarea.expediente_id,
        tarea_id=tarea.id,
        persona_id=acto.quien.persona.id,
        como=acto.quien.como,
        proveido=proveido,
        instruccion=instruccion,
        hecha_el=acto.ahora,
    )
    acto.sesion.add(derivacion)
    acto.sesion.flush()
    for destino, id_ in ids.items():
        acto.sesion.add(
            DerivacionDestino(
                derivacion_id=derivacion.id,
                con_copia=destino.con_copia,
                tarea_id=tarea.id,
                **vars(id_),
            )
        )
        if destino.con_copia:
            _dar_copia(acto, id_, proveido)
    _reasignar(acto.sesion, tarea, [ids[d] for d in principales])
    datos: dict[str, Json] = {
        "a": [str(d) for d in principales],
        "con_copia": [str(d) for d in destinos if d.con_copia],
        "proveido": proveido,
        "instruccion": instruccion,
        "asignacion_anterior": antes,
        "derivacion": derivacion.id,
    }
    _asentar(acto, tarea, "tarea_derivada", proveido, datos)
    tarea.devolucion = {**(tarea.devolucion or {}), "derivada_de": antes}
    return derivacion


def deshacer_derivacion(acto: Acto, tarea: Tarea, motivo: str, campos: tuple[str, ...]) -> bool:
    """Devuelve la tarea a quien la tenía antes de derivarla; False si no fue derivada.

    Raises:
        DatosInvalidos: falta el motivo.
    """
    anterior = (tarea.devolucion or {}).get("derivada_de")
    if anterior is None or acto.quien is None:
        return False
    if not motivo.strip():
        raise DatosInvalidos("Para devolver hay que decir el motivo: qué debe corregirse.")
    _reasignar(acto.sesion, tarea, [_Ids(**fila) for fila in anterior])
    tarea.devolucion = {
        "motivo": motivo,
        "campos": list(campos),
        "por": acto.quien.como,
        "el": acto.ahora.isoformat(),
    }
    _asentar(acto, tarea, "tarea_devuelta", motivo, {"campos": list(campos)})
    return True


def _asentar(acto: Acto, tarea: Tarea, hecho: str, motivo: str, datos: dict[str, Json]) -> None:
    asentar(
        acto.sesion,
        Hecho(
            hecho,
            acto.ahora,
            acto.quien,
            acto.expediente,
            acto.instancia,
            tarea,
            motivo=motivo,
            datos=datos,
        ),
    )


def _asignacion(sesion: Session, tarea: Tarea) -> list[dict[str, int | None]]:
    """La asignación como lista: la principal primero y luego los candidatos."""
    filas: list[Tarea | TareaCandidato] = [tarea]
    filas += sesion.scalars(
        select(TareaCandidato)
        .where(TareaCandidato.tarea_id == tarea.id)
        .order_by(TareaCandidato.id)
    )
    return [
        {"cargo_id": f.cargo_id, "unidad_id": f.unidad_id, "persona_id": f.persona_id}
        for f in filas
    ]


def _reasignar(sesion: Session, tarea: Tarea, ids: Sequence[_Ids]) -> None:
    primero, otros = ids[0], ids[1:]
    tarea.cargo_id, tarea.unidad_id = primero.cargo_id, primero.unidad_id
    tarea.persona_id = primero.persona_id
    tarea.estado = EstadoTarea.DISPONIBLE
    tarea.tomada_por_id = tarea.tomada_el = None
    sesion.execute(
        delete(TareaCandidato).where(TareaCandidato.tarea_id == tarea.id),
        execution_options={"synchronize_session": False},
    )
    sesion.add_all([TareaCandidato(tarea_id=tarea.id, **vars(id_)) for id_ in otros])


def _dar_copia(acto: Acto, ids: _Ids, proveido: str) -> None:
    texto = f"{acto.expediente.hr}, para conocimiento: {proveido}"
    noticia = Noticia("copia", texto, acto.ahora, acto.instancia.expediente_id)
    cargos = [ids.cargo_id] if ids.cargo_id is not None else []
    if ids.unidad_id is not None:
        de_la_unidad = select(Cargo.id).where(Cargo.unidad_id == ids.unidad_id, Cargo.activo)
        cargos = list(acto.sesion.scalars(de_la_unidad))
    personas = [ids.persona_id] if ids.persona_id is not None else []
    avisar(acto.sesion, noticia, cargos=cargos, personas=personas)


def _resolver(sesion: Session, destino: Destino) -> _Ids:
    if sum(map(bool, (destino.cargo, destino.unidad, destino.persona))) != 1:
        raise DatosInvalidos("Cada destino es exactamente un cargo, una unidad o una persona.")
    if destino.cargo:
        hallado = sesion.scalar(select(Cargo.id).where(Cargo.clave == destino.cargo, Cargo.activo))
        ids = _Ids(cargo_id=hallado)
    elif destino.unidad:
        hallado = sesion.scalar(select(Unidad.id).where(Unidad.sigla == destino.unidad))
        ids = _Ids(unidad_id=hallado)
    else:
        hallado = sesion.scalar(
            select(Persona.id).where(Persona.usuario == destino.persona, Persona.activa)
        )
        ids = _Ids(persona_id=hallado)
    if hallado is None:
        raise NoEncontrado(f"No existe el destino «{destino}» en la organización.")
    return ids
