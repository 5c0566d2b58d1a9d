"""Validar archivos sin publicarlos: diagramas, formularios, decisiones, fichas y escenarios."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from motor.bpmn import ContextoRevision, leer, revisar
from motor.feel import compilar, leer_dmn
from motor.nucleo.errores import DiagramaInvalido, ErrorMotor, Hallazgo, NoEncontrado
from motor.pruebas.carpetas import leer_ficha
from motor.pruebas.fragmentos import ARCHIVO as FRAGMENTOS
from motor.pruebas.lenguaje import leer_escenarios
from motor.reglas.formularios import revisar_esquema


def archivos_por_validar(rutas: tuple[Path, ...]) -> list[Path]:
    """Devuelve los archivos dados y, de cada carpeta, todos los que se pueden validar.

    Raises:
        NoEncontrado: no existe, no es de un tipo que se valide, o la carpeta no tiene ninguno.
    """
    archivos: list[Path] = []
    for ruta in rutas:
        if ruta.is_dir():
            hallados = [r for r in sorted(ruta.rglob("*")) if r.is_file() and _validador(r)]
            if not hallados:
                raise NoEncontrado(f"La carpeta {ruta} no tiene nada que validar.")
            archivos += hallados
        elif not ruta.is_file():
            raise NoEncontrado(f"No existe el archivo {ruta}.")
        elif _validador(ruta) is None:
            tipos = ".bpmn, .form, .dmn, proceso.yaml o escenarios (.yaml)"
            raise NoEncontrado(f"No se sabe validar {ruta}: se validan {tipos}.")
        else:
            archivos.append(ruta)
    return archivos


def validar_archivo(ruta: Path) -> list[Hallazgo]:
    """Devuelve lo que está mal en el archivo; vacío si nada."""
    validador = _validador(ruta)
    if validador is None:
        raise NoEncontrado(f"No se sabe validar {ruta}.")
    try:
        return validador(ruta)
    except DiagramaInvalido as error:
        return list(error.hallazgos) or [_general(ruta, error)]
    except ErrorMotor as error:
        return [_general(ruta, error)]
    except OSError as error:
        mensaje = f"no se puede leer ({error.strerror})."
        return [Hallazgo("archivo", ruta.name, "", 0, mensaje, "Revise sus permisos.")]


def _general(ruta: Path, error: ErrorMotor) -> Hallazgo:
    return Hallazgo(error.codigo, ruta.name, "", 0, error.mensaje, "")


def _validador(ruta: Path) -> Callable[[Path], list[Hallazgo]] | None:
    if ruta.name == "proceso.yaml":
        return _ficha
    if ruta.suffix == ".yaml":
        es_escenario = ruta.parent.name == "escenarios" and ruta.name != FRAGMENTOS
        return _escenarios if es_escenario else None
    return _POR_EXTENSION.get(ruta.suffix)


def _diagrama(ruta: Path) -> list[Hallazgo]:
    contexto = ContextoRevision()
    if (ruta.parent / "proceso.yaml").exists():
        formularios = (ruta.parent / "formularios").glob("*.form")
        contexto = ContextoRevision(
            formularios=frozenset(f.stem for f in formularios), decisiones=_decisiones(ruta.parent)
        )
    return revisar(leer(ruta.read_bytes()), contexto)


def _decisiones(carpeta: Path) -> frozenset[str]:
    """Los nombres con que el diagrama puede pedir una decisión; las ilegibles se dicen aparte."""
    conocidas: set[str] = set()
    for ruta in (carpeta / "decisiones").glob("*.dmn"):
        conocidas.add(ruta.stem)
        with suppress(ErrorMotor, OSError):
            modelo = leer_dmn(ruta.read_bytes())
            conocidas |= {*modelo.ids, *modelo.decisiones}
    return frozenset(conocidas)


def _formulario(ruta: Path) -> list[Hallazgo]:
    return revisar_esquema(ruta.read_bytes(), compilar)


def _decision(ruta: Path) -> list[Hallazgo]:
    leer_dmn(ruta.read_bytes())
    return []


def _ficha(ruta: Path) -> list[Hallazgo]:
    leer_ficha(ruta)
    return []


def _escenarios(ruta: Path) -> list[Hallazgo]:
    leer_escenarios(ruta, ruta.parent.parent.name)
    return []


_POR_EXTENSION: Mapping[str, Callable[[Path], list[Hallazgo]]] = {
    ".bpmn": _diagrama,
    ".form": _formulario,
    ".dmn": _decision,
}
