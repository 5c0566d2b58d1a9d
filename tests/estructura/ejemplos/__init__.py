"""Un ejemplo por operación: prepara lo mínimo y devuelve la orden que, una sola vez, actúa."""

from tests.estructura.ejemplos import administracion, trabajador, tramites, ventanilla

EJEMPLOS = {
    ejemplo.__name__: ejemplo
    for modulo in (administracion, tramites, trabajador, ventanilla)
    for ejemplo in modulo.EJEMPLOS
}
