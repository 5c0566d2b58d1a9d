"""El estado guardado: formato, tamaño, y las historias viejas que siempre deben poder seguirse."""

import json
from pathlib import Path

import pytest

from motor.bpmn.avance import Abierta, ClaseEspera, FichaCompletada
from motor.bpmn.compilacion import compilar
from motor.bpmn.estado import FORMATO, EstadoIlegible
from motor.bpmn.jugador import avanzar
from motor.nucleo.valores import decodificar
from tests.motor.bpmn.juego.catalogo import CASOS
from tests.motor.bpmn.juego.mesa import Feel, Memoria, Mesa
from tests.motor.bpmn.juego.taller import proceso, script, usuario, xor
from tests.motor.bpmn.juego.test_catalogo import atender

HISTORIAS = sorted((Path(__file__).parent / "historias").glob("formato*.json"))


@pytest.mark.parametrize("ruta", HISTORIAS, ids=lambda r: r.stem)
def test_las_historias_guardadas_se_siguen_como_se_grabaron(ruta):
    historia = json.loads(ruta.read_text(encoding="utf-8"))
    for paso in historia["pasos"]:
        mesa = restaurar(CASOS[historia["caso"]].proceso, paso)
        de_antes = {f: a for f, a in mesa.abiertas.items() if f != paso["ficha"]}
        mesa.suceder(atender(mesa.abiertas[paso["ficha"]]))
        assert mesa.flujos() == paso["flujos"]
        assert mesa.esperas == paso["esperas"]
        assert (list(mesa.finales) if mesa.fin else None) == paso["fin"]
        assert all(mesa.abiertas[f] == a for f, a in de_antes.items() if f in mesa.abiertas)


def restaurar(diagrama, paso) -> Mesa:
    """Una mesa puesta como estaba al grabar: estado, ámbitos y lo que esperaba."""
    mesa = Mesa(diagrama)
    mesa.estado = paso["estado"]
    for numero, padre, valores in paso["ambitos"]:
        mesa.memoria.ambitos[numero] = decodificar(valores)
        if padre is not None:
            mesa.memoria.padres[numero] = padre
    for ficha, elemento, clase, ambito, indice, definicion in paso["abiertas"]:
        mesa.abiertas[ficha] = Abierta(
            ficha, elemento, ClaseEspera(clase), ambito, indice, definicion
        )
    return mesa


def test_hay_historias_de_todos_los_casos():
    grabadas = {json.loads(ruta.read_text(encoding="utf-8"))["caso"] for ruta in HISTORIAS}
    assert grabadas == set(CASOS)


@pytest.mark.parametrize("estado", [None, [], {}, {"v": 2, "n": 0, "f": []}, {"v": "1"}])
def test_un_formato_desconocido_se_rechaza_diciendo_cual(estado):
    compilado = compilar(CASOS["quorum"].proceso)
    with pytest.raises(EstadoIlegible, match=f"este programa conoce el {FORMATO}"):
        avanzar(compilado, estado, FichaCompletada(1), Memoria(), Feel())


def test_un_estado_de_otra_version_del_proceso_se_rechaza():
    mesa = Mesa(proceso("inicio > a > fin", a=usuario())).iniciar()
    otra = compilar(proceso("inicio > b > fin", b=usuario()))
    with pytest.raises(EstadoIlegible, match="está en «a», que esta versión"):
        avanzar(otra, mesa.estado, FichaCompletada(2), Memoria(), Feel())


def test_el_estado_no_crece_con_las_vueltas_y_la_aprobacion_cabe_en_cien_bytes():
    p = proceso(
        "inicio > r > a > n > x; x > r [n < 300]; x > fin [*]",
        r=xor(),
        a=usuario(),
        n=script("n + 1", "n"),
        x=xor(),
    )
    mesa = Mesa(p).iniciar(n=0)
    tamanios = []
    while mesa.fin is None:
        tamanios.append(len(json.dumps(mesa.estado, separators=(",", ":"))))
        mesa.completar("a")
    assert len(tamanios) == 300
    assert max(tamanios) <= 100


def test_avanzar_no_cambia_el_estado_que_recibe():
    mesa = Mesa(CASOS["quorum"].proceso).iniciar(**CASOS["quorum"].variables)
    antes = json.dumps(mesa.estado)
    compilado = compilar(CASOS["quorum"].proceso)
    avanzar(compilado, mesa.estado, FichaCompletada(mesa.ficha("voto")), mesa.memoria, Feel())
    assert json.dumps(mesa.estado) == antes
