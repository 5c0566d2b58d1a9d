"""Un formulario que se está dibujando, como lo verá el personal, y lo que tiene mal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from motor.consultas.formularios import Escrito, FormularioVista, preparar_suelto
from motor.consultas.variables_de_borrador import ver_decisiones, ver_formularios, ver_variables
from motor.feel import compilar
from motor.nucleo.errores import ErrorMotor, Hallazgo
from motor.reglas.borradores import carpeta_de
from motor.reglas.formularios import FormularioInvalido, leer_esquema, revisar_esquema
from motor.reglas.formularios.modelo import Clase, Componente
from motor.reglas.formularios.revision import expresiones

_SIEMPRE = frozenset({"this", "parent", "i", "valor"})


@dataclass(frozen=True)
class VistaPrevia:
    """`vista` es None si el esquema no llega a leerse; `hallazgos`, lo que tiene mal.

    `Hallazgo.elemento` es la ruta de claves del campo (`lista.campo`), su clave o su id; los que no
    son graves no impiden publicar.
    """

    vista: FormularioVista | None
    hallazgos: tuple[Hallazgo, ...]


def previsualizar(
    sesion: Session,
    esquema: bytes,
    ahora: datetime,
    variables: frozenset[str] | None = None,
    escrito: Escrito | None = None,
) -> VistaPrevia:
    """Revisa el esquema y, si se puede leer, lo prepara sin ninguna variable.

    Args:
        sesion: de lectura: las opciones de unidades, cargos y personas son las de verdad.
        esquema: el JSON de form-js, tal como lo tiene el editor.
        ahora: el instante.
        variables: las que el proceso tiene; None = no se sabe, y no se juzgan los nombres.
        escrito: lo que hay escrito en la vista previa; None = nada.
    """
    hallazgos = tuple(revisar_esquema(esquema, compilar))
    try:
        vista = preparar_suelto(sesion, esquema, {}, ahora, escrito)
    except FormularioInvalido:
        return VistaPrevia(None, hallazgos)
    if variables is not None:
        componentes = leer_esquema(esquema).componentes
        ajenas = tuple(_desconocidas(componentes, variables | _SIEMPRE, ""))
        hallazgos = (*(_ubicado(h, componentes) for h in hallazgos), *ajenas)
    return VistaPrevia(vista, hallazgos)


def variables_del_borrador(sesion: Session, borrador_id: int, clave: str) -> frozenset[str]:
    """Devuelve los nombres que el proceso de ese borrador da a su formulario `clave`.

    Sin los de ese mismo formulario: los suyos son los que el editor tiene, no los guardados.

    Raises:
        NoEncontrado: no existe el borrador, o le falta el diagrama.
    """
    carpeta = carpeta_de(sesion, borrador_id)
    formularios = ver_formularios({c: f for c, f in carpeta.formularios.items() if c != clave})
    decisiones = ver_decisiones(carpeta.decisiones)
    todas = ver_variables(carpeta.xml, formularios, decisiones)
    return frozenset(str(v["nombre"]) for v in todas)


def _desconocidas(
    componentes: tuple[Componente, ...], conocidas: frozenset[str], ruta: str
) -> Iterator[Hallazgo]:
    """Una advertencia por campo que nombra lo que nadie escribe: suelen ser erratas."""
    conocidas = conocidas | _claves(componentes)
    for c in componentes:
        donde = ".".join(parte for parte in (ruta, c.clave or c.id) if parte)
        ajenos = sorted({n for _, e in expresiones(c) for n in _nombres(e)} - conocidas)
        if ajenos:
            yield Hallazgo(
                "formulario_variable_desconocida",
                donde,
                c.etiqueta,
                c.linea,
                f"lee «{', '.join(ajenos)}», que ningún campo ni paso del proceso escribe.",
                "Revise cómo está escrito el nombre.",
                grave=False,
            )
        if c.componentes:
            dentro = f"{ruta}.{c.clave}" if ruta and c.clave else (c.clave or ruta)
            yield from _desconocidas(c.componentes, conocidas, dentro)


def _claves(componentes: tuple[Componente, ...]) -> frozenset[str]:
    """Los nombres de un nivel; un grupo sin clave da los suyos al nivel que lo tiene."""
    claves: set[str] = set()
    for c in componentes:
        if c.clase is Clase.GRUPO and not c.clave:
            claves |= _claves(c.componentes)
        elif c.lleva_dato:
            claves.add(c.clave)
    return frozenset(claves)


def _nombres(expresion: str) -> frozenset[str]:
    try:
        return compilar(expresion).nombres
    except ErrorMotor:
        return frozenset()  # que esté mal escrita ya se dijo


def _ubicado(hallazgo: Hallazgo, componentes: tuple[Componente, ...]) -> Hallazgo:
    """Con el nombre del campo si el hallazgo lo trae solo por su clave."""
    if hallazgo.nombre:
        return hallazgo
    for c in componentes:
        if hallazgo.elemento in (c.clave, c.id):
            return replace(hallazgo, nombre=c.etiqueta)
    return hallazgo
