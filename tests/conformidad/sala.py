"""Una sala de juego en memoria: varias instancias, mensajes, señales, llamadas y reloj simulado.

Hace lo que haría la base con cada `Avance`, con el estado pasado por JSON entre sucesos. Lo que
una instancia produce para otras se atiende después, en orden de llegada.
"""

import heapq
import json
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from motor.bpmn import avanzar, compilar, iniciar
from motor.bpmn.avance import (
    Abierta,
    Anulacion,
    Avance,
    ClaseEspera,
    ErrorLanzado,
    FichaCompletada,
    Fin,
    MensajeLanzado,
    MensajeRecibido,
    SenalLanzada,
    SenalRecibida,
    Suceso,
    TemporizadorVencido,
)
from motor.bpmn.compilado import Compilado
from motor.bpmn.definiciones import definiciones
from motor.bpmn.modelo import TODAS, DefinicionEvento, Nodo, Proceso, TipoEvento, TipoNodo
from tests.motor.bpmn.juego.mesa import Feel, Memoria

ALBA = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)
C = ClaseEspera


class Instancia:
    """Una instancia en juego; `madre` es la que la llamó y la ficha con que espera."""

    def __init__(
        self, sala: "Sala", compilado: Compilado, madre: "tuple[Instancia, int] | None"
    ) -> None:
        self.sala, self.compilado, self.madre = sala, compilado, madre
        self.memoria = Memoria()
        self.estado: Any = None
        self.abiertas: dict[int, Abierta] = {}
        self.incidentes: dict[int, tuple[str, str]] = {}
        self.fin: Fin | None = None

    def nodo(self, abierta: Abierta) -> Nodo:
        return self.compilado.proceso.nodos[abierta.elemento]

    def vista(self, ambito: int) -> Mapping[str, Any]:
        return self.memoria.vista(ambito)

    def empezar(self, inicio: str | None, contenido: Mapping[str, Any]) -> None:
        self._llevar(
            iniciar(
                self.compilado, self.memoria, self.sala.feel, inicio=inicio, contenido=contenido
            )
        )

    def suceder(self, suceso: Suceso) -> None:
        estado = json.loads(json.dumps(self.estado))
        self._llevar(avanzar(self.compilado, estado, suceso, self.memoria, self.sala.feel))

    def _llevar(self, avance: Avance) -> None:
        self.estado = avance.estado
        for cerrada in avance.cerradas:
            self.abiertas.pop(cerrada.ficha, None)
            self.incidentes.pop(cerrada.ficha, None)
        self.incidentes.update({i.ficha: (i.elemento, i.mensaje) for i in avance.incidentes})
        for abierta in avance.abiertas:
            self.abiertas[abierta.ficha] = abierta
        self.fin = avance.fin or self.fin
        self.sala.repartir(self, avance)


class Sala:
    """Los procesos que se pueden jugar y lo que pasa entre sus instancias."""

    def __init__(self, procesos: Mapping[str, Proceso]) -> None:
        self.compilados = {clave: compilar(p) for clave, p in procesos.items() if p.ejecutable}
        self.feel = Feel()
        self.ahora = ALBA
        self.instancias: list[Instancia] = []
        self.servir: Callable[[Instancia, Abierta], None] = lambda _i, _a: None
        self.pendientes: deque[Callable[[], None]] = deque()
        self._agenda: list[tuple[datetime, int, Callable[[], None]]] = []
        self._orden = 0
        self._sin_dueno: list[MensajeLanzado] = []

    # --- lo que hace el arnés ---------------------------------------------------------------

    def iniciar(
        self,
        proceso: str,
        contenido: Mapping[str, Any],
        inicio: str | None = None,
        madre: tuple[Instancia, int] | None = None,
    ) -> Instancia:
        instancia = Instancia(self, self.compilados[proceso], madre)
        self.instancias.append(instancia)
        instancia.empezar(inicio, contenido)
        return instancia

    def atender(self) -> None:
        """Hace todo lo que no espera ni a una persona ni al reloj."""
        while self.pendientes:
            self.pendientes.popleft()()

    def adelantar(self, cuanto: timedelta) -> None:
        """Mueve el reloj y hace lo que vence en el camino, cada cosa a su hora."""
        hasta = self.ahora + cuanto
        self.atender()
        while self._agenda and self._agenda[0][0] <= hasta:
            self.ahora, _, accion = heapq.heappop(self._agenda)
            accion()
            self.atender()
        self.ahora = hasta

    def agendar(self, en: timedelta, accion: Callable[[], None]) -> None:
        self._orden += 1
        heapq.heappush(self._agenda, (self.ahora + en, self._orden, accion))

    def si_espera(self, instancia: Instancia, abierta: Abierta, suceso: Suceso) -> None:
        """Aplica el suceso salvo que la ficha ya no espere eso."""
        if instancia.abiertas.get(abierta.ficha) is abierta:
            instancia.suceder(suceso)

    def enviar(self, nombre: str, contenido: Mapping[str, Any] | None = None) -> bool:
        """Entrega un mensaje de afuera; dice si alguien lo esperaba."""
        return self._entregar(MensajeLanzado("", nombre, None, contenido or {}))

    def senalar(self, nombre: str, contenido: Mapping[str, Any], menos: Any = None) -> None:
        """Difunde una señal a todas las instancias y empieza los procesos que inicia."""
        for instancia in list(self.instancias):
            if instancia is not menos and instancia.fin is None:
                instancia.suceder(SenalRecibida(nombre, contenido))
        self._empezar_con(TipoEvento.SENAL, nombre, contenido)

    # --- lo que produce cada avance ---------------------------------------------------------

    def repartir(self, instancia: Instancia, avance: Avance) -> None:
        for mensaje in avance.mensajes:
            self.pendientes.append(lambda m=mensaje: self._entregar_o_guardar(m))
        for senal in avance.senales:
            self.pendientes.append(lambda s=senal: self._difundir(instancia, s))
        for abierta in avance.abiertas:
            self._al_abrir(instancia, abierta)
        cerradas = {c.ficha for c in avance.cerradas}
        for otra in self.instancias:
            if otra.madre and otra.madre[0] is instancia and otra.madre[1] in cerradas:
                self.pendientes.append(lambda hija=otra: self._anular(hija))
        if instancia.fin is not None and instancia.madre is not None:
            self.pendientes.append(lambda: self._retornar(instancia))

    def _al_abrir(self, instancia: Instancia, abierta: Abierta) -> None:
        completar = lambda: self.si_espera(instancia, abierta, FichaCompletada(abierta.ficha))  # noqa: E731  se usa en una tabla
        if abierta.clase is C.CONTINUACION:
            self.pendientes.append(completar)
        elif abierta.clase is C.SERVICIO:
            self.pendientes.append(lambda: self.servir(instancia, abierta))
        elif abierta.clase is C.LLAMADA:
            self.pendientes.append(lambda: self._llamar(instancia, abierta))
        elif abierta.clase is C.TEMPORIZADOR:
            self._armar(instancia, abierta)
        elif abierta.clase is C.MENSAJE and self._sin_dueno:
            self.pendientes.append(self._reintentar_mensajes)

    def _armar(self, instancia: Instancia, abierta: Abierta) -> None:
        definicion = definicion_de(instancia, abierta)
        assert definicion.temporizador is not None
        texto = definicion.temporizador.texto
        expresion = texto if definicion.temporizador.es_expresion else f'duration("{texto}")'
        espera = self.feel.evaluar(expresion, instancia.vista(abierta.ambito))
        if isinstance(espera, str):
            espera = self.feel.evaluar(f'duration("{espera}")', {})
        assert isinstance(espera, timedelta), f"no es una duración fija: {texto}"
        vencido = TemporizadorVencido(abierta.ficha)
        self.agendar(espera, lambda: self.si_espera(instancia, abierta, vencido))

    def _llamar(self, instancia: Instancia, abierta: Abierta) -> None:
        if instancia.abiertas.get(abierta.ficha) is not abierta:
            return
        nodo, vista = instancia.nodo(abierta), instancia.vista(abierta.ambito)
        contenido: dict[str, Any] = {}
        for asigna in nodo.entradas:
            if asigna.destino == TODAS:
                contenido.update(vista)
            else:
                contenido[asigna.destino] = vista[asigna.destino]
        self.iniciar(nodo.llamado, contenido, madre=(instancia, abierta.ficha))

    def _retornar(self, hija: Instancia) -> None:
        assert hija.madre is not None
        assert hija.fin is not None
        madre, ficha = hija.madre
        abierta = madre.abiertas.get(ficha)
        if abierta is None or abierta.clase is not C.LLAMADA:
            return
        if hija.fin.error is not None:
            madre.suceder(ErrorLanzado(ficha, hija.fin.error))
        else:
            madre.suceder(FichaCompletada(ficha, dict(hija.vista(0))))

    def _anular(self, hija: Instancia) -> None:
        if hija.fin is None:
            hija.suceder(Anulacion())

    def _entregar_o_guardar(self, mensaje: MensajeLanzado) -> None:
        if not self._entregar(mensaje):
            self._sin_dueno.append(mensaje)

    def _reintentar_mensajes(self) -> None:
        esperando, self._sin_dueno = self._sin_dueno, []
        for mensaje in esperando:
            self._entregar_o_guardar(mensaje)

    def _entregar(self, mensaje: MensajeLanzado) -> bool:
        for instancia in self.instancias:
            for abierta in list(instancia.abiertas.values()):
                esperado = abierta.clase is C.MENSAJE and definicion_de(instancia, abierta)
                if esperado and esperado.nombre == mensaje.nombre:
                    instancia.suceder(MensajeRecibido(abierta.ficha, mensaje.contenido))
                    return True
        return self._empezar_con(TipoEvento.MENSAJE, mensaje.nombre, mensaje.contenido)

    def _difundir(self, de: Instancia, senal: SenalLanzada) -> None:
        self.senalar(senal.nombre, senal.contenido, menos=de)

    def _empezar_con(self, tipo: TipoEvento, nombre: str, contenido: Mapping[str, Any]) -> bool:
        hallados = [
            (clave, nodo.id)
            for clave, compilado in self.compilados.items()
            for nodo in compilado.proceso.por_padre[None]
            if nodo.tipo is TipoNodo.INICIO
            and nodo.evento.tipo is tipo
            and nodo.evento.nombre == nombre
        ]
        for clave, inicio in hallados:
            self.iniciar(clave, contenido, inicio)
        return bool(hallados)


def definicion_de(instancia: Instancia, abierta: Abierta) -> DefinicionEvento:
    """Lo que espera una ficha de temporizador, mensaje o señal."""
    return definiciones(instancia.nodo(abierta))[abierta.definicion]
