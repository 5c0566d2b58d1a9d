"""Guardar la ficha de un borrador: nombre, propósito, normas y quién inicia."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Json
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores import (
    Conflicto,
    bloquear_abierto,
    ficha_entera,
    nombre_de,
    tocar,
)
from motor.reglas.borradores_nuevos import exigir_nombre
from motor.reglas.ficha_de_proceso import exigir_ficha
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class GuardarFicha:
    """La orden. `ficha` reemplaza las partes que trae; `revision`, la que se vio del borrador."""

    actor: Actor
    borrador_id: int
    revision: int
    nombre: str
    ficha: Mapping[str, Json] = field(default_factory=dict)


def guardar_ficha_borrador(entorno: Entorno, orden: GuardarFicha) -> Respuesta:
    """Guarda la ficha.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        Conflicto: alguien guardó la ficha después de la que se vio; nada cambió.
        OrdenRechazada: el borrador ya no se puede cambiar.
        DatosInvalidos: con una falta por campo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        borrador = bloquear_abierto(sesion, orden.borrador_id)
        if borrador.revision != orden.revision:
            autor = nombre_de(sesion, borrador.tocado_por_id)
            raise Conflicto("la ficha del proceso", autor, borrador.tocado_el)
        exigir_nombre(orden.nombre)
        exigir_ficha(sesion, orden.ficha)
        antes = ficha_entera(borrador)
        partes = {c: v for c, v in orden.ficha.items() if c not in ("clave", "nombre")}
        borrador.ficha = {**borrador.ficha, **partes}
        borrador.nombre = orden.nombre.strip()
        borrador.revision += 1
        tocar(borrador, quien.persona.id, ahora)
        asentar(
            sesion,
            Hecho(
                "ficha_de_borrador_guardada",
                ahora,
                quien,
                antes=antes,
                despues=ficha_entera(borrador),
                datos={"borrador": borrador.id, "proceso": borrador.clave},
            ),
        )
        return Respuesta(borrador.id)
