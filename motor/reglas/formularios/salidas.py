"""Lo que se hace con los valores ya revisados: dar correlativos y saber qué nombran de fuera."""

from collections.abc import Callable, Iterator, Mapping

from motor.nucleo.valores import Valor
from motor.reglas.formularios.modelo import (
    TIPOS_DE_CATALOGO,
    Campo,
    Clase,
    Formulario,
    Referencia,
    Serie,
    aplanar,
)

_EN_SINGULAR = {"unidades": "unidad", "usuarios": "usuario", "municipios": "municipio"}


def asignar_series(valores: Mapping[str, Valor], numerar: Callable[[str], str]) -> dict[str, Valor]:
    """Devuelve los valores con cada `Serie` cambiada por su correlativo.

    Args:
        valores: lo que devolvió `revisar_envio`.
        numerar: recibe la plantilla y devuelve el texto ya numerado; se llama en orden.
    """
    return {clave: _sin_series(valor, numerar) for clave, valor in valores.items()}


def _sin_series(valor: Valor, numerar: Callable[[str], str]) -> Valor:
    if isinstance(valor, Serie):
        return numerar(valor.plantilla)
    if isinstance(valor, dict):
        return asignar_series(valor, numerar)
    if isinstance(valor, list):
        return [_sin_series(uno, numerar) for uno in valor]
    return valor


def referencias(formulario: Formulario, valores: Mapping[str, Valor]) -> tuple[Referencia, ...]:
    """Devuelve lo que los valores nombran de fuera, para que quien llama compruebe que existe.

    Unidades por sigla, cargos por clave, personas por usuario, y documentos adjuntos.
    """
    return tuple(_de_nivel(formulario.campos, valores, ""))


def _de_nivel(
    campos: tuple[Campo, ...], valores: Mapping[str, Valor], ruta: str
) -> Iterator[Referencia]:
    for campo in campos:
        c, valor = campo.componente, valores.get(campo.componente.clave)
        donde = f"{ruta}.{c.clave}" if ruta else c.clave
        if valor is None or not c.se_toma:
            continue
        if c.clase is Clase.GRUPO:
            yield from _de_nivel(aplanar(c.componentes), valor, donde)
        elif c.clase is Clase.LISTA:
            for numero, fila in enumerate(valor, 1):
                yield from _de_nivel(aplanar(c.componentes), fila, f"{donde}[{numero}]")
        elif c.clase is Clase.ARCHIVOS:
            yield from (Referencia(donde, "documento", uno) for uno in valor)
        elif c.tipo in TIPOS_DE_CATALOGO:
            tipo = _EN_SINGULAR.get(c.tipo, c.tipo)
            varios = valor if isinstance(valor, list) else [valor]
            yield from (Referencia(donde, tipo, uno) for uno in varios)
