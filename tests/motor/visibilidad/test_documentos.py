"""Qué documentos ve cada institución: los de sus pasos y los que le mandaron, y nada más."""

import pytest
from sqlalchemy import select

from motor.almacen.documentos import Documento
from motor.consultas.documentos import listar_documentos
from motor.nucleo.actor import Actor
from motor.reglas.visibilidad import mirar

pytestmark = pytest.mark.lento


def ve(casos, usuario: str) -> set[str]:
    with casos.entorno.leer() as sesion:
        mirada = mirar(sesion, Actor(usuario), casos.ids["pie"], casos.ahora())
        return {d.nombre for d in listar_documentos(sesion, mirada)}


def todos(casos) -> set[str]:
    with casos.entorno.leer() as sesion:
        consulta = select(Documento.nombre).where(Documento.expediente_id == casos.ids["pie"])
        return set(sesion.scalars(consulta))


def test_la_asamblea_ve_lo_que_le_mandaron_y_no_los_anexos_internos(casos):
    asamblea, gobernacion = ve(casos, "ventanilla.ald"), ve(casos, "responsable.ucl")
    internos = gobernacion - asamblea
    assert asamblea, "la Asamblea debe ver al menos lo que ella misma presentó"
    assert internos, "la Gobernación tiene documentos que no mandó"
    assert asamblea | gobernacion == todos(casos)


def test_la_auditoria_ve_todos(casos):
    assert ve(casos, "auditor.interno") == todos(casos)


def test_cada_version_dice_sus_fojas_y_su_huella(casos):
    with casos.entorno.leer() as sesion:
        mirada = mirar(sesion, Actor("auditor.interno"), casos.ids["pie"], casos.ahora())
        documentos = listar_documentos(sesion, mirada)
    ultimas = [d.ultima for d in documentos]
    assert all(len(v.sha256) == 64 and v.foja_hasta >= v.foja_desde for v in ultimas)
    assert all(v.subido_por and v.peso.endswith("kB") for v in ultimas)
