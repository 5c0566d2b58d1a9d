"""Lo que se escribe en un expediente se encuentra, y nadie encuentra lo que no puede ver."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Acceso, Cargo
from motor.consultas.bandeja import Pedido, listar_tareas
from motor.consultas.bandeja_alcance import obtener_alcance
from motor.consultas.bandeja_espera import contar_expedientes_de, listar_expedientes_de
from motor.consultas.bandeja_filtros import Filtros, Vista
from motor.consultas.expedientes_buscados import BusquedaPedida, buscar_expedientes
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.indexar_busqueda import IndexarBusqueda, indexar_busqueda
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.operaciones.marcar_confidencial import MarcarConfidencial, marcar_confidencial
from motor.operaciones.seguir_expediente import SeguirExpediente, seguir_expediente
from motor.reglas.archivos import AlmacenArchivos
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO, Mesa


@pytest.fixture
def mesa(oficina, tmp_path) -> Mesa:
    """Un proceso de dos pasos: redacta el técnico de UCL y firma el secretario de SDCG."""
    mesa = Mesa(Entorno(oficina.sesiones, oficina.reloj, AlmacenArchivos(tmp_path)))
    pasos = (
        usuario("redactar", **{"cauce:cargo": TECNICO}),
        usuario("firmar", **{"cauce:cargo": SCG}),
    )
    camino = flujos("inicio > redactar > firmar > fin")
    mesa.publicar(diagrama(proceso(inicio(), *pasos, fin(), camino)))
    return mesa


def iniciar(mesa, asunto: str) -> str:
    orden = IniciarExpediente(Actor(TECNICO), "p", asunto, {})
    respuesta = iniciar_expediente(mesa.entorno, orden)
    mesa.expediente = respuesta.id
    mesa.drenar()
    return respuesta.hr


def buscar(mesa, como: str = TECNICO, **filtros) -> list[str]:
    pedida = BusquedaPedida(Filtros(**filtros))
    with mesa.entorno.leer() as sesion:
        ahora = mesa.entorno.reloj.ahora()
        return [r.hr for r in buscar_expedientes(sesion, Actor(como), ahora, pedida).renglones]


def pedido(mesa, como: str, vista: Vista, **filtros) -> Pedido:
    with mesa.entorno.leer() as sesion:
        ahora = mesa.entorno.reloj.ahora()
        alcance = obtener_alcance(sesion, Actor(como), ahora)
    return Pedido(alcance, vista, ahora, Filtros(**filtros))


def espero(mesa, como: str, **filtros):
    with mesa.entorno.leer() as sesion:
        return listar_expedientes_de(sesion, pedido(mesa, como, Vista.ESPERO, **filtros)).renglones


def test_se_busca_sin_acentos_ni_plurales_y_por_el_comienzo(mesa):
    puente = iniciar(mesa, "Construcción del puente en Tiquipaya")
    iniciar(mesa, "Contrato de limpieza")
    assert buscar(mesa, q="CONSTRUCCION puentes") == [puente]
    assert buscar(mesa, q="tiqui") == [puente]
    assert buscar(mesa, q="puente limpieza") == []
    assert buscar(mesa, asunto="puente") == [puente]


def test_se_busca_por_hoja_de_ruta_y_por_su_numero(mesa):
    primera, segunda = iniciar(mesa, "Uno"), iniciar(mesa, "Dos")
    assert buscar(mesa, q=segunda) == [segunda]
    assert buscar(mesa, q="hr 2027 1") == [primera]
    assert set(buscar(mesa)) == {primera, segunda}


def test_se_buscan_formularios_cites_variables_y_comentarios(mesa):
    hr = iniciar(mesa, "Pedido")
    mesa.completar("redactar", {"cite_respuesta": "UCL-77/2027", "monto": "1500", "obra": "vial"})
    orden = Comentar(Actor(TECNICO), mesa.expediente, "Falta el croquis")
    comentar(mesa.entorno, orden)
    mesa.drenar()
    assert buscar(mesa, q="vial croquis") == [hr]
    assert buscar(mesa, cite="UCL-77") == [hr]
    assert buscar(mesa, cite="vial") == []
    assert buscar(mesa, variable="monto=1500") == [hr]
    assert buscar(mesa, q="monto=1500") == [hr]
    assert buscar(mesa, variable="monto=1501") == []


def test_una_variable_se_encuentra_solo_por_su_ultimo_valor(mesa):
    hr = iniciar(mesa, "Pedido")
    mesa.completar("redactar", {"estado_obra": "parada"})
    assert buscar(mesa, variable="estado_obra=parada") == [hr]
    mesa.completar("firmar", {"estado_obra": "en curso"}, como=SCG)
    assert buscar(mesa, variable="estado_obra=parada") == []
    assert buscar(mesa, q="parada") == [hr]


def test_lo_confidencial_solo_lo_encuentra_a_quien_concierne(mesa):
    hr = iniciar(mesa, "Denuncia reservada")
    marcar_confidencial(
        mesa.entorno,
        MarcarConfidencial(Actor(TECNICO), mesa.expediente, "Ley 2341 art. 18"),
    )
    mesa.drenar()
    assert buscar(mesa, TECNICO, q="denuncia") == [hr]
    assert buscar(mesa, JEFE, q="denuncia") == []


def test_la_bandeja_tambien_se_filtra_por_texto(mesa):
    iniciar(mesa, "Puente colgante")
    iniciar(mesa, "Otro asunto")
    with mesa.entorno.leer() as sesion:
        [renglon] = listar_tareas(sesion, pedido(mesa, TECNICO, Vista.MIAS, q="colgante")).renglones
    assert renglon.asunto == "Puente colgante"


def test_lo_que_espero_dice_quien_lo_tiene_y_desde_cuando(mesa):
    hr = iniciar(mesa, "Pedido")
    assert espero(mesa, TECNICO) == ()
    mesa.completar("redactar")
    [renglon] = espero(mesa, TECNICO)
    [etapa] = renglon.etapas
    assert (renglon.hr, etapa.nombre, etapa.unidad) == (hr, "firmar", "SDCG")
    assert etapa.desde == renglon.desde == mesa.entorno.reloj.ahora()
    assert espero(mesa, SCG) == ()
    assert len(espero(mesa, TECNICO, unidad="SDCG")) == 1
    assert espero(mesa, TECNICO, unidad="UCL") == ()


def test_al_cerrarse_el_expediente_ya_no_lo_espero(mesa):
    iniciar(mesa, "Pedido")
    mesa.completar("redactar")
    with mesa.entorno.leer() as sesion:
        assert contar_expedientes_de(sesion, pedido(mesa, TECNICO, Vista.ESPERO), 10) == 1
    mesa.completar("firmar", como=SCG)
    assert espero(mesa, TECNICO) == ()
    assert len(buscar(mesa)) == 1


def test_lo_que_sigo_se_ve_si_puede_verse_tambien_desde_auditoria(mesa):
    hr = iniciar(mesa, "Pedido")
    for quien in (JEFE, SCG):
        seguir_expediente(mesa.entorno, SeguirExpediente(Actor(quien), mesa.expediente, True))
    with mesa.entorno.sesiones.begin() as sesion:
        for cargo in sesion.scalars(select(Cargo).where(Cargo.clave == SCG)):
            cargo.acceso = Acceso.LECTURA
    marcar_confidencial(
        mesa.entorno, MarcarConfidencial(Actor(TECNICO), mesa.expediente, "Ley 2341 art. 18")
    )
    pedidos = {quien: pedido(mesa, quien, Vista.SIGO) for quien in (JEFE, SCG)}
    with mesa.entorno.leer() as sesion:
        vistos = {
            quien: [r.hr for r in listar_expedientes_de(sesion, suyo).renglones]
            for quien, suyo in pedidos.items()
        }
    assert vistos == {JEFE: [], SCG: [hr]}


def test_indexar_sin_nada_pendiente_no_hace_nada(mesa):
    iniciar(mesa, "Pedido")
    assert indexar_busqueda(mesa.entorno, IndexarBusqueda()) == 0
