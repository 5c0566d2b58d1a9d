"""De la escritura de un tipo (`list<number>`) al tipo."""

from collections.abc import Mapping

from motor.feel.compilador.base import Arbol, ramas
from motor.feel.tipos import Tipo, tipo_basico


def leer_tipo(arbol: Arbol, tipos: Mapping[str, Tipo]) -> Tipo | None:
    """Devuelve el tipo que escribe `arbol`; None si nombra uno que no existe.

    Args:
        arbol: rama `tipo_*` de la gramática.
        tipos: los del modelo DMN, por nombre.
    """
    forma = str(arbol.data)
    if forma == "tipo_nombre":
        nombre = ".".join(str(h) for h in arbol.children)
        return tipos.get(nombre) or tipo_basico(nombre)
    if forma == "tipo_contexto":
        return _contexto(arbol, tipos)
    if forma == "tipo_funcion":
        return _funcion(arbol, tipos)
    elemento = leer_tipo(ramas(arbol)[0], tipos)
    return Tipo("list" if forma == "tipo_lista" else "range", elemento) if elemento else None


def _contexto(arbol: Arbol, tipos: Mapping[str, Tipo]) -> Tipo | None:
    campos = []
    for campo in ramas(arbol):
        tipo = leer_tipo(ramas(campo)[0], tipos)
        if tipo is None:
            return None
        campos.append((str(campo.children[0]).strip('"'), tipo))
    return Tipo("context", campos=tuple(campos))


def _funcion(arbol: Arbol, tipos: Mapping[str, Tipo]) -> Tipo | None:
    lista, resultado = ramas(arbol)
    parametros = [leer_tipo(rama, tipos) for rama in ramas(lista)]
    tipo = leer_tipo(resultado, tipos)
    conocidos = tuple(p for p in parametros if p is not None)
    if tipo is None or len(conocidos) < len(parametros):
        return None
    return Tipo("function", parametros=conocidos, resultado=tipo)
