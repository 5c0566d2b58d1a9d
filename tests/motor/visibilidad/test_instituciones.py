"""La Asamblea ve lo suyo y lo que se le mandó, no los pasos de la Gobernación; y al revés."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.visibilidad import condicion_visible, mirar, mirar_hr


def procesos_vistos(casos, usuario, clave, cargo=None) -> set[str]:
    with casos.entorno.leer() as sesion:
        mirada = mirar(sesion, Actor(usuario, cargo), casos.ids[clave], casos.ahora())
        filas = sesion.scalars(select(Instancia).where(Instancia.expediente_id == casos.ids[clave]))
        return {i.proceso for i in filas if mirada.ve_instancia(i.id)}


def claves_listadas(casos, usuario) -> set[str]:
    with casos.entorno.leer() as sesion:
        condicion = condicion_visible(sesion, Actor(usuario), casos.ahora())
        ids = set(sesion.scalars(select(Expediente.id).where(condicion)))
    return {clave for clave, id_ in casos.ids.items() if id_ in ids}


@pytest.mark.parametrize(
    ("usuario", "ve"),
    [
        ("asambleista.01", {"p2_ald"}),
        ("presidencia.ald", {"p2_ald"}),
        ("asambleista.20", {"p2_ald"}),  # no intervino: es de la institución
        ("gobernador", {"p2_gadc"}),
        ("tecnico1.sdp", {"p2_gadc"}),  # no intervino: es de la institución
        ("auditor.interno", {"p2_ald", "p2_gadc"}),
        ("auditor.cge", {"p2_ald", "p2_gadc"}),
    ],
)
def test_cada_institucion_ve_su_instancia_y_la_auditoria_todas(casos, usuario, ve):
    assert procesos_vistos(casos, usuario, "pie") == ve


@pytest.mark.parametrize("usuario", ["admin.sistema", "secretario.gam.aiquile"])
def test_quien_no_tiene_acceso_o_es_de_otra_institucion_no_sabe_que_existe(casos, usuario):
    with casos.entorno.leer() as sesion, pytest.raises(NoEncontrado) as visto:
        mirar(sesion, Actor(usuario), casos.ids["pie"], casos.ahora())
    with casos.entorno.leer() as sesion, pytest.raises(NoEncontrado) as inventado:
        mirar(sesion, Actor(usuario), 999, casos.ahora())
    assert str(visto.value) == str(inventado.value).replace("999", str(casos.ids["pie"]))


def test_por_su_hoja_de_ruta_es_lo_mismo_que_por_su_id(casos):
    with casos.entorno.leer() as sesion:
        actor, ahora = Actor("gobernador"), casos.ahora()
        assert mirar_hr(sesion, actor, casos.hrs["pie"], ahora) == mirar(
            sesion, actor, casos.ids["pie"], ahora
        )
        with pytest.raises(NoEncontrado, match="HR-2027-999999"):
            mirar_hr(sesion, actor, "HR-2027-999999", ahora)


@pytest.mark.parametrize(
    ("usuario", "ve"),
    [
        ("tecnico1.sdp", {"pie", "pie_sin_responder", "ley"}),
        ("asambleista.20", {"pie", "pie_sin_responder"}),  # la iniciativa aún no salió de casa
        ("auditor.cge", {"pie", "pie_sin_responder", "ley"}),
        ("admin.sistema", set()),
    ],
)
def test_la_lista_muestra_lo_mismo_que_se_puede_abrir(casos, usuario, ve):
    assert claves_listadas(casos, usuario) == ve


def test_quien_dice_un_cargo_que_no_ejerce_no_ve_nada(casos):
    with casos.entorno.leer() as sesion, pytest.raises(NoEncontrado):
        mirar(sesion, Actor("gobernador", "auditor.cge"), casos.ids["pie"], casos.ahora())


def test_solo_a_quien_intervino_le_tocan_los_documentos_reservados(casos):
    with casos.entorno.leer() as sesion:
        for usuario, le_tocan in (
            ("tecnico1.sdos", True),
            ("tecnico1.sdp", False),
            ("asambleista.01", True),
            ("asambleista.20", False),
            ("auditor.interno", True),
        ):
            mirada = mirar(sesion, Actor(usuario), casos.ids["pie"], casos.ahora())
            assert mirada.documentos_reservados is le_tocan, usuario
