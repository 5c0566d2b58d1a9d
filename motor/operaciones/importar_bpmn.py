"""Importar el BPMN de otro programa como un borrador nuevo, con el informe de lo que pasó."""

from dataclasses import dataclass, field

from motor.almacen.borradores import BorradorOrigen
from motor.bpmn.importacion.dibujo import dibujar, leer_planos
from motor.bpmn.importacion.informe import a_json
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.huellas import sha256
from motor.reglas.acompanantes import leer_acompanantes
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.borradores_nuevos import Contenido, sembrar_borrador
from motor.reglas.idempotencia import Respuesta
from motor.reglas.importacion import importar_aqui
from motor.reglas.organizacion import Facultad, exigir_facultad
from motor.reglas.publicacion import Carpeta

NOMBRE_MAXIMO = 200


@dataclass(frozen=True)
class ImportarBpmn:
    """La orden. `contenido` son los bytes del archivo tal como llegaron.

    `proceso` es el id del que se ejecuta como principal ('' = el que mejor cabe) y `dibujo`, las
    figuras que el navegador dispuso para lo que no las traía (`motor.bpmn.importacion.dibujo`).
    `acompanan` son (nombre, bytes) de los .form y .dmn que llegaron con él.
    """

    actor: Actor
    archivo: str
    contenido: bytes = field(repr=False)
    clave: str
    nombre: str
    proceso: str = ""
    dibujo: object = field(default_factory=list, repr=False)
    acompanan: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)


def importar_bpmn(entorno: Entorno, orden: ImportarBpmn) -> Respuesta:
    """Crea el borrador y devuelve su id; lo que rige no cambia.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe la persona.
        DatosInvalidos: el archivo, la clave, el nombre o el dibujo no se admiten.
    """
    planos = leer_planos(orden.dibujo)
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        temas = entorno.manejadores.temas
        con = leer_acompanantes(orden.contenido, orden.acompanan)
        hecho = importar_aqui(sesion, orden.contenido, orden.proceso, temas, con)
        xml = dibujar(hecho.xml, planos)
        carpeta = Carpeta(orden.clave, orden.nombre, xml, con.formularios, con.decisiones)
        borrador = sembrar_borrador(sesion, Contenido(carpeta), (quien.persona.id, ahora))
        origen = BorradorOrigen(
            borrador_id=borrador.id,
            archivo=orden.archivo[:NOMBRE_MAXIMO],
            herramienta=hecho.informe.herramienta,
            contenido=orden.contenido,
            sha256=sha256(orden.contenido),
            informe=a_json(hecho.informe),
        )
        sesion.add(origen)
        datos = {"borrador": borrador.id, "proceso": borrador.clave, "archivo": origen.archivo}
        datos |= {"herramienta": origen.herramienta, "sha256": origen.sha256}
        if orden.acompanan:
            datos["acompanan"] = [*con.formularios, *con.decisiones]
        asentar(sesion, Hecho("borrador_importado", ahora, quien, datos=datos))
        return Respuesta(borrador.id)
