"""El lint de un formulario antes de publicarlo: esquema, expresiones y círculos."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from motor.nucleo.errores import ErrorMotor, Hallazgo
from motor.reglas.formularios.lectura import leer_esquema
from motor.reglas.formularios.modelo import (
    Campo,
    Clase,
    Componente,
    Formulario,
    FormularioInvalido,
    aplanar,
)
from motor.reglas.formularios.orden import en_circulo
from motor.reglas.formularios.plantilla import expresiones_de, tiene_bloques


def revisar_esquema(
    fuente: bytes | str | Mapping[str, Any], compilar: Callable[[str], object]
) -> list[Hallazgo]:
    """Devuelve todo lo que impide publicar el formulario; vacío si está bien.

    Args:
        fuente: como en `leer_esquema`.
        compilar: lee una FEEL y lanza ErrorMotor si está mal escrita (`motor.feel.compilar`).
    """
    try:
        formulario = leer_esquema(fuente)
    except FormularioInvalido as error:
        if not error.faltas:
            return [_hallazgo("formulario_esquema", "formulario", str(error))]
        return [_hallazgo("formulario_esquema", f.campo, f.mensaje) for f in error.faltas]
    return [
        *_expresiones_malas(formulario.componentes, compilar),
        *_circulos(formulario),
        *_series_en_filas(formulario.componentes),
        *_bloques(formulario.componentes),
    ]


def _hallazgo(regla: str, clave: str, mensaje: str, c: Componente | None = None) -> Hallazgo:
    return Hallazgo(
        regla=regla,
        elemento=clave or "formulario",
        nombre=c.etiqueta if c else "",
        linea=c.linea if c else 0,
        mensaje=mensaje,
        que_hacer="Corríjalo en el formulario y vuelva a publicar.",
    )


def _expresiones_malas(
    componentes: tuple[Componente, ...], compilar: Callable[[str], object]
) -> Iterator[Hallazgo]:
    for c in _todos(componentes):
        for lugar, expresion in expresiones(c):
            try:
                compilar(expresion)
            except ErrorMotor as error:
                mensaje = f"la expresión de {lugar}, «{expresion}», está mal escrita: {error}"
                yield _hallazgo("formulario_feel", c.clave or c.id, mensaje, c)


def expresiones(c: Componente) -> Iterator[tuple[str, str]]:
    """Devuelve cada FEEL del componente, con el nombre de la propiedad en que está."""
    reglas = c.validacion
    todas: tuple[tuple[str, object], ...] = (
        ("conditional.hide", c.ocultar),
        ("valuesExpression", c.opciones_expresion),
        ("expression", c.expresion),
        ("cauce:auto", c.auto.expresion if c.auto else ""),
        ("cauce:exigir", c.exigir),
        ("cauce:requerido", c.requerido_si),
        ("validate.min", reglas.minimo),
        ("validate.max", reglas.maximo),
        ("validate.minLength", reglas.largo_min),
        ("validate.maxLength", reglas.largo_max),
        ("dataSource", c.origen),
        *(("el texto", e) for texto in textos_de(c) for e in expresiones_de(texto)),
    )
    return ((lugar, e) for lugar, e in todas if isinstance(e, str) and e)


def textos_de(c: Componente) -> tuple[str, ...]:
    """Los textos del componente que pueden llevar `{{ FEEL }}`."""
    contenido = "" if c.clase is Clase.IMAGEN else c.contenido
    return (c.etiqueta, c.descripcion, contenido, c.alternativo, c.prefijo, c.sufijo)


def _bloques(componentes: tuple[Componente, ...]) -> Iterator[Hallazgo]:
    for c in _todos(componentes):
        if any(tiene_bloques(texto) for texto in textos_de(c)):
            mensaje = (
                "un texto lleva bloques {{#if}} o {{#loop}}, que no se admiten: use "
                "«conditional.hide» o una tabla."
            )
            yield _hallazgo("formulario_bloques", c.clave or c.id, mensaje, c)


def _circulos(formulario: Formulario) -> Iterator[Hallazgo]:
    niveles: list[tuple[Campo, ...]] = [formulario.campos]
    while niveles:
        campos = niveles.pop()
        claves = en_circulo(campos)
        if claves:
            mensaje = f"estos campos dependen unos de otros en círculo: {', '.join(claves)}."
            yield _hallazgo("formulario_circulo", claves[0], mensaje)
        niveles += [aplanar(c.componente.componentes) for c in campos if c.componente.componentes]


def _series_en_filas(componentes: tuple[Componente, ...]) -> Iterator[Hallazgo]:
    for lista in _todos(componentes):
        if lista.clase is not Clase.LISTA:
            continue
        for c in _todos(lista.componentes):
            if c.auto and c.auto.serie:
                mensaje = "un correlativo no puede ir dentro de una tabla: sáquelo a un campo."
                yield _hallazgo("formulario_serie", c.clave, mensaje, c)


def _todos(componentes: tuple[Componente, ...]) -> Iterator[Componente]:
    pendientes = list(reversed(componentes))
    while pendientes:
        c = pendientes.pop()
        yield c
        pendientes += reversed(c.componentes)
