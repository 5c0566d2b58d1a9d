"""Lo confidencial y lo reservado: a quién se muestra, quién lo dispone y qué rastro deja."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada, SinPermiso
from motor.operaciones.adjuntar_documento import AdjuntarDocumento, adjuntar_documento
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from motor.operaciones.derivar_tarea import DerivarTarea, Destino, derivar_tarea
from motor.operaciones.marcar_confidencial import MarcarConfidencial, marcar_confidencial
from motor.operaciones.reservar_documento import ReservarDocumento, reservar_documento
from motor.reglas.visibilidad import condicion_visible, mirar
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO, Mesa, armar_mesa
from tests.motor.operaciones.test_completar_tarea import APROBACION

NORMA = "Ley 2341, art. 18.II"


@pytest.fixture
def mesa(sesiones, reloj, tmp_path) -> Mesa:
    """Un expediente con una tarea abierta del técnico de la UCL."""
    mesa = armar_mesa(sesiones, reloj, tmp_path)
    mesa.publicar(APROBACION)
    mesa.iniciar()
    return mesa


def reservar(mesa, como=TECNICO, **mas):
    orden = MarcarConfidencial(Actor(como), mesa.expediente, mas.pop("norma", NORMA), **mas)
    return marcar_confidencial(mesa.entorno, orden)


def ve(mesa, usuario) -> bool:
    with mesa.entorno.leer() as sesion:
        ahora = mesa.entorno.reloj.ahora()
        condicion = condicion_visible(sesion, Actor(usuario), ahora)
        listado = mesa.expediente in set(sesion.scalars(select(Expediente.id).where(condicion)))
        try:
            mirar(sesion, Actor(usuario), mesa.expediente, ahora)
        except NoEncontrado:
            assert not listado
            return False
        assert listado
        return True


def leidos(mesa) -> list[tuple[str, str]]:
    consulta = select(Asiento).where(Asiento.hecho.like("%_leido")).order_by(Asiento.id)
    return [
        (a.hecho, a.contenido.split('"usuario":"')[1].split('"')[0]) for a in mesa.leer(consulta)
    ]


def leer(mesa, como, **mas) -> bool:
    return anotar_lectura(mesa.entorno, AnotarLectura(Actor(como), mesa.expediente, **mas))


def test_el_confidencial_solo_lo_ven_quienes_les_concierne(mesa):
    assert ve(mesa, JEFE)
    reservar(mesa)
    assert ve(mesa, TECNICO)  # lo inició y tiene la tarea
    assert not ve(mesa, JEFE)
    assert not ve(mesa, SCG)


def test_a_quien_se_deriva_pasa_a_verlo(mesa):
    reservar(mesa)
    orden = DerivarTarea(Actor(TECNICO), mesa.tarea("revisar"), (Destino(cargo=JEFE),), "Informe")
    derivar_tarea(mesa.entorno, orden)
    assert ve(mesa, JEFE)
    assert not ve(mesa, SCG)


def test_levantada_la_reserva_lo_ve_otra_vez_su_institucion(mesa):
    reservar(mesa)
    reservar(mesa, confidencial=False)
    assert ve(mesa, JEFE)
    assert mesa.hechos()[-2:] == ["expediente_reservado", "expediente_reserva_levantada"]


def test_lo_dispone_la_unidad_que_lo_tiene_con_su_norma_y_una_vez(mesa):
    with pytest.raises(SinPermiso, match="la unidad que lo tiene"):
        reservar(mesa, como=SCG)
    with pytest.raises(DatosInvalidos, match="exige la norma"):
        reservar(mesa, norma="  ")
    with pytest.raises(OrdenRechazada, match="no es confidencial"):
        reservar(mesa, confidencial=False)
    reservar(mesa, como=JEFE)  # de la misma unidad
    with pytest.raises(NoEncontrado):
        reservar(mesa, como=JEFE, confidencial=False)  # ya no le concierne
    assert mesa.quiebre() is None


def test_mirar_lo_confidencial_se_anota_una_vez_por_visita(mesa):
    assert not leer(mesa, JEFE)  # lo común no se anota
    reservar(mesa)
    assert leer(mesa, TECNICO)
    mesa.entorno.reloj.avanzar(timedelta(minutes=9))
    assert not leer(mesa, TECNICO)
    mesa.entorno.reloj.avanzar(timedelta(minutes=1))
    assert leer(mesa, TECNICO)
    assert leidos(mesa) == [("expediente_leido", TECNICO)] * 2
    with pytest.raises(NoEncontrado):
        leer(mesa, SCG)
    assert mesa.quiebre() is None


def test_cada_version_de_un_documento_reservado_se_anota_aparte(mesa):
    def adjuntar(contenido):
        orden = AdjuntarDocumento(
            Actor(TECNICO), mesa.expediente, "Historia clínica", "hc.txt", contenido
        )
        return adjuntar_documento(mesa.entorno, orden).id

    documento = adjuntar(b"primera version")
    adjuntar(b"segunda version")
    reservar_documento(mesa.entorno, ReservarDocumento(Actor(TECNICO), documento, NORMA))
    for numero in (1, 2, 2):
        leer(mesa, TECNICO, documento_id=documento, numero=numero)
    assert leidos(mesa) == [("documento_leido", TECNICO)] * 2
    with pytest.raises(NoEncontrado, match="no tiene ese documento"):
        leer(mesa, JEFE, documento_id=documento)  # ve el expediente, no el reservado
    assert "documento_reservado" in mesa.hechos()
