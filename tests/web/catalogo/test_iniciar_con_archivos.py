"""Con lo que se adjunta al iniciar, el expediente nace con sus documentos foliados."""

import hashlib
import json
from io import BytesIO

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.expedientes import Expediente
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.pruebas.muestras import pdf_de_muestra
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario

TECNICO = "tecnico.ucl"
PDF = pdf_de_muestra("Nota", "Solicita papel.", 4)
PEDIDO = {
    "type": "default",
    "id": "pedido",
    "components": [
        {
            "type": "textfield",
            "key": "motivo",
            "label": "Motivo",
            "validate": {"required": True},
        },
        {
            "type": "filepicker",
            "key": "nota",
            "label": "Nota",
            "multiple": True,
            "properties": {"cauce:requerido": "=true"},
        },
        {
            "type": "dynamiclist",
            "path": "anexos",
            "label": "Anexos",
            "components": [{"type": "filepicker", "key": "hoja", "label": "Hoja"}],
        },
    ],
}


@pytest.fixture
def persona(entorno_web, navegador):
    """Quien puede iniciar el pedido, que pide una nota y anexos."""
    xml = diagrama(
        proceso(
            inicio(**{"camunda:formRef": "pedido"}),
            usuario("revisar", name="Revisar", **{"cauce:cargo": TECNICO}),
            fin("hecho", name="Hecho"),
            flujos("inicio > revisar > hecho"),
        )
    )
    ficha = {"proposito": "Pedir.", "quien_inicia": {"p": [TECNICO]}}
    formularios = {"pedido": json.dumps(PEDIDO).encode()}
    carpeta = Carpeta("prueba", "Pedidos", xml, formularios, ficha=ficha)
    publicar_version(entorno_web, PublicarVersion(None, carpeta))
    return navegador(TECNICO)


def iniciar(persona, **campos):
    """Envía el formulario de inicio como lo hace el navegador."""
    datos = {"asunto": "Compra de papel", "motivo": "No hay", **campos}
    return persona.enviar("/iniciar/p", datos, content_type="multipart/form-data")


def todo(entorno, consulta):
    with entorno.leer() as sesion:
        return sesion.scalars(consulta).all()


def test_la_pagina_admite_archivos(persona):
    pagina = persona.ver("/iniciar/p").get_data(as_text=True)
    assert 'enctype="multipart/form-data"' in pagina
    assert 'type="file"' in pagina


def test_los_documentos_quedan_con_sus_fojas_su_huella_y_su_campo(persona, entorno_web):
    archivos = {"nota": (BytesIO(PDF), "Nota.pdf"), "anexos.1.hoja": (BytesIO(b"Uno"), "Uno.txt")}
    assert iniciar(persona, **archivos).location == "/expedientes/HR-2027-000001"
    versiones = todo(entorno_web, select(DocumentoVersion).order_by(DocumentoVersion.foja_desde))
    assert [(v.campo, v.foja_desde, v.fojas, v.sha256) for v in versiones] == [
        ("nota", 1, 4, hashlib.sha256(PDF).hexdigest()),
        ("anexos[1].hoja", 5, 1, hashlib.sha256(b"Uno").hexdigest()),
    ]
    [asiento] = todo(
        entorno_web, select(Asiento.contenido).where(Asiento.hecho == "expediente_iniciado")
    )
    assert [d["nombre"] for d in json.loads(asiento)["documentos"]] == ["Nota", "Uno"]
    assert persona.ver("/documentos/1/1").get_data() == PDF


def test_dos_archivos_del_mismo_nombre_son_dos_documentos(persona, entorno_web):
    iguales = [(BytesIO(PDF), "Nota.pdf"), (BytesIO(b"otra"), "Nota.txt")]
    assert iniciar(persona, nota=iguales).status_code == 303
    assert todo(entorno_web, select(Documento.nombre)) == ["Nota", "Nota (2)"]


def test_si_algo_falta_no_se_abre_nada_y_se_pide_elegir_de_nuevo(persona, entorno_web):
    respuesta = iniciar(persona, motivo="", nota=(BytesIO(PDF), "Nota.pdf"))
    pagina = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 422
    assert "falta llenar «Motivo»" in pagina
    assert "«Nota.pdf» no quedó guardado: vuelva a elegirlo." in pagina
    assert todo(entorno_web, select(Expediente.id)) == []
    assert todo(entorno_web, select(Documento.id)) == []


def test_un_archivo_que_no_es_lo_que_dice_se_senala_en_su_campo(persona):
    respuesta = iniciar(persona, nota=(BytesIO(b"<html>"), "Nota.pdf"))
    assert respuesta.status_code == 422
    assert "«Nota.pdf» no es un PDF" in respuesta.get_data(as_text=True)


def test_sin_el_archivo_obligatorio_no_se_abre(persona):
    respuesta = iniciar(persona)
    assert respuesta.status_code == 422
    assert "falta llenar «Nota»" in respuesta.get_data(as_text=True)


def test_un_documento_ajeno_no_se_cuela_por_el_campo_oculto(persona):
    respuesta = iniciar(persona, **{"nota._adjunto": "1:1:" + "a" * 64 + ":Robado"})
    assert respuesta.status_code == 422
    assert "no existe documento «1»" in respuesta.get_data(as_text=True)
