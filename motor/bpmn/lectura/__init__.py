"""Leer BPMN: del archivo que llega a un `Documento` sin dialectos y sin sorpresas."""

from dataclasses import replace
from hashlib import sha256

from motor.bpmn.lectura.colaboracion import leer_flujos_mensaje, leer_participantes
from motor.bpmn.lectura.instanciar import con_inicios
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.normalizar import normalizar
from motor.bpmn.lectura.procesos import leer_procesos
from motor.bpmn.lectura.xml_seguro import abrir
from motor.bpmn.modelo import Documento


def leer(xml: bytes) -> Documento:
    """Lee un archivo BPMN 2.0 de cualquiera de los dialectos conocidos.

    Lo que está mal sin impedir la lectura (ids repetidos, referencias rotas, código ajeno,
    expresiones intraducibles) queda en `Documento.hallazgos`, que `revisar` devuelve primero.

    Raises:
        DiagramaInvalido: no es XML bien formado, no es BPMN, trae DOCTYPE o pasa los límites.
    """
    mesa = Mesa(abrir(xml))
    participantes = leer_participantes(mesa)
    piscinas = {p.proceso: p.id for p in reversed(participantes.values()) if p.proceso}
    procesos = {
        clave: normalizar(con_inicios(replace(proceso, participante=piscinas.get(clave))))
        for clave, proceso in leer_procesos(mesa).items()
    }
    return Documento(
        xml=xml,
        sha256=sha256(xml).hexdigest(),
        procesos=procesos,
        participantes=participantes,
        flujos_mensaje=leer_flujos_mensaje(mesa),
        hallazgos=tuple(mesa.hallazgos),
    )
