"""Volver de un proceso llamado: la actividad que lo llamó sigue con su resultado o su error."""

from dataclasses import dataclass

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.bpmn.avance import AMBITO_INSTANCIA, ErrorLanzado, FichaCompletada
from motor.entorno import Entorno
from motor.reglas.acto import bloquear_instancia
from motor.reglas.ambitos import VariablesDeInstancia
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.llamadas import sin_automaticas
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class RetornarLlamada:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def retornar_llamada(entorno: Entorno, orden: RetornarLlamada) -> Respuesta:
    """Da a la instancia que llamó el resultado de la llamada.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        datos = trabajo.datos
        acto = bloquear_instancia(sesion, entorno.versiones, datos["madre"], ahora)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        hija = sesion.get_one(Instancia, datos["hija"])
        if acto.instancia.estado is EstadoInstancia.ACTIVA and hija.madre_ficha is not None:
            valores = VariablesDeInstancia(sesion, hija.id).propios(AMBITO_INSTANCIA)
            resultado = sin_automaticas(valores)
            if datos["error"] is not None:
                avanzar(acto, ErrorLanzado(hija.madre_ficha, datos["error"], datos=resultado))
            else:
                avanzar(acto, FichaCompletada(hija.madre_ficha, resultado))
            dicho = {"hija": hija.id, "final": hija.final, "error": datos["error"]}
            asentar_acto(
                acto,
                Hecho(
                    "llamada_terminada",
                    ahora,
                    None,
                    acto.expediente,
                    acto.instancia,
                    datos={**dicho, **acto.resumen.como_datos()},
                ),
            )
        return acto.respuesta(hija.id)
