"""Sesiones del navegador: su secreto, su freno ante intentos fallidos y su cierre."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from motor.almacen.personales import IngresoFallido, SesionWeb
from motor.nucleo.errores import SinPermiso

LATIDO = timedelta(minutes=1)  # cada cuánto se anota que una sesión sigue en uso
SIN_FRENO = {"usuario": 5, "ip": 30}
FRENO_INICIAL = timedelta(seconds=30)
FRENO_MAXIMO = timedelta(minutes=15)
OLVIDO = timedelta(hours=1)


class IngresoNegado(SinPermiso):
    """El usuario o la clave no son, o la cuenta no puede entrar."""

    codigo = "ingreso_negado"


class DemasiadosIntentos(SinPermiso):
    """Hubo muchos intentos fallidos seguidos: hay que esperar."""

    codigo = "demasiados_intentos"

    def __init__(self, espera: timedelta) -> None:
        segundos = int(espera.total_seconds()) + 1
        cuanto = f"{segundos} segundos" if segundos < 90 else f"{-(-segundos // 60)} minutos"
        super().__init__(
            f"Hubo demasiados intentos fallidos de ingreso. Espere {cuanto} y vuelva a probar; si "
            "olvidó su clave, pida otra a quien administra la organización."
        )
        self.espera = espera


def nuevo_secreto() -> str:
    """Devuelve el secreto de una sesión: 256 bits al azar."""
    return secrets.token_urlsafe(32)


def huella_de(secreto: str) -> str:
    """Devuelve la SHA-256 con que se guarda un secreto."""
    return hashlib.sha256(secreto.encode()).hexdigest()


def exigir_sin_freno(sesion: Session, claves: tuple[str, ...], ahora: datetime) -> None:
    """Comprueba que ni la cuenta ni la dirección estén frenadas.

    El freno empieza tras 5 fallos seguidos de una cuenta (30 de una dirección) y se duplica con
    cada otro: 30 s, 1 min… hasta 15 min. Pasada una hora sin fallos, se olvida.

    Args:
        sesion: de lectura.
        claves: `usuario:…` e `ip:…`.
        ahora: el instante.

    Raises:
        DemasiadosIntentos: dice cuánto esperar.
    """
    filas = sesion.scalars(select(IngresoFallido).where(IngresoFallido.clave.in_(claves)))
    esperas = [fila.ultimo_el + _freno(fila) - ahora for fila in filas]
    peor = max(esperas, default=timedelta())
    if peor > timedelta():
        raise DemasiadosIntentos(peor)


def anotar_fallo(sesion: Session, claves: tuple[str, ...], ahora: datetime) -> None:
    """Suma un fallo a cada clave; si el último es viejo, vuelve a empezar."""
    for clave in claves:
        fila = sesion.get(IngresoFallido, clave, with_for_update=True)
        if fila is None:
            sesion.add(IngresoFallido(clave=clave, cuenta=1, ultimo_el=ahora))
        else:
            fila.cuenta = 1 if ahora - fila.ultimo_el > OLVIDO else fila.cuenta + 1
            fila.ultimo_el = ahora


def olvidar_fallos(sesion: Session, clave: str, ahora: datetime) -> None:
    """Olvida los fallos de la clave y los de todas que ya son viejos."""
    sesion.execute(
        delete(IngresoFallido).where(
            (IngresoFallido.clave == clave) | (IngresoFallido.ultimo_el < ahora - OLVIDO)
        )
    )


def cerrar(sesion: Session, persona_id: int, ahora: datetime, *, menos: str = "") -> int:
    """Cierra las sesiones abiertas de la persona, salvo la de huella `menos`; dice cuántas."""
    cerradas = sesion.execute(
        update(SesionWeb)
        .where(
            SesionWeb.persona_id == persona_id,
            SesionWeb.cerrada_el.is_(None),
            SesionWeb.huella != menos,
        )
        .values(cerrada_el=ahora)
        .returning(SesionWeb.id)
    )
    return len(cerradas.all())


def _freno(fila: IngresoFallido) -> timedelta:
    sobra = fila.cuenta - SIN_FRENO[fila.clave.partition(":")[0]]
    if sobra < 0:
        return timedelta()
    veces: int = 1 << min(sobra, 10)
    return min(FRENO_INICIAL * veces, FRENO_MAXIMO)
