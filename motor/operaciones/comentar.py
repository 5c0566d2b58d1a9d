"""Dejar una nota interna en el expediente."""

from dataclasses import dataclass

from motor.almacen.expedientes import Comentario
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.reglas.adjuntos import tarea_del_expediente
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.menciones import avisar_mencion, exigir_mencionables, usuarios_mencionados
from motor.reglas.visibilidad import mirar

LARGO_MAXIMO = 4_000


@dataclass(frozen=True)
class Comentar:
    """La orden; `tarea_id` si la nota es de una tarea.

    `menciones` son usuarios elegidos de una lista; los «@usuario» del texto se agregan solos.
    """

    actor: Actor
    expediente_id: int
    texto: str
    tarea_id: int | None = None
    menciones: tuple[str, ...] = ()
    idempotencia: str | None = None


def comentar(entorno: Entorno, orden: Comentar) -> Respuesta:
    """Agrega el comentario, avisa a los mencionados y devuelve su id; también si ya se cerró.

    Raises:
        NoEncontrado: no existe el expediente, la tarea en él o la persona, o no le toca verlo.
        SinPermiso: no ocupa hoy un cargo que actúe.
        DatosInvalidos: vacío, muy largo, o menciona a quien no existe o no puede verlo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        mirar(sesion, orden.actor, expediente.id, ahora)
        tarea = tarea_del_expediente(sesion, expediente, orden.tarea_id)
        texto = _texto(orden)
        usuarios = usuarios_mencionados(texto, orden.menciones)
        personas = exigir_mencionables(sesion, expediente, tarea, usuarios, ahora)
        comentario = Comentario(
            expediente_id=expediente.id,
            tarea_id=orden.tarea_id,
            persona_id=firmante.persona.id,
            como=firmante.como,
            texto=texto,
            hecho_el=ahora,
        )
        sesion.add(comentario)
        sesion.flush()
        avisar_mencion(sesion, comentario, firmante, personas)
        asentar(
            sesion,
            Hecho(
                "comentario_agregado",
                ahora,
                firmante,
                expediente,
                tarea=tarea,
                datos={"texto": texto, "menciones": list(usuarios)},
            ),
        )
        return anotar(sesion, orden, Respuesta(comentario.id, expediente.id, hr=expediente.hr))


def _texto(orden: Comentar) -> str:
    texto = orden.texto.replace("\r\n", "\n").strip()
    if not texto or len(texto) > LARGO_MAXIMO:
        que = "está vacío. Escriba algo." if not texto else f"pasa de {LARGO_MAXIMO} letras."
        raise DatosInvalidos(f"El comentario {que}")
    return texto
