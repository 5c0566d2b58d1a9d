"""Modelos DMN: requisitos entre decisiones, tipos, conocimiento, servicios y cajas."""

from decimal import Decimal

import pytest

from motor.feel import ModeloDmn, leer_dmn
from motor.nucleo.errores import ErrorFeel, OrdenRechazada

CABEZA = '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="n">'


def modelo(cuerpo: str, **opciones: bool) -> ModeloDmn:
    return leer_dmn(f"{CABEZA}{cuerpo}</definitions>".encode(), **opciones)


def decision(nombre: str, expresion: str, *requiere: str, tipo: str = "Any") -> str:
    requisitos = "".join(
        f'<informationRequirement><{clase} href="#{destino}"/></informationRequirement>'
        for clase, destino in (r.split(" ") for r in requiere)
    )
    return f"""<decision id="{nombre}" name="{nombre}"><variable name="{nombre}" typeRef="{tipo}"/>
      {requisitos}<literalExpression><text>{expresion}</text></literalExpression></decision>"""


def dato(nombre: str, tipo: str) -> str:
    return f'<inputData id="{nombre}" name="{nombre}"><variable typeRef="{tipo}"/></inputData>'


def test_una_decision_usa_lo_que_requiere():
    m = modelo(
        dato("votos", "number")
        + decision("mayoria", "votos &gt; 4", "requiredInput votos")
        + decision("resultado", 'if mayoria then "si" else "no"', "requiredDecision mayoria")
    )
    assert m.decidir("resultado", {"votos": 5}).valor == "si"
    assert m.decidir("resultado", {"votos": 4}).valor == "no"


def test_sin_requisitos_declarados_lee_las_variables_de_quien_llama():
    assert modelo(decision("d", "monto * 2")).decidir("d", {"monto": 21}).valor == Decimal(42)


def test_dos_decisiones_que_se_requieren_se_rechazan():
    m = modelo(decision("a", "b", "requiredDecision b") + decision("b", "a", "requiredDecision a"))
    with pytest.raises(ErrorFeel, match="se requiere a sí misma"):
        m.decidir("a", {})


def test_una_cadena_desmedida_de_decisiones_se_detiene():
    cadena = [decision(f"d{n}", f"d{n + 1}", f"requiredDecision d{n + 1}") for n in range(900)]
    with pytest.raises(ErrorFeel):
        modelo("".join(cadena) + decision("d900", "1")).decidir("d0", {})


def test_el_resultado_se_ajusta_al_tipo_declarado():
    assert modelo(decision("d", "[5]", tipo="number")).decidir("d", {}).valor == Decimal(5)
    otro = decision("d", '"x"', tipo="number")
    assert modelo(otro, estricto=False).decidir("d", {}).valor is None
    with pytest.raises(ErrorFeel, match=r'«d» da "x", que no es del tipo que declara .number'):
        modelo(otro).decidir("d", {})


def test_un_dato_fuera_de_sus_valores_permitidos_se_rechaza():
    tipo = """<itemDefinition name="tVoto"><typeRef>string</typeRef>
      <allowedValues><text>"si", "no"</text></allowedValues></itemDefinition>"""
    m = modelo(tipo + dato("voto", "tVoto") + decision("d", "voto", "requiredInput voto"))
    assert m.decidir("d", {"voto": "si"}).valor == "si"
    with pytest.raises(ErrorFeel, match="«voto» no es del tipo que declara el modelo"):
        m.decidir("d", {"voto": "quizá"})


def test_un_conocimiento_es_una_funcion_que_puede_llamarse_a_si_misma():
    bkm = """<businessKnowledgeModel id="f" name="factorial"><variable name="factorial"/>
      <encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression>
      <text>if n &lt; 2 then 1 else n * factorial(n - 1)</text></literalExpression>
      </encapsulatedLogic></businessKnowledgeModel>"""
    usa = decision("d", "factorial(5)").replace(
        "<literalExpression>",
        '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>'
        "<literalExpression>",
    )
    assert modelo(bkm + usa).decidir("d", {}).valor == Decimal(120)


CAJAS = {
    """<context><contextEntry><variable name="a"/><literalExpression><text>2</text>
    </literalExpression></contextEntry><contextEntry><literalExpression><text>a + x</text>
    </literalExpression></contextEntry></context>""": Decimal(12),
    """<relation><column name="n"/><row><literalExpression><text>x</text></literalExpression></row>
    </relation>""": [{"n": Decimal(10)}],
    """<conditional><if><literalExpression><text>x &gt; 5</text></literalExpression></if>
    <then><literalExpression><text>"si"</text></literalExpression></then>
    <else><literalExpression><text>"no"</text></literalExpression></else></conditional>""": "si",
    """<for iteratorVariable="i"><in><literalExpression><text>1..2</text></literalExpression></in>
    <return><literalExpression><text>i</text></literalExpression></return></for>""": None,
    """<every iteratorVariable="i"><in><literalExpression><text>[1, x]</text>
    </literalExpression></in><satisfies><literalExpression><text>i &gt; 0</text>
    </literalExpression></satisfies></every>""": True,
    """<filter><in><literalExpression><text>[1, x]</text></literalExpression></in>
    <match><literalExpression><text>item &gt; 5</text></literalExpression></match></filter>""": [
        Decimal(10)
    ],
    "<list><literalExpression><text>x</text></literalExpression></list>": [Decimal(10)],
}


@pytest.mark.parametrize(
    "caja", [c for c, v in CAJAS.items() if v is not None], ids=lambda c: c[:9]
)
def test_cada_caja_da_su_valor(caja):
    m = modelo(f'<decision id="d" name="d">{caja}</decision>')
    assert m.decidir("d", {"x": 10}).valor == CAJAS[caja]


def test_una_caja_con_feel_mal_escrito_nombra_la_decision():
    caja = next(c for c, v in CAJAS.items() if v is None)  # «1..2» suelto no es una expresión
    with pytest.raises(ErrorFeel, match=r"En la decisión «d»: No se esperaba «\.\.»"):
        modelo(f'<decision id="d" name="d">{caja}</decision>')


def test_sin_modo_estricto_solo_falla_la_decision_mal_escrita():
    m = modelo(decision("mala", "1 +") + decision("buena", "1"), estricto=False)
    assert m.decidir("buena", {}).valor == Decimal(1)
    with pytest.raises(ErrorFeel, match="En la decisión «mala»"):
        m.decidir("mala", {})


def test_un_servicio_de_decision_es_una_funcion():
    servicio = """<decisionService id="s" name="servicio"><variable name="servicio"/>
      <outputDecision href="#doble"/><inputData href="#n"/></decisionService>"""
    usa = decision("d", "servicio(4)").replace(
        "<literalExpression>",
        '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>'
        "<literalExpression>",
    )
    m = modelo(dato("n", "number") + decision("doble", "n * 2", "requiredInput n") + servicio + usa)
    assert m.decidir("d", {}).valor == Decimal(8)


def test_las_funciones_del_anfitrion_sirven_en_las_tablas_y_su_error_llega():
    def falla() -> None:
        raise OrdenRechazada("No hay parámetro.")

    m = modelo(decision("d", "1 + parametro()"))
    assert m.decidir("d", {}, funciones={"parametro": lambda: 5}).valor == Decimal(6)
    with pytest.raises(OrdenRechazada):
        m.decidir("d", {}, funciones={"parametro": falla})
