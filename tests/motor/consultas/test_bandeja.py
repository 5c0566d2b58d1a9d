"""Qué ve cada persona en su bandeja, en qué orden y por páginas."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Calidad, Cargo, Designacion, Persona, Unidad
from motor.almacen.tareas import EstadoTarea
from motor.consultas.bandeja import Pedido, contar, listar_tareas, novedades
from motor.consultas.bandeja_alcance import obtener_alcance
from motor.consultas.bandeja_filtros import Filtros, Orden, Vence, Vista, leer_clave
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.pruebas.banco.conteo import contar_sentencias
from tests.fabrica import agregar_instancia, agregar_tarea

TECNICO, JEFE, SCG = "tecnico.ucl", "responsable.ucl", "secretario.coordinacion"


class Casa:
    """La oficina con atajos para abrir tareas y mirar bandejas."""

    def __init__(self, oficina):
        self.oficina, self.ahora = oficina, oficina.reloj.ahora()
        with oficina.sesiones() as sesion:
            self.cargos = dict(sesion.execute(select(Cargo.clave, Cargo.id)).all())
            self.unidades = dict(sesion.execute(select(Unidad.sigla, Unidad.id)).all())
            self.personas = dict(sesion.execute(select(Persona.usuario, Persona.id)).all())

    def abrir(self, nombre="Tarea", cargo=None, unidad=None, tomada_por=None, **datos) -> int:
        if tomada_por:
            datos |= {
                "estado": EstadoTarea.TOMADA,
                "tomada_por_id": self.personas[tomada_por],
                "tomada_el": self.ahora,
            }
        with self.oficina.sesiones.begin() as sesion:
            return agregar_tarea(
                sesion,
                agregar_instancia(sesion, self.ahora),
                self.ahora,
                nombre=nombre,
                cargo_id=self.cargos[cargo] if cargo else None,
                unidad_id=self.unidades[unidad] if unidad else None,
                **datos,
            ).id

    def pagina(self, quien, vista=Vista.MIAS, orden=Orden.VENCE, clave="", cuantas=50, **filtros):
        with self.oficina.sesiones() as sesion:
            alcance = obtener_alcance(sesion, Actor(quien), self.ahora)
            pedido = Pedido(alcance, vista, self.ahora, Filtros(**filtros), orden)
            return listar_tareas(sesion, pedido, leer_clave(orden, clave), cuantas)

    def nombres(self, quien, vista=Vista.MIAS, orden=Orden.VENCE, **filtros) -> list[str]:
        return [r.nombre for r in self.pagina(quien, vista, orden, **filtros).renglones]


@pytest.fixture
def casa(oficina) -> Casa:
    """La oficina de tests/fabrica.py con sus atajos."""
    return Casa(oficina)


def test_mis_tareas_son_las_de_mi_cargo_y_las_que_tome(casa):
    casa.abrir("de mi cargo", cargo=TECNICO)
    casa.abrir("de la unidad", unidad="UCL")
    casa.abrir("de la unidad, mía", unidad="UCL", tomada_por=TECNICO)
    casa.abrir("de otro cargo", cargo=JEFE)
    assert casa.nombres(TECNICO) == ["de mi cargo", "de la unidad, mía"]


def test_dice_en_cual_hay_un_borrador(casa):
    casa.abrir("con lo escrito", cargo=TECNICO, borrador={"asunto": "Sillas"})
    casa.abrir("sin tocar", cargo=TECNICO)
    casa.abrir("borrada", cargo=TECNICO, borrador=None)
    vistas = {r.nombre: r.con_borrador for r in casa.pagina(TECNICO).renglones}
    assert vistas == {"con lo escrito": True, "sin tocar": False, "borrada": False}


def test_las_de_mi_unidad_incluyen_las_que_tiene_un_colega(casa):
    casa.abrir("libre", unidad="UCL")
    casa.abrir("del colega", unidad="UCL", tomada_por=JEFE)
    casa.abrir("mía", unidad="UCL", tomada_por=TECNICO)
    casa.abrir("de otra unidad", unidad="SDCG")
    pagina = casa.pagina(TECNICO, Vista.UNIDAD)
    assert [(r.nombre, r.tomada) for r in pagina.renglones] == [
        ("libre", False),
        ("del colega", True),
    ]


def test_lo_confidencial_de_otro_cargo_no_aparece_en_mi_unidad(casa):
    tarea_id = casa.abrir("reservado del jefe", cargo=JEFE)
    with casa.oficina.sesiones.begin() as sesion:
        sesion.scalars(select(Expediente)).one().confidencial = True
    assert tarea_id
    assert casa.nombres(TECNICO, Vista.UNIDAD) == []
    assert casa.nombres(JEFE, Vista.UNIDAD) == ["reservado del jefe"]
    assert casa.nombres(JEFE) == ["reservado del jefe"]


def test_cada_orden_pone_primero_lo_suyo(casa):
    dia = timedelta(days=1)
    casa.abrir("sin plazo", cargo=TECNICO)
    casa.abrir("tarde", cargo=TECNICO, vence_el=casa.ahora + 9 * dia, prioridad=5)
    casa.abrir("pronto", cargo=TECNICO, vence_el=casa.ahora + dia)
    assert casa.nombres(TECNICO, orden=Orden.VENCE) == ["pronto", "tarde", "sin plazo"]
    assert casa.nombres(TECNICO, orden=Orden.PRIORIDAD) == ["tarde", "pronto", "sin plazo"]
    assert casa.nombres(TECNICO, orden=Orden.ANTIGUAS) == ["sin plazo", "tarde", "pronto"]
    assert casa.nombres(TECNICO, orden=Orden.RECIENTES) == ["pronto", "tarde", "sin plazo"]


@pytest.mark.parametrize("orden", list(Orden))
def test_las_paginas_seguidas_dan_todo_una_sola_vez(casa, orden):
    for n in range(7):
        vence = casa.ahora + timedelta(days=n % 3) if n % 2 else None
        casa.abrir(f"t{n}", cargo=TECNICO, vence_el=vence, prioridad=n % 2)
    vistas, clave = [], ""
    for _ in range(4):
        pagina = casa.pagina(TECNICO, orden=orden, clave=clave, cuantas=2)
        vistas += [r.nombre for r in pagina.renglones]
        clave = pagina.siguiente
    assert vistas == casa.nombres(TECNICO, orden=orden)
    assert len(set(vistas)) == 7
    assert clave == ""


def test_una_tarea_que_me_llega_por_dos_caminos_sale_una_vez(casa):
    casa.abrir("doble", cargo=TECNICO, persona_id=casa.personas[TECNICO])
    assert casa.nombres(TECNICO) == ["doble"]


def test_los_filtros_recortan(casa):
    dia = timedelta(days=1)
    casa.abrir("Elaborar informe", cargo=TECNICO, vence_el=casa.ahora - dia)
    casa.abrir("Revisar informe", cargo=TECNICO, vence_el=casa.ahora + 30 * dia)
    casa.abrir("Archivar", cargo=TECNICO, tomada_por=TECNICO)
    assert casa.nombres(TECNICO, vence=Vence.VENCIDAS) == ["Elaborar informe"]
    assert casa.nombres(TECNICO, vence=Vence.DESPUES) == ["Revisar informe"]
    assert casa.nombres(TECNICO, vence=Vence.SIN) == ["Archivar"]
    assert casa.nombres(TECNICO, paso="INFÓRME") == ["Elaborar informe", "Revisar informe"]
    assert casa.nombres(TECNICO, paso="firmar") == []
    assert casa.nombres(TECNICO, proceso="peticion", persona=TECNICO) == ["Archivar"]
    assert casa.nombres(TECNICO, proceso="otro") == []


def test_un_delegado_solo_ve_lo_que_alcanza_su_delegacion(casa):
    casa.abrir("delegada", cargo=SCG, elemento="t_delegada")
    casa.abrir("no delegada", cargo=SCG, elemento="t_otra")
    with casa.oficina.sesiones.begin() as sesion:
        sesion.add(
            Designacion(
                persona_id=casa.personas[TECNICO],
                cargo_id=casa.cargos[SCG],
                calidad=Calidad.DELEGADO,
                desde_el=casa.ahora - timedelta(days=1),
                hasta_el=casa.ahora + timedelta(days=9),
                documento="Res. 1/2027",
                representada_id=casa.personas[SCG],
                tareas=["t_delegada"],
            )
        )
    assert casa.nombres(TECNICO) == ["delegada"]
    assert casa.nombres(TECNICO, Vista.UNIDAD) == ["delegada"]


def test_las_cuentas_dicen_cuantas_hay_en_cada_vista(casa):
    casa.abrir(cargo=TECNICO)
    casa.abrir(unidad="UCL")
    casa.abrir(unidad="UCL", tomada_por=TECNICO)
    with casa.oficina.sesiones() as sesion:
        alcance = obtener_alcance(sesion, Actor(TECNICO), casa.ahora)
        assert contar(sesion, alcance, casa.ahora) == {Vista.MIAS: 2, Vista.UNIDAD: 2}


def test_la_marca_de_novedades_cambia_con_cada_tarea_y_cuesta_una_consulta(casa, motor_bd):
    def marca() -> str:
        with casa.oficina.sesiones() as sesion, contar_sentencias(motor_bd) as sentencias:
            puestos = [(casa.cargos[TECNICO], casa.unidades["UCL"])]
            hallada = novedades(sesion, casa.personas[TECNICO], puestos)
        assert len(sentencias) == 1
        return hallada

    antes = marca()
    assert marca() == antes
    casa.abrir(unidad="UCL")
    assert marca() != antes


def test_una_clave_de_pagina_rota_lo_dice(casa):
    with pytest.raises(DatosInvalidos, match="página siguiente"):
        leer_clave(Orden.VENCE, "x~1")


def test_una_pagina_cuesta_pocas_consultas(casa, motor_bd):
    for n in range(30):
        casa.abrir(f"t{n}", cargo=TECNICO)
    casa.pagina(TECNICO)
    with contar_sentencias(motor_bd) as sentencias:
        casa.pagina(TECNICO)
    assert len(sentencias) <= 4
