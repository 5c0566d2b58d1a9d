"""Los actos de escenario sobre tareas."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Unidad
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.derivar_tarea import DerivarTarea, derivar_tarea
from motor.operaciones.devolver_tarea import DevolverTarea, devolver_tarea
from motor.operaciones.soltar_tarea import SoltarTarea, soltar_tarea
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from motor.pruebas import pasos as p
from motor.pruebas.adjuntos import Adjuntador
from motor.pruebas.corrida import MEDIO, Corrida, PasoImposible
from motor.pruebas.tareas import Evaluar, resolver, tareas_para, vista_de
from motor.reglas.derivaciones import Destino
from motor.reglas.evaluacion import EvaluadorDeVersion


@dataclass(frozen=True)
class Elegida:
    """Una tarea del acto, quién actúa y los datos ya calculados en su ámbito."""

    tarea_id: int
    quien: Actor
    datos: Mapping[str, Valor]


def completar(corrida: Corrida, acto: p.Completar) -> None:
    """Adjunta los documentos de sus datos y completa la tarea (o cada una, con `todas`)."""
    for elegida in _elegir(corrida, acto, acto.datos, todas=acto.todas):
        quien, tarea_id = elegida.quien, elegida.tarea_id
        adjuntador = Adjuntador(corrida, quien, corrida.expediente(acto.en), tarea_id)
        datos = adjuntador.en_datos(elegida.datos)
        corrida.hacer(completar_tarea, CompletarTarea(quien, tarea_id, datos))


def tomar(corrida: Corrida, acto: p.Tomar) -> None:
    """Toma la tarea."""
    [elegida] = _elegir(corrida, acto)
    corrida.hacer(tomar_tarea, TomarTarea(elegida.quien, elegida.tarea_id))


def soltar(corrida: Corrida, acto: p.Soltar) -> None:
    """Suelta la tarea."""
    [elegida] = _elegir(corrida, acto)
    corrida.hacer(soltar_tarea, SoltarTarea(elegida.quien, elegida.tarea_id))


def derivar(corrida: Corrida, acto: p.Derivar) -> None:
    """Deriva la tarea; cada destino es la sigla de una unidad o la clave de un cargo."""
    [elegida] = _elegir(corrida, acto)
    with corrida.entorno.leer() as sesion:
        siglas = set(sesion.scalars(select(Unidad.sigla).where(Unidad.sigla.in_(acto.a))))
    destinos = tuple(
        Destino(unidad=nombre) if nombre in siglas else Destino(cargo=nombre) for nombre in acto.a
    )
    orden = DerivarTarea(elegida.quien, elegida.tarea_id, destinos, acto.proveido, acto.instruccion)
    corrida.hacer(derivar_tarea, orden)


def devolver(corrida: Corrida, acto: p.Devolver) -> None:
    """Devuelve la tarea con su motivo."""
    [elegida] = _elegir(corrida, acto)
    orden = DevolverTarea(elegida.quien, elegida.tarea_id, acto.motivo, acto.campos)
    corrida.hacer(devolver_tarea, orden)


def _elegir(
    corrida: Corrida,
    acto: p.DeTarea,
    datos: Mapping[str, Valor] | None = None,
    *,
    todas: bool = False,
) -> list[Elegida]:
    """Las tareas del acto: la primera que cumple, o todas."""
    expediente = corrida.expediente(acto.en)
    with corrida.entorno.leer() as sesion:
        evaluar = _evaluador(corrida, sesion, expediente)
        elegidas = []
        tareas = tareas_para(sesion, expediente, acto, evaluar)
        for tarea in tareas if todas else tareas[:1]:
            vista = vista_de(sesion, tarea.instancia_id, tarea.ambito)
            usuario = resolver(acto.como, vista, evaluar)
            if not isinstance(usuario, str):
                raise PasoImposible(f"«como» dio {usuario!r} y debe dar un usuario.")
            quien = Actor(usuario, acto.cargo, MEDIO)
            elegidas.append(Elegida(tarea.id, quien, resolver(dict(datos or {}), vista, evaluar)))
    return elegidas


def _evaluador(corrida: Corrida, sesion: Session, expediente_id: int) -> Evaluar:
    """Cómo se evalúa FEEL en ese expediente, al instante del reloj."""
    version_id = sesion.scalar(
        select(Instancia.version_id)
        .where(Instancia.expediente_id == expediente_id)
        .order_by(Instancia.id)
        .limit(1)
    )
    if version_id is None:
        raise PasoImposible("El expediente no tiene ninguna instancia.")
    version = corrida.entorno.versiones.obtener(sesion, version_id)
    return EvaluadorDeVersion(sesion, version, corrida.reloj.ahora()).evaluar
