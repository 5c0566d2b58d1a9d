"""El formulario de la tarea: prepararlo para la página y leer lo que vuelve de ella."""

from collections.abc import Mapping, Sequence
from typing import Any

from motor.consultas.tarea import TareaVista
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Valor


def formulario_de(vista: TareaVista, faltas: Sequence[Falta], *, con_envio: bool) -> Any:  # noqa: ARG001 lo usa el formulario al conectarse
    """Devuelve el formulario listo para mostrar; None si la tarea no pide datos."""
    return None


def leer_formulario(vista: TareaVista) -> Mapping[str, Valor]:
    """Devuelve lo enviado, por clave; vacío si la tarea no pide datos.

    Raises:
        DatosInvalidos: la tarea pide datos y su formulario no se puede leer.
    """
    if vista.formulario is not None:
        raise DatosInvalidos(
            f"El formulario «{vista.formulario}» todavía no se puede llenar en el navegador."
        )
    return {}


def guardar_lo_escrito(vista: TareaVista) -> bool:
    """Guarda lo escrito como borrador; dice si había qué guardar."""
    leer_formulario(vista)
    return False


def recalcular_formulario(vista: TareaVista) -> Any:
    """Devuelve el formulario con lo que cambió al escribir."""
    return formulario_de(vista, (), con_envio=True)
