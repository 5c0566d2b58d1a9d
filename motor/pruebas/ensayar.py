"""Lo que la web usa de los ensayos: mirarlos, dar pasos, guardarlos y correr los escenarios.

Es lo único de `motor.pruebas` que la web puede importar.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.tareas import ABIERTAS, Tarea, esta_abierta
from motor.consultas.borradores_revisados import listar_iniciadores
from motor.consultas.formularios import (
    Escrito,
    Formulario,
    FormularioVista,
    esquema_de_tarea,
    esquema_de_version,
    preparar_de_inicio,
    preparar_de_tarea,
)
from motor.consultas.tarea import TareaVista, obtener_tarea
from motor.consultas.tarea_permiso import PersonaBreve, quienes_pueden
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.corrida import HIJO, Corrida
from motor.pruebas.ensayo import Ensayo
from motor.pruebas.ensayo_escrito import guardar_como_escenario
from motor.pruebas.ensayo_inicios import Inicio, quienes_ejercen
from motor.pruebas.ensayo_vista import VistaDeEnsayo, mirar
from motor.pruebas.ensayos import ENSAYOS, dar_paso, deshacer_paso, empezar
from motor.pruebas.escenarios_de_borrador import probar_borrador

__all__ = [
    "Sitio",
    "TareaEnsayada",
    "VistaDeEnsayo",
    "dar_paso",
    "deshacer_paso",
    "empezar",
    "guardar_como_escenario",
    "probar_borrador",
]
_R = TypeVar("_R")


@dataclass(frozen=True)
class TareaEnsayada:
    """Una tarea como la ve quien la haría, y quiénes podrían; `paso` es el comienzo de su acto."""

    vista: TareaVista
    formulario: FormularioVista | None
    quienes: tuple[PersonaBreve, ...]
    como: str
    paso: Mapping[str, Any]


@dataclass(frozen=True)
class Sitio:
    """El ensayo de una persona sobre un borrador, visto desde la web."""

    real: Entorno
    borrador_id: int
    persona_id: int

    def mirar(self) -> VistaDeEnsayo | None:
        """Devuelve cómo está; None si no empezó.

        Raises:
            DiagramaInvalido: el borrador no se puede publicar como está.
        """
        with ENSAYOS.usar(self.real, self.borrador_id, self.persona_id) as ensayo:
            return None if ensayo is None else mirar(ensayo)

    def tarea(self, tarea_id: int, como: str = "", escrito: Escrito | None = None) -> TareaEnsayada:
        """Devuelve la tarea como la ve `como` o, sin decirlo, el primero que la puede hacer.

        Raises:
            NoEncontrado: ya no está abierta, o nadie ejerce el cargo que la haría.
        """
        return self._en(lambda ensayo, sesion: _tarea(ensayo, sesion, tarea_id, como, escrito))

    def esquema(self, tarea_id: int) -> Formulario | None:
        """Devuelve el esquema del formulario de la tarea; None si no pide datos."""

        def leer(ensayo: Ensayo, sesion: Session) -> Formulario | None:
            _abierta(sesion, tarea_id)
            return esquema_de_tarea(sesion, ensayo.entorno.versiones, tarea_id)

        return self._en(leer)

    def inicio(self, elemento: str) -> Inicio:
        """Devuelve la parte del borrador que se inicia así.

        Raises:
            NoEncontrado: el borrador no tiene ese inicio.
        """
        vista = self.mirar()
        for inicio in vista.inicios if vista else ():
            if inicio.elemento == elemento:
                return inicio
        raise NoEncontrado(f"El borrador no tiene un inicio «{elemento}» para una persona.")

    def esquema_de_inicio(self, formulario: str) -> Formulario:
        """Devuelve el esquema de un formulario de inicio."""
        return self._en(
            lambda e, s: esquema_de_version(
                s, e.entorno.versiones, e.arenero.version_id, formulario
            )
        )

    def formulario_de_inicio(
        self, formulario: str, escrito: Escrito | None = None
    ) -> FormularioVista:
        """Devuelve el formulario con que se inicia, listo para mostrar."""
        return self._en(
            lambda e, s: preparar_de_inicio(
                s,
                e.entorno.versiones,
                (e.arenero.version_id, formulario),
                e.reloj.ahora(),
                escrito,
            )
        )

    def destinos(self) -> tuple[tuple[str, str], ...]:
        """Devuelve las unidades y los cargos a los que se puede derivar: clave y cómo se leen."""
        return self._en(lambda _, s: listar_iniciadores(s))

    def quien_registra(self) -> str:
        """Devuelve el usuario que registra lo que llega de fuera: el último que actuó."""

        def leer(ensayo: Ensayo, sesion: Session) -> str:
            for paso in reversed(ensayo.hechos):
                [dicho] = paso.values()
                if isinstance(dicho, Mapping) and dicho.get("como"):
                    return str(dicho["como"])
            return quienes_ejercen(sesion, ensayo.reloj.ahora())[0].usuario

        return self._en(leer)

    def hasta_lo_proximo(self) -> str:
        """Devuelve el instante en que vence lo primero que espera una fecha, para `reloj`.

        Raises:
            OrdenRechazada: nada espera una fecha.
        """
        vista = self.mirar()
        if vista is None or vista.proximo is None:
            raise OrdenRechazada("Nada espera una fecha: no hay un próximo plazo al que ir.")
        return _al_segundo(vista.proximo)

    def en_que_expediente(self, hr: str) -> Mapping[str, str]:
        """Devuelve el `en` con que un paso nombra el expediente; vacío si es el actual o no hay."""
        if not hr:
            return {}

        def leer(ensayo: Ensayo, sesion: Session) -> Mapping[str, str]:
            expediente_id = sesion.scalar(select(Expediente.id).where(Expediente.hr == hr))
            if expediente_id is None:
                raise NoEncontrado(f"El ensayo no tiene el expediente {hr}.")
            return _en(ensayo.corrida, sesion, expediente_id)

        return self._en(leer)

    def _en(self, leer: Callable[[Ensayo, Session], _R]) -> _R:
        with ENSAYOS.usar(self.real, self.borrador_id, self.persona_id) as ensayo:
            if ensayo is None:
                raise OrdenRechazada("Todavía no empezó el ensayo: ponga su fecha y empiece.")
            with ensayo.entorno.leer() as sesion:
                return leer(ensayo, sesion)


def _tarea(
    ensayo: Ensayo, sesion: Session, tarea_id: int, como: str, escrito: Escrito | None
) -> TareaEnsayada:
    ahora, versiones = ensayo.reloj.ahora(), ensayo.entorno.versiones
    tarea = _abierta(sesion, tarea_id)
    quienes = quienes_pueden(sesion, tarea, ahora)
    candidatos = [como] if como else [p.usuario for p in quienes]
    if not candidatos:
        raise NoEncontrado(
            f"Nadie ejerce el cargo que haría «{tarea.nombre}»: de verdad, la tarea esperaría a "
            "que nombren a alguien. Nómbrelo en Organización y empiece el ensayo de nuevo, o "
            "cambie el responsable en el diagrama."
        )
    actores = [Actor(usuario) for usuario in candidatos]
    vistas = [obtener_tarea(sesion, versiones, a, tarea_id, ahora) for a in actores]
    cual = next((n for n, vista in enumerate(vistas) if vista.permiso.puede), 0)
    formulario = preparar_de_tarea(sesion, versiones, tarea_id, ahora, escrito)
    paso = {"tarea": tarea.elemento, **_cual(sesion, tarea)}
    paso |= _en(ensayo.corrida, sesion, tarea.expediente_id)
    return TareaEnsayada(vistas[cual], formulario, quienes, candidatos[cual], paso)


def _abierta(sesion: Session, tarea_id: int) -> Tarea:
    tarea = sesion.get(Tarea, tarea_id)
    if tarea is None or tarea.estado not in ABIERTAS:
        raise NoEncontrado("Esa tarea ya no está abierta en el ensayo. Vuelva a la página de él.")
    return tarea


def _cual(sesion: Session, tarea: Tarea) -> Mapping[str, int]:
    """El índice, si hay varias del mismo paso abiertas."""
    iguales = sesion.scalars(
        select(Tarea)
        .where(
            Tarea.expediente_id == tarea.expediente_id,
            Tarea.elemento == tarea.elemento,
            esta_abierta(),
        )
        .order_by(Tarea.indice, Tarea.id)
    ).all()
    if len(iguales) == 1:
        return {}
    del_indice = [t for t in iguales if t.indice == tarea.indice]
    if del_indice[0].id != tarea.id:
        raise OrdenRechazada(
            f"Hay {len(del_indice)} tareas «{tarea.nombre}» que un escenario no sabe distinguir: "
            "haga primero la que está antes en la lista."
        )
    return {} if tarea.indice is None else {"indice": tarea.indice}


def _en(corrida: Corrida, sesion: Session, expediente_id: int) -> Mapping[str, str]:
    if expediente_id == corrida.actual:
        return {}
    for nombre, id_ in corrida.expedientes.items():
        if id_ == expediente_id:
            return {"en": nombre}
    ultimo = sesion.scalar(
        select(func.max(Expediente.id)).where(Expediente.padre_id == corrida.actual)
    )
    if ultimo == expediente_id:
        return {"en": HIJO}
    raise OrdenRechazada(
        "Ese expediente lo abrió otro que no es el que se ensaya, y un escenario no sabe "
        "nombrarlo. Ensaye ese proceso aparte."
    )


def _al_segundo(instante: datetime) -> str:
    """El instante, en hora de aquí, hasta el segundo siguiente si lleva fracción."""
    local = instante.astimezone(LA_PAZ)
    if local.microsecond:
        local = local.replace(microsecond=0) + timedelta(seconds=1)
    return local.strftime("%Y-%m-%d %H:%M:%S")
