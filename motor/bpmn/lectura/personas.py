"""Quién puede hacer una tarea y con qué trato, en cada dialecto."""

import re

from motor.bpmn.lectura.expresiones import partir_lista
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    Elemento,
    de_cauce,
    de_parientes,
    de_zeebe,
    extensiones,
    hijo,
    hijos,
    texto,
    texto_hijo,
)
from motor.bpmn.modelo import Asignacion, Trato

_USUARIO_O_GRUPO = re.compile(r"\b(user|group)\s*\(\s*([^()]*?)\s*\)")
_EXTERNAS = {"external", "external-worker"}


def leer_asignacion(mesa: Mesa, elemento: Elemento) -> Asignacion:
    """La asignación escrita en una tarea o un carril; vacía lo que no diga."""
    duenios = _responsables(mesa, elemento, "potentialOwner")
    persona = _uno(mesa, elemento, "assignee", ("assignmentDefinition", "assignee"))
    if not persona:
        humanos = _responsables(mesa, elemento, "humanPerformer")
        persona = next((nombre for _, nombre in humanos), "")
    personas = _varios(mesa, elemento, "candidateUsers")
    grupos = _varios(mesa, elemento, "candidateGroups")
    return Asignacion(
        unidad=mesa.valor(elemento, de_cauce(elemento, "unidad")),
        cargo=mesa.valor(elemento, de_cauce(elemento, "cargo")),
        persona=persona,
        personas=personas + tuple(nombre for clase, nombre in duenios if clase == "user"),
        grupos=grupos + tuple(nombre for clase, nombre in duenios if clase == "group"),
        distinto_de=partir_lista(de_cauce(elemento, "distintoDe")),
    )


def leer_trato(mesa: Mesa, elemento: Elemento) -> Trato:
    """Lo que se dice de una tarea para las personas o los servicios."""
    plazo = de_cauce(elemento, "plazo")
    vence = _uno(mesa, elemento, "dueDate", ("taskSchedule", "dueDate"))
    return Trato(
        asignacion=leer_asignacion(mesa, elemento),
        formulario=_formulario(mesa, elemento),
        plazo=mesa.valor(elemento, plazo) if plazo else vence,
        plazo_desde=mesa.feel(elemento, de_cauce(elemento, "desde")),
        prioridad=_uno(mesa, elemento, "priority", ("priorityDefinition", "priority")),
        acto=de_cauce(elemento, "acto"),
        instruccion=texto_hijo(elemento, "documentation"),
        publico=de_cauce(elemento, "publico"),
        tema=_tema(elemento),
        reintentos=_reintentos(elemento),
    )


def _uno(mesa: Mesa, elemento: Elemento, atributo: str, en_zeebe: tuple[str, str]) -> str:
    crudo = de_parientes(elemento, atributo) or de_zeebe(elemento, *en_zeebe)
    return mesa.valor(elemento, crudo)


def _varios(mesa: Mesa, elemento: Elemento, atributo: str) -> tuple[str, ...]:
    crudo = de_parientes(elemento, atributo)
    crudo = crudo or de_zeebe(elemento, "assignmentDefinition", atributo)
    return tuple(mesa.valor(elemento, parte) for parte in partir_lista(crudo))


def _formulario(mesa: Mesa, elemento: Elemento) -> str:
    crudo = de_parientes(elemento, "formRef") or de_parientes(elemento, "formKey")
    crudo = crudo or de_zeebe(elemento, "formDefinition", "formId")
    crudo = crudo or de_zeebe(elemento, "formDefinition", "formKey")
    return mesa.valor(elemento, crudo)


def _responsables(mesa: Mesa, elemento: Elemento, papel: str) -> list[tuple[str, str]]:
    """Pares (user o group, nombre) de los `potentialOwner` o `humanPerformer` del estándar."""
    hallados: list[tuple[str, str]] = []
    for responsable in hijos(elemento, papel):
        recurso = mesa.buscar(texto_hijo(responsable, "resourceRef"), "resource")
        if recurso is not None:
            nombre = (recurso.get("name") or "").strip() or mesa.id(recurso)
            hallados.append(("group", nombre))
        crudo = texto(hijo(responsable, "resourceAssignmentExpression"))
        hallados += [_usuario_o_grupo(mesa, responsable, parte) for parte in partir_lista(crudo)]
    return hallados


def _usuario_o_grupo(mesa: Mesa, elemento: Elemento, parte: str) -> tuple[str, str]:
    hallado = _USUARIO_O_GRUPO.fullmatch(parte)
    if hallado:
        return hallado[1], mesa.valor(elemento, hallado[2])
    return "group", mesa.valor(elemento, parte)


def _tema(elemento: Elemento) -> str:
    if de_parientes(elemento, "type") in _EXTERNAS:
        return de_parientes(elemento, "topic")
    return de_zeebe(elemento, "taskDefinition", "type")


def _reintentos(elemento: Elemento) -> int | None:
    crudo = de_zeebe(elemento, "taskDefinition", "retries")
    for extension in extensiones(elemento, "failedJobRetryTimeCycle"):
        hallado = re.match(r"R(\d+)/", texto(extension))
        crudo = hallado[1] if hallado else crudo
    return int(crudo) if crudo.isdigit() else None
