"""La demostración: un caso entero de cada proceso, sobre una base que se queda."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.arranque import armar_entorno
from motor.consultas.hoja_de_ruta import HojaDeRuta, obtener_hoja_de_ruta
from motor.entorno import Ajustes
from motor.nucleo.errores import ErrorMotor, OrdenRechazada
from motor.pruebas import pasos as p
from motor.pruebas.corrida import MEDIO, Corrida
from motor.pruebas.ejecutor import correr_paso
from motor.pruebas.expectativas import Espera
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar
from motor.pruebas.pasos import Escenario
from motor.pruebas.reloj_fijo import RelojFijo
from motor.pruebas.seleccion import Seleccion, elegir
from motor.trabajador import drenar

CASOS = ("1.1", "2.1", "3.1")


class BaseConTrabajo(OrdenRechazada):
    """La base tiene expedientes de verdad: mover el reloj vencería sus plazos."""

    codigo = "base_con_trabajo"


class DemostracionDetenida(ErrorMotor):
    """Un paso de la demostración no se pudo hacer."""

    codigo = "demostracion_detenida"


@dataclass(frozen=True)
class Demostracion:
    """Los casos por recorrer; `pasos` es cuántos pasos son en total."""

    raiz: Path
    seleccion: Seleccion

    @property
    def pasos(self) -> int:
        """Cuántos pasos se harán, para mostrar el avance."""
        return sum(len(_por_hacer(e)) for e in self.seleccion.escenarios)


def preparar(raiz: Path) -> Demostracion:
    """Lee los casos de la demostración que haya en `raiz`.

    Raises:
        ErrorMotor: no hay procesos o un archivo está mal.
    """
    todos = elegir(raiz, None)
    hay = {e.id for e in todos.escenarios}
    elegidos = tuple(id_ for id_ in CASOS if id_ in hay)
    seleccion = elegir(raiz, None, elegidos)
    ordenados = tuple(sorted(seleccion.escenarios, key=lambda e: e.id))
    return Demostracion(raiz, replace(seleccion, escenarios=ordenados))


def demostrar(
    demostracion: Demostracion, ajustes: Ajustes, avanzar: Callable[[str], object]
) -> list[HojaDeRuta]:
    """Crea lo que falte en la base, recorre un caso de cada proceso y da sus hojas de ruta.

    Repetirla agrega casos nuevos y no toca los anteriores.

    Args:
        demostracion: los casos.
        ajustes: la base y la carpeta.
        avanzar: se llama antes de cada paso con lo que se está haciendo.

    Raises:
        BaseConTrabajo: hay expedientes abiertos que no son de la demostración.
        DemostracionDetenida: un paso fue rechazado; dice cuál y por qué.
    """
    crear_base(ajustes.url)
    reloj = RelojFijo(demostracion.seleccion.primer_instante)
    entorno = armar_entorno(ajustes, reloj=reloj)
    try:
        with entorno.leer() as sesion:
            _exigir_sin_trabajo(sesion)
        sembrar(entorno, demostracion.raiz)
        publicar_todas(entorno, demostracion.raiz)
        hojas = []
        for escenario in demostracion.seleccion.escenarios:
            reloj.poner(escenario.comienza)
            corrida = Corrida(entorno, reloj, lambda: drenar(entorno))
            _recorrer(corrida, escenario, avanzar)
            hojas += _hojas(corrida)
        return hojas
    finally:
        soltar(entorno)


def _recorrer(corrida: Corrida, escenario: Escenario, avanzar: Callable[[str], object]) -> None:
    for paso in _por_hacer(escenario):
        avanzar(f"{escenario.proceso}: {escenario.titulo}")
        try:
            correr_paso(corrida, paso)
        except ErrorMotor as error:
            raise DemostracionDetenida(
                f"La demostración se detuvo en el escenario {escenario.id}, paso {paso.numero} "
                f"({paso.verbo}): {error.mensaje}"
            ) from error


def _por_hacer(escenario: Escenario) -> Sequence[p.Paso]:
    """Los pasos que cuentan el caso, sin lo que solo se comprueba.

    Los mensajes de fuera van al expediente en curso y no por su clave, que en una segunda
    demostración ya es otra.
    """
    return [
        replace(paso, orden=replace(paso.orden, clave=None))
        if isinstance(paso.orden, p.EnviarMensaje)
        else paso
        for paso in escenario.pasos
        if not isinstance(paso.orden, Espera | p.Rechaza)
    ]


def _hojas(corrida: Corrida) -> list[HojaDeRuta]:
    with corrida.entorno.leer() as sesion:
        ids = list(corrida.expedientes.values())
        numeros = sesion.scalars(
            select(Expediente.hr).where(Expediente.id.in_(ids)).order_by(Expediente.id)
        )
        return [obtener_hoja_de_ruta(sesion, hr) for hr in numeros]


def _exigir_sin_trabajo(sesion: Session) -> None:
    ajenos = sesion.scalars(
        select(Expediente.hr)
        .join(Asiento, Asiento.expediente_id == Expediente.id)
        .where(
            Expediente.estado == EstadoExpediente.ABIERTO,
            Expediente.padre_id.is_(None),
            Asiento.numero == 1,
            Asiento.contenido.not_like(f'%"medio":"{MEDIO}"%'),
        )
        .limit(1)
    ).first()
    if ajenos is not None:
        raise BaseConTrabajo(
            f"La base tiene expedientes abiertos ({ajenos}…) y la demostración mueve el reloj: "
            "vencería sus plazos. Use otra carpeta (CAUCE_DATOS) u otra base (CAUCE_BASE_DATOS)."
        )
