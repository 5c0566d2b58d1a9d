"""Los incidentes se ven en palabras y se reintentan; quien no ve expedientes no ve de quién son."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Acceso, Cargo
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from tests.fabrica import agregar_expediente

SCG, SIN_FACULTAD = "secretario.coordinacion", "tecnico.ucl"
BASE = "/administracion/incidentes"


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


@pytest.fixture
def hr(entorno_web) -> str:
    """Dos correos que no salieron, de un expediente; la SCG puede reintentar."""
    ahora = entorno_web.reloj.ahora()
    with entorno_web.sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == SCG)).one()
        cargo.facultades = ["expedientes"]
        expediente = agregar_expediente(sesion, ahora)
        for _ in range(2):
            trabajo = Trabajo(
                tipo=TipoTrabajo.CORREO,
                estado=EstadoTrabajo.INCIDENTE,
                debido_el=ahora,
                expediente_id=expediente.id,
                intentos=5,
                creado_el=ahora,
            )
            sesion.add(trabajo)
            sesion.flush()
            mensaje = "El servidor de correo no responde."
            sesion.add(
                Incidente(
                    expediente_id=expediente.id,
                    trabajo_id=trabajo.id,
                    mensaje=mensaje,
                    abierto_el=ahora,
                )
            )
        return expediente.hr


def estados(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return [t.value for t in sesion.scalars(select(Trabajo.estado).order_by(Trabajo.id))]


def test_cada_uno_dice_que_fallo_de_que_expediente_y_cuantas_veces(navegador, hr):
    pagina = texto(navegador(SCG).ver(BASE))
    assert "El servidor de correo no responde." in pagina
    assert "Un correo" in pagina
    assert hr in pagina
    assert "5 intentos" in pagina


def test_reintentar_uno_lo_deja_por_hacer_y_pasa_a_resueltos(navegador, entorno_web, hr):
    scg = navegador(SCG)
    respuesta = scg.enviar(f"{BASE}/1/reintentar", {"motivo": "Volvió el servidor"})
    assert respuesta.status_code == 303
    assert estados(entorno_web) == ["pendiente", "incidente"]
    assert "Reintentado el" in texto(scg.ver(f"{BASE}?cuales=resueltos"))
    otra_vez = scg.enviar(f"{BASE}/1/reintentar", {})
    assert otra_vez.status_code == 409
    assert "No se pudo reintentar" in texto(otra_vez)
    with entorno_web.leer() as sesion:
        [asiento] = sesion.scalars(select(Asiento))
        assert "Volvió el servidor" in asiento.contenido


def test_reintentar_todos_los_que_se_ven(navegador, entorno_web, hr):
    scg = navegador(SCG)
    assert scg.enviar(f"{BASE}/reintentar", {"motivo": "Volvió"}).status_code == 303
    assert estados(entorno_web) == ["pendiente", "pendiente"]
    assert "No hay incidentes" in texto(scg.ver(BASE))


def test_se_filtra_por_lo_que_fallo_y_solo_eso_se_reintenta(navegador, entorno_web, hr):
    with entorno_web.sesiones.begin() as sesion:
        sesion.get_one(Trabajo, 2).tipo = TipoTrabajo.SERVICIO
    scg = navegador(SCG)
    todos, correos = texto(scg.ver(BASE)), texto(scg.ver(f"{BASE}?clase=correo"))
    assert (todos.count("5 intentos"), correos.count("5 intentos")) == (2, 1)
    assert scg.enviar(f"{BASE}/reintentar", {"clase": "correo"}).status_code == 303
    assert estados(entorno_web) == ["pendiente", "incidente"]
    assert "No hay incidentes con ese filtro" in texto(scg.ver(f"{BASE}?clase=otra"))
    assert scg.enviar(f"{BASE}/reintentar", {"clase": "otra"}).status_code == 303
    assert estados(entorno_web) == ["pendiente", "incidente"]


def test_quien_no_ve_expedientes_no_lee_de_quien_es(navegador, entorno_web, hr):
    with entorno_web.sesiones.begin() as sesion:
        sesion.scalars(select(Cargo).where(Cargo.clave == SCG)).one().acceso = Acceso.NINGUNO
    pagina = texto(navegador(SCG).ver(BASE))
    assert "El servidor de correo no responde." in pagina
    assert hr not in pagina
    assert "Estado de la carretera" not in pagina


@pytest.mark.parametrize(("acceso", "lo_lee"), [(Acceso.ORDINARIO, True), (Acceso.NINGUNO, False)])
def test_el_detalle_que_cita_datos_lo_lee_solo_quien_ve_el_expediente(
    navegador, entorno_web, hr, acceso, lo_lee
):
    detalle = "La condición dio nulo con monto = 8.000."
    with entorno_web.sesiones.begin() as sesion:
        sesion.scalars(select(Cargo).where(Cargo.clave == SCG)).one().acceso = acceso
        for incidente, trabajo in zip(
            sesion.scalars(select(Incidente)), sesion.scalars(select(Trabajo)), strict=True
        ):
            incidente.mensaje, trabajo.tipo = detalle, TipoTrabajo.SERVICIO
    pagina = texto(navegador(SCG).ver(BASE))
    assert (detalle in pagina) is lo_lee
    assert ("lo lee solo quien puede verlo" in pagina) is not lo_lee
    assert "Una tarea automática" in pagina
    assert navegador(SCG).enviar(f"{BASE}/1/reintentar", {}).status_code == 303


def test_lo_confidencial_no_se_nombra(navegador, entorno_web, hr):
    with entorno_web.sesiones.begin() as sesion:
        sesion.scalars(select(Expediente)).one().confidencial = True
    assert hr not in texto(navegador(SCG).ver(BASE))


def test_sin_la_facultad_no_se_ve_ni_se_reintenta(navegador, entorno_web, hr):
    otro = navegador(SIN_FACULTAD)
    assert otro.ver(BASE).status_code == 403
    assert otro.enviar(f"{BASE}/1/reintentar", {}).status_code == 403
    assert otro.enviar(f"{BASE}/reintentar", {}).status_code == 403
    assert estados(entorno_web) == ["incidente", "incidente"]
