"""Cumplir una tarea, al completarla o devolverla: revisar lo enviado, cerrarla y mover la ficha."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, null, or_, select
from sqlalchemy.orm import Session

from motor.almacen.base import Instante
from motor.almacen.diferidas import adelantar, leer
from motor.almacen.directo import actualizar, apartar_ids, siguiente_id
from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Ambito
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.bpmn.avance import AMBITO_INSTANCIA, FichaCompletada
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json, Valor
from motor.reglas.acto import Acto
from motor.reglas.acuses import RECIBE, sellar_lo_llegado
from motor.reglas.avance import avanzar, exigir_nombres_libres
from motor.reglas.bitacora import Hecho
from motor.reglas.devoluciones import es_devolucion, ficha_de_devolucion
from motor.reglas.finales import asentar_acto
from motor.reglas.formularios import (
    Formulario,
    Referencia,
    asignar_series,
    referencias,
    revisar_envio,
)
from motor.reglas.numeracion import numerar
from motor.reglas.organizacion import Firmante
from motor.reglas.plazos import cerrar_plazo, mora

_COLUMNA = {
    "unidad": Unidad.sigla,
    "cargo": Cargo.clave,
    "usuario": Persona.usuario,
    "documento": DocumentoVersion.documento_id,
}


_TAREA, _PLAZO, _AMBITO = Tarea.__table__.c, Plazo.__table__.c, Ambito.__table__.c


def _plazos_y_ambitos(id_de_tarea: ColumnElement[Any]) -> Select[Any]:
    """Por columnas: casi nunca hay plazos, y armar la fila entera es lo caro."""
    vencido = _PLAZO.vence_el <= bindparam("ahora", type_=Instante())
    return (
        select(_PLAZO.id, _AMBITO.numero, _AMBITO.padre, _AMBITO.valores, id_de_tarea)
        .select_from(Tarea.__table__)
        .outerjoin(
            Plazo.__table__,
            and_(
                _PLAZO.instancia_id == _TAREA.instancia_id,
                _PLAZO.estado == EstadoPlazo.ABIERTO,
                or_(_PLAZO.tarea_id == _TAREA.id, vencido),
            ),
        )
        .outerjoin(
            Ambito.__table__,
            and_(
                _AMBITO.instancia_id == _TAREA.instancia_id,
                _AMBITO.numero.in_((literal(AMBITO_INSTANCIA), _TAREA.ambito)),
            ),
        )
        .where(_TAREA.id == bindparam("tarea"))
    )


_PARA_MIRAR = Fija(_plazos_y_ambitos(null()))
_PARA_CUMPLIR = Fija(  # cumplir una tarea suele abrir otra: su id viene con la misma lectura
    {
        "postgresql": _plazos_y_ambitos(siguiente_id(Tarea)),
        "sqlite": _plazos_y_ambitos(null()),
    }
)


@dataclass(frozen=True)
class Cumplimiento:
    """La tarea, quién la cumple y con qué datos; `hecho` es el del asiento.

    `observados` son las claves de los campos por los que se devuelve.
    """

    tarea: Tarea
    firmante: Firmante
    datos: Mapping[str, Valor]
    plazos: Sequence[Plazo]
    hecho: str = "tarea_completada"
    motivo: str = ""
    observados: tuple[str, ...] = ()


def cumplir_tarea(acto: Acto, cumplimiento: Cumplimiento) -> None:
    """Revisa el formulario, cierra la tarea, mueve la ficha y asienta.

    Raises:
        DatosInvalidos: lo enviado no cumple el formulario; nada cambió.
    """
    tarea, firmante = cumplimiento.tarea, cumplimiento.firmante
    acto.quien = firmante
    formulario = acto.version.formulario(tarea.formulario) if tarea.formulario else None
    acto.variables.precargar((tarea.ambito,))
    valores = revisar(acto, formulario, cumplimiento.datos, tarea.ambito)
    vista = acto.variables.vista(tarea.ambito)
    antes = {nombre: vista[nombre] for nombre in valores if nombre in vista}
    estado = tarea.estado.value
    if acto.nodo(tarea.elemento).trato.acto == RECIBE:
        sellar_lo_llegado(acto, firmante)
    _cerrar(acto, tarea, firmante)
    propio, tarde = _cerrar_su_plazo(acto, cumplimiento)
    if es_devolucion(formulario, valores):
        acto.devolucion = ficha_de_devolucion(
            valores, firmante.como, acto.ahora, cumplimiento.motivo, cumplimiento.observados
        )
    avanzar(acto, FichaCompletada(tarea.ficha, valores), ya_cerrada=tarea.ficha)
    asentar_acto(
        acto,
        Hecho(
            cumplimiento.hecho,
            acto.ahora,
            firmante,
            acto.expediente,
            acto.instancia,
            tarea,
            propio,
            estado=(estado, EstadoTarea.COMPLETADA.value),
            antes=antes,
            despues=valores,
            documentos=documentos_de(formulario, valores),
            motivo=cumplimiento.motivo,
            firma=_firma(acto, tarea),
            mora=tarde,
            datos=acto.resumen.como_datos(),
        ),
    )


def revisar(
    acto: Acto, formulario: Formulario | None, datos: Mapping[str, Valor], ambito: int
) -> dict[str, Valor]:
    """Devuelve los valores limpios de lo enviado, con sus correlativos ya dados.

    Raises:
        DatosInvalidos: no cumple el formulario, nombra algo que no existe o, sin formulario,
            trae una variable reservada.
    """
    if formulario is None:
        exigir_nombres_libres(datos)
        return dict(datos)
    vista = acto.variables.vista(ambito)
    valores = revisar_envio(formulario, datos, vista, acto.evaluador.evaluar, acto.ahora)
    exigir_referencias(acto, referencias(formulario, valores))
    local = acto.ahora.astimezone(LA_PAZ)
    legislatura = str(vista.get("legislatura") or f"{local.year}-{local.year + 1}")

    def numerar_serie(plantilla: str) -> str:
        return numerar(acto.sesion, plantilla, local.year, legislatura)

    valores = asignar_series(valores, numerar_serie)
    exigir_nombres_libres(valores)
    return valores


def exigir_referencias(acto: Acto, nombradas: Sequence[Referencia]) -> None:
    """Comprueba que exista todo lo que los valores nombran; los documentos, en su expediente.

    Raises:
        DatosInvalidos: con una falta por cada cosa que no existe.
    """
    faltas: list[Falta] = []
    for tipo, columna in _COLUMNA.items():
        suyas = [r for r in nombradas if r.tipo == tipo]
        if not suyas:
            continue
        claves = {_clave(r) for r in suyas}
        consulta = select(columna).where(columna.in_(claves))
        if tipo == "documento":
            consulta = consulta.join(
                Documento, Documento.id == DocumentoVersion.documento_id
            ).where(Documento.expediente_id == acto.instancia.expediente_id)
        existen = set(acto.sesion.scalars(consulta))
        faltas += [
            Falta(r.campo, f"no existe {tipo} «{_clave(r)}».")
            for r in suyas
            if _clave(r) not in existen
        ]
    if faltas:
        raise DatosInvalidos("No se guardó nada; corrija lo señalado.", faltas)


def _clave(referencia: Referencia) -> Valor:
    if referencia.tipo != "documento":
        return referencia.valor
    numero = referencia.valor.get("documento") if isinstance(referencia.valor, dict) else None
    return int(numero) if numero is not None else 0


def documentos_de(
    formulario: Formulario | None, valores: Mapping[str, Valor]
) -> list[dict[str, Json]]:
    """Devuelve las fichas de los documentos que los valores adjuntan, para el asiento."""
    if formulario is None:
        return []
    return [
        {c: int(v) if not isinstance(v, str) else v for c, v in r.valor.items() if v is not None}
        for r in referencias(formulario, valores)
        if r.tipo == "documento" and isinstance(r.valor, dict)
    ]


def adelantar_plazos(sesion: Session, tarea_id: int, ahora: datetime) -> None:
    """Anuncia que se cumplirá la tarea: lo de `leer_plazos` viaja con la consulta siguiente."""
    adelantar(sesion, _PARA_CUMPLIR, {"tarea": tarea_id, "ahora": ahora})


def leer_plazos(acto: Acto, tarea: Tarea, *, para_cumplir: bool = True) -> Sequence[Plazo]:
    """Devuelve los plazos abiertos que pueden decidir sobre la tarea: el suyo y los vencidos.

    Con la misma consulta deja leídas las variables que la tarea ve y, si es para cumplirla,
    apartado el id de la tarea que se abra después.
    """
    lectura = _PARA_CUMPLIR if para_cumplir else _PARA_MIRAR
    filas = leer(acto.sesion, lectura, {"tarea": tarea.id, "ahora": acto.ahora})
    acto.variables.recibir(tuple(f[1:4]) for f in filas if f[1] is not None)
    apartar_ids(acto.sesion, Tarea, [f[4] for f in filas if f[4] is not None])
    ids = {f[0] for f in filas if f[0] is not None}
    return acto.sesion.scalars(select(Plazo).where(Plazo.id.in_(ids))).all() if ids else ()


def _cerrar(acto: Acto, tarea: Tarea, firmante: Firmante) -> None:
    actualizar(
        acto.sesion,
        tarea,
        estado=EstadoTarea.COMPLETADA,
        cerrada_el=acto.ahora,
        completada_por_id=firmante.persona.id,
        completada_con_id=firmante.designacion.id if firmante.designacion else None,
        completada_como=firmante.como,
        borrador=None,
    )


def _cerrar_su_plazo(
    acto: Acto, cumplimiento: Cumplimiento
) -> tuple[Plazo | None, dict[str, Json] | None]:
    """Cierra el plazo de la tarea; si venció, dice cuántos días de mora y de quién."""
    for plazo in cumplimiento.plazos:
        if plazo.clase is ClasePlazo.TAREA and plazo.tarea_id == cumplimiento.tarea.id:
            dias = mora(acto.evaluador.tablas, plazo, acto.ahora)
            cerrar_plazo(plazo, EstadoPlazo.VENCIDO if dias else EstadoPlazo.CUMPLIDO, acto.ahora)
            return plazo, {"dias": dias, "de": cumplimiento.firmante.como} if dias else None
    return None, None


def _firma(acto: Acto, tarea: Tarea) -> str:
    acto_de_tarea = acto.nodo(tarea.elemento).trato.acto
    return "aprobacion_electronica" if acto_de_tarea in {"aprueba", "firma"} else ""
