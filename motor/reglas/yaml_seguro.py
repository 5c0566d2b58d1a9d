"""Lee YAML de confianza limitada: sin objetos, sin claves repetidas, de tamaño acotado."""

import re
from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from motor.nucleo.errores import ErrorMotor

BYTES_MAXIMOS = 1_000_000
NODOS_MAXIMOS = 100_000


class YamlInvalido(ErrorMotor):
    """Un archivo YAML no se puede leer."""

    codigo = "yaml_invalido"


class _Cargador(yaml.SafeLoader):
    """El cargador seguro; `18:30` y `29_59` son texto (YAML 1.1 leería 1110 y 2959)."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        vistas: set[Any] = set()
        for nodo_clave, _ in node.value:
            clave = nodo_clave.value
            if nodo_clave.tag != "tag:yaml.org,2002:merge" and clave in vistas:
                problema = f"la clave «{clave}» está repetida"
                raise yaml.constructor.ConstructorError(None, None, problema, nodo_clave.start_mark)
            vistas.add(clave if isinstance(clave, str) else id(nodo_clave))
        return super().construct_mapping(node, deep)

    def fecha_o_texto(self, node: yaml.ScalarNode) -> Any:
        """La fecha, o su texto si ese día no existe: quien la use dirá la frase."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value


_Cargador.add_constructor("tag:yaml.org,2002:timestamp", _Cargador.fecha_o_texto)
_ENTERO = re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"^[-+]?[0-9]+\.[0-9]+$")
_Cargador.yaml_implicit_resolvers = {
    letra: [par for par in pares if not par[0].endswith((":int", ":float"))]
    for letra, pares in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Cargador.add_implicit_resolver("tag:yaml.org,2002:int", _ENTERO, list("-+0123456789"))
_Cargador.add_implicit_resolver("tag:yaml.org,2002:float", _DECIMAL, list("-+0123456789"))


def leer_yaml(ruta: Path) -> Any:
    """Devuelve lo que dice el archivo, con los tipos de YAML (fechas incluidas).

    Raises:
        YamlInvalido: no existe, es demasiado grande, no es UTF-8 o está mal escrito; con la línea.
    """
    try:
        contenido = ruta.read_bytes()
    except OSError as error:
        raise YamlInvalido(f"No se puede leer {ruta}: {error.strerror}.") from error
    return leer_yaml_de_bytes(str(ruta), contenido)


def leer_yaml_de_bytes(ruta: str, contenido: bytes) -> Any:
    """Como `leer_yaml`, con el contenido ya en la mano; `ruta` es cómo se lo nombra a la persona.

    Raises:
        YamlInvalido: es demasiado grande, no es UTF-8 o está mal escrito; con la línea.
    """
    if len(contenido) > BYTES_MAXIMOS:
        raise YamlInvalido(f"{ruta} pasa de {BYTES_MAXIMOS} bytes; divídalo.")
    try:
        texto = contenido.decode("utf-8-sig")
        datos = yaml.load(texto, _Cargador)  # noqa: S506 hereda de SafeLoader: no crea objetos
    except UnicodeDecodeError as error:
        raise YamlInvalido(f"{ruta} no está en UTF-8; guárdelo así.") from error
    except yaml.YAMLError as error:
        raise YamlInvalido(f"{ruta}{_donde(error)}") from error
    except (RecursionError, ValueError) as error:
        raise YamlInvalido(f"{ruta} tiene un valor imposible o anida demasiado.") from error
    _exigir_acotado(ruta, datos)
    return datos


def _donde(error: yaml.YAMLError) -> str:
    marca = getattr(error, "problem_mark", None)
    lugar = f", línea {marca.line + 1}, columna {marca.column + 1}" if marca else ""
    problema = str(getattr(error, "problem", "") or "")
    if problema.startswith("la clave"):
        return f"{lugar}: {problema}."
    if "could not determine a constructor" in problema:
        return f"{lugar}: las etiquetas «!…» no se admiten."
    return f"{lugar}: el YAML está mal escrito; revise sangrías, comillas y dos puntos."


def _exigir_acotado(ruta: str, datos: Any) -> None:
    """Cuenta los nodos siguiendo los alias, para que unos pocos no se vuelvan millones."""
    pendientes, cuenta = [datos], 0
    while pendientes:
        nodo = pendientes.pop()
        cuenta += 1
        if isinstance(nodo, dict):
            pendientes += nodo.values()
        elif isinstance(nodo, list):
            pendientes += nodo
        if cuenta > NODOS_MAXIMOS:
            raise YamlInvalido(f"{ruta} tiene más de {NODOS_MAXIMOS} valores; divídalo.")
