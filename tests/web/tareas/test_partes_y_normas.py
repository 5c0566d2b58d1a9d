"""La parte que toca a cada unidad se dice con su nombre, y el plazo, con su norma o que falta."""

from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, multiple, proceso, usuario
from tests.motor.operaciones.mesa import TECNICO
from tests.web.tareas.casos import iniciado, texto

POR_UNIDAD = diagrama(
    proceso(
        inicio(),
        usuario(
            "opinar",
            multiple(
                **{
                    "camunda:collection": '[{unidad: "SDCG", copias: ["UCL", "ninguna"]}]',
                    "camunda:elementVariable": "parte",
                }
            ),
            **{"cauce:cargo": TECNICO, "cauce:plazo": "3 dh"},
        ),
        fin(),
        flujos("inicio > opinar > fin"),
    )
)


def pagina_de(mesa, navegador) -> str:
    return texto(navegador(TECNICO).ver(f"/tareas/{mesa.tarea('opinar')}"))


def test_la_parte_nombra_la_unidad_y_no_su_sigla(mesa, navegador):
    mesa.publicar(POR_UNIDAD)
    mesa.iniciar()
    pagina = pagina_de(mesa, navegador)
    assert "Parte 1 de 1" in pagina
    assert "<dt>Unidad</dt><dd>Coordinación General</dd>" in pagina
    assert "<dd>Coordinación Legislativa, ninguna</dd>" in pagina


def test_sin_norma_dice_que_esta_por_definir(mesa, navegador):
    mesa.publicar(POR_UNIDAD)
    mesa.iniciar()
    assert "norma por definir" in pagina_de(mesa, navegador)


def test_con_norma_la_dice_con_cuanto_se_sabe_de_ella(mesa, navegador):
    pagina = pagina_de(iniciado(mesa), navegador)
    assert "Norma de prueba <span" in pagina
    assert "El valor es un supuesto por verificar con la norma." in pagina
    assert "por definir" not in pagina
