"""Un evaluador de mentira y atajos: los formularios se prueban sin FEEL de verdad."""

from datetime import UTC, datetime

from motor.nucleo.errores import DatosInvalidos, ErrorFeel
from motor.reglas.formularios import leer_esquema, revisar_envio

AHORA = datetime(2027, 1, 20, 14, 30, tzinfo=UTC)  # 10:30 en La Paz


def esquema(*componentes):
    return {"type": "default", "id": "prueba", "schemaVersion": 18, "components": list(componentes)}


def campo(tipo, clave, **resto):
    return {"type": tipo, "key": clave, "label": resto.pop("label", clave.capitalize()), **resto}


def evaluador(**expresiones):
    """Evalúa solo las expresiones dadas: texto → función de Python sobre lo que se ve."""

    def evaluar(expresion, vista):
        if expresion not in expresiones:
            raise ErrorFeel(f"no se esperaba «{expresion}»")
        return expresiones[expresion](vista)

    return evaluar


def revisar(componentes, datos, vista=None, reglas=None):
    formulario = leer_esquema(esquema(*componentes))
    return revisar_envio(formulario, datos, vista or {}, evaluador(**(reglas or {})), AHORA)


def faltas(componentes, datos, vista=None, reglas=None):
    try:
        valores = revisar(componentes, datos, vista, reglas)
    except DatosInvalidos as error:
        return {f.campo: f.mensaje for f in error.faltas}
    raise AssertionError(f"debió rechazarse y dio {valores}")
