"""Correr un escenario: cada paso en orden, hasta el primero que no se cumple."""

import time
from dataclasses import dataclass, replace

from motor.nucleo.errores import ErrorMotor
from motor.pruebas import pasos as p
from motor.pruebas.actos import hacer
from motor.pruebas.contraste import diferencias
from motor.pruebas.corrida import Corrida
from motor.pruebas.expectativas import Espera
from motor.pruebas.observacion import huella_de_todo, observar
from motor.pruebas.tiempo import destino, mover_reloj
from motor.reglas.verificacion import verificar_bitacora


@dataclass(frozen=True)
class Resultado:
    """Cómo terminó un escenario; `fallo` vacío si pasó, `paso` es el último al que llegó."""

    escenario: p.Escenario
    paso: int
    fallo: str
    segundos: float

    @property
    def paso_bien(self) -> bool:
        """Si todo se cumplió."""
        return not self.fallo


class PasoIncumplido(ErrorMotor):
    """Un paso del escenario no dio lo que debía."""

    codigo = "paso_incumplido"


def correr_escenario(corrida: Corrida, escenario: p.Escenario) -> Resultado:
    """Corre el escenario sobre la base de la corrida, que debe estar lista y sin expedientes."""
    desde, numero, fallo = time.perf_counter(), 0, ""
    try:
        for paso in escenario.pasos:
            numero = paso.numero
            correr_paso(corrida, paso)
        exigir_bitacora_entera(corrida)
    except ErrorMotor as error:
        verbo = escenario.pasos[numero - 1].verbo if numero else "inicio"
        fallo = f"{escenario.id}, paso {numero} ({verbo}): {_frase(error)}"
    return Resultado(escenario, numero, fallo, time.perf_counter() - desde)


def correr_paso(corrida: Corrida, paso: p.Paso) -> None:
    """Corre un paso y hace después todo lo que el sistema deba.

    Raises:
        ErrorMotor: el acto se rechazó, o lo esperado no se cumple.
    """
    orden = paso.orden
    if isinstance(orden, p.MoverReloj):
        with corrida.entorno.leer() as sesion:
            meta = destino(sesion, orden, corrida.reloj.ahora())
        mover_reloj(corrida.entorno.leer, corrida.reloj, meta, corrida.vaciar)
    elif isinstance(orden, Espera):
        _esperar(corrida, orden)
    elif isinstance(orden, p.Rechaza):
        _rechazar(corrida, orden)
    else:
        hacer(corrida, orden)
    corrida.adoptar()


def _esperar(corrida: Corrida, espera: Espera) -> None:
    with corrida.entorno.leer() as sesion:
        visto = observar(sesion, corrida.expediente(espera.en))
    no_cumple = diferencias(espera, visto)
    if no_cumple:
        raise PasoIncumplido(f"{visto.hr}: {'; '.join(no_cumple)}.")


def _rechazar(corrida: Corrida, rechaza: p.Rechaza) -> None:
    """El acto debe fallar con ese código y no cambiar nada.

    Los documentos de un formulario se adjuntan antes: son actos aparte, que sí quedan.
    """
    antes: list[str] = []
    vigilada = replace(corrida, antes_de_hacer=lambda: antes.append(_huella(corrida)))
    try:
        hacer(vigilada, rechaza.acto)
    except ErrorMotor as error:
        if rechaza.codigo not in _codigos(error):
            raise PasoIncumplido(
                f"debía rechazarse con «{rechaza.codigo}» y se rechazó con «{error.codigo}»: "
                f"{error.mensaje}"
            ) from error
        if rechaza.dice and rechaza.dice.lower() not in error.mensaje.lower():
            raise PasoIncumplido(
                f"el rechazo debía decir «{rechaza.dice}» y dice: {error.mensaje}"
            ) from error
        if antes and antes[-1] != _huella(corrida):
            raise PasoIncumplido("se rechazó, pero algo quedó cambiado en la base.") from error
        return
    raise PasoIncumplido(f"debía rechazarse con «{rechaza.codigo}» y se aceptó.")


def _codigos(error: ErrorMotor) -> set[str]:
    """El código del error y los de las clases de que es un caso."""
    return {clase.codigo for clase in type(error).__mro__ if issubclass(clase, ErrorMotor)}


def _huella(corrida: Corrida) -> str:
    with corrida.entorno.leer() as sesion:
        return huella_de_todo(sesion)


def exigir_bitacora_entera(corrida: Corrida) -> None:
    """Verifica la cadena de cada expediente y la del sistema.

    Raises:
        PasoIncumplido: alguna se quebró.
    """
    with corrida.entorno.leer() as sesion:
        informe = verificar_bitacora(sesion)
    if informe.defectos:
        raise PasoIncumplido(f"la bitácora se quebró: {informe.defectos[0]}")


def _frase(error: ErrorMotor) -> str:
    return (
        error.mensaje if isinstance(error, PasoIncumplido) else f"[{error.codigo}] {error.mensaje}"
    )
