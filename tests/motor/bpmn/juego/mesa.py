"""Una mesa de juego: variables en memoria, FEEL de verdad y el estado pasado por JSON cada vez.

mesa = Mesa(proceso(...)).iniciar(monto=3)
mesa.completar("a", decision="si")
assert mesa.tareas == ["b"]
"""

import json
import random
from collections import ChainMap
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from motor.bpmn.avance import (
    Abierta,
    Anulacion,
    Avance,
    ClaseEspera,
    ErrorLanzado,
    FichaCompletada,
    Fin,
    MensajeRecibido,
    Reintento,
    SenalRecibida,
    Suceso,
    TemporizadorVencido,
)
from motor.bpmn.compilacion import compilar
from motor.bpmn.jugador import Partida
from motor.bpmn.modelo import Proceso
from motor.feel import compilar as compilar_feel
from motor.nucleo.errores import ErrorFeel

AHORA = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)


class Memoria:
    """`Variables` en memoria; falla si se abre o cierra mal un ámbito."""

    def __init__(self) -> None:
        self.ambitos: dict[int, dict[str, Any]] = {0: {}}
        self.padres: dict[int, int] = {}

    def vista(self, ambito: int) -> Mapping[str, Any]:
        return ChainMap(*(self.ambitos[a] for a in self._linea(ambito)))

    def escribir(self, ambito: int, nombre: str, valor: Any) -> None:
        dueno = next((a for a in self._linea(ambito) if nombre in self.ambitos[a]), 0)
        self.ambitos[dueno][nombre] = valor

    def escribir_local(self, ambito: int, nombre: str, valor: Any) -> None:
        self.ambitos[ambito][nombre] = valor

    def abrir(self, ambito: int, padre: int, valores: Mapping[str, Any]) -> None:
        assert ambito not in self.ambitos
        assert padre in self.ambitos
        self.ambitos[ambito], self.padres[ambito] = dict(valores), padre

    def cerrar(self, ambito: int) -> None:
        assert ambito not in self.padres.values(), "se cierra con ámbitos dentro"
        del self.ambitos[ambito], self.padres[ambito]

    def _linea(self, ambito: int) -> list[int]:
        linea = [ambito]
        while linea[-1]:
            linea.append(self.padres[linea[-1]])
        return linea


class Feel:
    """`Evaluador` con el FEEL del motor y decisiones como funciones de la vista."""

    def __init__(self, decisiones: Mapping[str, Any] | None = None) -> None:
        self.decisiones = decisiones or {}
        self.compiladas: dict[str, Any] = {}
        self.fallan: set[str] = set()

    def evaluar(self, expresion: str, vista: Mapping[str, Any]) -> Any:
        if expresion in self.fallan:
            raise ErrorFeel(f"«{expresion}» no se puede evaluar.")
        if expresion not in self.compiladas:
            self.compiladas[expresion] = compilar_feel(expresion)
        return self.compiladas[expresion].evaluar(vista, ahora=AHORA, funciones={})

    def decidir(self, decision: str, vista: Mapping[str, Any]) -> Any:
        return self.decisiones[decision](vista)


class UnPaso:
    """Un solo paso y se detiene; con azar, cualquiera de las listas."""

    def __init__(self, azar: random.Random | None) -> None:
        self.azar, self.dado = azar, False

    def elegir(self, listas: Sequence[int]) -> int | None:
        if self.dado:
            return None
        self.dado = True
        return self.azar.choice(listas) if self.azar else listas[0]


class Mesa:
    """Lleva una instancia como lo haría la base: recuerda lo abierto y aplica cada avance.

    Con `azar`, guarda y restaura por JSON entre cualquier par de pasos y los da en orden al azar.
    """

    def __init__(
        self, proceso: Proceso, decisiones: Any = None, azar: random.Random | None = None
    ) -> None:
        self.compilado = compilar(proceso)
        self.memoria, self.feel, self.azar = Memoria(), Feel(decisiones), azar
        self.estado: Any = None
        self.abiertas: dict[int, Abierta] = {}
        self.incidentes: dict[int, str] = {}
        self.fin: Fin | None = None
        self.mensajes: list[Any] = []
        self.senales: list[Any] = []
        self.pasos: list[Any] = []
        self.avance = Avance()

    # --- sucesos ------------------------------------------------------------------------

    def iniciar(self, inicio: str | None = None, **contenido: Any) -> "Mesa":
        return self._jugar(lambda partida: partida.iniciar(inicio, _valores(contenido)))

    def suceder(self, suceso: Suceso) -> "Mesa":
        return self._jugar(lambda partida: partida.avanzar(self._restaurado(), suceso))

    def completar(self, elemento: str, indice: int | None = None, **datos: Any) -> "Mesa":
        return self.suceder(FichaCompletada(self.ficha(elemento, indice), _valores(datos)))

    def vencer(self, elemento: str, ultimo: bool = True) -> "Mesa":
        return self.suceder(TemporizadorVencido(self.ficha(elemento), ultimo))

    def vencer_definicion(self, elemento: str, definicion: int) -> "Mesa":
        [ficha] = [
            a.ficha
            for a in self.abiertas.values()
            if (a.elemento, a.definicion) == (elemento, definicion)
        ]
        return self.suceder(TemporizadorVencido(ficha))

    def recibir(self, elemento: str, **contenido: Any) -> "Mesa":
        return self.suceder(MensajeRecibido(self.ficha(elemento), _valores(contenido)))

    def senalar(self, nombre: str, **contenido: Any) -> "Mesa":
        return self.suceder(SenalRecibida(nombre, _valores(contenido)))

    def fallar(self, elemento: str, codigo: str, **datos: Any) -> "Mesa":
        return self.suceder(ErrorLanzado(self.ficha(elemento), codigo, datos=_valores(datos)))

    def reintentar(self) -> "Mesa":
        [ficha] = self.incidentes
        del self.incidentes[ficha]
        return self.suceder(Reintento(ficha))

    def anular(self) -> "Mesa":
        return self.suceder(Anulacion())

    # --- lo que se ve -------------------------------------------------------------------

    def ficha(self, elemento: str, indice: int | None = None) -> int:
        candidatas = [
            a.ficha
            for a in self.abiertas.values()
            if a.elemento == elemento and indice in (None, a.indice)
        ]
        assert candidatas, f"«{elemento}» no está abierta; lo está: {self.esperas}"
        return candidatas[0]

    @property
    def tareas(self) -> list[str]:
        return self.de_clase(ClaseEspera.TAREA)

    @property
    def esperas(self) -> list[str]:
        return sorted(a.elemento for a in self.abiertas.values())

    def de_clase(self, clase: ClaseEspera) -> list[str]:
        return sorted(a.elemento for a in self.abiertas.values() if a.clase is clase)

    @property
    def finales(self) -> tuple[str, ...] | None:
        return self.fin.finales if self.fin else None

    def variable(self, nombre: str) -> Any:
        return self.memoria.ambitos[0].get(nombre)

    def flujos(self) -> list[str]:
        return [p.elemento for p in self.pasos if p.clase == "flujo"]

    # --- por dentro ---------------------------------------------------------------------

    def _restaurado(self) -> Any:
        return json.loads(json.dumps(self.estado))

    def _jugar(self, jugada: Any) -> "Mesa":
        self._aplicar(jugada(self._partida()))
        while self.azar is not None and self.fin is None:
            antes = self.estado
            self._aplicar(self._partida().seguir(self._restaurado()))
            if self.estado == antes and not any(f[3] == 16 for f in self.estado["f"]):
                break
        self._comprobar()
        return self

    def _partida(self) -> Partida:
        ritmo = UnPaso(self.azar) if self.azar is not None else None
        return Partida(self.compilado, self.memoria, self.feel, ritmo)

    def _aplicar(self, avance: Avance) -> None:
        self.avance, self.estado = avance, avance.estado
        for cerrada in avance.cerradas:
            conocida = self.abiertas.pop(cerrada.ficha, None)
            en_incidente = self.incidentes.pop(cerrada.ficha, None)
            assert conocida or en_incidente, f"{cerrada} cierra lo que nadie abrió"
        for abierta in avance.abiertas:
            assert abierta.ficha not in self.abiertas
            self.abiertas[abierta.ficha] = abierta
        self.incidentes.update({i.ficha: i.mensaje for i in avance.incidentes})
        self.mensajes += avance.mensajes
        self.senales += avance.senales
        self.pasos += avance.pasos
        self.fin = avance.fin or self.fin

    def _comprobar(self) -> None:
        """Lo que siempre es cierto: nada abierto ni ámbito queda al terminar."""
        if self.fin is not None:
            assert not self.abiertas
            assert not self.incidentes
            assert self.estado["f"] == []
            assert set(self.memoria.ambitos) == {0}
        else:
            fichas = {f[0] for f in self.estado["f"]}
            assert set(self.abiertas) <= fichas
            assert set(self.memoria.ambitos) <= fichas
            assert {a.ambito for a in self.abiertas.values()} <= set(self.memoria.ambitos)


def _valores(datos: Mapping[str, Any]) -> dict[str, Any]:
    return {nombre: _valor(valor) for nombre, valor in datos.items()}


def _valor(valor: Any) -> Any:
    if isinstance(valor, list):
        return [_valor(v) for v in valor]
    return Decimal(valor) if isinstance(valor, int) and not isinstance(valor, bool) else valor
