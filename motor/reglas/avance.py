"""Llevar un avance del jugador a las tablas: el corazón de cada acto.

Quien llama ya bloqueó la instancia y comprobó permisos y estado. Aquí no se decide nada: se mueve
la ficha y se escribe lo que quedó abierto, cerrado, enviado, fallido o terminado.
"""

from collections.abc import Mapping

from motor.almacen.directo import actualizar, insertar
from motor.almacen.instancias import Recorrido
from motor.bpmn import avanzar as mover
from motor.bpmn import iniciar as empezar
from motor.bpmn.avance import AMBITO_INSTANCIA, Avance, Suceso
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.valores import Valor
from motor.reglas import mensajes, senales
from motor.reglas.acto import Acto
from motor.reglas.aperturas import abrir_incidente, abrir_todas
from motor.reglas.cierres import cerrar_todas
from motor.reglas.finales import terminar
from motor.reglas.procesos_suspendidos import exigir_que_corra, exigir_que_inicie

AUTOMATICAS = ("hr", "asunto", "expediente_iniciado_el", "iniciador")


def empezar_instancia(acto: Acto, inicio: str | None, contenido: Mapping[str, Valor]) -> Avance:
    """Pone las variables automáticas y la primera ficha de una instancia recién creada.

    Raises:
        DatosInvalidos: el contenido trae un nombre reservado.
        OrdenRechazada: el proceso no tiene ese inicio.
        ProcesoDetenido: está suspendido.
    """
    exigir_nombres_libres(contenido)
    exigir_que_inicie(acto.sesion, acto.version.fila.proceso)
    expediente = acto.expediente
    for nombre, valor in (
        ("hr", expediente.hr),
        ("asunto", expediente.asunto),
        ("expediente_iniciado_el", expediente.iniciado_el),
        ("iniciador", expediente.iniciador),
    ):
        acto.variables.escribir_local(AMBITO_INSTANCIA, nombre, valor)
    compilado = acto.version.compilado(acto.instancia.proceso)
    avance = empezar(compilado, acto.variables, acto.evaluador, inicio=inicio, contenido=contenido)
    escribir(acto, avance)
    return avance


def avanzar(acto: Acto, suceso: Suceso, ya_cerrada: int | None = None) -> Avance:
    """Aplica el suceso y escribe lo que produjo.

    Args:
        acto: la instancia bloqueada.
        suceso: lo que ocurrió.
        ya_cerrada: la ficha que quien llama ya cerró en su propia tabla.

    Raises:
        OrdenRechazada: la ficha ya no espera eso.
        ProcesoDetenido: se suspendió con sus casos en curso.
    """
    exigir_en_marcha(acto)
    compilado = acto.version.compilado(acto.instancia.proceso)
    avance = mover(compilado, acto.instancia.fichas, suceso, acto.variables, acto.evaluador)
    escribir(acto, avance, ya_cerrada)
    return avance


def exigir_en_marcha(acto: Acto) -> None:
    """Comprueba que el proceso no se haya suspendido con sus casos en curso.

    Raises:
        ProcesoDetenido: el caso no avanza hasta que se reanude.
    """
    if not acto.detenido:
        return
    procesos = (acto.version.fila.proceso_id, acto.expediente.proceso_id)
    exigir_que_corra(acto.sesion, procesos, acto.expediente.hr)


def escribir(acto: Acto, avance: Avance, ya_cerrada: int | None = None) -> None:
    """Escribe el avance: primero lo que se cerró, porque su ficha puede abrir otra espera."""
    instancia = acto.instancia
    revision = instancia.revision + 1
    if avance.fin is None:
        actualizar(acto.sesion, instancia, fichas=avance.estado, revision=revision)
    if avance.pasos:
        recorrido = {
            "instancia_id": instancia.id,
            "orden": revision,
            "hecho_el": acto.ahora,
            "pasos": [[paso.clase.value, paso.elemento, paso.ficha] for paso in avance.pasos],
        }
        insertar(acto.sesion, Recorrido, [recorrido])
    cerrar_todas(acto, avance.cerradas, ya_cerrada)
    if avance.fin is None:
        abrir_todas(acto, avance.abiertas)
    for mensaje in avance.mensajes:
        mensajes.lanzar(acto, mensaje)
    for senal in avance.senales:
        acto.resumen.senales.append(senal.nombre)
        senales.difundir(acto.sesion, senal, acto.ahora, salvo=instancia.id)
    for incidente in avance.incidentes:
        abrir_incidente(acto, incidente.ficha, incidente.elemento, incidente.mensaje)
    acto.variables.guardar()
    if avance.fin is not None:
        terminar(acto, avance.fin, revision)


def exigir_nombres_libres(contenido: Mapping[str, Valor]) -> None:
    """Comprueba que nadie escriba las variables que pone el sistema.

    Raises:
        DatosInvalidos: nombra la primera reservada.
    """
    reservada = next((nombre for nombre in AUTOMATICAS if nombre in contenido), None)
    if reservada is not None:
        raise DatosInvalidos(
            f"La variable «{reservada}» la pone el sistema. Dé otro nombre a ese dato."
        )
