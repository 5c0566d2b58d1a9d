"""Lo que un acto bloquea llega como objetos de la sesión, al día y sin nada por guardar."""

from sqlalchemy import bindparam, inspect, select, update

from motor.almacen.carga import Cargador, columnas
from motor.almacen.diferidas import leer
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Instancia
from tests.fabrica import agregar_instancia

CASO = Fija(
    select(*columnas(Instancia, Expediente), Expediente.hr)
    .join_from(Instancia, Expediente, Expediente.id == Instancia.expediente_id)
    .where(Instancia.id == bindparam("id"))
)


def cargar(sesion, instancia_id: int) -> tuple[Instancia, Expediente, list]:
    (fila,) = leer(sesion, CASO, {"id": instancia_id})
    cargador = Cargador(sesion, fila)
    return cargador.objeto(Instancia), cargador.objeto(Expediente), cargador.resto()


def test_cada_objeto_lleva_sus_columnas_y_sus_relaciones_se_leen_cuando_se_piden(oficina):
    with oficina.sesiones.begin() as sesion:
        suya = agregar_instancia(sesion, oficina.reloj.ahora()).id
    with oficina.sesiones() as sesion:
        instancia, expediente, (hr,) = cargar(sesion, suya)
        assert (expediente.hr, expediente.estado) == (hr, EstadoExpediente.ABIERTO)
        assert expediente.iniciado_el == oficina.reloj.ahora()
        assert instancia.expediente is expediente
        assert instancia.version.proceso.clave == "peticion"
        assert not inspect(instancia).modified
        assert not sesion.dirty


def test_lo_que_ya_estaba_en_la_sesion_se_pone_al_dia(oficina):
    with oficina.sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, oficina.reloj.ahora())
        tabla = Expediente.__table__
        sesion.execute(update(tabla).values(asunto="Otro"))
        assert instancia.expediente.asunto != "Otro"
        otra, expediente, _ = cargar(sesion, instancia.id)
        assert otra is instancia
        assert expediente is instancia.expediente
        assert expediente.asunto == "Otro"
        assert not sesion.dirty


def test_cambiar_lo_cargado_se_guarda_como_siempre(oficina):
    with oficina.sesiones.begin() as sesion:
        suya = agregar_instancia(sesion, oficina.reloj.ahora()).id
    with oficina.sesiones.begin() as sesion:
        _, expediente, _ = cargar(sesion, suya)
        expediente.confidencial = True
    with oficina.sesiones() as sesion:
        assert sesion.scalars(select(Expediente.confidencial)).all() == [True]
