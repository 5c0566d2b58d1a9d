"""Lo ensayado se guarda como escenario, que después corre solo; y publicar pide que pasen todos."""

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.borradores import BorradorArchivo
from motor.almacen.organizacion import Persona
from motor.consultas.ensayo import obtener_prueba
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.operaciones.aprobar_borrador import AprobarBorrador, aprobar_borrador
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.proponer_borrador import ProponerBorrador, proponer_borrador
from motor.pruebas import ensayos
from motor.pruebas.arenero import EnsayoDemasiadoLargo
from motor.pruebas.ensayar import Sitio
from motor.pruebas.ensayo_escrito import clave_de, guardar_como_escenario
from motor.pruebas.escenarios_de_borrador import probar_borrador
from motor.pruebas.lenguaje import leer_escenarios
from motor.reglas.borradores_probados import EscenariosSinPasar
from motor.reglas.publicacion import Carpeta
from tests.estructura.ejemplos.borradores_de_procesos import administra_procesos
from tests.motor.bpmn.dibujos import duracion
from tests.motor.operaciones.mesa import JEFE, SCG, armar_mesa
from tests.motor.operaciones.test_plazos_y_llamadas import con_limite
from tests.motor.pruebas.test_ensayo import ADMIN, COMIENZA, INICIAR, OPINAR

pytestmark = pytest.mark.lento

ESCALAR = {"completar": {"tarea": "escalar", "como": JEFE}}
FALLA = b"""escenarios:
  - id: malo
    titulo: Lo que no pasa
    comienza: 2027-03-01 09:00
    pasos:
      - iniciar: {proceso: p, como: tecnico.ucl, asunto: Un caso}
      - espera: {tareas: [escalar]}
"""


@pytest.fixture
def mesa(sesiones, reloj, tmp_path):
    armada = armar_mesa(sesiones, reloj, tmp_path)
    administra_procesos(sesiones, SCG)
    yield armada
    ensayos.ENSAYOS.olvidar()


@pytest.fixture
def borrador(mesa) -> int:
    carpeta = Carpeta("opinion", "Opinión", con_limite(True, duracion("P1D")))
    orden = CrearBorrador(ADMIN, "opinion", "Opinión", carpeta=carpeta)
    return crear_borrador(mesa.entorno, orden).id


def ensayar(mesa, borrador_id: int, *pasos) -> tuple[Actor, int]:
    [persona_id] = mesa.leer(select(Persona.id).where(Persona.usuario == "admin.sistema"))
    quien = (ADMIN, persona_id)
    ensayos.empezar(mesa.entorno, quien, borrador_id, COMIENZA)
    for paso in pasos:
        ensayos.dar_paso(mesa.entorno, quien, borrador_id, paso)
    return quien


def agregar(mesa, borrador_id: int, clave: str, contenido: bytes) -> None:
    orden = GuardarArchivo(ADMIN, borrador_id, "escenario", clave, contenido, 0)
    guardar_archivo_borrador(mesa.entorno, orden)


def proponer(mesa, borrador_id: int) -> None:
    proponer_borrador(mesa.entorno, ProponerBorrador(ADMIN, borrador_id, "Nueva", "DD 1/2027"))


def test_lo_guardado_es_un_escenario_que_se_lee_y_pasa(mesa, borrador, tmp_path):
    quien = ensayar(mesa, borrador, INICIAR, {"reloj": "+2 dc"}, ESCALAR)
    clave = guardar_como_escenario(mesa.entorno, quien, borrador, "Vence y se escala, ¡sí!")
    assert clave == "vence_y_se_escala_si"
    [contenido] = mesa.leer(select(BorradorArchivo.contenido).where(BorradorArchivo.clave == clave))
    (tmp_path / "guardado.yaml").write_bytes(contenido)
    [leido] = leer_escenarios(tmp_path / "guardado.yaml", "opinion")
    assert leido.comienza == COMIENZA
    assert [p.verbo for p in leido.pasos] == [
        *("iniciar", "espera", "reloj", "espera", "completar", "espera"),
    ]
    corrido = probar_borrador(mesa.entorno, ADMIN, borrador)
    assert [(e.id, e.pasa) for e in corrido.escenarios] == [(clave, True)]
    assert corrido.flujos == {"f_inicio_opinar", "f_vence_escalar", "f_escalar_fin_b"}
    assert {"opinar", "escalar", "fin_b"} <= corrido.elementos
    assert "fin" not in corrido.elementos


def test_un_ensayo_sin_pasos_o_sin_titulo_no_se_guarda(mesa, borrador):
    quien = ensayar(mesa, borrador)
    with pytest.raises(OrdenRechazada, match="no tiene pasos"):
        guardar_como_escenario(mesa.entorno, quien, borrador, "Vacío")
    for titulo in ("", "¿¡!?", "x" * 121):
        with pytest.raises(DatosInvalidos):
            clave_de(titulo)


def test_dos_escenarios_no_llevan_el_mismo_nombre(mesa, borrador):
    quien = ensayar(mesa, borrador, INICIAR)
    guardar_como_escenario(mesa.entorno, quien, borrador, "A tiempo")
    with pytest.raises(DatosInvalidos) as error:
        guardar_como_escenario(mesa.entorno, quien, borrador, "¡A tiempo!")
    assert "ya tiene un escenario «a_tiempo»" in error.value.faltas[0].mensaje


def test_si_el_borrador_cambia_el_ensayo_dice_que_paso_ya_no_se_puede(mesa, borrador):
    quien = ensayar(mesa, borrador, INICIAR, OPINAR)
    otro = con_limite(True, duracion("P1D")).replace(b'"opinar"', b'"dictaminar"')
    otro = otro.replace(b"f_inicio_opinar", b"f_inicio_dictaminar")
    cambio = GuardarArchivo(ADMIN, borrador, "diagrama", "opinion", otro, 1)
    guardar_archivo_borrador(mesa.entorno, cambio)
    tropiezo = Sitio(mesa.entorno, borrador, quien[1]).mirar().tropiezo
    assert (tropiezo.numero, tropiezo.verbo) == (2, "completar")
    assert "«opinar» no está abierta" in tropiezo.frase
    with pytest.raises(OrdenRechazada, match="ya no se puede dar"):
        guardar_como_escenario(mesa.entorno, quien, borrador, "Viejo")
    ensayos.deshacer_paso(mesa.entorno, quien, borrador)
    vista = Sitio(mesa.entorno, borrador, quien[1]).mirar()
    assert vista.tropiezo is None
    assert len(vista.pasos) == 1


def test_el_escenario_que_falla_nombra_el_paso_y_no_deja_proponer(mesa, borrador):
    agregar(mesa, borrador, "malo", FALLA)
    [malo] = probar_borrador(mesa.entorno, ADMIN, borrador).escenarios
    assert not malo.pasa
    assert malo.paso == 2
    assert malo.fallo.startswith("Paso 2 (espera)")
    with pytest.raises(EscenariosSinPasar, match=r"«Lo que no pasa»: Paso 2 \(espera\)"):
        proponer(mesa, borrador)


def test_lo_que_paso_antes_de_un_cambio_no_vale(mesa, borrador):
    quien = ensayar(mesa, borrador, INICIAR, OPINAR)
    guardar_como_escenario(mesa.entorno, quien, borrador, "A tiempo")
    with pytest.raises(EscenariosSinPasar, match="no han corrido"):
        proponer(mesa, borrador)
    probar_borrador(mesa.entorno, ADMIN, borrador)
    otro = con_limite(True, duracion("P2D"))
    cambio = GuardarArchivo(ADMIN, borrador, "diagrama", "opinion", otro, 1)
    guardar_archivo_borrador(mesa.entorno, cambio)
    with mesa.entorno.leer() as sesion:
        assert not obtener_prueba(sesion, borrador).al_dia
    with pytest.raises(EscenariosSinPasar, match="antes del último cambio"):
        proponer(mesa, borrador)


def test_con_todos_pasando_se_propone_se_aprueba_y_queda_asentado_cuantos(mesa, borrador):
    quien = ensayar(mesa, borrador, INICIAR, OPINAR)
    guardar_como_escenario(mesa.entorno, quien, borrador, "A tiempo")
    probar_borrador(mesa.entorno, ADMIN, borrador)
    proponer(mesa, borrador)
    aprobar_borrador(mesa.entorno, AprobarBorrador(Actor(SCG), borrador))
    hechos = ("borrador_propuesto", "borrador_aprobado")
    asientos = mesa.leer(select(Asiento).where(Asiento.hecho.in_(hechos)))
    assert len(asientos) == 2
    assert all('"escenarios":1' in a.contenido for a in asientos)


def test_un_borrador_sin_escenarios_se_puede_proponer_y_el_asiento_dice_que_no_hubo(mesa, borrador):
    proponer(mesa, borrador)
    [asiento] = mesa.leer(select(Asiento).where(Asiento.hecho == "borrador_propuesto"))
    assert '"escenarios":0' in asiento.contenido


def test_por_tandas_lo_corrido_no_se_repite_y_proponer_espera_a_que_corran_todos(
    mesa, borrador, monkeypatch
):
    monkeypatch.setattr("motor.pruebas.escenarios_de_borrador.SEGUNDOS_POR_TANDA", -1.0)
    for titulo in ("Uno", "Dos"):
        quien = ensayar(mesa, borrador, INICIAR, OPINAR)
        guardar_como_escenario(mesa.entorno, quien, borrador, titulo)
    dos, uno = probar_borrador(mesa.entorno, ADMIN, borrador).escenarios
    assert (dos.titulo, dos.pasa, dos.corrio) == ("Dos", True, True)
    assert (uno.titulo, uno.pasa, uno.corrio) == ("Uno", False, False)
    with pytest.raises(EscenariosSinPasar, match="Faltan correr"):
        proponer(mesa, borrador)
    segundo = probar_borrador(mesa.entorno, ADMIN, borrador, sigue=True)
    assert [e.pasa for e in segundo.escenarios] == [True, True]
    assert segundo.escenarios[0].segundos == dos.segundos
    assert segundo.flujos == {"f_inicio_opinar", "f_opinar_fin"}
    proponer(mesa, borrador)


def test_un_archivo_mal_escrito_es_un_escenario_que_no_pasa(mesa, borrador):
    agregar(mesa, borrador, "roto", b"escenarios:\n  - id: x\n    pasos: [{completa: {}}]\n")
    [roto] = probar_borrador(mesa.entorno, ADMIN, borrador).escenarios
    assert not roto.pasa
    assert "roto.yaml, escenario x: le falta «titulo»" in roto.fallo
    assert "/" not in roto.fallo


def test_una_vuelta_sin_salida_se_corta_y_se_dice(mesa, monkeypatch):
    monkeypatch.setattr("motor.pruebas.ensayo.SEGUNDOS_POR_PASO", -1.0)
    carpeta = Carpeta("opinion", "Opinión", con_limite(True, duracion("P1D")))
    orden = CrearBorrador(ADMIN, "opinion", "Opinión", carpeta=carpeta)
    borrador_id = crear_borrador(mesa.entorno, orden).id
    with pytest.raises(EnsayoDemasiadoLargo, match="una vuelta que nunca sale"):
        ensayar(mesa, borrador_id, INICIAR)
