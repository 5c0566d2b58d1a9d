"""Adjuntar varios de una vez: todos o ninguno, foliados en orden, con un solo asiento."""

import pytest
from sqlalchemy import select

from motor.almacen.documentos import Documento, DocumentoVersion
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.operaciones.adjuntar_documentos import AdjuntarDocumentos, Adjunto, adjuntar_documentos
from motor.pruebas.muestras import pdf_de_muestra
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION


@pytest.fixture
def abierta(mesa):
    mesa.publicar(APROBACION)
    mesa.iniciar()
    return mesa


def adjuntar(mesa, *adjuntos: Adjunto, **mas):
    orden = AdjuntarDocumentos(Actor(TECNICO), mesa.expediente, adjuntos, **mas)
    return adjuntar_documentos(mesa.entorno, orden)


def foliado(mesa) -> list[tuple]:
    consulta = select(DocumentoVersion, Documento).join(DocumentoVersion.documento)
    with mesa.entorno.sesiones() as sesion:
        filas = sesion.execute(consulta.order_by(DocumentoVersion.foja_desde)).all()
        return [(d.nombre, v.numero, v.foja_desde, v.fojas, v.mime) for v, d in filas]


def test_las_fojas_se_cuentan_y_el_tipo_es_el_verdadero(abierta):
    informe = Adjunto("Informe técnico.pdf", pdf_de_muestra("Informe", "", 5))
    adjuntar(abierta, informe, Adjunto("lista.csv", b"a;b\n", fojas=2))
    assert foliado(abierta) == [
        ("Informe técnico", 1, 1, 5, "application/pdf"),
        ("lista", 1, 6, 2, "text/csv"),
    ]
    assert abierta.hechos().count("documento_adjuntado") == 1
    assert abierta.quiebre() is None


def test_una_version_nueva_conserva_el_nombre_y_puede_reservarse(abierta):
    uno = adjuntar(abierta, Adjunto("acta.txt", b"uno", nombre="Acta", tipo="acta"))
    nueva = Adjunto("otra.txt", b"dos", documento_id=uno.id, norma_reserva="Ley 341, art. 5")
    adjuntar(abierta, nueva)
    with abierta.entorno.sesiones() as sesion:
        documento = sesion.get_one(Documento, uno.id)
        assert (documento.nombre, documento.tipo, documento.reservado) == ("Acta", "acta", True)
    assert [fila[:2] for fila in foliado(abierta)] == [("Acta", 1), ("Acta", 2)]


def test_si_uno_no_se_admite_no_queda_ninguno(abierta):
    with pytest.raises(DatosInvalidos, match=r"«virus.exe»"):
        adjuntar(abierta, Adjunto("acta.txt", b"uno"), Adjunto("virus.exe", b"MZ"))
    assert foliado(abierta) == []


def test_dos_con_el_mismo_nombre_de_una_vez_son_dos_documentos(abierta):
    adjuntar(abierta, Adjunto("acta.txt", b"uno"), Adjunto("acta.txt", b"dos"))
    assert [fila[0] for fila in foliado(abierta)] == ["acta", "acta (2)"]


def test_el_documento_y_la_tarea_deben_ser_del_expediente(abierta):
    with pytest.raises(NoEncontrado, match="no tiene el documento 99"):
        adjuntar(abierta, Adjunto("acta.txt", b"uno", documento_id=99))
    with pytest.raises(NoEncontrado, match="no tiene esa tarea"):
        adjuntar(abierta, Adjunto("acta.txt", b"uno"), tarea_id=99)
    with pytest.raises(DatosInvalidos, match="de 1 a 20 archivos"):
        adjuntar(abierta)


def test_repetida_con_su_clave_adjunta_una_vez(abierta):
    for _ in range(2):
        adjuntar(abierta, Adjunto("acta.txt", b"uno"), idempotencia="k1")
    assert len(foliado(abierta)) == 1
