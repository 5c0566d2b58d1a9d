"""Llevar un caso en curso a otra versión de su proceso: una transacción, un asiento."""

from dataclasses import dataclass

from motor.almacen.migraciones_de_casos import EstadoCaso
from motor.almacen.organizacion import Persona
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.acto import bloquear_instancia, exigir_activa
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.migraciones import llevar
from motor.reglas.migraciones_pedidas import bloquear_caso
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class MigrarInstancia:
    """La orden: un caso pendiente de una migración ya pedida."""

    caso_id: int


def migrar_instancia(entorno: Entorno, orden: MigrarInstancia) -> Respuesta:
    """Lleva el caso a la versión pedida; lo firma quien la pidió, que aún debe poder.

    Raises:
        NoMigra: el caso no puede pasar a esa versión; dice por qué.
        ExpedienteTerminado: el caso terminó mientras tanto.
        SinPermiso: quien lo pidió ya no administra procesos.
        OrdenRechazada: ya se hizo, o el caso ya está en esa versión.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        caso = bloquear_caso(sesion, orden.caso_id, EstadoCaso.PENDIENTE)
        pedida = caso.migracion
        usuario = sesion.get_one(Persona, pedida.pedida_por_id).usuario
        quien = exigir_facultad(sesion, Actor(usuario), Facultad.PROCESOS, ahora)
        acto = bloquear_instancia(sesion, entorno.versiones, caso.instancia_id, ahora)
        exigir_activa(acto)
        vieja, nueva = acto.version, entorno.versiones.obtener(sesion, pedida.a_version_id)
        hecha = llevar(acto, nueva, pedida.mapa)
        caso.estado, caso.hecho_el = EstadoCaso.MIGRADO, ahora
        caso.revision, caso.antes = acto.instancia.revision, hecha.foto
        caso.mensaje, caso.de_version_id = " ".join(hecha.avisos), vieja.id
        datos = {"de": vieja.fila.numero, "a": nueva.fila.numero, "mapa": dict(pedida.mapa)}
        datos |= {"avisos": list(hecha.avisos), **hecha.acto.resumen.como_datos()}
        hecho = Hecho(
            "caso_migrado",
            ahora,
            quien,
            acto.expediente,
            acto.instancia,
            motivo=pedida.motivo,
            datos=datos,
        )
        asentar_acto(hecha.acto, hecho)
        return acto.respuesta(caso.id)
