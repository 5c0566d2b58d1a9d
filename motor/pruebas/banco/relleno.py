"""Llenar una base con muchas tareas abiertas, repartidas como en una gobernación de verdad.

Todo sale de un azar con semilla: la misma cantidad da siempre la misma base. Unos cargos reciben
mucho y la mayoría poco; una de cada cinco tareas es de una unidad entera; una de cada siete está
tomada; los vencimientos van de 20 días atrás a 60 adelante y una de cada diez no vence; dos de cada
cien expedientes son confidenciales. De cada expediente otra unidad ya actuó y espera.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text

from motor.almacen.bandeja import Participacion
from motor.almacen.base import Base
from motor.almacen.busqueda import Busqueda
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.organizacion import Cargo, Designacion, Persona
from motor.almacen.personales import Seguimiento
from motor.almacen.procesos import Version
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.nucleo.palabras import palabras_de, palabras_de_campo

LOTE = 5_000
GESTION = 2026
PASOS = (
    "Registrar solicitud",
    "Elaborar informe técnico",
    "Revisar informe legal",
    "Firmar respuesta",
    "Consolidar respuesta",
    "Emitir certificación presupuestaria",
)
MATERIAS = ("camino", "puente", "hospital", "escuela", "riego", "presupuesto", "personal", "becas")
LUGARES = ("Cercado", "Quillacollo", "Tiquipaya", "Punata", "Aiquile", "Tarata", "Arani", "Mizque")
COMUN, RARA = "informe", "zacatecas"
# un expediente de cada tantos lleva la palabra rara y está en el paso raro: con 100 000, una página
CADA_RARA = 1_501
PASO_RARO = "Promulgar la ley"


@dataclass(frozen=True)
class Ocupado:
    """Un cargo con quien lo ocupa."""

    cargo_id: int
    unidad_id: int
    persona_id: int
    usuario: str


def rellenar(motor: Engine, cuantas: int, ahora: datetime) -> list[Ocupado]:
    """Agrega tareas abiertas hasta que haya `cuantas` y devuelve los cargos, del más cargado abajo.

    La base debe tener la organización sembrada y algún proceso publicado.
    """
    with motor.begin() as conexion:
        ocupados = leer_ocupados(conexion)
        versiones = conexion.execute(select(Version.id, Version.proceso_id)).all()
        hechas = conexion.scalar(select(func.max(Expediente.id))) or 0
    for desde in range(hechas, cuantas, LOTE):
        tramo = range(desde + 1, min(desde + LOTE, cuantas) + 1)
        lote = _Lote(tramo, ocupados, versiones, ahora)
        with motor.begin() as conexion:
            for tabla, filas in lote.tablas():
                conexion.execute(insert(tabla), filas)
    if motor.dialect.name == "postgresql":
        _asentar_tablas(motor)
    return ocupados


def _asentar_tablas(motor: Engine) -> None:
    """Hace lo que en un PostgreSQL en uso ya habría hecho la limpieza automática.

    SQLite se mide sin estadísticas, que es como está quien nunca corrió ANALYZE.
    """
    with motor.connect().execution_options(isolation_level="AUTOCOMMIT") as conexion:
        conexion.execute(text("VACUUM ANALYZE"))


def leer_ocupados(conexion: Connection) -> list[Ocupado]:
    """Devuelve los cargos ocupados, por id."""
    filas = conexion.execute(
        select(Cargo.id, Cargo.unidad_id, Persona.id, Persona.usuario)
        .join(Designacion, Designacion.cargo_id == Cargo.id)
        .join(Persona, Persona.id == Designacion.persona_id)
        .where(Cargo.acceso == "ordinario")
        .order_by(Cargo.id)
    )
    return [Ocupado(*fila) for fila in filas]


class _Lote:
    """Unos miles de expedientes con su instancia, su tarea abierta y lo demás."""

    def __init__(
        self,
        tramo: range,
        ocupados: Sequence[Ocupado],
        versiones: Sequence[Any],
        ahora: datetime,
    ) -> None:
        self.tramo, self.ahora, self.versiones = tramo, ahora, versiones
        self.azar = Random(tramo.start)  # noqa: S311 datos de prueba, no secretos
        pesos = list(accumulate(1 / (n + 3) ** 0.7 for n in range(len(ocupados))))
        self.hacen = self.azar.choices(ocupados, cum_weights=pesos, k=len(tramo))
        self.esperan = self.azar.choices(ocupados, cum_weights=pesos, k=len(tramo))
        self.asuntos = [
            f"Solicitud de {COMUN} sobre {self.azar.choice(MATERIAS)} en "
            f"{self.azar.choice(LUGARES)}, lote {id_ % 977}"
            + (f" {RARA}" if id_ % CADA_RARA == 0 else "")
            for id_ in tramo
        ]

    def tablas(self) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
        """Da cada tabla con sus filas, en el orden en que se insertan."""
        yield Expediente, [self._expediente(n, id_) for n, id_ in enumerate(self.tramo)]
        yield Instancia, [self._instancia(id_) for id_ in self.tramo]
        yield Tarea, [self._tarea(n, id_) for n, id_ in enumerate(self.tramo)]
        yield Participacion, [self._participacion(n, id_) for n, id_ in enumerate(self.tramo)]
        yield Busqueda, [self._busqueda(n, id_) for n, id_ in enumerate(self.tramo)]
        siguen = [self._sigue(n, id_) for n, id_ in enumerate(self.tramo) if id_ % 50 == 0]
        if siguen:
            yield Seguimiento, siguen

    def _expediente(self, n: int, id_: int) -> dict[str, Any]:
        return {
            "id": id_,
            "hr": f"HR-{GESTION}-{id_:06d}",
            "gestion": GESTION,
            "numero": id_,
            "asunto": self.asuntos[n],
            "proceso_id": self._version(id_)[1],
            "estado": EstadoExpediente.ABIERTO,
            "confidencial": id_ % 50 == 1,
            "iniciador": self.esperan[n].usuario,
            "iniciado_el": self._hace(id_),
            "cola_numero": 0,
            "cola_huella": "",
        }

    def _instancia(self, id_: int) -> dict[str, Any]:
        return {
            "id": id_,
            "expediente_id": id_,
            "version_id": self._version(id_)[0],
            "proceso": "banco",
            "estado": EstadoInstancia.ACTIVA,
            "revision": 1,
            "iniciada_el": self._hace(id_),
        }

    def _tarea(self, n: int, id_: int) -> dict[str, Any]:
        hace, tomada = self.hacen[n], id_ % 7 == 0
        vence = self.ahora + timedelta(days=self.azar.randint(-20, 60), minutes=id_ % 600)
        return {
            "id": id_,
            "instancia_id": id_,
            "expediente_id": id_,
            "ficha": 1,
            "elemento": f"t_{id_ % len(PASOS)}",
            "nombre": PASO_RARO if id_ % CADA_RARA == 0 else PASOS[id_ % len(PASOS)],
            "ambito": 0,
            "estado": EstadoTarea.TOMADA if tomada else EstadoTarea.DISPONIBLE,
            "cargo_id": None if id_ % 5 == 0 else hace.cargo_id,
            "unidad_id": hace.unidad_id,
            "prioridad": 5 if id_ % 20 == 0 else 0,
            "vence_el": None if id_ % 10 == 3 else vence,
            "creada_el": self._hace(id_),
            "tomada_por_id": hace.persona_id if tomada else None,
            "tomada_el": self.ahora if tomada else None,
            "devolucion": {"motivo": "Falta el respaldo", "por": "Jefe"} if id_ % 20 == 7 else None,
        }

    def _participacion(self, n: int, id_: int) -> dict[str, Any]:
        return {
            "expediente_id": id_,
            "unidad_id": self.esperan[n].unidad_id,
            "abierta": True,
            "ultima_el": self._hace(id_),
        }

    def _busqueda(self, n: int, id_: int) -> dict[str, Any]:
        otras = " ".join(f"p{self.azar.randint(0, 20_000)}" for _ in range(20))
        dicho = f"HR {GESTION} {id_} {self.asuntos[n]} {otras}"
        palabras = {*palabras_de(dicho), *palabras_de_campo("asunto", self.asuntos[n])}
        return {"expediente_id": id_, "numero": 1, "palabras": frozenset(palabras)}

    def _sigue(self, n: int, id_: int) -> dict[str, Any]:
        return {
            "persona_id": self.hacen[n].persona_id,
            "expediente_id": id_,
            "desde_el": self._hace(id_),
        }

    def _version(self, id_: int) -> Any:
        return self.versiones[id_ % len(self.versiones)]

    def _hace(self, id_: int) -> datetime:
        return self.ahora - timedelta(days=30) + timedelta(seconds=id_ % 2_500_000)
