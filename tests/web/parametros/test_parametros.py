"""Los parámetros de plazo: se ven con su etiqueta y se cambian desde una fecha, con motivo."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.procesos import ClaseRecurso, EstadoVersion, Proceso, Recurso, Version
from motor.nucleo.huellas import sha256

SCG, SIN_FACULTAD = "secretario.coordinacion", "tecnico.ucl"
BASE = "/administracion/plazos"
CAMBIO = {
    "valor": "15",
    "unidad": "dh",
    "vigente_desde": "01/07/2027",
    "etiqueta": "citado",
    "norma": "Ley Departamental 1, art. 2",
    "nota": "",
    "motivo": "Se aprobó la ley",
}


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho)))


def test_lo_supuesto_lleva_su_etiqueta_y_nunca_parece_ley(navegador):
    pagina = texto(navegador(SCG).ver(BASE))
    assert "10 días hábiles" in pagina
    assert "Supuesto" in pagina
    assert "Norma citada" not in pagina


def test_un_parametro_nuevo_se_agrega_con_su_etiqueta_y_no_pisa_a_otro(navegador, entorno_web):
    scg = navegador(SCG)
    nuevo = {**CAMBIO, "clave": "tramite.atender", "vigente_desde": "01/01/2027"}
    assert scg.enviar(BASE, nuevo).status_code == 303
    pagina = texto(scg.ver(f"{BASE}/tramite.atender"))
    assert '<h1 class="page-title">15 días hábiles</h1>' in pagina
    assert "Se aprobó la ley" in pagina
    assert hechos(entorno_web) == ["parametro_cambiado"]
    for clave, frase in (
        ("pie.total", "Ya hay un parámetro «pie.total»"),
        ("Con espacio", "La clave de parámetro «Con espacio» está mal"),
        ("", "Escriba la clave"),
    ):
        negado = scg.enviar(BASE, {**nuevo, "clave": clave})
        assert negado.status_code == 422
        assert frase in texto(negado)
        assert 'value="15"' in texto(negado)
    assert navegador(SIN_FACULTAD).enviar(BASE, nuevo).status_code == 403
    assert hechos(entorno_web) == ["parametro_cambiado"]


def test_un_valor_nuevo_espera_su_fecha_y_el_anterior_sigue_rigiendo(navegador, entorno_web):
    scg = navegador(SCG)
    assert scg.enviar(f"{BASE}/pie.total", CAMBIO).status_code == 303
    pagina = texto(scg.ver(f"{BASE}/pie.total"))
    assert "Por regir" in pagina
    assert '<h1 class="page-title">10 días hábiles</h1>' in pagina
    assert "Ley Departamental 1, art. 2" in pagina
    assert "De 10 días hábiles a 15 días hábiles, desde el 01/07/2027" in pagina
    assert "Se aprobó la ley" in pagina
    assert hechos(entorno_web) == ["parametro_cambiado"]
    assert "Nadie lo cambió" in texto(scg.ver(f"{BASE}/pie.prorroga"))


def test_solo_los_que_no_citan_norma(navegador):
    scg = navegador(SCG)
    scg.enviar(f"{BASE}/pie.total", CAMBIO | {"vigente_desde": "03/01/2027"})
    pagina = texto(scg.ver(f"{BASE}?solo=sin_norma"))
    assert "pie.prorroga" in pagina
    assert f'href="{BASE}/pie.total"' not in pagina


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"valor": ""}, "Escriba el valor"),
        ({"valor": "muchos"}, "no puede valer"),
        ({"motivo": ""}, "Diga por qué cambia"),
        ({"unidad": "lunas"}, "de la lista"),
        ({"norma": ""}, "dice su norma y artículo"),
        ({"vigente_desde": "01/01/2026"}, "ya tiene un valor desde"),
        ({"prorrogas_max": "-1"}, "número entero"),
    ],
)
def test_un_valor_mal_escrito_no_se_asienta(navegador, entorno_web, cambio, dice):
    respuesta = navegador(SCG).enviar(f"{BASE}/pie.total", CAMBIO | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_uno_que_no_existe_es_404_y_sin_facultad_403(navegador, entorno_web):
    assert navegador(SCG).ver(f"{BASE}/no.existe").status_code == 404
    otro = navegador(SIN_FACULTAD)
    assert otro.ver(BASE).status_code == 403
    assert otro.enviar(f"{BASE}/pie.total", CAMBIO).status_code == 403
    assert hechos(entorno_web) == []


@pytest.fixture
def proceso_con_decision(entorno_web) -> str:
    """Un proceso vigente cuya decisión nombra `pie.total`; devuelve su nombre."""
    texto_de_la_decision = b'<text>parametro("pie.total") + pie.prorroga_larga</text>'
    with entorno_web.sesiones.begin() as sesion:
        proceso = Proceso(clave="mora", nombre="Cálculo de mora")
        sesion.add(proceso)
        sesion.flush()
        ahora, xml = entorno_web.reloj.ahora(), b"<definitions/>"
        version = Version(
            proceso_id=proceso.id, numero=1, xml=xml, sha256=sha256(xml), creada_el=ahora
        )
        sesion.add(version)
        sesion.flush()
        sesion.add(
            Recurso(
                version_id=version.id,
                clase=ClaseRecurso.DECISION,
                clave="plazo",
                contenido=texto_de_la_decision,
                sha256=sha256(texto_de_la_decision),
            )
        )
        sesion.flush()
        version.estado, version.publicada_el = EstadoVersion.VIGENTE, ahora
    return "Cálculo de mora"


def test_se_dice_donde_se_usa_tambien_en_decisiones_y_no_por_parecido(
    navegador, proceso_con_decision
):
    scg = navegador(SCG)
    assert f"<li>{proceso_con_decision}</li>" in texto(scg.ver(f"{BASE}/pie.total"))
    otro = texto(scg.ver(f"{BASE}/pie.prorroga"))
    assert proceso_con_decision not in otro
    assert "Limita la prórroga de pie.total" in otro
