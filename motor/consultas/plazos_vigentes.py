"""De los plazos de un expediente, cuál rige: los reemplazados quedan como historia del que sigue.

Un temporizador que el trámite vuelve a armar (el mismo elemento, u otro que espera la misma
variable) reemplaza al que ya se había cerrado. Y si la variable que fija su fecha ya es otra, rige
la fecha nueva aunque el temporizador siga armado con la anterior: al sonar, esperará hasta ella.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.bpmn.modelo import CONTENEDORES, Nodo, Proceso, TipoNodo
from motor.reglas.ambitos import VariablesDeInstancia

TODO_EL_TRAMITE, UNA_FASE = 0, 1
_DEL_TRAMITE = 0  # ámbito de la instancia


@dataclass(frozen=True)
class PlazoLeido:
    """Una fila de plazo con su proceso y su nodo (None si el diagrama ya no lo tiene)."""

    fila: Plazo
    proceso: Proceso

    @property
    def nodo(self) -> Nodo | None:
        """El elemento del diagrama de que es el plazo."""
        return self.proceso.nodos.get(self.fila.elemento)

    @property
    def variable(self) -> str:
        """La variable que fija su fecha (`cauce:plazo="=vence"`); '' si no la fija una."""
        tiempo = self.nodo.evento.temporizador if self.nodo else None
        texto = tiempo.texto.strip().lstrip("=").strip() if tiempo and tiempo.es_expresion else ""
        return texto if texto.isidentifier() else ""


@dataclass
class Vigente:
    """Un plazo que rige o rigió hasta el final, con las fechas que tuvo antes, la primera delante.

    `vence_fecha` es None salvo que una prórroga del trámite la haya movido.
    """

    leido: PlazoLeido
    antes: tuple[date, ...] = field(default=())
    vence_fecha: date | None = None


def dejar_vigentes(sesion: Session, leidos: Iterable[PlazoLeido]) -> list[Vigente]:
    """Devuelve los plazos sin los reemplazados, en el orden en que se abrieron."""
    vigentes: list[Vigente] = []
    ultimos: dict[tuple[int, str], Vigente] = {}
    for leido in leidos:
        vigente = Vigente(leido)
        clave = (leido.fila.instancia_id, leido.variable or leido.fila.elemento)
        if leido.fila.clase is ClasePlazo.TEMPORIZADOR:
            previo = ultimos.get(clave)
            if previo is not None and _lo_reemplaza(previo.leido.fila, leido.fila):
                vigente.antes = (*previo.antes, previo.leido.fila.vence_fecha)
                vigentes.remove(previo)
            ultimos[clave] = vigente
        vigentes.append(vigente)
    for vigente in vigentes:
        _mover(sesion, vigente)
    return vigentes


def alcance(leido: PlazoLeido) -> int | None:
    """Dice si el plazo corre para todo el trámite o para una fase; None si es de un solo paso.

    Lo de todo el trámite se dibuja como un subproceso de evento, que vela mientras lo demás avanza;
    lo de una fase, en el borde de su subproceso.
    """
    nodo = leido.nodo
    if nodo is None or leido.fila.clase is not ClasePlazo.TEMPORIZADOR:
        return None
    if nodo.tipo is TipoNodo.LIMITE:
        anfitrion = leido.proceso.nodos.get(nodo.adjunto_a or "")
        de_fase = anfitrion is not None and anfitrion.tipo in CONTENEDORES
        return UNA_FASE if de_fase else None
    padre = leido.proceso.nodos.get(nodo.padre or "")
    vela = padre is not None and padre.tipo is TipoNodo.SUBPROCESO_EVENTO
    return TODO_EL_TRAMITE if vela else None


def _lo_reemplaza(previo: Plazo, nuevo: Plazo) -> bool:
    return previo.cerrado_el is not None and previo.cerrado_el <= nuevo.desde_el


def _mover(sesion: Session, vigente: Vigente) -> None:
    fila, variable = vigente.leido.fila, vigente.leido.variable
    if not variable or fila.estado is not EstadoPlazo.ABIERTO:
        return
    valor = VariablesDeInstancia(sesion, fila.instancia_id).vista(_DEL_TRAMITE).get(variable)
    if type(valor) is date and valor > fila.vence_fecha:
        vigente.antes = (*vigente.antes, fila.vence_fecha)
        vigente.vence_fecha = valor
