"""Los datos de la página de la bandeja, según la dirección."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from motor.consultas.bandeja import TOPE, Pagina, contar, listar_tareas, novedades
from motor.consultas.bandeja_alcance import Alcance, obtener_alcance
from motor.consultas.bandeja_espera import (
    contar_expedientes_de,
    listar_expedientes_de,
)
from motor.consultas.bandeja_filtros import Filtros, Vista, leer_clave
from motor.consultas.bandeja_flujos import Pedido
from motor.consultas.bandeja_grupos import TOPE_DE_GRUPO, Grupo, listar_grupos
from motor.consultas.bandeja_opciones import (
    listar_colegas,
    listar_filtros,
    listar_procesos,
    listar_unidades,
    obtener_visita,
)
from motor.consultas.expedientes_listados import PaginaExpedientes
from motor.operaciones.anotar_visita import AnotarVisita, anotar_visita
from web.bandeja.direccion import Direccion
from web.contexto import actor, ahora, lectura, operar, quien

PAGINAS_DE_PLANILLA = 100
DE_TAREAS = (Vista.MIAS, Vista.UNIDAD)
PESTANAS = {
    Vista.MIAS: "Mis tareas",
    Vista.UNIDAD: "De mi unidad",
    Vista.ESPERO: "Lo que espero",
    Vista.SIGO: "Lo que sigo",
}


@dataclass(frozen=True)
class Pestana:
    """Una pestaña con su cuenta ya escrita («12», «más de 999»)."""

    vista: Vista
    etiqueta: str
    cuenta: str
    consulta: str
    activa: bool


def datos_de_pagina(direccion: Direccion) -> dict[str, object]:
    """Devuelve todo lo que la plantilla muestra."""
    yo = quien()
    desde = _desde_la_visita(yo.persona_id)
    alcance = _alcance(direccion)
    pedido = _pedido(direccion, alcance)
    sesion = lectura()
    unidades = alcance.unidades
    en_espera = direccion.vista not in DE_TAREAS
    return {
        "d": direccion,
        "alcance": alcance,
        "pestanas": _pestanas(direccion, alcance),
        "lista": lista(direccion, pedido),
        "grupos": _grupos(direccion, pedido),
        "desde": desde,
        "tope_de_grupo": TOPE_DE_GRUPO,
        "procesos": listar_procesos(sesion),
        "unidades": listar_unidades(sesion) if en_espera else (),
        "colegas": listar_colegas(sesion, unidades, ahora()),
        "guardados": listar_filtros(sesion, yo.persona_id, unidades),
        "marca": marca_de_novedades(direccion),
    }


def lista(direccion: Direccion, pedido: Pedido | None = None) -> Pagina | PaginaExpedientes:
    """Devuelve la página de tareas o de expedientes que pide la dirección.

    Raises:
        DatosInvalidos: la clave de la página siguiente está rota.
    """
    pedido = pedido or _pedido(direccion, _alcance(direccion))
    if direccion.vista not in DE_TAREAS:
        return listar_expedientes_de(lectura(), pedido, direccion.despues)
    if direccion.grupo is not None:
        return Pagina((), "")
    return listar_tareas(lectura(), pedido, leer_clave(direccion.orden, direccion.despues))


def marca_de_novedades(direccion: Direccion) -> str:
    """Devuelve la marca que cambia cuando entra o sale algo. Una consulta."""
    yo = quien()
    cargos = yo.cargos if direccion.todos else tuple(c for c in (yo.en,) if c)
    puestos = [(c.cargo_id, c.unidad_id) for c in cargos]
    return novedades(lectura(), yo.persona_id, puestos)


def _alcance(direccion: Direccion) -> Alcance:
    return obtener_alcance(lectura(), actor(), ahora(), todos=direccion.todos)


def _pedido(direccion: Direccion, alcance: Alcance) -> Pedido:
    return Pedido(alcance, direccion.vista, ahora(), direccion.filtros, direccion.orden)


def _grupos(direccion: Direccion, pedido: Pedido) -> tuple[Grupo, ...]:
    if direccion.grupo is None or direccion.vista not in DE_TAREAS:
        return ()
    return listar_grupos(lectura(), pedido, direccion.grupo)


def _pestanas(direccion: Direccion, alcance: Alcance) -> list[Pestana]:
    cuentas: Mapping[Vista, int] = {
        **contar(lectura(), alcance, ahora()),
        **{
            vista: contar_expedientes_de(lectura(), Pedido(alcance, vista, ahora()), TOPE)
            for vista in (Vista.ESPERO, Vista.SIGO)
        },
    }
    limpia = replace(direccion, filtros=Filtros(), grupo=None)
    return [
        Pestana(
            vista,
            etiqueta,
            escribir_cuenta(cuentas[vista]),
            limpia.consulta(vista=vista.value),
            vista is direccion.vista,
        )
        for vista, etiqueta in PESTANAS.items()
    ]


def escribir_cuenta(cuantas: int) -> str:
    """`12`, o «más de 999» desde el tope."""
    return f"más de {TOPE - 1}" if cuantas >= TOPE else str(cuantas)


def _desde_la_visita(persona_id: int) -> datetime:
    """Desde cuándo es nuevo lo que llega; anota la visita a lo sumo una vez por minuto."""
    visita = obtener_visita(lectura(), persona_id)
    if visita is None or (ahora() - visita.ultima_el).total_seconds() > 60:
        visita = operar(anotar_visita, AnotarVisita(persona_id))
    return visita.anterior_el


def paginas_seguidas(direccion: Direccion) -> Iterator[Pagina | PaginaExpedientes]:
    """Da las páginas de la lista desde la primera, hasta `PAGINAS_DE_PLANILLA`."""
    for _ in range(PAGINAS_DE_PLANILLA):
        hallada = lista(direccion)
        yield hallada
        if not hallada.siguiente:
            return
        direccion = replace(direccion, despues=hallada.siguiente)
