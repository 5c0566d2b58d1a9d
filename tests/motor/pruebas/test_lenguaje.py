"""El YAML de escenarios se lee a pasos, y cada error tiene su frase con archivo y paso."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from motor.nucleo.reloj import LA_PAZ
from motor.pruebas import pasos as p
from motor.pruebas.lenguaje import EscenarioInvalido, leer_escenarios
from motor.pruebas.tramos import leer_reloj

BUENO = """
escenarios:
  - id: "1.1"
    titulo: Ley promulgada
    comienza: 2027-01-04 09:00
    nota: supone todo viable
    pasos:
      - iniciar: {proceso: p1_gadc, como: tecnico1.sddpep, asunto: "Durazno", datos: {monto: 19.99}}
      - completar:
          {tarea: t1, como: ana, donde: {unidad: SDOS},
           datos: {dia: 2027-01-05, hora: 18:30, edad: 29_59}}
      - reloj: +5 dh
      - rechaza: {completar: {tarea: t1, como: luis}, codigo: cuatro_ojos, dice: otra persona}
      - espera:
          tareas: [t2, t2]
          tarea: {t2: {cargo: ventanilla.ald, vence: 2027-02-04}}
          plazos: {limite: 2027-02-04 18:30:00}
          documentos: {"Texto sancionado": {versiones: 2}}
          final: publicada
"""


def leer(tmp_path, texto):
    ruta = tmp_path / "basicos.yaml"
    ruta.write_text(texto, encoding="utf-8")
    return leer_escenarios(ruta, "iniciativa_legislativa")


def falta(tmp_path, texto):
    with pytest.raises(EscenarioInvalido) as capturado:
        leer(tmp_path, texto)
    return str(capturado.value)


def con_paso(paso):
    cabeza = 'escenarios: [{id: "2.1", titulo: T, comienza: 2027-01-04 09:00, pasos: ['
    return f"{cabeza}{paso}]}}]"


def test_un_escenario_completo_se_lee_a_pasos(tmp_path):
    [escenario] = leer(tmp_path, BUENO)
    assert escenario.comienza == datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ)
    iniciar, completar, reloj, rechaza, espera = (paso.orden for paso in escenario.pasos)
    assert iniciar.datos == {"monto": Decimal("19.99")}
    assert completar.donde == {"unidad": "SDOS"}
    assert completar.datos == {"dia": date(2027, 1, 5), "hora": "18:30", "edad": "29_59"}
    assert reloj == p.MoverReloj(cantidad=5, unidad="dh")
    assert (rechaza.codigo, rechaza.acto.como) == ("cuatro_ojos", "luis")
    assert espera.tareas == ("t2", "t2")
    assert espera.tarea["t2"].vence == date(2027, 2, 4)
    assert espera.plazos["limite"] == datetime(2027, 2, 4, 18, 30, tzinfo=LA_PAZ)
    assert espera.documentos["Texto sancionado"].versiones == 2
    assert espera.incidentes is None


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        ("2027-01-20 10:00", p.MoverReloj(hasta=datetime(2027, 1, 20, 10, tzinfo=LA_PAZ))),
        (date(2027, 1, 20), p.MoverReloj(hasta=date(2027, 1, 20))),
        ("+45 dc", p.MoverReloj(cantidad=45, unidad="dc")),
        ("P3M", p.MoverReloj(cantidad=3, unidad="meses")),
        ("P10D", p.MoverReloj(cantidad=10, unidad="dc")),
        ("PT4H", p.MoverReloj(cantidad=4, unidad="horas")),
        ("+1 mes", p.MoverReloj(cantidad=1, unidad="meses")),
    ],
)
def test_las_formas_de_mover_el_reloj(escrito, esperado):
    assert leer_reloj(escrito) == esperado


@pytest.mark.parametrize("escrito", ["mañana", "2027-02-30", "2027-01-20 25:00", "+5", 7, None])
def test_un_reloj_mal_escrito_dice_sus_formas(escrito):
    with pytest.raises(ValueError, match=r"\+5 dh"):
        leer_reloj(escrito)


@pytest.mark.parametrize(
    ("paso", "frase"),
    [
        (
            "{compeltar: {tarea: t}}",
            "paso 1 (compeltar): el verbo «compeltar» no se conoce; ¿quiso",
        ),
        ("{completar: {como: ana}}", "paso 1 (completar): le falta «tarea»"),
        ("{completar: {tarea: t, como: ana, dato: {}}}", "¿quiso decir «datos»?"),
        ("{completar: t1}", "debe ser un objeto"),
        ("{completar: {tarea: t, como: ana, datos: 3}}", "«datos» debe ser un objeto"),
        ("{completar: {tarea: t, como: ana, indice: -1}}", "«indice» debe ser un número entero"),
        ("{completar: {tarea: t, como: true}}", "«como» debe ser texto"),
        ("{reloj: ayer}", "paso 1 (reloj): el reloj va a"),
        ("texto", "cada paso es un solo «verbo: …»"),
        ("{tomar: {tarea: t, como: a}, soltar: {}}", "cada paso es un solo"),
        ("{rechaza: {tomar: {tarea: t, como: a}}}", "lleva un acto, «codigo»"),
        ("{rechaza: {reloj: +5 dh, codigo: x}}", "no es un acto que se pueda rechazar"),
        ("{rechaza: {tomar: {como: a}, codigo: x}}", "(rechaza), tomar: le falta «tarea»"),
        ("{espera: {tarea: {t: {vense: 2027-01-01}}}}", "espera), tarea t: «vense» no se conoce"),
        ("{espera: {plazos: {t: 2027-02-31}}}", "debe ser una fecha que exista"),
        ("{espera: {abierto: quizas}}", "«abierto» debe ser true o false"),
        ("{prorrogar: {como: a, plazo: p, dias: cinco, motivo: m}}", "«dias» debe ser un número"),
    ],
)
def test_cada_error_dice_archivo_escenario_y_paso(tmp_path, paso, frase):
    mensaje = falta(tmp_path, con_paso(paso))
    assert "basicos.yaml, escenario 2.1, paso 1" in mensaje
    assert frase in mensaje


@pytest.mark.parametrize(
    ("texto", "frase"),
    [
        ("escenarios: [", "línea 1"),
        ("[]", "una sola clave, «escenarios»"),
        ("a: 1\na: 2", "la clave «a» está repetida"),
        ("a: !!python/object/apply:os.system ['true']", "las etiquetas «!…» no se admiten"),
        ("escenarios: [{titulo: T, comienza: 2027-01-04 09:00}]", "le falta «pasos»"),
        (
            "escenarios: [{id: 1, comienza: 2027-02-30, titulo: T, pasos: []}]",
            "«comienza» debe ser",
        ),
        ("escenarios: [{id: 1, comienza: lunes, titulo: T, pasos: []}]", "«comienza» debe ser"),
        ("escenarios: [7]", "el escenario 1 debe ser un objeto"),
    ],
)
def test_un_archivo_mal_escrito_se_explica(tmp_path, texto, frase):
    assert frase in falta(tmp_path, texto)


def test_los_alias_en_cascada_no_agotan_la_memoria(tmp_path):
    lineas = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lineas += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert "más de 100000 valores" in falta(tmp_path, "\n".join(lineas))


def test_todos_los_errores_salen_de_una_vez(tmp_path):
    mensaje = falta(tmp_path, con_paso("{reloj: ayer}, {tomar: {como: a}}"))
    assert "paso 1" in mensaje
    assert "paso 2" in mensaje


def test_un_archivo_que_no_existe_se_dice(tmp_path):
    with pytest.raises(EscenarioInvalido, match=r"No se puede leer .*nada\.yaml"):
        leer_escenarios(tmp_path / "nada.yaml", "x")
