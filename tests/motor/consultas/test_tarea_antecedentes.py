"""Quien tiene que hacer un paso ve lo que ya dice el trámite, y no lo que no le toca."""

import pytest
from sqlalchemy import select

from motor.almacen.documentos import Documento
from motor.almacen.tareas import Tarea, esta_abierta
from motor.consultas.tarea import obtener_tarea
from motor.nucleo.actor import Actor
from tests.casos import recorrer

pytestmark = pytest.mark.lento
# Dos secretarías ya terminaron su informe y dos lo tienen en curso.
PEDIDOS = {"peticion": ("2.17", 14), "por_dar_curso": ("2.24", 2)}


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    with recorrer("sqlite", tmp_path_factory.mktemp("antecedentes"), PEDIDOS) as hechos:
        yield hechos


def ver(casos, clave: str, usuario: str):
    with casos.entorno.leer() as sesion:
        suyas = (Tarea.expediente_id == casos.ids[clave], esta_abierta())
        tarea = sesion.scalars(select(Tarea).where(*suyas).order_by(Tarea.id)).first()
        versiones = casos.entorno.versiones
        return obtener_tarea(sesion, versiones, Actor(usuario), tarea.id, casos.ahora())


def test_el_tecnico_lee_la_peticion_que_llego_de_la_asamblea(casos):
    (peticion,) = [a for a in ver(casos, "peticion", "tecnico1.sddhi").antecedentes if a.mensaje_id]
    assert peticion.titulo == "M1 Petición"
    assert peticion.quien.startswith("Asamblea Legislativa")
    dichos = {d.nombre: d.texto for d in peticion.datos}
    assert dichos["Preguntas 1 · Pregunta"] == "Pregunta 1 sobre el tema pedido"


def test_no_estan_la_propia_tarea_ni_lo_que_otra_secretaria_tiene_en_curso(casos):
    vista = ver(casos, "peticion", "tecnico1.sddhi")
    ids = [a.tarea_id for a in vista.antecedentes]
    assert vista.id not in ids
    designaron = [a.como for a in vista.antecedentes if a.titulo.startswith("T2.6")]
    assert any("Desarrollo Humano" in como for como in designaron)
    assert not any("Planificación" in como for como in designaron)


def test_van_del_ultimo_al_primero(casos):
    instantes = [a.el for a in ver(casos, "peticion", "tecnico1.sddhi").antecedentes]
    assert instantes == sorted(instantes, reverse=True)


def test_los_pasos_internos_de_la_otra_institucion_no_estan(casos):
    titulos = [a.titulo for a in ver(casos, "peticion", "tecnico1.sddhi").antecedentes]
    assert not any(t.startswith(("T2.1", "T2.2")) for t in titulos)
    suyos = ver(casos, "por_dar_curso", "presidencia.ald").antecedentes
    assert [a.titulo for a in suyos] == ["T2.1 Presentar petición"]


def test_un_documento_reservado_no_se_nombra_a_quien_no_lo_ve(casos):
    def nombrados() -> set[tuple[int, int]]:
        vista = ver(casos, "peticion", "tecnico1.sddhi")
        return {d.documento for a in vista.antecedentes for d in a.datos if d.documento}

    antes = nombrados()
    with casos.entorno.sesiones.begin() as sesion:
        for documento in sesion.scalars(select(Documento).order_by(Documento.id)):
            documento.reservado, documento.norma_reserva = True, "Norma de prueba"
    visibles = ver(casos, "peticion", "tecnico1.sddhi").documentos
    assert antes
    assert nombrados() == antes & {(d.id, v.numero) for d in visibles for v in d.versiones}
