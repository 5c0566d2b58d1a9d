"""Lo que existe fuera de un diagrama, reunido para revisarlo: lo suyo y lo de los publicados."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import ParametroPlazo, UnidadParametro
from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.bpmn import ContextoRevision, leer
from motor.bpmn.modelo import Documento
from motor.bpmn.revision.colaboracion import mensajes_que_envia
from motor.bpmn.revision.llamadas import llamadas_de
from motor.bpmn.revision.registro import Llamadas
from motor.feel import ModeloDmn
from motor.feel.dmn.piezas import Decision
from motor.feel.dmn.tabla import Tabla
from motor.nucleo.errores import ErrorMotor
from motor.reglas.formularios import leer_esquema

_EN_DIAS = frozenset(
    {
        UnidadParametro.DIAS_HABILES,
        UnidadParametro.DIAS_CALENDARIO,
        UnidadParametro.MESES,
        UnidadParametro.ANIOS,
    }
)
_Resumen = tuple[frozenset[str], Mapping[str, Llamadas], str]


def reunir_contexto(
    sesion: Session,
    clave: str,
    documento: Documento,
    formularios: Mapping[str, bytes],
    modelos: Mapping[str, ModeloDmn],
) -> ContextoRevision:
    """Devuelve lo que el diagrama puede nombrar; los temas los agrega quien los sabe.

    Args:
        sesion: de lectura.
        clave: la del proceso que se revisa: su versión vigente no cuenta, la reemplaza.
        documento: su BPMN leído.
        formularios: los de su carpeta, por clave.
        modelos: sus decisiones ya leídas, por clave de archivo.
    """
    claves = set(sesion.scalars(select(Proceso.clave))) | {clave}
    decisiones = {c for k, m in modelos.items() for c in (k, *m.ids, *m.decisiones)}
    unidades = dict(sesion.execute(select(Unidad.nombre, Unidad.sigla)).all())
    mensajes, llamadas = _de_los_publicados(sesion, clave)
    propias = {} if clave in documento.procesos else {clave: _lleva_a(_principal(documento))}
    return ContextoRevision(
        formularios=frozenset(formularios),
        decisiones=frozenset(decisiones),
        plazos=frozenset(sesion.scalars(select(ParametroPlazo.clave).distinct())),
        unidades=frozenset(sesion.scalars(select(Unidad.sigla))),
        cargos=frozenset(sesion.scalars(select(Cargo.clave))),
        procesos=frozenset(claves | documento.procesos.keys() | llamadas.keys()),
        variables=frozenset(_variables(formularios.values(), modelos.values())),
        mensajes=mensajes,
        unidades_por_nombre=unidades,
        valores_de_plazos=_valores(sesion),
        llamadas={**llamadas, **propias},
    )


def _variables(formularios: Iterable[bytes], modelos: Iterable[ModeloDmn]) -> Iterator[str]:
    """Los campos de los formularios y las salidas de las decisiones."""
    for esquema in formularios:
        yield from _campos(esquema)
    for modelo in modelos:
        for id_ in modelo.ids:
            decision = modelo.buscar(id_, Decision)
            yield decision.nombre
            if isinstance(decision.logica, Tabla):
                yield from (salida.nombre for salida in decision.logica.salidas)


@lru_cache(maxsize=512)
def _campos(esquema: bytes) -> frozenset[str]:
    """Las claves de un formulario; de una con puntos, cada parte. Ninguna si no se puede leer."""
    try:
        campos = leer_esquema(esquema).campos
    except ErrorMotor:
        return frozenset()
    return frozenset(parte for c in campos for parte in c.componente.clave.split("."))


def _valores(sesion: Session) -> dict[str, str]:
    """Lo que vale cada clave que nunca cambió de valor: «10 dh». De las demás no hay certeza."""
    vistos: dict[str, set[str]] = {}
    filas = sesion.execute(
        select(ParametroPlazo.clave, ParametroPlazo.valor, ParametroPlazo.unidad)
    )
    for clave, valor, unidad in filas:
        if unidad in _EN_DIAS:
            vistos.setdefault(clave, set()).add(f"{valor} {unidad.value}")
    return {clave: valores.pop() for clave, valores in vistos.items() if len(valores) == 1}


def _de_los_publicados(sesion: Session, clave: str) -> tuple[frozenset[str], dict[str, Llamadas]]:
    """Los mensajes que envían los demás procesos vigentes y a quién llama cada uno."""
    vigentes = (
        select(Proceso.clave, Version.xml)
        .join(Version.proceso)
        .where(Version.estado == EstadoVersion.VIGENTE, Proceso.clave != clave)
    )
    mensajes: set[str] = set()
    llamadas: dict[str, Llamadas] = {}
    for publicado, xml in sesion.execute(vigentes):
        envia, llama, principal = _resumir(xml)
        mensajes |= envia
        llamadas |= {publicado: _lleva_a(principal), **llama}
    return frozenset(mensajes), llamadas


def _lleva_a(principal: str) -> Llamadas:
    """Llamar a un proceso del catálogo por su clave es llamar al principal de su archivo."""
    return Llamadas(frozenset({principal}), frozenset({principal}))


@lru_cache(maxsize=256)
def _resumir(xml: bytes) -> _Resumen:
    """Lo que un diagrama publicado hace hacia fuera; no cambia nunca, y leerlo cuesta."""
    documento = leer(xml)
    return mensajes_que_envia(documento), llamadas_de(documento), _principal(documento)


def _principal(documento: Documento) -> str:
    """El proceso al que se llama por la clave del catálogo: el principal, o el primero."""
    procesos = [p for p in documento.procesos.values() if p.ejecutable]
    procesos.sort(key=lambda proceso: proceso.extensiones.get("principal") != "true")
    return procesos[0].id if procesos else ""
