"""Un bloque al azar, dibujado: el `Proceso` que el motor juega contra la referencia."""

from itertools import count, pairwise
from typing import Any

from motor.bpmn.modelo import Proceso, Repeticion
from tests.motor.bpmn.juego.bloques import Bloque
from tests.motor.bpmn.juego.taller import (
    bucle,
    compleja,
    error,
    fin,
    inicio,
    limite,
    mensaje,
    o_,
    proceso,
    reloj,
    script,
    sub,
    sub_evento,
    usuario,
    xor,
    y_,
)

_CON_LUGAR = frozenset({"basta", "limite", "evento", "corta", "lanza"})
"""Los bloques que se dibujan dentro de un subproceso suyo."""


class Dibujo:
    """Convierte un bloque en un `Proceso`; los nombres se repiten con sufijo `_n`."""

    def __init__(self, bloque: Bloque) -> None:
        self.numeros = count(1)
        self.nodos: dict[str, Any] = {}
        self.tramos: dict[str, list[str]] = {"": []}
        self._lugar, self._contadores = "", [[]]
        self._entre("inicio", bloque, "fin")

    def proceso(self) -> Proceso:
        dentro = {lugar: "; ".join(t) for lugar, t in self.tramos.items() if lugar}
        return proceso("; ".join(self.tramos[""]), dentro, **self.nodos)

    def _entre(self, desde: str, bloque: Bloque, hasta: str) -> None:
        entra, sale = self._bloque(bloque)
        self._unir(desde, entra)
        self._unir(sale, hasta)

    def _nuevo(self, base: str, nodo: Any) -> str:
        nombre = f"{base}_{next(self.numeros)}"
        self.nodos[nombre] = nodo
        return nombre

    def _unir(self, desde: str, hasta: str, condicion: str = "") -> None:
        self.tramos[self._lugar].append(f"{desde} > {hasta}{condicion}")

    def _bloque(self, bloque: Bloque) -> tuple[str, str]:
        match bloque:
            case ("tarea", nombre):
                return (unico := self._nuevo(nombre, usuario())), unico
            case ("auto",):
                return (unico := self._nuevo("auto", script("{}"))), unico
            case ("serie", partes):
                puntas = [self._bloque(p) for p in partes]
                for (_, sale), (entra, _) in pairwise(puntas):
                    self._unir(sale, entra)
                return puntas[0][0], puntas[-1][1]
            case ("bucle", veces, dentro):
                return self._bucle(veces, dentro)
            case ("sub" | "multi" | "repite", *_):
                return self._sub(bloque[-1], _repeticion(bloque))
            case ("basta" | "limite" | "evento" | "corta", *_):
                return self._sub(bloque, None)
        return self._ramas(*bloque)

    def _ramas(self, clase: str, *resto: Any) -> tuple[str, str]:
        partes = resto[-1]
        de_que = {"xor": xor, "y": y_, "o": o_}[clase]
        abre, cierra = self._nuevo(clase, de_que()), self._nuevo(clase, de_que())
        for numero, parte in enumerate(partes):
            entra, sale = self._bloque(parte)
            self._unir(abre, entra, self._condicion(clase, resto[0], numero, len(partes)))
            self._unir(sale, cierra)
        return abre, cierra

    def _condicion(self, clase: str, activas: Any, numero: int, total: int) -> str:
        if clase == "y":
            return ""
        if clase == "xor":
            return "[*]" if numero == total - 1 else f"[{str(numero == activas).lower()}]"
        return "[*]" if numero == total - 1 else f"[{str(numero in activas).lower()}]"

    def _bucle(self, veces: int, dentro: Bloque) -> tuple[str, str]:
        contador = f"k{next(self.numeros)}"
        self._contadores[-1].append(contador)
        cero = self._nuevo("cero", script("0", contador))
        vuelta, otra = self._nuevo("vuelta", xor()), self._nuevo("otra", xor())
        suma = self._nuevo("suma", script(f"{contador} + 1", contador))
        self._unir(cero, vuelta)
        self._entre(vuelta, dentro, suma)
        self._unir(suma, otra)
        self._unir(otra, vuelta, f"[{contador} < {veces}]")
        salida = self._nuevo("sigue", xor())
        self._unir(otra, salida, "[*]")
        return cero, salida

    def _basta(self, cuantas: int, partes: tuple[Bloque, ...], despues: Bloque) -> tuple[str, str]:
        abre = self._nuevo("y", y_())
        cierra = self._nuevo("basta", compleja(f"activationCount >= {cuantas}"))
        for parte in partes:
            entra, sale = self._bloque(parte)
            self._unir(abre, entra)
            self._unir(sale, cierra)
        entra, sale = self._bloque(despues)
        self._unir(cierra, entra)
        return abre, sale

    def _limite(
        self, clase: str, interrumpe: bool, dentro: Bloque, atiende: Bloque
    ) -> tuple[str, str]:
        entra, sale = self._bloque(dentro) if dentro[0] == "tarea" else self._sub(dentro, None)
        evento = reloj() if clase == "reloj" else mensaje("m")
        # lo que puede ocurrir varias veces se atiende cada vez aparte, con sus contadores y uniones
        atiende = atiende if clase == "reloj" or interrumpe else ("sub", atiende)
        self._al_borde(clase, limite(entra, evento, interrumpe=interrumpe), atiende)
        return entra, sale

    def _al_borde(self, base: str, evento: Any, atiende: Bloque) -> None:
        """El evento de límite y su camino, que termina aparte."""
        nombre = self._nuevo(base, evento)
        self._entre(nombre, atiende, f"fin_{nombre}")

    def _evento(self, interrumpe: bool, dentro: Bloque, atiende: Bloque) -> tuple[str, str]:
        puntas = self._bloque(dentro)
        nombre = self._nuevo("atiende", sub_evento())
        self.tramos[self._lugar].append(nombre)
        afuera, self._lugar = self._lugar, nombre
        self.tramos[nombre] = []
        self._contadores.append([])
        empieza = self._nuevo("reloj", inicio(reloj(), interrumpe=interrumpe))
        self._entre(empieza, atiende, f"fin_{nombre}")
        self.nodos[nombre] = sub_evento(locales=tuple(self._contadores.pop()))
        self._lugar = afuera
        return puntas

    def _corta(self, dentro: Bloque, otro: Bloque, atiende: Bloque) -> tuple[str, str]:
        entra, sale = self._sub(("lanza", dentro, otro), None)
        self._al_borde("error", limite(entra, error("E"), interrumpe=True), atiende)
        return entra, sale

    def _lanza(self, dentro: Bloque, otro: Bloque) -> tuple[str, str]:
        abre = self._nuevo("y", y_())
        self._entre(abre, dentro, self._nuevo("lanza", fin(error("E"))))
        entra, sale = self._bloque(otro)
        self._unir(abre, entra)
        return abre, sale

    def _sub(self, dentro: Bloque, repeticion: Repeticion | None) -> tuple[str, str]:
        nombre = self._nuevo("sub", None)
        afuera, self._lugar = self._lugar, nombre
        self.tramos[nombre] = []
        self._contadores.append([])
        aparte = getattr(self, f"_{dentro[0]}", None) if dentro[0] in _CON_LUGAR else None
        puntas = aparte(*dentro[1:]) if aparte else self._bloque(dentro)
        self._unir(f"inicio_{nombre}", puntas[0])
        self._unir(puntas[1], f"fin_{nombre}")
        self.nodos[nombre] = sub(repeticion=repeticion, locales=tuple(self._contadores.pop()))
        self._lugar = afuera
        return nombre, nombre


def _repeticion(bloque: Bloque) -> Repeticion | None:
    match bloque:
        case ("multi", secuencial, veces, _):
            return Repeticion(secuencial, cardinalidad=str(veces))
        case ("repite", antes, veces, _):
            return bucle(f"loopCounter < {veces}", antes=antes)
    return None
