"""La página del editor de formularios: quién la ve, quién edita, y lo que dice la vista previa."""

import json
import re

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.descartar_borrador import DescartarBorrador, descartar_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador

ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")
CAMPO = {"type": "textfield", "id": "c1", "key": "referencia", "label": "Asunto de la nota"}
TESTIGO = re.compile(r'X-CSRFToken(?:"|&#34;): ?(?:"|&#34;)([^"&]+)')
DATO = re.compile(r'data-([a-z-]+)="([^"]*)"')


def esquema(*componentes: dict) -> bytes:
    return json.dumps({"type": "default", "id": "t1", "components": list(componentes)}).encode()


@pytest.fixture
def borrador(entorno_web) -> int:
    """El id de un borrador con un formulario de un campo."""
    de = crear_borrador(entorno_web, CrearBorrador(ADMIN, "tramite", "Trámite genérico")).id
    orden = GuardarArchivo(ADMIN, de, "formulario", "t1", esquema(CAMPO), 0)
    guardar_archivo_borrador(entorno_web, orden)
    return de


@pytest.fixture
def direccion(borrador) -> str:
    """La de ese formulario."""
    return f"/procesos/borradores/{borrador}/formularios/t1"


@pytest.fixture
def mandar(navegador, direccion):
    """El fragmento que responde la vista previa a esos bytes."""

    def de(contenido: bytes) -> str:
        cliente = navegador("admin.sistema").cliente
        testigo = TESTIGO.search(cliente.get(direccion).get_data(as_text=True))
        cabeceras = {"X-CSRFToken": testigo[1]}
        respuesta = cliente.post(f"{direccion}/vista", data=contenido, headers=cabeceras)
        assert respuesta.status_code == 200
        return respuesta.get_data(as_text=True)

    return de


@pytest.fixture
def prever(mandar):
    """El fragmento de la vista previa de esos campos."""
    return lambda *componentes: mandar(esquema(*componentes))


def test_quien_administra_procesos_arma_el_formulario(navegador, direccion, borrador):
    pagina = navegador("admin.sistema").ver(direccion)
    texto = pagina.get_data(as_text=True)
    datos = dict(DATO.findall(texto))

    assert (datos["editable"], datos["por-que-no"]) == ("si", "")
    assert datos["archivo"] == f"/procesos/borradores/{borrador}/archivos/formulario/t1"
    assert datos["vista-url"] == f"{direccion}/vista"
    assert "Asunto de la nota" in texto


def test_solo_se_admiten_atributos_de_estilo_no_guiones_en_linea(navegador, direccion):
    politica = navegador("admin.sistema").ver(direccion).headers["Content-Security-Policy"]

    assert "style-src-attr 'unsafe-inline'" in politica
    assert "script-src 'self';" in politica
    assert "unsafe-eval" not in politica


def test_en_un_borrador_descartado_solo_se_mira(navegador, direccion, borrador, entorno_web):
    descartar_borrador(entorno_web, DescartarBorrador(ADMIN, borrador, "se hará otro"))

    datos = dict(DATO.findall(navegador("admin.sistema").ver(direccion).get_data(as_text=True)))

    assert datos["editable"] == "no"
    assert "se descartó" in datos["por-que-no"]


def test_un_formulario_que_no_existe_da_404(navegador, direccion):
    assert navegador("admin.sistema").ver(f"{direccion}_otro").status_code == 404


def test_sin_la_facultad_no_se_entra(navegador, direccion):
    assert navegador("tecnico.ucl").ver(direccion).status_code == 403


def test_la_lista_ofrece_cada_formulario_y_crear_otro(navegador, borrador, direccion):
    pagina = navegador("admin.sistema").ver(f"/procesos/borradores/{borrador}/formularios")
    texto = pagina.get_data(as_text=True)

    assert f'href="{direccion}"' in texto
    assert "Crear y armar" in texto


def test_la_vista_previa_es_la_que_vera_el_personal(prever):
    texto = prever({**CAMPO, "validate": {"required": True}})

    assert 'name="referencia"' in texto
    assert 'data-faltas="0"' in texto
    assert "<html" not in texto


def test_las_claves_repetidas_se_dicen_con_su_campo(prever):
    texto = prever(CAMPO, CAMPO)

    assert 'data-campo="referencia"' in texto
    assert "la clave «referencia» está repetida" in texto


def test_un_componente_que_no_se_admite_se_dice(prever):
    texto = prever({"type": "iframe", "id": "f1", "url": "https://ejemplo.bo"})

    assert 'data-campo="f1"' in texto
    assert "aquí no se admiten" in texto


def test_una_variable_que_nadie_escribe_se_advierte_sin_impedir_publicar(prever):
    oculto = {**CAMPO, "conditional": {"hide": "=reservado"}}

    texto = prever(oculto)

    assert "lee «reservado», que ningún campo ni paso del proceso escribe" in texto
    assert 'data-faltas="0"' in texto


def test_el_nombre_que_un_campo_dejo_de_tener_se_advierte_aunque_este_guardado(prever):
    copia = {"type": "expression", "id": "c2", "key": "copia", "expression": "=referencia"}

    assert "lee «" not in prever(CAMPO, copia)
    assert "lee «referencia»" in prever({**CAMPO, "key": "otro_nombre"}, copia)


def test_las_variables_del_proceso_y_de_la_fila_no_se_advierten(prever):
    fila = {"type": "number", "id": "n", "key": "monto", "label": "Monto"}
    doble = {"type": "expression", "id": "d", "key": "doble", "expression": "=monto * 2"}
    lista = {"type": "dynamiclist", "id": "l", "path": "gastos", "components": [fila, doble]}
    total = "=sum(for g in gastos return g.monto) + (if hr = null then 0 else 1)"

    texto = prever(lista, {"type": "expression", "id": "t", "key": "total", "expression": total})

    assert "lee «" not in texto


def test_un_esquema_que_no_se_lee_dice_por_que(mandar):
    texto = mandar(b"{")

    assert "no es JSON válido" in texto
    assert "no se puede mostrar" in texto
