"""La bitácora de un expediente que ve quien mira, quiénes actuaron y si la cadena está entera."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from motor.consultas.elementos import nombres_de_elementos
from motor.consultas.integridad import defecto_de_cadena
from motor.consultas.relato import detallar, nombre_de_hecho, relatar
from motor.consultas.valores import Dato
from motor.reglas.asientos_visibles import AsientoLeido, asientos_visibles
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

POR_PAGINA = 50


@dataclass(frozen=True)
class FiltroBitacora:
    """Qué asientos se piden; vacíos = todos. `quien` es el usuario."""

    hecho: str = ""
    quien: str = ""
    antes_de: int | None = None


@dataclass(frozen=True)
class AsientoVista:
    """Un asiento: la frase, quién y cómo, y sus detalles."""

    numero: int
    el: datetime
    hecho: str
    nombre: str
    frase: str
    quien: str
    como: str
    detalles: tuple[Dato, ...]
    huella: str


@dataclass(frozen=True)
class BitacoraVista:
    """Una página, del más nuevo al más antiguo. `total` son los del expediente; `visibles`, los
    que ve quien mira. `quiebre` vacío si la cadena está entera.
    """

    asientos: tuple[AsientoVista, ...]
    siguiente: int | None
    total: int
    visibles: int
    hechos: tuple[tuple[str, str], ...]
    personas: tuple[tuple[str, str], ...]
    quiebre: str


@dataclass(frozen=True)
class PersonaVista:
    """Quien actuó en el expediente, en qué cargo, cuántas veces y desde cuándo hasta cuándo."""

    usuario: str
    nombre: str
    cargo: str
    unidad: str
    institucion: str
    calidad: str
    por: str
    documento: str
    actos: int
    primero_el: datetime
    ultimo_el: datetime


def leer_bitacora(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, filtro: FiltroBitacora
) -> BitacoraVista:
    """Devuelve una página de la bitácora; comprueba la cadena entera, también lo que no se ve."""
    vistos = list(asientos_visibles(sesion, mirada))
    pedidos = [v for v in reversed(vistos) if _pedido(v, filtro)]
    pagina = pedidos[:POR_PAGINA]
    nombres = nombres_de_elementos(sesion, versiones, mirada.expediente.id)
    return BitacoraVista(
        tuple(_asiento(v, nombres) for v in pagina),
        pagina[-1].asiento.numero if len(pedidos) > POR_PAGINA else None,
        mirada.expediente.cola_numero,
        len(vistos),
        tuple(sorted({(v.asiento.hecho, nombre_de_hecho(v.asiento.hecho)) for v in vistos})),
        tuple(sorted({(q["usuario"], q["nombre"]) for v in vistos if (q := _quien(v))})),
        defecto_de_cadena(sesion, mirada.expediente.hr),
    )


def listar_participantes(sesion: Session, mirada: Mirada) -> tuple[PersonaVista, ...]:
    """Devuelve quienes actuaron en lo que ve, por cargo, en el orden en que intervinieron."""
    grupos: dict[tuple[str, ...], list[AsientoLeido]] = {}
    for visto in asientos_visibles(sesion, mirada):
        if quien := _quien(visto):
            clave = (quien["usuario"], quien.get("cargo", ""), quien.get("calidad", ""))
            grupos.setdefault(clave, []).append(visto)
    return tuple(_persona(actos) for actos in grupos.values())


def _persona(actos: list[AsientoLeido]) -> PersonaVista:
    quien = _quien(actos[0])
    return PersonaVista(
        usuario=quien["usuario"],
        nombre=quien["nombre"],
        cargo=quien.get("cargo_nombre", ""),
        unidad=quien.get("unidad_nombre", ""),
        institucion=quien.get("institucion", ""),
        calidad=quien.get("calidad", ""),
        por=quien.get("por", ""),
        documento=quien.get("documento", "") if quien.get("por") else "",
        actos=len(actos),
        primero_el=actos[0].asiento.hecho_el,
        ultimo_el=actos[-1].asiento.hecho_el,
    )


def _quien(visto: AsientoLeido) -> dict[str, Any]:
    quien = visto.contenido.get("quien") or {}
    return quien if quien.get("usuario") else {}


def _pedido(visto: AsientoLeido, filtro: FiltroBitacora) -> bool:
    if filtro.hecho and visto.asiento.hecho != filtro.hecho:
        return False
    if filtro.quien and _quien(visto).get("usuario") != filtro.quien:
        return False
    return filtro.antes_de is None or visto.asiento.numero < filtro.antes_de


def _asiento(visto: AsientoLeido, nombres: Mapping[str, str]) -> AsientoVista:
    quien = _quien(visto)
    como = " — ".join(p for p in (quien.get("cargo_nombre"), quien.get("unidad_nombre")) if p)
    return AsientoVista(
        numero=visto.asiento.numero,
        el=visto.asiento.hecho_el,
        hecho=visto.asiento.hecho,
        nombre=nombre_de_hecho(visto.asiento.hecho),
        frase=relatar(visto.contenido, nombres),
        quien=quien.get("nombre", "El sistema"),
        como=como,
        detalles=detallar(visto.contenido, nombres),
        huella=visto.asiento.huella,
    )
