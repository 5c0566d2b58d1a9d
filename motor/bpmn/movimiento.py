"""Mover una ficha de una instancia guardada a otro paso de su mismo ámbito.

Lo que esperaba en el paso que deja se cancela, con todo lo que contiene; en el destino se entra
como si se hubiera llegado por su flujo. Nada de lo escrito en las variables cambia.
"""

from dataclasses import dataclass

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.avance import Avance, Evaluador, Variables
from motor.bpmn.compilado import Compilado
from motor.bpmn.estado import cargar
from motor.bpmn.jugador import Partida
from motor.bpmn.movimiento_destinos import Destino, destinos, impedimento
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.valores import Json


class NoSeMueve(OrdenRechazada):
    """La ficha no puede moverse, o no a ese paso: la frase dice por qué."""

    codigo = "no_se_mueve"


@dataclass(frozen=True)
class FichaEnPie:
    """Una ficha viva. `dentro_de` es el elemento que la contiene, vacío si ninguno.

    `porque` vacío = puede moverse, a los `destinos` que no tengan impedimento.
    """

    ficha: int
    elemento: str
    nombre: str
    dentro_de: str
    porque: str
    destinos: tuple[Destino, ...]


def fichas_en_pie(
    compilado: Compilado, estado: Json, variables: Variables, evaluador: Evaluador
) -> tuple[FichaEnPie, ...]:
    """Las fichas de la instancia, en orden de llegada, y a dónde puede ir cada una."""
    arbol = Arbol(compilado, variables, evaluador)
    cargar(arbol, estado)
    andan = (f for f in arbol.tasks.values() if not f.papel and not f.task_spec.es_raiz)
    return tuple(_en_pie(ficha) for ficha in andan)


def mover(
    compilado: Compilado,
    estado: Json,
    movida: tuple[int, str],
    variables: Variables,
    evaluador: Evaluador,
) -> Avance:
    """Mueve la ficha `movida[0]` al elemento `movida[1]` y sigue hasta que todo espere algo.

    Raises:
        NoSeMueve: la ficha no está, no puede moverse o el caso quedaría detenido; nada cambió.
    """
    numero, destino = movida

    def cambiar(arbol: Arbol) -> None:
        ficha = arbol.tasks.get(numero)
        if ficha is None:
            raise NoSeMueve(
                "El caso ya no está en ese paso. Actualice la página y vea dónde está ahora."
            )
        _exigir(ficha, destino)
        arbol.poner(compilado.al_entrar(destino).name, ficha.padre)
        ficha.cancel()

    avance = Partida(compilado, variables, evaluador).seguir(estado, cambiar)
    if avance.incidentes:
        raise NoSeMueve(
            "El caso quedaría detenido ahí: " + " ".join(i.mensaje for i in avance.incidentes)
        )
    return avance


def _exigir(ficha: Ficha, destino: str) -> None:
    porque = impedimento(ficha)
    if not porque:
        elegido = next((d for d in destinos(ficha) if d.elemento == destino), None)
        porque = elegido.porque if elegido else f"El proceso no tiene ningún paso «{destino}»."
    if porque:
        raise NoSeMueve(f"No se movió la ficha. {porque}")


def _en_pie(ficha: Ficha) -> FichaEnPie:
    nodo, porque = ficha.task_spec.nodo, impedimento(ficha)
    afuera = ficha.padre.task_spec
    return FichaEnPie(
        ficha.id,
        nodo.id,
        llamar(nodo),
        "" if afuera.es_raiz else llamar(afuera.nodo),
        porque,
        () if porque else tuple(destinos(ficha)),
    )
