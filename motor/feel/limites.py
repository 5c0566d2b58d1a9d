"""Los topes que impiden que una expresión consuma sin medida tiempo, memoria o pila."""

LARGO_TEXTO = 20_000  # caracteres de una expresión
HONDURA = 120  # niveles de anidamiento del árbol
PASOS = 1_000_000  # pasos de una evaluación (vueltas, llamadas y elementos recorridos)
LLAMADAS = 100  # llamadas a funciones definidas en FEEL, una dentro de otra
LARGO_CADENA = 1_000_000  # caracteres de un texto producido
LARGO_LISTA = 100_000  # elementos de una lista producida
LARGO_PATRON = 500  # caracteres de una expresión regular
LARGO_BUSCADO = 10_000  # caracteres del texto sobre el que se aplica
