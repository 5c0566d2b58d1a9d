"""Compara lo que un escenario espera con lo que se ve; cada diferencia es una frase."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.pruebas.expectativas import Espera, EsperaTarea
from motor.pruebas.observacion import ExpedienteVisto, TareaVista


def diferencias(espera: Espera, visto: ExpedienteVisto) -> list[str]:
    """Devuelve lo que no se cumple: «se esperaba … y se ve …»; vacío si todo está."""
    return [
        *_tareas(espera, visto),
        *_plazos(espera, visto),
        *_subconjuntos(espera, visto),
        *_variables(espera, visto),
        *_estado(espera, visto),
        *_documentos(espera, visto),
        *_cuentas(espera, visto),
    ]


def _lista(nombres: Iterable[str]) -> str:
    cuentas = Counter(iter(nombres))
    escritos = [f"{n} (×{k})" if k > 1 else n for n, k in sorted(cuentas.items())]
    return ", ".join(escritos) or "ninguno"


def _tareas(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    abiertas = [t.elemento for t in visto.tareas]
    if espera.tareas is not None and Counter(espera.tareas) != Counter(abiertas):
        yield f"se esperaban las tareas {_lista(espera.tareas)} y están {_lista(abiertas)}"
    faltan = Counter(espera.incluye) - Counter(abiertas)
    if faltan:
        yield f"faltan las tareas {_lista(faltan.elements())}; están {_lista(abiertas)}"
    sobran = set(espera.sin) & set(abiertas)
    if sobran:
        yield f"no debían estar las tareas {_lista(sobran)}"
    for elemento, esperada in espera.tarea.items():
        iguales = [t for t in visto.tareas if t.elemento == elemento]
        if not iguales:
            yield f"no está abierta la tarea {elemento}; están {_lista(abiertas)}"
        elif all(_de_tarea(esperada, tarea) for tarea in iguales):
            yield f"tarea {elemento}: {_de_tarea(esperada, iguales[0])}"


def _de_tarea(esperada: EsperaTarea, tarea: TareaVista) -> str:
    """La primera diferencia de una tarea, o vacío."""
    pares = (
        ("el cargo", esperada.cargo, tarea.cargos),
        ("la unidad", esperada.unidad, tarea.unidades),
        ("la persona", esperada.persona, tarea.personas),
    )
    for nombre, querido, vistos in pares:
        if querido is not None and querido not in vistos:
            return f"se esperaba {nombre} {querido} y es {_lista(vistos)}"
    if esperada.vence is not None and not _vence(esperada.vence, tarea.vence_fecha, tarea.vence_el):
        return f"se esperaba que venza {fecha(esperada.vence)} y vence {fecha(tarea.vence_fecha)}"
    return ""


def _vence(querido: date | datetime, dia: date | None, instante: datetime | None) -> bool:
    return querido == instante if isinstance(querido, datetime) else querido == dia


def _plazos(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    for elemento, querido in espera.plazos.items():
        abiertos = [p for p in visto.plazos if p.elemento == elemento]
        if not abiertos:
            todos = _lista(p.elemento for p in visto.plazos)
            yield f"no hay plazo abierto en {elemento}; hay en {todos}"
        elif not any(_vence(querido, p.vence_fecha, p.vence_el) for p in abiertos):
            vistas = ", ".join(fecha(p.vence_fecha) for p in abiertos)
            yield f"se esperaba que {elemento} venza {fecha(querido)} y vence {vistas}"


def _subconjuntos(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    sin_enviar = set(espera.mensajes) - set(visto.mensajes)
    if sin_enviar:
        yield f"no se enviaron {_lista(sin_enviar)}; se enviaron {_lista(visto.mensajes)}"
    de_mas = set(espera.no_mensajes) & set(visto.mensajes)
    if de_mas:
        yield f"no debían enviarse {_lista(de_mas)}"
    sin_asentar = set(espera.asientos) - set(visto.asientos)
    if sin_asentar:
        yield f"no hay asientos {_lista(sin_asentar)}; hay {_lista(visto.asientos)}"


def _variables(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    elegidas = {
        proceso: valores
        for proceso, valores in visto.variables.items()
        if espera.instancia in (None, proceso)
    }
    if espera.variables and not elegidas:
        yield f"no hay instancia de {espera.instancia}; hay de {_lista(visto.variables)}"
        return
    for nombre, querido in espera.variables.items():
        vistos = [v[nombre] for grupo in elegidas.values() for v in grupo if nombre in v]
        if not any(coincide(querido, uno) for uno in vistos):
            que = "es " + " y ".join(map(escribir, vistos)) if vistos else "no existe"
            yield f"se esperaba {nombre} = {escribir(querido)} y {que}"


def coincide(querido: Valor, visto: Valor) -> bool:
    """Compara valores; de un contexto se miran solo las claves que se esperan."""
    if isinstance(querido, Mapping):
        return isinstance(visto, Mapping) and all(
            clave in visto and coincide(dato, visto[clave]) for clave, dato in querido.items()
        )
    if isinstance(querido, list):
        return (
            isinstance(visto, list)
            and len(querido) == len(visto)
            and all(coincide(a, b) for a, b in zip(querido, visto, strict=True))
        )
    if isinstance(querido, str) and isinstance(visto, date):
        return querido in (fecha(visto), visto.isoformat())
    return type(querido) is type(visto) and bool(querido == visto)


def _estado(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    if espera.final is not None and (visto.estado == "abierto" or visto.final != espera.final):
        yield f"se esperaba el final «{espera.final}» y está {_como_esta(visto)}"
    if espera.abierto is not None and espera.abierto != (visto.estado == "abierto"):
        querido = "abierto" if espera.abierto else "cerrado"
        yield f"se esperaba {querido} y está {_como_esta(visto)}"


def _como_esta(visto: ExpedienteVisto) -> str:
    final = f" con final «{visto.final}»" if visto.final else ""
    tareas = f", con tareas {_lista(t.elemento for t in visto.tareas)}" if visto.tareas else ""
    incidentes = f", con incidentes: {'; '.join(visto.incidentes)}" if visto.incidentes else ""
    return f"{visto.estado}{final}{tareas}{incidentes}"


def _documentos(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    for nombre, querido in espera.documentos.items():
        if nombre not in visto.documentos:
            yield f"no está el documento «{nombre}»; están {_lista(visto.documentos)}"
            continue
        versiones, fojas = visto.documentos[nombre]
        if querido.versiones is not None and querido.versiones != versiones:
            yield f"«{nombre}»: se esperaban {querido.versiones} versiones y hay {versiones}"
        if querido.fojas is not None and querido.fojas != fojas:
            yield f"«{nombre}»: se esperaban {querido.fojas} fojas y tiene {fojas}"


def _cuentas(espera: Espera, visto: ExpedienteVisto) -> Iterator[str]:
    if espera.incidentes is not None and espera.incidentes != len(visto.incidentes):
        detalle = f": {'; '.join(visto.incidentes)}" if visto.incidentes else ""
        cuantos = len(visto.incidentes)
        yield f"se esperaban {espera.incidentes} incidentes y hay {cuantos}{detalle}"
    pares = (
        ("prórrogas", espera.prorrogas, visto.prorrogas),
        ("expedientes hijos", espera.hijos, visto.hijos),
    )
    for nombre, querido, hay in pares:
        if querido is not None and querido != hay:
            yield f"se esperaban {querido} {nombre} y hay {hay}"


def fecha(momento: date | None) -> str:
    """Devuelve la fecha (y hora local, si la lleva) como se lee en pantalla."""
    if momento is None:
        return "sin fecha"
    if isinstance(momento, datetime):
        return momento.astimezone(LA_PAZ).strftime("%d/%m/%Y %H:%M")
    return momento.strftime("%d/%m/%Y")


def escribir(valor: Valor) -> str:
    """Devuelve un valor en una forma corta y legible."""
    if isinstance(valor, bool):
        return "true" if valor else "false"
    if valor is None:
        return "null"
    if isinstance(valor, str):
        return f"«{valor}»"
    if isinstance(valor, Decimal):
        return str(valor)
    if isinstance(valor, date):
        return fecha(valor)
    if isinstance(valor, Mapping):
        return "{" + ", ".join(f"{k}: {escribir(v)}" for k, v in list(valor.items())[:6]) + "}"
    if isinstance(valor, Sequence):
        return "[" + ", ".join(escribir(v) for v in valor[:6]) + ("…]" if valor[6:] else "]")
    return str(valor)
