"""Un formulario que se está dibujando, como lo verá el personal, y lo que tiene mal."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from motor.consultas.formularios import FormularioVista, preparar_suelto
from motor.feel import compilar
from motor.nucleo.errores import Hallazgo
from motor.reglas.formularios import FormularioInvalido, revisar_esquema


@dataclass(frozen=True)
class VistaPrevia:
    """`vista` es None si el esquema no llega a leerse; `hallazgos`, lo que impide publicarlo."""

    vista: FormularioVista | None
    hallazgos: tuple[Hallazgo, ...]


def previsualizar(sesion: Session, esquema: bytes, ahora: datetime) -> VistaPrevia:
    """Revisa el esquema y, si se puede leer, lo prepara sin ninguna variable.

    Args:
        sesion: de lectura: las opciones de unidades, cargos y personas son las de verdad.
        esquema: el JSON de form-js, tal como lo tiene el editor.
        ahora: el instante.
    """
    hallazgos = tuple(revisar_esquema(esquema, compilar))
    try:
        return VistaPrevia(preparar_suelto(sesion, esquema, {}, ahora), hallazgos)
    except FormularioInvalido:
        return VistaPrevia(None, hallazgos)
