"""Subir y descargar: por su tipo verdadero, nunca como página, con huella y lectura anotada."""

from io import BytesIO

from sqlalchemy import select

from motor.almacen.documentos import Documento, DocumentoVersion
from motor.pruebas.muestras import pdf_de_muestra
from tests.web.tareas.casos import JEFE, TECNICO, texto

PDF = pdf_de_muestra("Informe", "Está bien.", 4)


def subir(navegador, caso, *archivos, como=TECNICO, **datos):
    enviados = [(BytesIO(contenido), nombre) for nombre, contenido in archivos]
    tarea_id = caso.tarea("opinar")
    campos = {"expediente_id": caso.expediente, "tarea_id": tarea_id, "archivo": enviados}
    campos |= {"vuelve": f"/tareas/{tarea_id}", **datos}
    ruta = "/documentos/adjuntar"
    return navegador(como).enviar(ruta, campos, content_type="multipart/form-data")


def nombres(caso) -> list[str]:
    return list(caso.leer(select(Documento.nombre).order_by(Documento.id)))


def test_varios_de_una_vez_con_sus_fojas_contadas(caso, navegador):
    respuesta = subir(navegador, caso, ("Informe.pdf", PDF), ("nota.txt", b"Hola"))
    assert respuesta.location == f"/tareas/{caso.tarea('opinar')}#documentos"
    assert nombres(caso) == ["Informe", "nota"]
    assert caso.leer(select(DocumentoVersion.fojas)) == [4, 1]
    pagina = texto(navegador(TECNICO).ver(f"/tareas/{caso.tarea('opinar')}"))
    assert "fojas 1 a 4" in pagina


def test_lo_que_no_es_lo_que_dice_se_rechaza_con_camino_de_vuelta(caso, navegador):
    respuesta = subir(navegador, caso, ("acta.pdf", b"<html><script>alert(1)</script>"))
    assert respuesta.status_code == 422
    assert "«acta.pdf» no es un PDF" in texto(respuesta)
    assert f'href="/tareas/{caso.tarea("opinar")}#documentos"' in texto(respuesta)
    assert nombres(caso) == []


def test_no_se_vuelve_a_otro_sitio(caso, navegador):
    respuesta = subir(navegador, caso, ("a.txt", b"a"), vuelve="https://malo.example/x")
    assert respuesta.location == "/#documentos"


def test_se_descarga_como_adjunto_y_encerrado(caso, navegador):
    subir(navegador, caso, ("Informe técnico.pdf", PDF))
    bajada = navegador(JEFE).ver("/documentos/1/1")
    assert bajada.get_data() == PDF
    assert bajada.headers["Content-Disposition"].startswith("attachment;")
    assert bajada.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none';")
    assert bajada.headers["X-Content-Type-Options"] == "nosniff"
    assert bajada.mimetype == "application/pdf"


def test_solo_pdf_e_imagenes_se_ven_en_el_navegador(caso, navegador):
    subir(navegador, caso, ("a.pdf", PDF), ("b.txt", b"<script>alert(1)</script>"))
    ver = [navegador(TECNICO).ver(f"/documentos/{n}/1?ver=1") for n in (1, 2)]
    como = [r.headers["Content-Disposition"].split(";")[0] for r in ver]
    assert como == ["inline", "attachment"]
    politicas = {r.headers["Content-Security-Policy"] for r in ver}
    assert len(politicas) == 1
    assert politicas.pop().startswith("sandbox; default-src 'none';")


def test_una_version_nueva_queda_debajo_del_mismo_documento(caso, navegador):
    subir(navegador, caso, ("a.txt", b"uno"), nombre="Acta")
    subir(navegador, caso, ("b.txt", b"dos"), documento_id=1)
    pagina = texto(navegador(TECNICO).ver(f"/tareas/{caso.tarea('opinar')}"))
    assert "Versión 2 de 2" in pagina
    assert navegador(TECNICO).ver("/documentos/1/2").get_data() == b"dos"
    assert navegador(TECNICO).ver("/documentos/1/3").status_code == 404


def test_el_reservado_solo_lo_ve_a_quien_concierne_y_cada_lectura_se_anota(caso, navegador):
    subir(navegador, caso, ("a.txt", b"secreto"), norma_reserva="Ley 341, art. 5")
    assert navegador("secretario.coordinacion").ver("/documentos/1/1").status_code == 404
    assert navegador(TECNICO).ver("/documentos/1/1").get_data() == b"secreto"
    assert caso.hechos()[-1] == "documento_leido"


def test_un_archivo_alterado_en_el_disco_no_se_entrega(caso, navegador):
    subir(navegador, caso, ("a.txt", b"uno"))
    [ruta] = [r for r in caso.entorno.archivos.carpeta.rglob("*") if r.is_file()]
    ruta.write_bytes(b"otra cosa")
    respuesta = navegador(TECNICO).ver("/documentos/1/1")
    assert respuesta.status_code == 409
    assert "fue alterado" in texto(respuesta)


def test_lo_que_dice_ser_pdf_y_no_lo_es_nunca_llega_a_verse(caso, navegador):
    subir(navegador, caso, ("a.csv", b"a;b"), ("hoja.txt", b"%PDX <html>"))
    ver = [navegador(TECNICO).ver(f"/documentos/{n}/1?ver=1") for n in (1, 2)]
    assert {r.headers["Content-Disposition"].split(";")[0] for r in ver} == {"attachment"}
    assert {r.headers["X-Content-Type-Options"] for r in ver} == {"nosniff"}


def test_al_guion_de_la_zona_va_solo_la_frase(caso, navegador):
    enviado = [(BytesIO(b"<html>"), "acta.pdf")]
    campos = {"expediente_id": caso.expediente, "archivo": enviado, "vuelve": "/bandeja"}
    respuesta = navegador(TECNICO).enviar(
        "/documentos/adjuntar",
        campos,
        content_type="multipart/form-data",
        headers={"X-Cauce-Zona": "1"},
    )
    assert (respuesta.status_code, respuesta.mimetype) == (422, "text/plain")
    assert respuesta.get_data(as_text=True).startswith("«acta.pdf» no es un PDF")
