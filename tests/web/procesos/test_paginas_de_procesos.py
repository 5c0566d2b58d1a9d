"""Las páginas: empezar un borrador, su ficha, proponerlo, aprobarlo entre dos y ver la versión."""

import io

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.reglas.publicacion import Carpeta
from tests.estructura.ejemplos.borradores_de_procesos import administra_procesos
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN, SCG = "admin.sistema", "secretario.coordinacion"


@pytest.fixture
def borrador(entorno_web) -> str:
    """Uno que se puede publicar."""
    administra_procesos(entorno_web.sesiones, SCG)
    carpeta = Carpeta("pago", "Pago", APROBACION)
    orden = CrearBorrador(Actor(ADMIN), "pago", "Pago a proveedores", carpeta=carpeta)
    return f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}"


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def test_desde_el_borrador_se_llega_a_la_lista_de_sus_formularios_y_sus_tablas(navegador, borrador):
    admin = navegador(ADMIN)
    pagina = texto(admin.ver(borrador))
    assert f'href="{borrador}/formularios">Formularios' in pagina
    assert 'href="#t-decision">Tablas de decisión' in pagina
    assert 'id="t-decision"' in pagina
    assert "Formularios del borrador" in texto(admin.ver(f"{borrador}/formularios"))


def test_se_empieza_de_cero_y_el_borrador_dice_que_falta(navegador, oficina):
    admin = navegador(ADMIN)
    assert "De cero" in texto(admin.ver("/procesos/borradores/nuevo"))
    datos = {"nombre": "Pago", "clave": "pago"}
    respuesta = admin.enviar("/procesos/borradores/nuevo", datos, follow_redirects=True)
    pagina = texto(respuesta)
    assert respuesta.status_code == 200
    assert "El borrador está listo" in pagina
    assert "Primera tarea" in pagina  # la revisión nombra lo que falta decidir
    assert "Borrador n.º" in texto(admin.ver("/procesos"))


def test_una_clave_que_no_sirve_se_dice_y_conserva_lo_escrito(navegador, oficina):
    datos = {"nombre": "Pago", "clave": "../Pago"}
    respuesta = navegador(ADMIN).enviar("/procesos/borradores/nuevo", datos)
    assert respuesta.status_code == 422
    assert "solo minúsculas sin acento" in texto(respuesta)
    assert 'value="Pago"' in texto(respuesta)


def test_publicarlo_pide_dos_personas_y_la_version_dice_quienes(navegador, borrador):
    admin, scg = navegador(ADMIN), navegador(SCG)
    datos = {"nota": "Primera versión", "norma": "DD 1/2027"}
    pagina = texto(admin.enviar(f"{borrador}/proponer", datos, follow_redirects=True))
    assert "Debe aprobarlo otra persona" in pagina
    assert admin.enviar(f"{borrador}/aprobar").status_code == 403
    assert "Revíselo y apruébelo" in texto(scg.ver("/procesos"))
    assert "Se publicó" in texto(scg.enviar(f"{borrador}/aprobar", follow_redirects=True))
    version = texto(scg.ver("/procesos/pago/versiones/1"))
    for dicho in ("Primera versión", "DD 1/2027", "Administrador de prueba", "Secretario de"):
        assert dicho in version
    bpmn = scg.ver("/procesos/pago/versiones/1/archivos/diagrama/pago")
    assert bpmn.data == APROBACION
    assert scg.ver("/procesos/pago/versiones/2").status_code == 404


def test_sin_nota_ni_norma_no_se_propone(navegador, borrador):
    respuesta = navegador(ADMIN).enviar(f"{borrador}/proponer", {})
    assert respuesta.status_code == 422
    assert "Diga qué cambia" in texto(respuesta)
    assert "Diga qué norma motiva el cambio" in texto(respuesta)


def test_lo_devuelto_dice_por_que_y_se_puede_seguir(navegador, borrador):
    admin, scg = navegador(ADMIN), navegador(SCG)
    admin.enviar(f"{borrador}/proponer", {"nota": "Primera", "norma": "DD 1/2027"})
    scg.enviar(f"{borrador}/devolver", {"motivo": "Falta el plazo"})
    pagina = texto(admin.ver(borrador))
    assert "Falta el plazo" in pagina
    assert "Proponer que se publique" in pagina


def test_la_ficha_se_guarda_con_sus_normas_y_el_choque_se_dice(navegador, borrador):
    admin, scg = navegador(ADMIN), navegador(SCG)
    datos = {
        "revision": "1",
        "nombre": "Pago",
        "proposito": "Pagar",
        "norma-0": "Ley 1178",
        "etiqueta-0": "CITADO",
        "proceso": "p",
        "agrega-p": "UCL",
    }
    pagina = texto(admin.enviar(f"{borrador}/ficha", datos, follow_redirects=True))
    assert "Ley 1178" in pagina
    assert "UCL" in pagina
    assert "CITADO" in pagina
    choque = scg.enviar(f"{borrador}/ficha", {**datos, "proposito": "Otro"})
    assert choque.status_code == 422
    assert "Administrador de prueba guardó otra versión" in texto(choque)
    mal = {**datos, "revision": "2", "agrega-p": "NADIE", "etiqueta-0": ""}
    errores = texto(admin.enviar(f"{borrador}/ficha", mal))
    assert "No hay ningún cargo ni unidad «NADIE»" in errores
    assert "«Ley 1178»: diga qué tan segura es" in errores


def test_las_funciones_se_escriben_como_numeros_y_lo_que_no_lo_es_se_dice(navegador, borrador):
    admin = navegador(ADMIN)
    datos = {"revision": "1", "nombre": "Pago", "funciones": "15, 17 17"}
    assert "15, 17" in texto(admin.enviar(f"{borrador}/ficha", datos, follow_redirects=True))
    for mal in ("21", "dos"):
        negado = admin.enviar(f"{borrador}/ficha", {**datos, "revision": "2", "funciones": mal})
        assert negado.status_code == 422
        assert "Las funciones son números del 1 al 20." in texto(negado)
        assert f'value="{mal}"' in negado.get_data(as_text=True)


def test_descartado_deja_la_lista_y_nada_se_le_cambia(navegador, borrador):
    admin = navegador(ADMIN)
    admin.enviar(f"{borrador}/descartar", {"motivo": "Se hizo otro"})
    assert "Pago a proveedores" not in texto(admin.ver("/procesos"))
    respuesta = admin.enviar(f"{borrador}/proponer", {"nota": "x", "norma": "y"})
    assert "se descartó. Haga un borrador nuevo" in texto(respuesta)


def test_la_historia_restaura_lo_que_se_quito(navegador, borrador, entorno_web):
    from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador

    id_ = int(borrador.rsplit("/", 1)[1])
    orden = GuardarArchivo(Actor(ADMIN), id_, "formulario", "pedido", b'{"a": 1}', 0)
    guardar_archivo_borrador(entorno_web, orden)
    admin = navegador(ADMIN)
    quita = {"clase": "formulario", "clave": "pedido", "revision": "1"}
    assert admin.enviar(f"{borrador}/quitar", quita).status_code == 303
    assert admin.ver(f"{borrador}/archivos/formulario/pedido").status_code == 404
    assert "Formulario pedido" in texto(admin.ver(f"{borrador}/historia"))
    admin.enviar(f"{borrador}/historia/2/restaurar")
    leido = admin.ver(f"{borrador}/archivos/formulario/pedido")
    assert (leido.data, leido.headers["X-Revision"]) == (b'{"a": 1}', "2")


def test_el_zip_descargado_entra_como_borrador_nuevo(navegador, borrador):
    admin = navegador(ADMIN)
    zip_ = admin.ver(f"{borrador}/paquete.zip")
    assert zip_.mimetype == "application/zip"
    assert "pago-borrador-1.zip" in zip_.headers["Content-Disposition"]
    datos = {"paquete": (io.BytesIO(zip_.data), "pago.zip")}
    hecho = admin.enviar("/procesos/borradores/importar", datos, follow_redirects=True)
    assert "entró como un borrador nuevo" in texto(hecho)
    assert admin.ver("/procesos/borradores/2/paquete.zip").data == zip_.data
    mal = {"paquete": (io.BytesIO(b"hola"), "pago.zip")}
    respuesta = admin.enviar("/procesos/borradores/importar", mal)
    assert respuesta.status_code == 422
    assert "no es un .zip, o está dañado" in texto(respuesta)
    assert "Elija el archivo .zip" in texto(admin.enviar("/procesos/borradores/importar"))
