"""Procesos llamados: a cuál se llama, con qué empieza y cómo vuelve."""

from collections.abc import Mapping

from sqlalchemy import select

from motor.almacen.procesos import (
    ClaseInicio,
    EstadoVersion,
    Proceso,
    Version,
    VersionInicio,
    VersionProceso,
)
from motor.bpmn.modelo import TODAS
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.valores import Valor
from motor.reglas.acto import Acto
from motor.reglas.avance import AUTOMATICAS
from motor.reglas.instancias import proceso_de_version
from motor.reglas.versiones import CacheVersiones


def proceso_llamado(acto: Acto, versiones: CacheVersiones, elemento: str) -> VersionProceso:
    """Devuelve el proceso que llama la actividad.

    Es, en este orden: el `process` de ese id en el mismo diagrama; el principal (o el único) de la
    versión vigente del proceso del catálogo con esa clave; el `process` de ese id en una vigente.

    Raises:
        NoEncontrado: no hay ninguno.
    """
    llamado = acto.nodo(elemento).llamado
    sesion = acto.sesion
    propio = acto.version.documento.procesos.get(llamado)
    if propio is not None and propio.ejecutable:
        return proceso_de_version(sesion, versiones, acto.instancia.version_id, llamado)
    consulta = (
        select(VersionProceso.version_id, VersionProceso.elemento)
        .join(VersionProceso.version)
        .join(Version.proceso)
        .join(
            VersionInicio,
            (VersionInicio.version_id == VersionProceso.version_id)
            & (VersionInicio.proceso == VersionProceso.elemento),
        )
        .where(
            Version.estado == EstadoVersion.VIGENTE,
            VersionInicio.clase == ClaseInicio.NINGUNO,
            (Proceso.clave == llamado) | (VersionProceso.elemento == llamado),
        )
        .order_by((Proceso.clave == llamado).desc(), VersionProceso.principal.desc())
        .limit(1)
    )
    hallado = sesion.execute(consulta).first()
    if hallado is None:
        raise NoEncontrado(
            f"La actividad «{elemento}» llama al proceso «{llamado}», que no está publicado. "
            "Publíquelo y reintente."
        )
    return proceso_de_version(sesion, versiones, hallado.version_id, hallado.elemento)


def entradas_de(acto: Acto, elemento: str, ambito: int) -> dict[str, Valor]:
    """Devuelve con qué variables empieza el llamado: solo las que el diagrama pasa."""
    vista = acto.variables.vista(ambito)
    entradas: dict[str, Valor] = {}
    for asigna in acto.nodo(elemento).entradas:
        if asigna.destino == TODAS:
            entradas.update(vista)
        else:
            entradas[asigna.destino] = vista[asigna.destino]
    return sin_automaticas(entradas)


def sin_automaticas(valores: Mapping[str, Valor]) -> dict[str, Valor]:
    """Devuelve los valores sin las variables que pone el sistema."""
    return {nombre: valor for nombre, valor in valores.items() if nombre not in AUTOMATICAS}
