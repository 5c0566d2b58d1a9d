"""Las asociaciones de datos del estándar: qué nombre recibe el valor de cuál (BPMN 2.0.2, 10.4.2).

Al entrar, el dato de la actividad recibe el del diagrama; al salir, al revés. Con el mismo nombre
en los dos lados no hay nada que copiar: las variables ya se ven. Lo que calcula (`assignment`,
`transformation`) se niega en `ajenos`.
"""

import re
from collections.abc import Iterator

from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import Elemento, hijos, local, texto, texto_hijo
from motor.bpmn.modelo import Asigna

ENTRA, SALE = "dataInputAssociation", "dataOutputAssociation"
_CALCULAN = {"assignment", "transformation"}
_SIN_NOMBRE = "__targetRef_placeholder"  # así completa bpmn-js una asociación que solo se dibuja
_VARIABLE = re.compile(r"[^\W\d]\w*")


def leer_asociadas(mesa: Mesa, elemento: Elemento, clase: str) -> tuple[Asigna, ...]:
    """Devuelve lo que copian las asociaciones de la clase, de las que llevan un dato a otro nombre.

    Anota las que no se pueden copiar porque algún nombre no es el de una variable.
    """
    return tuple(_leer(mesa, elemento, clase))


def _leer(mesa: Mesa, elemento: Elemento, clase: str) -> Iterator[Asigna]:
    for asociacion in hijos(elemento, clase):
        _advertir_almacen(mesa, elemento, asociacion)
        if any(local(parte) in _CALCULAN for parte in hijos(asociacion)):
            continue
        de = [_nombre(mesa, texto(parte)) for parte in hijos(asociacion, "sourceRef")]
        a = _nombre(mesa, texto_hijo(asociacion, "targetRef"))
        if not a or not all(de) or set(de) <= {a}:  # sin dos nombres distintos, solo se dibuja
            continue
        en_actividad = not local(elemento).endswith("Event")
        if en_actividad and len(de) == 1 and _VARIABLE.fullmatch(a) and _VARIABLE.fullmatch(de[0]):
            yield Asigna(a, de[0])
        else:
            _no_se_copia(mesa, elemento, ", ".join(f"«{nombre}»" for nombre in de), a)


def _advertir_almacen(mesa: Mesa, elemento: Elemento, asociacion: Elemento) -> None:
    """Un almacén (10.4.1) viviría más que el caso; aquí lo que se anota queda en su expediente."""
    for parte in hijos(asociacion):
        almacen = mesa.buscar(texto(parte), "dataStoreReference")
        if almacen is None:
            continue
        nombre = _nombre(mesa, texto(parte)) or "sin nombre"
        mesa.anotar(
            "almacen_se_dibuja",
            elemento,
            f"El almacén de datos «{nombre}» se dibuja, pero no guarda nada de un caso para otro: "
            "lo que aquí se escribe queda en su expediente.",
            "Si otro caso lo necesita, páselo con un mensaje o con una actividad de llamada; si "
            "solo es para leer el dibujo, déjelo así.",
            grave=False,
        )


def _no_se_copia(mesa: Mesa, elemento: Elemento, de: str, a: str) -> None:
    mesa.anotar(
        "dato_sin_copiar",
        elemento,
        f"El dato {de} no se copia a «{a}»: eso se hace en una actividad, de un dato a otro, y los "
        "dos con nombre de variable.",
        "Ponga el mismo nombre a los dos, o diga en el panel qué datos entran y salen.",
        grave=False,
    )


def _nombre(mesa: Mesa, referencia: str) -> str:
    """El nombre del dato; el de una referencia sin nombre es el de su objeto."""
    dato = mesa.buscar(referencia)
    if dato is None:
        return ""
    nombre = _junto(dato)
    if not nombre:
        objeto = mesa.buscar(dato.get("dataObjectRef"), "dataObject")
        nombre = "" if objeto is None else _junto(objeto)
    return "" if nombre == _SIN_NOMBRE else nombre


def _junto(dato: Elemento) -> str:
    return " ".join((dato.get("name") or "").split())
