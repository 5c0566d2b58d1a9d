"""Los asientos guardan lo que un auditor pregunta y su cadena delata cualquier arreglo."""

import json

import pytest
from sqlalchemy import select, text

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.almacen.plazos import ClasePlazo
from motor.nucleo.huellas import ClaseQuiebre, sha256
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.organizacion import identificar
from motor.reglas.plazos import Contexto, abrir_plazo
from motor.reglas.verificacion import verificar_bitacora
from tests.fabrica import agregar_expediente, agregar_instancia, agregar_tarea


@pytest.fixture
def expediente(oficina) -> str:
    """La HR de un expediente con cuatro asientos; hay otro con dos y uno del sistema."""
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        primero = agregar_expediente(sesion, ahora)
        segundo = agregar_expediente(sesion, ahora)
        for n in range(4):
            hecho = Hecho("tarea_completada", ahora, expediente=primero, datos={"n": n})
            asentar(sesion, hecho)
        for _ in range(2):
            asentar(sesion, Hecho("tarea_completada", ahora, expediente=segundo))
        asentar(sesion, Hecho("calendario_cambiado", ahora))
    return primero.hr


def alterar(oficina, *ordenes: str) -> None:
    """Como quien tiene la base en las manos: salta los disparadores."""
    with oficina.sesiones.begin() as sesion:
        if sesion.get_bind().dialect.name == "postgresql":
            sesion.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for nombre in ("asiento_fijo_update", "asiento_fijo_delete"):
                sesion.execute(text(f"DROP TRIGGER {nombre}"))
        for orden in ordenes:
            sesion.execute(text(orden))


def rehacer(oficina, asiento_id: int, contenido: str) -> None:
    alterar(oficina)
    with oficina.sesiones.begin() as sesion:
        if sesion.get_bind().dialect.name == "postgresql":
            sesion.execute(text("SET LOCAL session_replication_role = replica"))
        sesion.execute(
            text("UPDATE asiento SET contenido = :c, huella = :h WHERE id = :id"),
            {"c": contenido.encode(), "h": sha256(contenido), "id": asiento_id},
        )


def defectos(oficina) -> list[tuple[str, int, ClaseQuiebre]]:
    with oficina.sesiones() as sesion:
        informe = verificar_bitacora(sesion)
    return [(d.cadena, d.quiebre.numero, d.quiebre.clase) for d in informe.defectos]


def test_una_bitacora_intacta_no_tiene_defectos(oficina, expediente):
    with oficina.sesiones() as sesion:
        informe = verificar_bitacora(sesion)
    assert (informe.cadenas, informe.asientos, informe.defectos) == (3, 7, ())


@pytest.mark.parametrize(
    ("orden", "numero", "clase"),
    [
        (
            "UPDATE asiento SET contenido = '{}' WHERE numero = 2",
            2,
            ClaseQuiebre.ALTERADO,
        ),
        ("UPDATE asiento SET hecho = 'otra_cosa' WHERE numero = 3", 3, ClaseQuiebre.ALTERADO),
        ("DELETE FROM asiento WHERE numero = 2", 2, ClaseQuiebre.FALTA),
        ("DELETE FROM asiento WHERE numero > 2", 3, ClaseQuiebre.COLA_CORTADA),
        ("DELETE FROM asiento", 1, ClaseQuiebre.COLA_CORTADA),
    ],
)
def test_el_verificador_nombra_el_asiento_que_se_rompio(oficina, expediente, orden, numero, clase):
    union = " AND " if "WHERE" in orden else " WHERE "
    alterar(oficina, f"{orden}{union}expediente_id = 1")
    assert defectos(oficina) == [(expediente, numero, clase)]


def test_reordenar_dos_asientos_se_nota(oficina, expediente):
    alterar(
        oficina,
        "UPDATE asiento SET numero = 99 WHERE numero = 2 AND expediente_id = 1",
        "UPDATE asiento SET numero = 2 WHERE numero = 3 AND expediente_id = 1",
        "UPDATE asiento SET numero = 3 WHERE numero = 99",
    )
    assert defectos(oficina) == [(expediente, 2, ClaseQuiebre.INTERCALADO)]


def test_rehacer_un_asiento_con_su_huella_rompe_el_siguiente(oficina, expediente):
    with oficina.sesiones() as sesion:
        asiento = sesion.query(Asiento).filter_by(expediente_id=1, numero=2).one()
    falso = asiento.contenido.replace('"n":1', '"n":9')
    rehacer(oficina, asiento.id, falso)
    assert defectos(oficina) == [(expediente, 3, ClaseQuiebre.INTERCALADO)]


def test_agregar_un_asiento_por_fuera_se_nota(oficina, expediente):
    with oficina.sesiones.begin() as sesion:
        cola = sesion.query(Expediente).filter_by(hr=expediente).one().cola_huella
        contenido = json.dumps({"numero": 5, "anterior": cola})
        sesion.add(
            Asiento(
                expediente_id=1,
                numero=5,
                hecho="inventado",
                hecho_el=oficina.reloj.ahora(),
                contenido=contenido,
                huella=sha256(contenido),
            )
        )
    assert defectos(oficina) == [(expediente, 5, ClaseQuiebre.COLA_AJENA)]


def test_borrar_un_expediente_entero_deja_el_hueco_de_su_hoja_de_ruta(oficina, expediente):
    alterar(
        oficina,
        "DELETE FROM asiento WHERE expediente_id = 2",
        "DELETE FROM busqueda_pendiente WHERE expediente_id = 2",
        "DELETE FROM expediente WHERE id = 2",
    )
    assert defectos(oficina) == [("HR-2027", 0, ClaseQuiebre.FALTA)]


@pytest.fixture
def contenido(oficina) -> dict:
    """Lo asentado al completar una tarea con plazo, leído de su JSON."""
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, ahora)
        tarea = agregar_tarea(sesion, instancia, ahora, indice=2)
        contexto = Contexto(instancia, 1, "t2_9_consolidar", tarea)
        plazo = abrir_plazo(sesion, contexto, "pie.total", ahora, ahora)
        sesion.flush()
        assert plazo.clase is ClasePlazo.TAREA
        quien = identificar(sesion, oficina.actor("responsable.ucl"), ahora)
        hecho = Hecho(
            "tarea_completada",
            ahora,
            quien,
            instancia.expediente,
            instancia,
            tarea,
            plazo,
            ("tomada", "completada"),
            despues={"fecha": ahora},
            motivo="Porque sí",
        )
        asentar(sesion, hecho)
        return json.loads(sesion.scalars(select(Asiento.contenido).order_by(Asiento.id)).all()[-1])


def test_el_asiento_copia_persona_cargo_unidad_y_calidad(contenido):
    assert contenido["quien"]["cargo_nombre"] == "Responsable"
    assert contenido["quien"]["unidad_nombre"] == "Coordinación Legislativa"
    assert (contenido["quien"]["calidad"], contenido["quien"]["ci"]) == ("titular", "1234567")
    assert contenido["via"] == {"medio": "prueba", "ip": "127.0.0.1", "sesion": "s1"}


def test_el_asiento_lleva_las_dos_horas_la_version_el_plazo_y_el_formulario(contenido):
    assert contenido["el"] == "2027-01-04T13:00:00+00:00"
    assert contenido["el_local"] == "2027-01-04T09:00:00-04:00"
    assert (contenido["proceso"]["clave"], contenido["proceso"]["version"]) == ("peticion", 1)
    assert contenido["tarea"]["indice"] == 2
    assert (contenido["plazo"]["clave"], contenido["plazo"]["vence"]) == ("pie.total", "2027-01-18")
    assert contenido["estado"] == ["tomada", "completada"]
    assert contenido["despues"] == {"fecha": {"$i": "2027-01-04T13:00:00+00:00"}}
