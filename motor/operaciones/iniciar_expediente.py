"""Iniciar un expediente: abre su hoja de ruta y empieza el proceso."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.almacen.procesos import VersionProceso
from motor.bpmn.avance import AMBITO_INSTANCIA
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, SinPermiso
from motor.nucleo.valores import Valor
from motor.reglas.adjuntos import Adjunto
from motor.reglas.adjuntos_de_inicio import (
    AdjuntoDeCampo,
    guardar_de_campos,
    para_el_asiento,
    reconocer_de_campos,
)
from motor.reglas.avance import empezar_instancia
from motor.reglas.bitacora import Hecho
from motor.reglas.cumplimiento import revisar
from motor.reglas.documentos import Procedencia
from motor.reglas.expedientes import actuantes
from motor.reglas.finales import asentar_acto
from motor.reglas.formularios.rutas import poner_fichas
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.inicios import exigir_de_persona, formulario_de_inicio
from motor.reglas.instancias import (
    Caratula,
    Creacion,
    abrir_expediente,
    crear_instancia,
    proceso_iniciable,
)
from motor.reglas.investidura import adelantar_investiduras
from motor.reglas.organizacion import Firmante

__all__ = ["Adjunto", "AdjuntoDeCampo", "IniciarExpediente", "iniciar_expediente"]


@dataclass(frozen=True)
class IniciarExpediente:
    """La orden. `elemento` es el id del `process`; `clave`, la del catálogo si hay que elegir.

    `adjuntos` son los archivos de los campos del formulario: entran al expediente al abrirlo.
    """

    actor: Actor
    elemento: str
    asunto: str
    datos: Mapping[str, Valor] = field(default_factory=dict)
    clave: str | None = None
    idempotencia: str | None = None
    adjuntos: tuple[AdjuntoDeCampo, ...] = ()


def iniciar_expediente(entorno: Entorno, orden: IniciarExpediente) -> Respuesta:
    """Abre el expediente y devuelve su id.

    Raises:
        NoEncontrado: ningún proceso vigente tiene ese id, o no existe la persona.
        SinPermiso: el proceso lo inician otros cargos.
        DatosInvalidos: falta el asunto, los datos no cumplen el formulario de inicio o un archivo
            no se admite.
        OrdenRechazada: el proceso no lo inicia una persona.
    """
    reconocidos = reconocer_de_campos(orden.adjuntos, entorno.ajustes.maximo_bytes)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        adelantar_investiduras(sesion, orden.actor.usuario, ahora)
        proceso = proceso_iniciable(sesion, entorno.versiones, orden.elemento, orden.clave)
        firmante = _quien_inicia(actuantes(sesion, orden.actor, ahora), proceso)
        if not orden.asunto.strip():
            raise DatosInvalidos("El expediente debe llevar asunto. Diga de qué trata.")
        caratula = Caratula(orden.asunto.strip(), firmante.persona.usuario, ahora)
        expediente = abrir_expediente(sesion, proceso, caratula)
        creacion = Creacion(ahora, firmante)
        acto = crear_instancia(sesion, entorno.versiones, expediente, proceso, creacion)
        formulario = formulario_de_inicio(acto)
        procedencia = Procedencia(firmante.persona.id, ahora)
        fichas = guardar_de_campos(sesion, entorno.archivos, expediente, reconocidos, procedencia)
        valores = revisar(acto, formulario, poner_fichas(orden.datos, fichas), AMBITO_INSTANCIA)
        empezar_instancia(acto, None, valores)
        asentar_acto(
            acto,
            Hecho(
                "expediente_iniciado",
                ahora,
                firmante,
                expediente,
                acto.instancia,
                despues=valores,
                documentos=para_el_asiento(fichas),
                datos={"asunto": expediente.asunto, **acto.resumen.como_datos()},
            ),
        )
        respuesta = acto.respuesta(expediente.id)
        return anotar(sesion, orden, respuesta)


def _quien_inicia(capaces: list[Firmante], proceso: VersionProceso) -> Firmante:
    exigir_de_persona(proceso)
    if not proceso.quien_inicia:
        return capaces[0]
    for firmante in capaces:
        if firmante.designacion is None:
            continue
        cargo = firmante.designacion.cargo
        if {cargo.clave, cargo.unidad_sigla} & set(proceso.quien_inicia):
            return firmante
    raise SinPermiso(
        f"«{proceso.nombre}» lo inician {', '.join(proceso.quien_inicia)}; "
        f"«{capaces[0].persona.usuario}» no ocupa hoy ninguno de esos cargos."
    )
