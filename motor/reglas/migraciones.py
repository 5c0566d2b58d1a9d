"""Llevar un caso en curso a otra versión de su proceso: sus fichas y todas sus filas.

Las tareas siguen siendo de quien eran, con su borrador y su vencimiento; solo si el paso cambió de
responsable en el diagrama se vuelve a evaluar a quién va.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select, update

from motor.almacen.directo import actualizar
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import Tarea, esta_abierta
from motor.almacen.trabajos import Incidente, Trabajo, esta_por_hacer
from motor.bpmn.migracion import Migracion, Motivo, NoMigra, Versiones, migrar
from motor.bpmn.modelo import Asignacion, Nodo
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.valores import Json
from motor.reglas.acto import Acto, ligar_version
from motor.reglas.asignaciones import evaluar_asignacion, leer_directorio
from motor.reglas.avance import escribir
from motor.reglas.cierres import cerrar_todas
from motor.reglas.migraciones_fotos import fotografiar, poner_candidatos
from motor.reglas.versiones import VersionLista, asignacion_efectiva

Mapa = Mapping[str, str | None]


@dataclass(frozen=True)
class Llevada:
    """Un caso llevado. `acto` es ya de la versión nueva.

    `foto` es con lo que se deshace; None si al migrar el caso avanzó y ya no se puede.
    """

    acto: Acto
    avisos: tuple[str, ...]
    foto: Json


def llevar(acto: Acto, nueva: VersionLista, mapa: Mapa) -> Llevada:
    """Lleva la instancia bloqueada a la versión nueva.

    Raises:
        NoMigra: con los motivos; nada cambió.
        OrdenRechazada: ya está en esa versión, o es de otro proceso.
    """
    _exigir_otra(acto, nueva)
    instancia, sesion = acto.instancia, acto.sesion
    foto = fotografiar(sesion, instancia)
    despues = Acto(sesion, instancia, nueva, acto.ahora, acto.quien)
    try:
        compilado = nueva.compilado(instancia.proceso)
    except NoEncontrado as error:
        raise NoMigra([Motivo("proceso", instancia.proceso, error.mensaje)]) from error
    versiones = Versiones(acto.version.compilado(instancia.proceso), compilado, mapa)
    hecha = migrar(versiones, instancia.fichas, despues.variables, despues.evaluador)
    cerrar_todas(acto, hecha.cerradas)
    avisos = [*hecha.avisos, *_renombrar_tareas(acto, despues, hecha)]
    _renombrar_lo_demas(acto, despues, hecha)
    sesion.flush()
    actualizar(sesion, instancia, version_id=nueva.id)
    ligar_version(instancia, nueva)
    escribir(despues, hecha.avance)
    avanzo = bool(hecha.avance.pasos or hecha.avance.mensajes or hecha.avance.senales)
    return Llevada(despues, tuple(dict.fromkeys(avisos)), None if avanzo else foto)


def _exigir_otra(acto: Acto, nueva: VersionLista) -> None:
    if acto.version.id == nueva.id:
        raise OrdenRechazada(
            f"El caso {acto.expediente.hr} ya está en la versión {nueva.fila.numero}."
        )
    if acto.version.fila.proceso_id != nueva.fila.proceso_id:
        raise OrdenRechazada(
            f"La versión elegida es de «{nueva.fila.proceso.nombre}» y el caso "
            f"{acto.expediente.hr}, de otro proceso. Elija una versión del suyo."
        )


def _que_pasa_con_el_plazo(antes: Nodo) -> str:
    if antes.trato.plazo:
        return "conserva su vencimiento, aunque su plazo cambió."
    return "sigue sin plazo: el de la versión nueva corre para quien entre al paso desde ahora."


def _renombrar_tareas(acto: Acto, despues: Acto, hecha: Migracion) -> list[str]:
    """Pone cada tarea abierta en su elemento nuevo; devuelve los avisos."""
    avisos: list[str] = []
    abiertas = select(Tarea).where(
        Tarea.instancia_id == acto.instancia.id,
        esta_abierta(),
        Tarea.ficha.in_(hecha.elementos),
    )
    for tarea in acto.sesion.scalars(abiertas.order_by(Tarea.id)).all():
        antes, ahora = acto.nodo(tarea.elemento), despues.nodo(hecha.elementos[tarea.ficha])
        tarea.elemento, tarea.nombre = ahora.id, llamar(ahora)
        tarea.formulario = ahora.trato.formulario or None
        tarea.ambito = hecha.ambitos[tarea.ficha]
        if antes.trato.plazo != ahora.trato.plazo:
            avisos.append(f"«{tarea.nombre}» {_que_pasa_con_el_plazo(antes)}")
        asignacion = asignacion_efectiva(despues.proceso, ahora)
        if asignacion_efectiva(acto.proceso, antes) != asignacion:
            avisos.append(f"«{tarea.nombre}» cambia de responsable.")
            _reasignar(despues, tarea, asignacion)
    return avisos


def _reasignar(despues: Acto, tarea: Tarea, asignacion: Asignacion) -> None:
    """Evalúa de nuevo a quién va; quien ya la tomó la conserva."""
    vista = despues.variables.vista(tarea.ambito)
    asignada = evaluar_asignacion(asignacion, despues.evaluador, vista)
    directorio = leer_directorio(despues.sesion, [asignada], despues.version.cargos)
    tarea.unidad_id = tarea.cargo_id = tarea.persona_id = None
    poner_candidatos(despues.sesion, tarea.id, directorio.asignar(tarea, asignada))


def _renombrar_lo_demas(acto: Acto, despues: Acto, hecha: Migracion) -> None:
    """Plazos, esperas, trabajos e incidentes abiertos pasan a sus elementos nuevos."""
    sesion, suya = acto.sesion, acto.instancia.id
    plazos = select(Plazo).where(Plazo.instancia_id == suya, Plazo.estado == EstadoPlazo.ABIERTO)
    esperas = select(Espera).where(Espera.instancia_id == suya)
    for plazo in sesion.scalars(plazos).all():
        plazo.elemento = hecha.elementos.get(plazo.ficha, plazo.elemento)
    for espera in sesion.scalars(esperas).all():
        espera.elemento = hecha.elementos.get(espera.ficha, espera.elemento)
    trabajos = select(Trabajo).where(Trabajo.instancia_id == suya, esta_por_hacer())
    for trabajo in sesion.scalars(trabajos).all():
        _renombrar_trabajo(trabajo, despues, hecha)
    for ficha, elemento in hecha.elementos.items():
        sesion.execute(
            update(Incidente)
            .where(
                Incidente.instancia_id == suya,
                Incidente.ficha == ficha,
                Incidente.resuelto_el.is_(None),
            )
            .values(elemento=elemento),
            execution_options={"synchronize_session": False},
        )


def _renombrar_trabajo(trabajo: Trabajo, despues: Acto, hecha: Migracion) -> None:
    ficha = trabajo.ficha
    if ficha is None or ficha not in hecha.elementos:
        return
    elemento = hecha.elementos[ficha]
    nuevos = {"elemento": elemento, "ambito": hecha.ambitos[ficha]}
    datos = trabajo.datos | {c: v for c, v in nuevos.items() if c in trabajo.datos}
    if "abrir" in datos:
        datos["abrir"] = datos["abrir"] | nuevos
    trabajo.datos = datos
    if trabajo.tema is not None:
        trabajo.tema = despues.nodo(elemento).trato.tema or trabajo.tema
