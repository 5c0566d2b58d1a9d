"""Qué elemento de la versión nueva toma el lugar de cada uno de la vieja."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from motor.bpmn.compilado import RAIZ, Compilado
from motor.bpmn.definiciones import definiciones
from motor.bpmn.especificaciones.compensacion import VUELTA
from motor.bpmn.modelo import Nodo, TipoNodo


@dataclass(frozen=True)
class Lugares:
    """Las dos versiones y el mapa entre sus elementos (ver `migracion.Versiones`)."""

    vieja: Compilado
    nueva: Compilado
    mapa: Mapping[str, str | None]

    def viejo(self, nombre: str) -> Nodo:
        """El nodo viejo de una especificación; de la que deshace, el de su actividad."""
        return self.vieja.proceso.nodos[nombre.rstrip(RAIZ + VUELTA)]

    def nuevo(self, nombre: str) -> Nodo | None:
        """El nodo nuevo que toma su lugar; None si ninguno."""
        base = nombre.rstrip(RAIZ + VUELTA)
        return self.nueva.proceso.nodos.get(self.mapa.get(base, base) or "")

    def eventos_conservados(self) -> set[str]:
        """Los límites e inicios de subproceso de evento nuevos que ya tenían uno viejo.

        El que ya ocurrió o se agotó cuenta: no se arma otra vez.
        """
        pares = ((n, self.nuevo(n.id)) for n in self.vieja.proceso.nodos.values())
        return {
            nuevo.id
            for viejo, nuevo in pares
            if nuevo is not None and misma_espera(viejo, nuevo) and self._mismo_anfitrion(viejo)
        }

    def _mismo_anfitrion(self, viejo: Nodo) -> bool:
        nuevo = self.nuevo(viejo.id)
        if nuevo is None or viejo.adjunto_a is None:
            return nuevo is not None
        anfitrion = self.nuevo(viejo.adjunto_a)
        return anfitrion is not None and anfitrion.id == nuevo.adjunto_a

    def sigue_en(self, nuevo: Nodo, papel: str, lugar: str | None) -> bool:
        """Si un evento armado en `lugar` (id nuevo; None = la instancia) sigue siendo de ahí."""
        nodos, flujos = self.nueva.proceso.nodos, self.nueva.proceso.flujos
        if papel == "l":
            return nuevo.adjunto_a == lugar
        if papel == "s":
            sub = nodos.get(nuevo.padre or "")
            evento = sub is not None and sub.tipo is TipoNodo.SUBPROCESO_EVENTO
            return evento and sub is not None and sub.padre == lugar
        grupo = nodos.get(lugar or "")
        if grupo is None:
            return False
        return nuevo is grupo or any(flujos[f].destino == nuevo.id for f in grupo.salen)

    def flujo(self, viejo: Nodo, nuevo: Nodo, flujo: str) -> str | None:
        """El flujo nuevo por el que se tiene por llegada la ficha que llegó por `flujo`.

        El de su mismo id; si no, el que viene del mismo origen, directo o por pasos agregados; si
        no, el único que no corresponde a ningún otro de los viejos.
        """
        pares = {f: self._por_id_u_origen(nuevo, f) for f in viejo.entran}
        if pares.get(flujo) is not None:
            return pares[flujo]
        libres = [f for f in nuevo.entran if f not in pares.values()]
        sueltos = [f for f, par in pares.items() if par is None]
        if not nuevo.entran or (viejo.toma > 1 and libres == []):
            return nuevo.entran[0] if nuevo.entran else None
        return libres[0] if len(libres) == 1 and sueltos == [flujo] else None

    def _por_id_u_origen(self, nuevo: Nodo, flujo: str) -> str | None:
        if flujo in nuevo.entran:
            return flujo
        origen = self.nuevo(self.vieja.proceso.flujos[flujo].origen)
        suyos = [f for f in nuevo.entran if origen is not None and self._viene_de(f) == {origen.id}]
        return suyos[0] if len(suyos) == 1 else None

    def _viene_de(self, flujo: str) -> set[str]:
        """De qué elementos que ya existían viene, pasando solo por los agregados."""
        nodos, flujos = self.nueva.proceso.nodos, self.nueva.proceso.flujos
        hallados: set[str] = set()
        vistos: set[str] = set()
        pendientes = [flujo]
        while pendientes:
            actual = pendientes.pop()
            origen = flujos[actual].origen
            if actual in vistos:
                continue
            vistos.add(actual)
            if origen in self._con_viejo:
                hallados.add(origen)
            else:
                pendientes += nodos[origen].entran
        return hallados

    @cached_property
    def _con_viejo(self) -> set[str]:
        """Los elementos nuevos que toman el lugar de uno viejo."""
        return {n.id for n in map(self.nuevo, self.vieja.proceso.nodos) if n is not None}

    def misma_compensacion(self, actividad: str) -> bool:
        """Si la actividad se deshace igual en las dos versiones: con el mismo manejador."""
        nuevo, antes, ahora = (
            self.nuevo(actividad),
            self.vieja.compensables,
            self.nueva.compensables,
        )
        if nuevo is None or (actividad in antes.todas) != (nuevo.id in ahora.todas):
            return False
        for de_antes, de_ahora in (
            (antes.manejadores, ahora.manejadores),
            (antes.subprocesos, ahora.subprocesos),
        ):
            viejo = de_antes.get(actividad)
            quien = self.nuevo(viejo) if viejo is not None else None
            if (quien.id if quien is not None else None) != de_ahora.get(nuevo.id):
                return False
        return True

    def compensa(self, actividad: str, quien: str) -> bool:
        """Si `quien` (id nuevo) es lo que corre para deshacer la actividad."""
        nuevo, ahora = self.nuevo(actividad), self.nueva.compensables
        if nuevo is None:
            return False
        return quien in (ahora.manejadores.get(nuevo.id), ahora.subprocesos.get(nuevo.id))

    def inicios_nuevos(self, viejo: str, nuevo: str) -> list[str]:
        """Lo que un ad hoc ofrece en la versión nueva y no ofrecía en la vieja."""
        antes = {n.id for n in map(self.nuevo, self.vieja.inicios_implicitos(viejo)) if n}
        return [n for n in self.nueva.inicios_implicitos(nuevo.rstrip(RAIZ)) if n not in antes]


def misma_espera(viejo: Nodo, nuevo: Nodo) -> bool:
    """Si los dos nodos esperan las mismas clases de cosas, en el mismo orden."""
    antes, ahora = definiciones(viejo), definiciones(nuevo)
    personas = {TipoNodo.USUARIO, TipoNodo.MANUAL}
    mismo_tipo = viejo.tipo is nuevo.tipo or {viejo.tipo, nuevo.tipo} == personas
    return mismo_tipo and [d.tipo for d in antes] == [d.tipo for d in ahora]


def misma_repeticion(viejo: Nodo, nuevo: Nodo) -> bool:
    """Si los dos se repiten igual: lo ya contado sigue valiendo."""
    antes, ahora = viejo.repeticion, nuevo.repeticion
    if antes is None or ahora is None:
        return antes is ahora
    return (antes.bucle, antes.secuencial, antes.elemento, antes.salida, len(antes.lanza)) == (
        ahora.bucle,
        ahora.secuencial,
        ahora.elemento,
        ahora.salida,
        len(ahora.lanza),
    )
