"""Traducir un estado guardado a los elementos de otra versión, o decir por qué no se puede."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.avance import Cerrada, Cierre
from motor.bpmn.compilado import RAIZ, Compilado
from motor.bpmn.definiciones import ESPERA_DE, definiciones
from motor.bpmn.especificaciones.compensacion import VUELTA
from motor.bpmn.migracion_lugares import Lugares, misma_espera, misma_repeticion
from motor.bpmn.migracion_motivos import Motivo
from motor.bpmn.migracion_uniones import uniones_cortadas
from motor.bpmn.modelo import Nodo, TipoEvento, TipoNodo
from motor.bpmn.palabras import llamar
from motor.nucleo.valores import Json


@dataclass
class Traduccion:
    """El estado en los elementos nuevos y lo que hay que hacer al retomarlo.

    `conservados` son los eventos nuevos que ya tenían uno viejo en su lugar; `reabrir`, las fichas
    cuya espera cambió de nombre; `cambiadas`, las que esperan en una unión de otra forma;
    `ofrecer`, lo nuevo de cada ad hoc.
    """

    estado: dict[str, Json] = field(default_factory=dict)
    motivos: list[Motivo] = field(default_factory=list)
    cerradas: list[Cerrada] = field(default_factory=list)
    reabrir: list[int] = field(default_factory=list)
    cambiadas: set[int] = field(default_factory=set)
    ofrecer: dict[int, list[str]] = field(default_factory=dict)
    conservados: set[str] = field(default_factory=set)
    avisos: list[str] = field(default_factory=list)


def traducir(
    vieja: Compilado, nueva: Compilado, estado: Json, mapa: Mapping[str, str | None]
) -> Traduccion:
    """Devuelve la traducción; si tiene motivos, su estado no sirve."""
    return _Traductor(Lugares(vieja, nueva, mapa), estado).traducir()


class _Traductor:
    def __init__(self, lugares: Lugares, estado: Json) -> None:
        self.lugares, self.estado = lugares, estado
        self.fichas = {f[0]: f for f in estado["f"]}
        self.salida = Traduccion(conservados=lugares.eventos_conservados())

    def traducir(self) -> Traduccion:
        fichas = [f for f in map(self._ficha, self.estado["f"]) if f is not None]
        self.salida.estado = {**self.estado, "f": fichas}
        if "e" in self.estado:
            self.salida.estado["e"] = [self._final(final) for final in self.estado["e"]]
        if not self.salida.motivos:
            cortadas = uniones_cortadas(self.lugares, self.estado, self.salida.estado)
            self.salida.motivos.extend(cortadas)
        return self.salida

    def _ficha(self, guardada: list[Json]) -> list[Json] | None:
        numero, madre, nombre, estado, *resto = guardada
        datos = deepcopy(resto[0]) if resto else {}
        if nombre == RAIZ:
            nuevo: str | None = RAIZ
        elif datos.get("r"):
            nuevo = self._armada(guardada, datos)
        else:
            nuevo = self._andante(guardada, datos)
        if nuevo is None:
            return None
        self._contenidos(numero, nombre, nuevo, datos)
        return [numero, madre, nuevo, estado, *([datos] if datos else [])]

    # --- fichas que esperan por otra: límites, subprocesos de evento, alternativas ------------

    def _armada(self, guardada: list[Json], datos: dict[str, Json]) -> str | None:
        numero, madre, nombre, estado, *_ = guardada
        viejo = self.lugares.viejo(nombre)
        nuevo = self.lugares.nuevo(nombre)
        lugar = self._contenedor(self.fichas[madre])
        definicion = definiciones(viejo)[datos.get("d", 0)]
        sigue = nuevo is not None and misma_espera(viejo, nuevo)
        if not sigue or nuevo is None or not self.lugares.sigue_en(nuevo, datos["r"], lugar):
            if definicion.tipo is not TipoEvento.CONDICIONAL or estado == TaskState.ERROR:
                self.salida.cerradas.append(Cerrada(numero, nombre, Cierre.CANCELADA))
            return None
        self._comparar_espera(numero, viejo, nuevo, datos.get("d", 0))
        return nuevo.id

    def _comparar_espera(self, numero: int, viejo: Nodo, nuevo: Nodo, indice: int) -> None:
        antes, ahora = definiciones(viejo)[indice], definiciones(nuevo)[indice]
        if antes.tipo is TipoEvento.TEMPORIZADOR and antes.temporizador != ahora.temporizador:
            self.salida.avisos.append(
                f"«{llamar(nuevo)}» conserva la fecha con que empezó a correr, "
                "aunque su plazo cambió."
            )
        cambio = (antes.nombre, antes.correlacion) != (ahora.nombre, ahora.correlacion)
        if cambio and antes.tipo in ESPERA_DE and antes.tipo is not TipoEvento.TEMPORIZADOR:
            self.salida.cerradas.append(Cerrada(numero, viejo.id, Cierre.CANCELADA))
            self.salida.reabrir.append(numero)

    # --- fichas que andan ---------------------------------------------------------------------

    def _andante(self, guardada: list[Json], datos: dict[str, Json]) -> str | None:
        numero, madre, nombre = guardada[0], guardada[1], str(guardada[2])
        viejo, nuevo = self.lugares.viejo(nombre), self.lugares.nuevo(nombre)
        if nuevo is None:
            que = f"está en «{llamar(viejo)}», que la versión nueva no tiene. "
            self._motivo("sin_destino", viejo, que + "Diga a qué paso corresponde.")
            return None
        sufijo = nombre[len(nombre.rstrip(RAIZ + VUELTA)) :]
        buscado = nuevo.id + sufijo
        if not self._mismo_trabajo(nombre, buscado, viejo, nuevo):
            return None
        if not self._cabe(guardada, self.fichas[madre], nuevo):
            que = f"«{llamar(viejo)}» quedó dentro de otro subproceso o fuera del suyo. "
            self._motivo("otro_lugar", viejo, que + "Ese caso tiene que terminar en su versión.")
            return None
        if "e" in datos:
            self._union(numero, viejo, nuevo, datos)
        evento = viejo.evento.tipo in ESPERA_DE and viejo.tipo is not TipoNodo.LANZAMIENTO
        if evento and not viejo.eventos and datos.get("p", 0) == 2:
            self._comparar_espera(numero, viejo, nuevo, 0)
        return buscado

    def _mismo_trabajo(self, nombre: str, buscado: str, viejo: Nodo, nuevo: Nodo) -> bool:
        antes = self.lugares.vieja.especificaciones[nombre]
        ahora = self.lugares.nueva.especificaciones.get(buscado)
        llama = f"«{llamar(viejo)}»"
        if nombre.endswith(VUELTA) and not self.lugares.misma_compensacion(nombre[:-1]):
            que = f"está deshaciendo {llama}, que la versión nueva no deshace igual."
            self._motivo("compensacion", viejo, que)
        elif ahora is None or not misma_repeticion(viejo, nuevo):
            que = f"{llama} ya empezó y la versión nueva lo repite de otra manera."
            self._motivo("repeticion", viejo, que)
        elif type(antes) is not type(ahora) or not misma_espera(viejo, nuevo):
            que = f"{llama} es en la versión nueva otra clase de paso. Elija uno de la misma clase."
            self._motivo("otra_clase", viejo, que)
        elif viejo.llamado != nuevo.llamado:
            que = f"{llama} ya llamó a «{viejo.llamado}» y la versión nueva llama a otro proceso."
            self._motivo("llamada", viejo, que)
        else:
            return True
        return False

    def _cabe(self, guardada: list[Json], madre: list[Json], nuevo: Nodo) -> bool:
        nombre, afuera = guardada[2], madre[2]
        if nombre.endswith(VUELTA):
            return True
        if afuera.endswith(VUELTA):
            return self.lugares.compensa(afuera[:-1], nuevo.id)
        if afuera != RAIZ and afuera.rstrip(RAIZ) == nombre.rstrip(RAIZ):
            return True
        return nuevo.padre == self._contenedor(madre)

    def _contenedor(self, madre: list[Json]) -> str | None:
        """El id nuevo de lo que la contiene; None si es la instancia."""
        if madre[2] == RAIZ:
            return None
        nuevo = self.lugares.nuevo(madre[2])
        return nuevo.id if nuevo is not None else ""

    def _union(self, numero: int, viejo: Nodo, nuevo: Nodo, datos: dict[str, Json]) -> None:
        flujo = self.lugares.flujo(viejo, nuevo, datos["e"])
        if flujo is None:
            que = (
                f"espera en la unión «{llamar(viejo)}» por un flujo que la versión nueva no tiene."
            )
            self._motivo("union", viejo, que)
            return
        datos["e"] = flujo
        if (viejo.activacion, len(viejo.entran)) != (nuevo.activacion, len(nuevo.entran)):
            self.salida.cambiadas.add(numero)

    # --- lo que una ficha recuerda ------------------------------------------------------------

    def _contenidos(self, numero: int, nombre: str, nuevo: str, datos: dict[str, Json]) -> None:
        for clave in ("h", "k"):
            if clave in datos:
                datos[clave] = [self._hecho(hecho) for hecho in datos[clave]]
        if "c" in datos:
            datos["c"] = self._consumidos(datos["c"])
            if not datos["c"]:
                del datos["c"]
        if "o" in datos:
            base = nombre.rstrip(RAIZ)
            datos["o"] = [n.id for n in map(self.lugares.nuevo, datos["o"]) if n is not None]
            nuevos = self.lugares.inicios_nuevos(base, nuevo)
            if nuevos and "t" not in datos:
                self.salida.ofrecer[numero] = nuevos

    def _hecho(self, hecho: list[Json]) -> list[Json]:
        actividad, datos, dentro = hecho
        nuevo = self.lugares.nuevo(actividad)
        if nuevo is None or not self.lugares.misma_compensacion(actividad):
            viejo = self.lugares.viejo(actividad)
            que = (
                f"ya hizo «{llamar(viejo)}», que se puede deshacer, y la versión "
                "nueva no lo deshace igual."
            )
            self._motivo("compensacion", viejo, que)
            return hecho
        return [nuevo.id, datos, [self._hecho(otro) for otro in dentro]]

    def _consumidos(self, consumidos: Mapping[str, list[str]]) -> dict[str, Json]:
        traducidos: dict[str, Json] = {}
        for compuerta, flujos in consumidos.items():
            viejo, nuevo = self.lugares.viejo(compuerta), self.lugares.nuevo(compuerta)
            if nuevo is None or nuevo.tipo is not TipoNodo.COMPLEJA:
                continue
            suyos = [self.lugares.flujo(viejo, nuevo, flujo) for flujo in flujos]
            traducidos[nuevo.id] = [flujo for flujo in suyos if flujo is not None]
        return traducidos

    def _final(self, final: str) -> str:
        nuevo = self.lugares.nuevo(final)
        if nuevo is not None and nuevo.tipo is TipoNodo.FIN:
            return nuevo.id
        viejo = self.lugares.viejo(final)
        que = f"ya llegó al final «{llamar(viejo)}», que la versión nueva no tiene."
        self._motivo("final", viejo, que)
        return final

    def _motivo(self, clase: str, viejo: Nodo, que: str) -> None:
        texto = f"{que[0].upper()}{que[1:].strip()}"
        self.salida.motivos.append(Motivo(clase, viejo.id.rstrip(VUELTA), texto))
