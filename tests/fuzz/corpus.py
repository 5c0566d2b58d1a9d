"""El corpus: cada entrada hostil que se conoce, con el blanco al que va. Lo grande se arma aquí.

Lo que atheris encuentra se agrega con su nombre y, una vez remendado, no vuelve.
"""

from collections.abc import Callable, Mapping

from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    fin,
    flujo,
    flujos,
    inicio,
    limite,
    proceso,
    script,
)

MEGA = 1024 * 1024


def _sano(*dentro: str) -> bytes:
    return diagrama(proceso(inicio(), fin(), flujos("inicio > fin"), *dentro))


def _hondo(octetos: int) -> bytes:
    abre = b"<a>"
    return b"<definitions>" + abre * (octetos // len(abre))


def _risas() -> bytes:
    niveles = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    return f'<!DOCTYPE d [<!ENTITY e0 "ja">{niveles}]><d>&e29;</d>'.encode()


def _fila(cuantas: int) -> bytes:
    ids = ["inicio", *(f"t{n}" for n in range(cuantas)), "fin"]
    tareas = (etiqueta("task", id=id_) for id_ in ids[1:-1])
    return diagrama(proceso(inicio(), *tareas, fin(), flujos(" > ".join(ids))))


def _llamadas_en_circulo() -> bytes:
    def llama(id_: str, otro: str) -> str:
        llamada = etiqueta("callActivity", id=f"l_{id_}", calledElement=otro)
        nodos = inicio(f"i_{id_}"), llamada, fin(f"f_{id_}")
        return proceso(*nodos, flujos(f"i_{id_} > l_{id_} > f_{id_}"), id=id_)

    return diagrama(llama("p", "q"), llama("q", "p"))


def _con_script(feel: str) -> bytes:
    camino = flujos("inicio > s > fin")
    return diagrama(proceso(inicio(), script("s", feel, **_RESULTADO), fin(), camino))


_RESULTADO = {"camunda:resultVariable": "r"}


def _tabla(prueba: str) -> bytes:
    entrada = "<input><inputExpression><text>monto</text></inputExpression></input>"
    regla = (
        f"<inputEntry><text>{prueba}</text></inputEntry><outputEntry><text>1</text></outputEntry>"
    )
    tabla = f'<decisionTable>{entrada}<output name="r"/><rule>{regla}</rule></decisionTable>'
    espacio = "https://www.omg.org/spec/DMN/20230324/MODEL/"
    decision = f'<decision id="d" name="d">{tabla}</decision>'
    return (
        f'<definitions xmlns="{espacio}" name="m" namespace="m">{decision}</definitions>'.encode()
    )


BPMN: Mapping[str, Callable[[], bytes]] = {
    "doctype": lambda: b"<!DOCTYPE d><d/>",
    "entidad_externa": lambda: b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
    "mil_millones_de_risas": _risas,
    "cien_megas_de_anidamiento": lambda: _hondo(100 * MEGA),
    "cuatro_megas_de_anidamiento": lambda: _hondo(4 * MEGA),
    "diez_mil_en_fila": lambda: _fila(10_000),
    "llamadas_en_circulo": _llamadas_en_circulo,
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "zip": lambda: b"PK\x03\x04" + bytes(1000),
    "utf16_mentido": lambda: _sano().replace(
        b"<def", b'<?xml version="1.0" encoding="UTF-16"?><def'
    ),
    "latin1_sin_declarar": lambda: _sano().replace(
        b'id="p"', 'id="p" name="ñandú"'.encode("latin-1")
    ),
    "ids_repetidos": lambda: diagrama(proceso(inicio("x"), fin("x"), flujos("x > x"))),
    "procesos_repetidos": lambda: diagrama(proceso(inicio("a")), proceso(inicio("b"))),
    "flujos_a_ninguna_parte": lambda: _sano(flujo("inicio", "nada"), flujo("", "")),
    "limite_de_si_mismo": lambda: _sano(limite("l", "l")),
    "escapes": lambda: _sano().replace(b'id="p"', b'id="p" name="&quot;&gt;&lt;script&gt;&#0;"'),
    "nombre_con_ordenes": lambda: _sano().replace(
        b'id="p"', b'id="p" name="\'; DROP TABLE tarea; --"'
    ),
    "potencia_en_script": lambda: _con_script("9**9**9**9"),
    "python_en_script": lambda: _con_script("__import__('os').system('true')"),
    "parentesis_en_script": lambda: _con_script("(" * 100_000),
    "atributo_de_un_mega": lambda: _sano().replace(
        b'id="p"', b'id="p" name="' + b"a" * MEGA + b'"'
    ),
    "cien_mil_atributos": lambda: (
        b"<d " + b" ".join(b'a%d="1"' % n for n in range(100_000)) + b"/>"
    ),
}

FEEL: Mapping[str, Callable[[], bytes]] = {
    "potencias": lambda: b"9**9**9**9**9",
    "parentesis": lambda: b"(" * 19_999,
    "parentesis_cerrados": lambda: b"(" * 9_000 + b"1" + b")" * 9_000,
    "corchetes": lambda: b"[" * 9_000 + b"]" * 9_000,
    "llaves": lambda: b"{a:" * 6_000,
    "si_anidados": lambda: b"if true then " * 1_400 + b"1" + b" else 2" * 300,
    "texto_de_un_mega": lambda: b'"' + b"a" * MEGA + b'"',
    "lista_de_un_mega": lambda: b"[" + b"1," * (MEGA // 2) + b"1]",
    "rango_inmenso": lambda: b"for x in 1..999999999 return x",
    "producto_inmenso": lambda: b"for a in 1..9999, b in 1..9999 return a*b",
    "cadena_que_se_dobla": lambda: b'for i in 1..100000 return string join(["a", partial])',
    "recursion": lambda: b"{f: function(n) f(n+1), r: f(0)}.r",
    "patron_lento": lambda: b'matches("' + b"a" * 60 + b'!", "^(a|aa)+$")',
    "numero_inmenso": lambda: b"1e999999 + 1",
    "digitos": lambda: b"9" * 19_000,
    "nulos": lambda: b"\x00\xff\xfe",
    "python": lambda: b"__import__('os')",
    "atributo_de_python": lambda: b"persona.__class__.__mro__",
    "function_externa": lambda: b'function(x) external {java: {class: "java.lang.Runtime"}}',
}

DMN: Mapping[str, Callable[[], bytes]] = {
    "doctype": lambda: b"<!DOCTYPE d><d/>",
    "no_es_dmn": _sano,
    "hondo": lambda: _hondo(4 * MEGA),
    "vacio": lambda: b"",
    "entrada_tras_un_signo": lambda: _tabla("&gt; 100 / ?"),  # hallada por atheris
}

CORPUS: Mapping[str, Mapping[str, Callable[[], bytes]]] = {"bpmn": BPMN, "feel": FEEL, "dmn": DMN}
