"""Una tabla de decisión como archivo DMN, para las pruebas que la necesitan."""

CLAVE = "prioridad"
_ENTRADA = '<input id="e_{n}" label="{n}"><inputExpression typeRef="{tipo}"><text>{n}</text>'
_REGLA = '<rule id="r_{n}">{celdas}</rule>'


def tabla(politica: str, entradas: dict[str, str], *reglas: str) -> str:
    """Un DMN con una tabla que da «plazo»; cada regla es «celda | celda | salida»."""
    columnas = "".join(
        f"{_ENTRADA.format(n=n, tipo=tipo)}</inputExpression></input>"
        for n, tipo in entradas.items()
    )
    filas = "".join(_fila(n, regla) for n, regla in enumerate(reglas, 1))
    return (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="Prioridad" '
        f'namespace="urn:prueba"><decision id="{CLAVE}" name="Prioridad">'
        f'<decisionTable id="t" hitPolicy="{politica}">{columnas}'
        f'<output id="s" label="Plazo" name="plazo" typeRef="number"/>{filas}'
        "</decisionTable></decision></definitions>"
    )


def _fila(n: int, regla: str) -> str:
    *pruebas, salida = (c.strip().replace("<", "&lt;") for c in regla.split("|"))
    celdas = "".join(
        f'<inputEntry id="c_{n}_{i}"><text>{t}</text></inputEntry>'
        for i, t in enumerate(pruebas, 1)
    )
    celdas += f'<outputEntry id="v_{n}"><text>{salida}</text></outputEntry>'
    return _REGLA.format(n=n, celdas=celdas)
