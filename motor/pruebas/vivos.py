"""Montar los casos vivos: todos a la vez y en orden de tiempo, con un solo reloj."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.organizacion import Institucion
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.calendario import Calendario
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.recibir_mensaje import RecibirMensaje, recibir_mensaje
from motor.pruebas import pasos as p
from motor.pruebas.corrida import MEDIO, Corrida
from motor.pruebas.ejecutor import correr_paso
from motor.pruebas.guion import CasoVivo, correr_paso_fechas
from motor.pruebas.reloj_fijo import RelojFijo
from motor.pruebas.tiempo import RelojImposible, destino, mover_reloj
from motor.reglas.calendario import cargar_tablas
from motor.trabajador import drenar

ENTRA, SALE = time(8, 30), time(18, 0)  # horario de oficina en que se hacen los actos
VENTANILLAS = {"GADC": "ventanilla.unica", "ALDC": "ventanilla.ald"}
RITMO_MINIMO, RITMO_VARIA = 20, 140  # minutos entre un acto y el siguiente de un caso


@dataclass(frozen=True)
class Detenido:
    """Un caso que no llegó a donde decía el guion: por qué y en qué paso."""

    escenario: str
    paso: int
    verbo: str
    motivo: str


@dataclass
class _EnCurso:
    """Un caso corriendo: `cursor` es el instante de su próximo acto y `siguiente`, su paso."""

    caso: CasoVivo
    corrida: Corrida
    turno: int
    corrimiento: timedelta
    cursor: datetime
    siguiente: int = 0

    def paso(self, calendario: Calendario) -> p.Paso:
        """El próximo paso, con sus fechas corridas como el caso."""
        return correr_paso_fechas(
            self.caso.pasos[self.siguiente], lambda fecha: self.dia(calendario, fecha)
        )

    def dia(self, calendario: Calendario, fecha: date) -> date:
        """El día que está, del comienzo de este caso, a los mismos hábiles que en el escenario."""
        escrito = self.caso.escenario.comienza.astimezone(LA_PAZ).date()
        if fecha < escrito:
            return fecha + self.corrimiento
        comienza = en_horario(calendario, self.caso.escenario.comienza + self.corrimiento)
        return calendario.sumar_habiles(
            comienza.astimezone(LA_PAZ).date(), calendario.habiles_entre(escrito, fecha)
        )

    @property
    def orden(self) -> p.Orden:
        """Lo que manda el próximo paso, con sus fechas como están escritas."""
        return self.caso.pasos[self.siguiente].orden

    @property
    def termino(self) -> bool:
        return self.siguiente >= len(self.caso.pasos)

    def por_recibir(self) -> set[tuple[int, str]]:
        """Los mensajes que un paso que falta recibe: su expediente y su nombre."""
        abiertos: dict[str | None, int | None] = {None: self.corrida.actual}
        abiertos.update(self.corrida.expedientes)
        ordenes = (paso.orden for paso in self.caso.pasos[self.siguiente :])
        return {
            (expediente, orden.mensaje)
            for orden in ordenes
            if isinstance(orden, p.Recibir) and (expediente := abiertos.get(orden.en))
        }


@dataclass
class Montaje:
    """Los casos corriendo hacia `ahora`; `detenidos`, los que un cambio de fechas cortó antes."""

    entorno: Entorno
    reloj: RelojFijo
    ahora: datetime
    avanzar: Callable[[str], object]
    detenidos: list[Detenido] = field(default_factory=list)
    _vivos: list[_EnCurso] = field(default_factory=list)

    def montar(self, casos: Sequence[CasoVivo]) -> None:
        """Recorre todos los casos y deja el reloj en `ahora`, con todo lo debido hecho."""
        with self.entorno.leer() as sesion:
            self._vivos = [self._preparar(sesion, i, caso) for i, caso in enumerate(casos)]
        cola = [(e.cursor, e.turno, e) for e in self._vivos]
        heapq.heapify(cola)
        while cola:
            cuando, turno, actual = heapq.heappop(cola)
            if cuando > self.ahora:
                continue
            self._mover(max(cuando, self.reloj.ahora()))
            if self._actuar(actual):
                heapq.heappush(cola, (actual.cursor, turno, actual))
        self._mover(self.ahora)

    def _actuar(self, actual: _EnCurso) -> bool:
        """Hace el próximo acto del caso; False si ya no le quedan o no pudo seguir."""
        with self.entorno.leer() as sesion:
            paso = actual.paso(cargar_tablas(sesion).calendario)
        self.avanzar(f"{actual.caso.escenario.proceso}: {actual.caso.escenario.titulo}")
        try:
            correr_paso(actual.corrida, paso)
        except ErrorMotor as error:
            escenario = actual.caso.escenario.id
            self.detenidos.append(Detenido(escenario, paso.numero, paso.verbo, error.mensaje))
            return False
        actual.siguiente += 1
        with self.entorno.leer() as sesion:
            self._adelantar(sesion, actual)
        return not actual.termino

    def _preparar(self, sesion: Session, turno: int, caso: CasoVivo) -> _EnCurso:
        """Corre el caso en el tiempo para que su último acto sea hace `hace`, o poco más.

        Las fechas escritas en el escenario guardan su distancia en días hábiles al comienzo: así
        sus plazos se cumplen, o vencen, igual que en él aunque haya otros feriados.
        """
        corrida = Corrida(self.entorno, self.reloj, lambda: drenar(self.entorno))
        salto = timedelta(days=1)

        def empezar(corrimiento: timedelta) -> _EnCurso:
            comienza = caso.escenario.comienza + corrimiento
            cursor = en_horario(cargar_tablas(sesion).calendario, comienza)
            return _EnCurso(caso, corrida, turno, corrimiento, cursor)

        def sobra(corrimiento: timedelta) -> timedelta:
            return self.ahora - caso.hace - self._ultimo_acto(sesion, empezar(corrimiento))

        corrimiento = sobra(timedelta()) // salto * salto
        while sobra(corrimiento) < -min(caso.hace, timedelta(hours=12)):
            corrimiento -= salto
        return empezar(corrimiento)

    def _ultimo_acto(self, sesion: Session, ensayo: _EnCurso) -> datetime:
        ultimo = ensayo.cursor
        while not ensayo.termino:
            ultimo = ensayo.cursor
            ensayo.siguiente += 1
            self._adelantar(sesion, ensayo)
        return ultimo

    def _adelantar(self, sesion: Session, actual: _EnCurso) -> None:
        """Pone el cursor en el próximo acto: donde manda el reloj del escenario, o al rato."""
        mandado = False
        while not actual.termino and isinstance(orden := actual.orden, p.MoverReloj):
            actual.cursor = max(actual.cursor, _meta(sesion, orden, actual))
            actual.siguiente += 1
            mandado = True
        if not mandado:
            minutos = RITMO_MINIMO + (actual.siguiente * 37 + actual.turno * 53) % RITMO_VARIA
            actual.cursor += timedelta(minutes=minutos)
        actual.cursor = en_horario(cargar_tablas(sesion).calendario, actual.cursor)

    def _mover(self, meta: datetime) -> None:
        mover_reloj(self.entorno.leer, self.reloj, meta, lambda: drenar(self.entorno))
        self._recibir_correspondencia()

    def _recibir_correspondencia(self) -> None:
        """Cada ventanilla sella lo que espera hace un día, como quien revisa lo llegado ayer.

        Menos lo que su caso ya dice cuándo recibe.
        """
        con_fecha = {clave for vivo in self._vivos for clave in vivo.por_recibir()}
        with self.entorno.leer() as sesion:
            llegados = sesion.execute(
                select(
                    Mensaje.id,
                    Institucion.sigla,
                    Mensaje.nombre,
                    Mensaje.expediente_id,
                    Mensaje.destino_expediente_id,
                )
                .join(Institucion, Institucion.id == Mensaje.a_institucion_id)
                .where(
                    Mensaje.estado == EstadoMensaje.DEPOSITADO,
                    Mensaje.depositado_el <= self.reloj.ahora() - timedelta(days=1),
                    Institucion.sigla.in_(VENTANILLAS),
                )
                .order_by(Mensaje.id)
            ).all()
        for mensaje_id, sigla, nombre, origen, destinatario in llegados:
            if con_fecha & {(origen, nombre), (destinatario, nombre)}:
                continue
            actor = Actor(VENTANILLAS[sigla], medio=MEDIO)
            recibir_mensaje(self.entorno, RecibirMensaje(actor, mensaje_id))


def en_horario(calendario: Calendario, instante: datetime) -> datetime:
    """Devuelve el instante, o el primer rato de oficina que le siga."""
    local = instante.astimezone(LA_PAZ)
    if local.time() >= SALE:
        local = datetime.combine(local.date() + timedelta(days=1), ENTRA, LA_PAZ)
    if local.time() < ENTRA:
        local = datetime.combine(local.date(), ENTRA, LA_PAZ)
    while not calendario.es_habil(local.date()):
        local += timedelta(days=1)
    return local


def _meta(sesion: Session, orden: p.MoverReloj, actual: _EnCurso) -> datetime:
    comienza = actual.caso.escenario.comienza
    if orden.hasta is not None:
        hasta = (
            orden.hasta
            if isinstance(orden.hasta, datetime)
            else datetime.combine(orden.hasta, comienza.timetz())
        ).astimezone(LA_PAZ)
        dia = actual.dia(cargar_tablas(sesion).calendario, hasta.date())
        return datetime.combine(dia, hasta.timetz())
    try:
        return destino(sesion, orden, actual.cursor)
    except RelojImposible:  # el ritmo ya pasó de ahí: el acto va enseguida
        return actual.cursor


def primer_instante(casos: Sequence[CasoVivo], ahora: datetime) -> datetime:
    """Devuelve un instante anterior al comienzo de cualquier caso, holgado en un mes."""
    largos = [
        max((_fecha_escrita(paso) for paso in c.pasos), default=c.escenario.comienza)
        - c.escenario.comienza
        for c in casos
    ]
    atras = max(
        (largo + c.hace for largo, c in zip(largos, casos, strict=True)), default=ahora - ahora
    )
    return ahora - atras - timedelta(days=240)


def _fecha_escrita(paso: p.Paso) -> datetime:
    hasta = paso.orden.hasta if isinstance(paso.orden, p.MoverReloj) else None
    if hasta is None:
        return datetime.min.replace(tzinfo=LA_PAZ)
    return hasta if isinstance(hasta, datetime) else datetime.combine(hasta, ENTRA, LA_PAZ)
