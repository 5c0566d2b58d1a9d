"""Evaluar FEEL y decisiones de una versión, con las funciones que da la casa."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from motor.feel import compilar
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import DuracionMeses, Valor
from motor.reglas.calendario import Tablas, cargar_tablas
from motor.reglas.plazos import computar_medida
from motor.reglas.versiones import VersionLista


class EvaluadorDeVersion:
    """Cumple `motor.bpmn.avance.Evaluador` en un instante y una transacción.

    Funciones de la casa: `parametro(clave)`, `sumar_dias_habiles(fecha, n)`,
    `dias_habiles_entre(desde, hasta)`, `plazo(clave, desde)` (fecha en que vence), `hoy()` y
    `es_dia_habil(fecha)`. Con un argumento nulo o de otro tipo dan null, como las de FEEL.
    """

    def __init__(self, sesion: Session, version: VersionLista, ahora: datetime) -> None:
        self._sesion = sesion
        self._version = version
        self.ahora = ahora.astimezone(LA_PAZ)
        self._tablas: Tablas | None = None
        self._funciones: dict[str, Callable[..., Valor]] = {
            "parametro": self._parametro,
            "sumar_dias_habiles": self._sumar,
            "dias_habiles_entre": self._entre,
            "plazo": self._plazo,
            "hoy": self.ahora.date,
            "es_dia_habil": self._es_habil,
        }

    def evaluar(self, expresion: str, vista: Mapping[str, Valor]) -> Valor:
        """Evalúa FEEL (sin `=` inicial).

        Raises:
            ErrorMotor: la expresión está mal o una función de la casa no pudo responder.
        """
        return compilar(expresion).evaluar(vista, ahora=self.ahora, funciones=self._funciones)

    def decidir(self, decision: str, vista: Mapping[str, Valor]) -> Valor:
        """Evalúa una decisión de la versión.

        Raises:
            NoEncontrado: la versión no trae esa decisión.
            ErrorMotor: la tabla no admite lo que recibió.
        """
        modelo = self._version.decisiones.get(decision)
        if modelo is None:
            raise NoEncontrado(f"La versión no trae la decisión «{decision}».")
        return modelo.decidir(decision, vista, ahora=self.ahora, funciones=self._funciones).valor

    def texto(self, texto: str, vista: Mapping[str, Valor]) -> Valor:
        """Devuelve el texto tal cual o, si empieza por `=`, el valor de la FEEL que sigue."""
        return self.evaluar(texto[1:], vista) if texto.startswith("=") else texto

    @property
    def tablas(self) -> Tablas:
        """El calendario y los parámetros, leídos una vez por evaluador."""
        if self._tablas is None:
            self._tablas = cargar_tablas(self._sesion)
        return self._tablas

    def _parametro(self, clave: Valor) -> Valor:
        return self.tablas.parametro(str(clave), self.ahora.date()).como_valor()

    def _sumar(self, fecha: Valor, dias: Valor) -> Valor:
        dia, cuantos = _dia(fecha), _entero(dias)
        if dia is None or cuantos is None:
            return None
        calendario = self.tablas.calendario_de()
        if cuantos >= 0:
            return calendario.sumar_habiles(dia, cuantos)
        while cuantos < 0:
            dia -= timedelta(days=1)
            cuantos += calendario.es_habil(dia)
        return dia

    def _entre(self, desde: Valor, hasta: Valor) -> Valor:
        inicio, fin = _dia(desde), _dia(hasta)
        if inicio is None or fin is None:
            return None
        return Decimal(self.tablas.calendario_de().habiles_entre(inicio, fin))

    def _plazo(self, clave: Valor, desde: Valor) -> Valor:
        if not isinstance(desde, date) or not isinstance(clave, str | DuracionMeses | timedelta):
            return None
        if isinstance(desde, datetime) and desde.tzinfo is None:
            desde = desde.replace(tzinfo=LA_PAZ)
        return computar_medida(self.tablas, clave, desde).vence_fecha

    def _es_habil(self, fecha: Valor) -> Valor:
        dia = _dia(fecha)
        return None if dia is None else self.tablas.calendario_de().es_habil(dia)


def _dia(valor: Valor) -> date | None:
    if isinstance(valor, datetime):
        return (valor.astimezone(LA_PAZ) if valor.tzinfo else valor).date()
    return valor if isinstance(valor, date) else None


def _entero(valor: Valor) -> int | None:
    return int(valor) if isinstance(valor, Decimal | int) and valor == int(valor) else None
