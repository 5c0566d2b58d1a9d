"""Lo que el dueño tiene que decidir: lo que la revisión niega y lo que era de otra organización."""

from collections.abc import Iterator, Sequence

from lxml import etree

from motor.bpmn.importacion.cuaderno import Cuaderno
from motor.bpmn.importacion.informe import Decision
from motor.bpmn.lectura.nombres import Elemento, es_bpmn
from motor.bpmn.modelo import Asignacion, Documento
from motor.bpmn.revision import revisar
from motor.bpmn.revision.registro import ContextoRevision
from motor.nucleo.errores import Hallazgo

_ELEGIR = "Elija en el modelador la unidad y el cargo que la hacen, y quite el dato ajeno."

# Qué hacer, en las palabras del panel y no en las del archivo; lo demás lo dice la revisión.
_EN_EL_PANEL = {
    "codigo_ajeno": "Elija en el panel el servicio que lo hace o, si no hay, pídalo a sistemas.",
    "evento_con_servicio": "Ponga antes una tarea de servicio y deje el evento con su mensaje.",
    "formulario_ajeno": "Dibuje sus campos en un formulario del borrador y elíjalo en la tarea.",
    "formulario_incrustado": "Dibuje esos campos en un formulario del borrador y elíjalo.",
    "formulario_desconocido": "Agregue ese formulario al borrador, o elija otro en la tarea.",
    "decision_desconocida": "Agregue esa tabla al borrador, o elija otra en la tarea.",
    "tema_desconocido": "Elija en el panel uno de los servicios que hay, o pídalo a sistemas.",
    "proceso_desconocido": "Publique antes ese proceso, o elija otro en el panel.",
    "actividad_sin_destino": "Complételo en el panel de propiedades del elemento.",
    "expresion_intraducible": "Escríbala en FEEL en el panel, por ejemplo: monto > 1000.",
    "tarea_sin_responsable": "Elija la unidad y el cargo en el carril, o en la tarea.",
    "carril_sin_unidad": "Elija la unidad o el cargo en el carril, o en cada tarea.",
    "multiple_sin_cantidad": "Diga en el panel sobre qué lista se repite, o cuántas veces.",
    "dato_estandar": "Escriba en el panel los datos que entran y los que salen.",
    "dato_con_script": "Escriba el dato en el panel, en FEEL.",
}


def anotar_decisiones(cuaderno: Cuaderno, documento: Documento, contexto: ContextoRevision) -> None:
    """Anota en cada elemento lo que falta decidir para que se ejecute.

    Args:
        cuaderno: el de la importación, ya traducido.
        documento: lo que se lee de lo que se va a guardar.
        contexto: lo que existe en esta organización.
    """
    por_id = _por_id(cuaderno)
    for hallazgo in revisar(documento, contexto):
        donde = por_id.get(hallazgo.elemento, cuaderno.raiz)
        cuaderno.decidir(donde, _de_hallazgo(hallazgo))
    for id_, asignacion in _asignaciones(documento):
        for decision in _de_asignacion(asignacion, contexto):
            cuaderno.decidir(por_id.get(id_, cuaderno.raiz), decision)


def _por_id(cuaderno: Cuaderno) -> dict[str, Elemento]:
    return {
        id_: e for e in cuaderno.raiz.iter(etree.Element) if es_bpmn(e) and (id_ := e.get("id"))
    }


def _de_hallazgo(hallazgo: Hallazgo) -> Decision:
    que_hacer = _EN_EL_PANEL.get(hallazgo.regla, hallazgo.que_hacer)
    if hallazgo.regla == "formulario_incrustado" and not hallazgo.grave:
        que_hacer = hallazgo.que_hacer  # vacío: no hay nada que dibujar
    return Decision(hallazgo.mensaje, que_hacer, hallazgo.grave)


def _asignaciones(documento: Documento) -> Iterator[tuple[str, Asignacion]]:
    for proceso in documento.procesos.values():
        for nodo in proceso.nodos.values():
            yield nodo.id, nodo.trato.asignacion
        for carril in proceso.carriles.values():
            yield carril.id, carril.asignacion


def _de_asignacion(asignacion: Asignacion, contexto: ContextoRevision) -> Iterator[Decision]:
    conocidos = (contexto.unidades or frozenset()) | (contexto.cargos or frozenset())
    grupos = [g for g in _literales(asignacion.grupos) if g not in conocidos]
    personas = _literales((asignacion.persona, *asignacion.personas))
    if grupos:
        yield Decision(
            f"{_lista(grupos)} {_es(grupos, 'un grupo', 'grupos')} de otro programa, y no una "
            "unidad ni un cargo de la institución.",
            _ELEGIR,
            grave=False,
        )
    if personas:
        yield Decision(
            f"Nombra a {_lista(personas)}: sirve solo si es un usuario de este sistema.",
            "Asigne un cargo y no a una persona, para que el proceso siga cuando ella cambie.",
            grave=False,
        )


def _literales(textos: Sequence[str]) -> list[str]:
    return [texto for texto in dict.fromkeys(textos) if texto and not texto.startswith("=")]


def _lista(textos: Sequence[str]) -> str:
    entre_comillas = [f"«{texto}»" for texto in textos]
    return ", ".join(entre_comillas)


def _es(textos: Sequence[str], uno: str, varios: str) -> str:
    return f"es {uno}" if len(textos) == 1 else f"son {varios}"
