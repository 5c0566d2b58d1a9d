"""Publicar y retirar versiones; lo que no se puede abrir o evaluar queda en incidente."""

import pytest
from sqlalchemy import select

from motor.almacen.procesos import EstadoVersion, Version
from motor.almacen.trabajos import Incidente
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DiagramaInvalido, NoEncontrado, SinPermiso
from motor.operaciones.adjuntar_documento import AdjuntarDocumento, adjuntar_documento
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.operaciones.reintentar_incidente import ReintentarIncidente, reintentar_incidente
from motor.operaciones.retirar_version import RetirarVersion, retirar_version
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, nodo, proceso, script, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION
from tests.motor.operaciones.test_plazos_y_llamadas import dar_facultad


def test_la_version_nueva_reemplaza_y_los_expedientes_viejos_terminan_con_la_suya(mesa):
    primera = mesa.publicar(APROBACION)
    mesa.iniciar()
    segunda = mesa.publicar(APROBACION.replace(b'"Revisar"', b'"Revisar otra vez"'))
    assert mesa.publicar(APROBACION.replace(b'"Revisar"', b'"Revisar otra vez"')) == segunda
    estados = {v.id: v.estado for v in mesa.leer(select(Version))}
    assert estados == {primera: EstadoVersion.REEMPLAZADA, segunda: EstadoVersion.VIGENTE}
    mesa.completar("revisar", {"monto": 1})
    assert mesa.estado() == ("cerrado", "Rechazada")


def test_no_se_publica_lo_que_no_correria_fielmente_y_nada_cambia(mesa):
    roto = diagrama(proceso(inicio(), nodo("scriptTask", "s"), fin(), flujos("inicio > s > fin")))
    with pytest.raises(DiagramaInvalido, match=r"línea 4, «s»"):
        mesa.publicar(roto)
    assert mesa.leer(select(Version.id)) == []


def test_publica_quien_administra_procesos(mesa):
    carpeta = Carpeta("prueba", "Prueba", APROBACION)
    with pytest.raises(SinPermiso):
        publicar_version(mesa.entorno, PublicarVersion(Actor(TECNICO), carpeta))
    assert publicar_version(mesa.entorno, PublicarVersion(Actor("admin.sistema"), carpeta)).id


def test_una_version_retirada_ya_no_inicia(mesa):
    version = mesa.publicar(APROBACION)
    retirar_version(mesa.entorno, RetirarVersion(None, version, "Derogada"))
    with pytest.raises(NoEncontrado, match="Publique su versión"):
        mesa.iniciar()


def reintentar(mesa) -> None:
    [incidente] = mesa.leer(select(Incidente.id).where(Incidente.resuelto_el.is_(None)))
    reintentar_incidente(mesa.entorno, ReintentarIncidente(Actor(JEFE), incidente, "corregido"))
    mesa.drenar()


POR_DATO = diagrama(
    proceso(
        inicio(),
        usuario("decir", **{"cauce:cargo": TECNICO}),
        usuario("hacer", **{"cauce:cargo": "=quien"}),
        fin(),
        flujos("inicio > decir > hacer > fin"),
    )
)


def test_una_tarea_sin_dueno_queda_en_incidente_y_se_abre_al_reintentar(mesa, sesiones):
    mesa.publicar(POR_DATO)
    mesa.iniciar()
    mesa.completar("decir", {"quien": "cargo.nuevo"})
    assert mesa.abiertas() == []
    assert "«cargo.nuevo»" in mesa.incidentes()[0]
    with pytest.raises(SinPermiso):
        reintentar(mesa)
    dar_facultad(sesiones, JEFE)
    reintentar(mesa)
    assert "«cargo.nuevo»" in mesa.incidentes()[0]
    crear_cargo(sesiones, "cargo.nuevo")
    reintentar(mesa)
    assert mesa.abiertas() == ["hacer"]
    assert mesa.incidentes() == []


def crear_cargo(sesiones, clave: str) -> None:
    from motor.almacen.organizacion import Unidad
    from tests.fabrica import agregar_cargo

    with sesiones.begin() as sesion:
        unidad = sesion.scalars(select(Unidad.id).where(Unidad.sigla == "UCL")).one()
        agregar_cargo(sesion, clave, "Nuevo", unidad, [])


CON_SCRIPT = diagrama(
    proceso(
        inicio(),
        script(
            "calcular",
            "if monto > parametro(cual) then 1 else 2",
            **{"camunda:resultVariable": "r"},
        ),
        fin(),
        flujos("inicio > calcular > fin"),
    )
)


def test_un_script_que_falla_no_pierde_el_expediente(mesa):
    mesa.publicar(CON_SCRIPT)
    mesa.iniciar(datos={"monto": 40, "cual": "no.existe"})
    assert mesa.estado()[0] == "abierto"
    assert "«no.existe»" in mesa.incidentes()[0]


def test_comentar_y_adjuntar_dejan_asiento_y_huella(mesa):
    mesa.publicar(APROBACION)
    mesa.iniciar()
    comentar(mesa.entorno, Comentar(Actor(TECNICO), mesa.expediente, "Falta la firma"))
    orden = AdjuntarDocumento(
        Actor(TECNICO), mesa.expediente, "Acta", "acta.pdf", b"%PDF-1.7", fojas=3
    )
    adjuntar_documento(mesa.entorno, orden)
    assert mesa.hechos()[-2:] == ["comentario_agregado", "documento_adjuntado"]
    with pytest.raises(NoEncontrado):
        comentar(mesa.entorno, Comentar(Actor(TECNICO), 999, "¿?"))
    assert mesa.quiebre() is None
