"""Administrar personas: cuentas, claves provisionales, designaciones y bajas."""

import re

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Persona
from motor.almacen.personales import SesionWeb
from motor.almacen.tareas import EstadoTarea, Tarea
from tests.fabrica import agregar_instancia, agregar_tarea

ADMIN, TECNICO, JEFE = "admin.sistema", "tecnico.ucl", "responsable.ucl"
BASE = "/administracion/personas"
ANA = {"usuario": "ana.perez", "nombre": "Ana Pérez", "ci": "998877", "correo": "ana@ejemplo.bo"}
NOMBRAMIENTO = {
    "cargo": JEFE,
    "calidad": "interino",
    "documento": "Memorándum N° 8",
    "desde": "04/01/2027",
    "hasta": "",
}


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)))


def clave_mostrada(respuesta) -> str:
    hallada = re.search(r'class="clave-nueva">([^<]+)<', texto(respuesta))
    assert hallada is not None
    return hallada[1]


def test_una_cuenta_nueva_se_halla_por_nombre_y_por_cedula(navegador):
    admin = navegador(ADMIN)
    assert admin.enviar(BASE, ANA).status_code == 303
    for palabra in ("ana", "998877", "PÉREZ"):
        assert "ana.perez" in texto(admin.ver(f"{BASE}?q={palabra}&clase=sin_cargo"))
    assert "998877" not in texto(admin.ver(f"{BASE}?q=rojas"))
    assert "Nadie cumple lo que busca" in texto(admin.ver(f"{BASE}?q=rojas"))


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"usuario": ""}, "Escriba el usuario"),
        ({"usuario": TECNICO}, "ya es de"),
        ({"usuario": "Ana Pérez"}, "usuario"),
        ({"correo": "no es un correo"}, "correo"),
    ],
)
def test_una_cuenta_mal_escrita_no_se_crea(navegador, entorno_web, cambio, dice):
    respuesta = navegador(ADMIN).enviar(BASE, ANA | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_la_clave_provisional_se_muestra_una_vez_y_obliga_a_cambiarla(navegador):
    admin = navegador(ADMIN)
    dada = admin.enviar(f"{BASE}/{TECNICO}/clave")
    clave = clave_mostrada(dada)
    assert clave not in texto(admin.ver(f"{BASE}/{TECNICO}"))
    persona = navegador(TECNICO)
    assert persona.ver("/bandeja").location == "/cuenta"
    assert "Cámbiela por una que solo usted sepa" in texto(persona.ver("/cuenta"))
    propia = {"actual": clave, "nueva": "mi clave propia", "repetida": "mi clave propia"}
    assert persona.enviar("/cuenta/clave", propia).status_code == 303
    assert persona.ver("/bandeja").status_code == 200


def test_designar_y_revocar_quedan_en_su_ficha_y_en_la_bitacora(navegador, entorno_web):
    admin = navegador(ADMIN)
    assert admin.enviar(f"{BASE}/{TECNICO}/designar", NOMBRAMIENTO).status_code == 303
    ficha = texto(admin.ver(f"{BASE}/{TECNICO}"))
    assert "Interino, desde el 04/01/2027" in ficha
    numero = max(int(n) for n in re.findall(r"/designaciones/(\d+)/revocar", ficha))
    ruta = f"{BASE}/{TECNICO}/designaciones/{numero}/revocar"
    assert admin.enviar(ruta, {"motivo_revocacion": ""}).status_code == 422
    assert admin.enviar(ruta, {"motivo_revocacion": "Volvió"}).status_code == 303
    assert "Revocada: Volvió" in texto(admin.ver(f"{BASE}/{TECNICO}"))
    assert hechos(entorno_web) == ["persona_designada", "designacion_revocada"]


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"cargo": ""}, "Elija el cargo"),
        ({"documento": " "}, "Escriba el documento"),
        ({"desde": "pronto"}, "no es una fecha que exista"),
        ({"calidad": "suplente"}, "Diga a quién suple"),
        ({"calidad": "suplente", "por": JEFE, "hasta": "01/01/2027"}, "fecha"),
        ({"cargo": "no.existe"}, "no.existe"),
    ],
)
def test_una_designacion_mal_escrita_no_se_asienta(navegador, entorno_web, cambio, dice):
    respuesta = navegador(ADMIN).enviar(f"{BASE}/{TECNICO}/designar", NOMBRAMIENTO | cambio)
    assert respuesta.status_code == 422
    assert dice in texto(respuesta)
    assert hechos(entorno_web) == []


def test_desactivar_suelta_sus_tareas_y_cierra_sus_sesiones(navegador, entorno_web):
    ahora = entorno_web.reloj.ahora()
    tecnico = navegador(TECNICO)
    with entorno_web.sesiones.begin() as sesion:
        persona = sesion.scalars(select(Persona).where(Persona.usuario == TECNICO)).one()
        tarea = agregar_tarea(sesion, agregar_instancia(sesion, ahora), ahora)
        tarea.estado, tarea.tomada_por_id, tarea.tomada_el = EstadoTarea.TOMADA, persona.id, ahora
    admin = navegador(ADMIN)
    assert "1 tarea volverá" in texto(admin.ver(f"{BASE}/{TECNICO}"))
    assert admin.enviar(f"{BASE}/{TECNICO}/desactivar", {"motivo": ""}).status_code == 422
    baja = {"motivo": "Dejó la institución"}
    assert admin.enviar(f"{BASE}/{TECNICO}/desactivar", baja).status_code == 303
    assert tecnico.ver("/bandeja").status_code == 303  # ya no está adentro
    with entorno_web.leer() as sesion:
        assert sesion.scalars(select(Tarea.estado)).all() == [EstadoTarea.DISPONIBLE]
        abiertas = select(SesionWeb).join(Persona, Persona.id == SesionWeb.persona_id)
        suyas = sesion.scalars(abiertas.where(Persona.usuario == TECNICO)).all()
        assert all(s.cerrada_el is not None for s in suyas)
    assert hechos(entorno_web) == ["tarea_soltada", "persona_desactivada"]


def test_nadie_se_desactiva_a_si_mismo_ni_dos_veces(navegador):
    admin = navegador(ADMIN)
    propia = admin.enviar(f"{BASE}/{ADMIN}/desactivar", {"motivo": "x"})
    assert "No puede desactivar su propia cuenta" in texto(propia)
    admin.enviar(f"{BASE}/{TECNICO}/desactivar", {"motivo": "x"})
    otra = admin.enviar(f"{BASE}/{TECNICO}/desactivar", {"motivo": "x"})
    assert "ya estaba inactiva" in texto(otra)


def test_guardar_los_datos_de_una_cuenta_inactiva_la_reactiva(navegador, entorno_web):
    admin = navegador(ADMIN)
    admin.enviar(f"{BASE}/{TECNICO}/desactivar", {"motivo": "x"})
    admin.enviar(f"{BASE}/{TECNICO}", {"usuario": TECNICO, "nombre": "Técnico"})
    with entorno_web.leer() as sesion:
        assert sesion.scalars(select(Persona.activa).where(Persona.usuario == TECNICO)).one()


def test_sin_la_facultad_no_se_ve_ni_se_cambia_nada(navegador, entorno_web):
    otro = navegador(TECNICO)
    for ruta in (BASE, f"{BASE}/{JEFE}"):
        assert otro.ver(ruta).status_code == 403
    for ruta in (BASE, f"{BASE}/{JEFE}/clave", f"{BASE}/{JEFE}/desactivar"):
        assert otro.enviar(ruta, ANA | {"motivo": "x"}).status_code == 403
    assert hechos(entorno_web) == []
