"""Guardar en el acto: la fila queda en la base y el objeto, como recién leído."""

import pytest
from sqlalchemy import inspect, select

from motor.almacen.directo import POCOS, actualizar, agregar, insertar
from motor.almacen.expedientes import Comentario, Correlativo, EstadoExpediente, Expediente
from tests.fabrica import agregar_expediente


def nuevo(oficina, numero: int) -> Expediente:
    ahora = oficina.reloj.ahora()
    return Expediente(
        hr=f"HR-2027-{numero:05}", gestion=2027, numero=numero, asunto="Ríos", iniciado_el=ahora
    )


def test_lo_agregado_tiene_id_sus_omisiones_y_ningun_cambio_pendiente(oficina):
    with oficina.sesiones.begin() as sesion:
        expediente = nuevo(oficina, 7)
        agregar(sesion, expediente)
        assert expediente in sesion
        assert not inspect(expediente).modified
        assert not sesion.new
        assert (expediente.estado, expediente.cola_numero) == (EstadoExpediente.ABIERTO, 0)
        suyo = expediente.id
    with oficina.sesiones() as sesion:
        assert sesion.get_one(Expediente, suyo).confidencial is False


@pytest.mark.parametrize("cuantos", [POCOS, POCOS + 3])
def test_pocos_o_muchos_quedan_todos_y_en_su_orden(oficina, cuantos):
    with oficina.sesiones.begin() as sesion:
        varios = [nuevo(oficina, 20 + n) for n in range(cuantos)]
        agregar(sesion, *varios)
        ids = [v.id for v in varios]
    assert ids == sorted(ids)
    with oficina.sesiones() as sesion:
        numeros = sesion.scalars(select(Expediente.numero).order_by(Expediente.id)).all()
    assert numeros == [20 + n for n in range(cuantos)]


def test_lo_actualizado_se_ve_en_el_objeto_y_en_la_base(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, ahora)
        sesion.flush()
        actualizar(sesion, expediente, asunto="Otro", final="aprobada")
        assert expediente.asunto == "Otro"
        assert not sesion.dirty
        en_la_base = sesion.execute(select(Expediente.asunto, Expediente.final)).one()
    assert tuple(en_la_base) == ("Otro", "aprobada")


def test_actualizar_no_pierde_lo_que_estaba_por_guardarse(oficina):
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, oficina.reloj.ahora())
        sesion.flush()
        expediente.confidencial = True
        actualizar(sesion, expediente, asunto="Otro")
    with oficina.sesiones() as sesion:
        leido = sesion.scalars(select(Expediente)).one()
        assert (leido.confidencial, leido.asunto) == (True, "Otro")


def test_insertar_nada_no_va_a_la_base_y_varias_filas_van_juntas(oficina):
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Comentario, [])
        insertar(sesion, Correlativo, [{"serie": s, "gestion": 0, "ultimo": 1} for s in "ab"])
    with oficina.sesiones() as sesion:
        assert len(sesion.scalars(select(Correlativo).where(Correlativo.gestion == 0)).all()) == 2
