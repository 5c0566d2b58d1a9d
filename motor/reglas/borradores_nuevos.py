"""De qué parte un borrador: de cero, de una versión o de una carpeta."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import quoteattr

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorProceso, ClaseArchivo
from motor.almacen.procesos import ClaseRecurso, Recurso, Version
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado
from motor.reglas.borradores_archivos import Escrito, guardar_archivo
from motor.reglas.borradores_contenido import ARCHIVOS_MAXIMOS, exigir_clave_de_proceso
from motor.reglas.escenarios_de_version import escenarios_de_version
from motor.reglas.publicacion import Carpeta

NOMBRE_MAXIMO = 160


@dataclass(frozen=True)
class Contenido:
    """Con qué nace un borrador: la carpeta, sus escenarios y la versión de que parte."""

    carpeta: Carpeta
    escenarios: dict[str, bytes] = field(default_factory=dict, repr=False)
    base_version_id: int | None = None


def de_cero(clave: str, nombre: str) -> Contenido:
    """Devuelve un proceso mínimo: una piscina con un carril, un inicio, una tarea y un final."""
    return Contenido(Carpeta(clave, nombre, diagrama_inicial(clave, nombre)))


def de_version(sesion: Session, version_id: int, clave: str, nombre: str) -> Contenido:
    """Devuelve la versión como contenido, con sus escenarios.

    Raises:
        NoEncontrado: no existe la versión.
    """
    carpeta, escenarios = carpeta_de_version(sesion, version_id)
    propia = Carpeta(
        clave, nombre, carpeta.xml, carpeta.formularios, carpeta.decisiones, carpeta.ficha
    )
    return Contenido(propia, escenarios, version_id if clave == carpeta.clave else None)


def carpeta_de_version(sesion: Session, version_id: int) -> tuple[Carpeta, dict[str, bytes]]:
    """Devuelve lo publicado en la versión y sus escenarios.

    Raises:
        NoEncontrado: no existe la versión.
    """
    version = sesion.get(Version, version_id)
    if version is None:
        raise NoEncontrado(f"No existe la versión de id {version_id}.")
    recursos: dict[ClaseRecurso, dict[str, bytes]] = {clase: {} for clase in ClaseRecurso}
    consulta = select(Recurso).where(Recurso.version_id == version_id).order_by(Recurso.clave)
    for recurso in sesion.scalars(consulta):
        recursos[recurso.clase][recurso.clave] = recurso.contenido
    ficha = dict(version.ficha or {})
    carpeta = Carpeta(
        clave=version.proceso.clave,
        nombre=str(ficha.get("nombre") or version.proceso.nombre),
        xml=version.xml,
        formularios=recursos[ClaseRecurso.FORMULARIO],
        decisiones=recursos[ClaseRecurso.DECISION],
        ficha=ficha,
        nota=version.nota,
        norma=version.norma,
    )
    return carpeta, escenarios_de_version(sesion, version_id)


def sembrar_borrador(
    sesion: Session, contenido: Contenido, quien: tuple[int, datetime]
) -> BorradorProceso:
    """Crea el borrador con todo su contenido, cada archivo en su primera revisión.

    Raises:
        DatosInvalidos: la clave, el nombre o algún archivo no se admiten.
    """
    carpeta = contenido.carpeta
    exigir_nombre(carpeta.nombre)
    exigir_clave_de_proceso(carpeta.clave)
    escritos = list(_escritos(contenido))
    if len(escritos) > ARCHIVOS_MAXIMOS:
        raise DatosInvalidos(f"Son {len(escritos)} archivos y el máximo es {ARCHIVOS_MAXIMOS}.")
    persona_id, ahora = quien
    borrador = BorradorProceso(
        clave=carpeta.clave,
        nombre=carpeta.nombre.strip(),
        base_version_id=contenido.base_version_id,
        ficha={c: v for c, v in carpeta.ficha.items() if c not in ("clave", "nombre")},
        creado_por_id=persona_id,
        creado_el=ahora,
        tocado_por_id=persona_id,
        tocado_el=ahora,
    )
    sesion.add(borrador)
    sesion.flush()
    for escrito in escritos:
        guardar_archivo(sesion, borrador, escrito, quien)
    return borrador


def exigir_nombre(nombre: str) -> None:
    """Comprueba el nombre del proceso.

    Raises:
        DatosInvalidos: está vacío o es demasiado largo.
    """
    if not nombre.strip() or len(nombre) > NOMBRE_MAXIMO:
        frase = f"Escriba el nombre del proceso (hasta {NOMBRE_MAXIMO} letras)."
        raise DatosInvalidos("El nombre no sirve.", [Falta("nombre", frase)])


def _escritos(contenido: Contenido) -> Iterator[Escrito]:
    carpeta = contenido.carpeta
    yield Escrito(ClaseArchivo.DIAGRAMA, carpeta.clave, 0, carpeta.xml)
    for clase, archivos in (
        (ClaseArchivo.FORMULARIO, carpeta.formularios),
        (ClaseArchivo.DECISION, carpeta.decisiones),
        (ClaseArchivo.ESCENARIO, contenido.escenarios),
    ):
        for clave, bytes_ in archivos.items():
            yield Escrito(clase, clave, 0, bytes_)


def diagrama_inicial(clave: str, nombre: str) -> bytes:
    """Devuelve el BPMN de un proceso mínimo, con su dibujo."""
    return _INICIAL.format(clave=clave, nombre=quoteattr(nombre.strip())).encode()


_INICIAL = """\
<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" \
xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
xmlns:di="http://www.omg.org/spec/DD/20100524/DI" \
xmlns:cauce="https://cauce.bo/bpmn/1.0" id="definiciones_{clave}" \
targetNamespace="https://cauce.bo/procesos/{clave}">
  <bpmn:collaboration id="colaboracion_{clave}">
    <bpmn:participant id="piscina" name={nombre} processRef="{clave}" />
  </bpmn:collaboration>
  <bpmn:process id="{clave}" name={nombre} isExecutable="true" cauce:principal="true">
    <bpmn:laneSet id="carriles">
      <bpmn:lane id="carril_1" name="Quién lo hace">
        <bpmn:flowNodeRef>inicio</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>tarea_1</bpmn:flowNodeRef>
        <bpmn:flowNodeRef>fin</bpmn:flowNodeRef>
      </bpmn:lane>
    </bpmn:laneSet>
    <bpmn:startEvent id="inicio" name="Empieza">
      <bpmn:outgoing>flujo_1</bpmn:outgoing>
    </bpmn:startEvent>
    <bpmn:userTask id="tarea_1" name="Primera tarea">
      <bpmn:incoming>flujo_1</bpmn:incoming>
      <bpmn:outgoing>flujo_2</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:endEvent id="fin" name="Terminado">
      <bpmn:incoming>flujo_2</bpmn:incoming>
    </bpmn:endEvent>
    <bpmn:sequenceFlow id="flujo_1" sourceRef="inicio" targetRef="tarea_1" />
    <bpmn:sequenceFlow id="flujo_2" sourceRef="tarea_1" targetRef="fin" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="dibujo">
    <bpmndi:BPMNPlane id="plano" bpmnElement="colaboracion_{clave}">
      <bpmndi:BPMNShape id="piscina_di" bpmnElement="piscina" isHorizontal="true">
        <dc:Bounds x="160" y="80" width="720" height="220" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="carril_1_di" bpmnElement="carril_1" isHorizontal="true">
        <dc:Bounds x="190" y="80" width="690" height="220" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="inicio_di" bpmnElement="inicio">
        <dc:Bounds x="252" y="172" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="248" y="215" width="45" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="tarea_1_di" bpmnElement="tarea_1">
        <dc:Bounds x="400" y="150" width="120" height="80" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="fin_di" bpmnElement="fin">
        <dc:Bounds x="632" y="172" width="36" height="36" />
        <bpmndi:BPMNLabel>
          <dc:Bounds x="622" y="215" width="56" height="14" />
        </bpmndi:BPMNLabel>
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="flujo_1_di" bpmnElement="flujo_1">
        <di:waypoint x="288" y="190" />
        <di:waypoint x="400" y="190" />
      </bpmndi:BPMNEdge>
      <bpmndi:BPMNEdge id="flujo_2_di" bpmnElement="flujo_2">
        <di:waypoint x="520" y="190" />
        <di:waypoint x="632" y="190" />
      </bpmndi:BPMNEdge>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>
"""
