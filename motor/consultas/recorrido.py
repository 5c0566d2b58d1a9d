"""El camino que hizo un expediente por su diagrama, leído de la tabla `recorrido`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia, Recorrido
from motor.bpmn.modelo import COMPUERTAS, CONTENEDORES, Nodo, TipoNodo
from motor.reglas.versiones import VersionLista

ENTRA, SALE, FLUJO = "entra", "sale", "flujo"
_CLASES = {
    TipoNodo.INICIO: "Inicio",
    TipoNodo.FIN: "Fin",
    TipoNodo.CAPTURA: "Espera",
    TipoNodo.LANZAMIENTO: "Envío",
    TipoNodo.LIMITE: "Evento de límite",
    TipoNodo.SERVICIO: "Tarea del sistema",
    TipoNodo.SCRIPT: "Tarea del sistema",
    TipoNodo.REGLA: "Regla de negocio",
    TipoNodo.ENVIO: "Envío",
    TipoNodo.RECEPCION: "Recepción",
    TipoNodo.LLAMADA: "Proceso llamado",
}


@dataclass(frozen=True)
class PasoCamino:
    """Un nodo por el que se pasó; `participante` es la piscina; `cerrado_el`, si ya salió."""

    elemento: str
    nombre: str
    clase: str
    participante: str
    entro_el: datetime
    cerrado_el: datetime | None


@dataclass(frozen=True)
class PasoDado:
    """Un paso de una ficha: entra o sale de un nodo, o toma un flujo."""

    instancia_id: int
    clase: str
    elemento: str
    ficha: int
    el: datetime


Clave = tuple[int, str, int]


def entradas_y_salidas(
    pasos: Iterable[PasoDado],
) -> tuple[dict[Clave, datetime], dict[Clave, datetime]]:
    """Devuelve cuándo entró y cuándo salió cada ficha de cada nodo, en orden."""
    entradas: dict[Clave, datetime] = {}
    salidas: dict[Clave, datetime] = {}
    for paso in pasos:
        clave = (paso.instancia_id, paso.elemento, paso.ficha)
        if paso.clase == ENTRA:
            entradas[clave] = paso.el
        elif paso.clase == SALE:
            salidas[clave] = paso.el
    return entradas, salidas


def leer_pasos(sesion: Session, instancias: Sequence[Instancia]) -> list[PasoDado]:
    """Devuelve los pasos de esas instancias, del primero al último."""
    filas = sesion.scalars(
        select(Recorrido)
        .where(Recorrido.instancia_id.in_([i.id for i in instancias]))
        .order_by(Recorrido.hecho_el, Recorrido.instancia_id, Recorrido.orden)
    )
    return [
        PasoDado(fila.instancia_id, clase, elemento, ficha, fila.hecho_el)
        for fila in filas
        for clase, elemento, ficha in fila.pasos
    ]


def armar_camino(
    lista: VersionLista, pasos: Sequence[PasoDado], procesos: Mapping[int, str]
) -> tuple[PasoCamino, ...]:
    """Devuelve los nodos con nombre por los que se pasó; las compuertas no cuentan.

    `procesos`: de cada instancia, el id de su `process`.
    """
    entradas, salidas = entradas_y_salidas(pasos)
    camino = []
    for (instancia_id, elemento, ficha), el in entradas.items():
        nodo = lista.proceso(procesos[instancia_id]).nodos.get(elemento)
        if nodo is None or nodo.tipo in COMPUERTAS or not nodo.nombre:
            continue
        camino.append(
            PasoCamino(
                elemento,
                nodo.nombre,
                clase_de(nodo),
                _participante(lista, procesos[instancia_id]),
                el,
                salidas.get((instancia_id, elemento, ficha)),
            )
        )
    return tuple(camino)


def clase_de(nodo: Nodo) -> str:
    """Devuelve cómo se llama lo que es el nodo: «Tarea», «Inicio», «Espera»…"""
    if nodo.tipo in CONTENEDORES:
        return "Fase"
    return _CLASES.get(nodo.tipo, "Tarea")


def _participante(lista: VersionLista, proceso: str) -> str:
    hallado = lista.proceso(proceso)
    piscina = lista.documento.participantes.get(hallado.participante or "")
    return piscina.nombre if piscina else hallado.nombre
