"""La primera página de la administración: cuenta lo pendiente y muestra solo lo que se puede."""

from datetime import timedelta

from motor.almacen.trabajos import TipoTrabajo, Trabajo
from motor.consultas.administracion import contar_pendientes

ADMIN, SCG, SIN_FACULTAD = "admin.sistema", "secretario.coordinacion", "tecnico.ucl"


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def test_cuenta_lo_que_la_oficina_tiene(entorno_web):
    ahora = entorno_web.reloj.ahora()
    with entorno_web.sesiones.begin() as sesion:
        for dias in (-1, 1):
            debido = ahora + timedelta(days=dias)
            sesion.add(Trabajo(tipo=TipoTrabajo.CORREO, debido_el=debido, creado_el=ahora))
    with entorno_web.leer() as sesion:
        c = contar_pendientes(sesion, ahora)
    assert (c.personas, c.personas_sin_cargo, c.cargos_sin_nadie) == (4, 0, 0)
    assert (c.parametros, c.sin_norma) == (5, 5)
    assert (c.atrasados, c.por_hacer) == (1, 2)
    assert c.mas_viejo == ahora - timedelta(days=1)


def test_cada_quien_ve_las_partes_de_su_facultad(navegador):
    del_sistema = texto(navegador(ADMIN).ver("/administracion"))
    assert 'href="/administracion/personas"' in del_sistema
    assert 'href="/administracion/calendario"' not in del_sistema
    de_la_scg = texto(navegador(SCG).ver("/administracion"))
    assert 'href="/administracion/calendario"' in de_la_scg
    assert 'href="/administracion/personas"' not in de_la_scg


def test_sin_ninguna_facultad_no_hay_administracion(navegador):
    otro = navegador(SIN_FACULTAD)
    assert otro.ver("/administracion").status_code == 403
    assert "/administracion" not in texto(otro.ver("/bandeja"))
