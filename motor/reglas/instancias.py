"""Crear instancias: la primera de un expediente nuevo, o una más dentro de uno que ya corre."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from motor.almacen.diferidas import leer
from motor.almacen.directo import agregar
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.procesos import EstadoVersion, Version, VersionProceso
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.acto import Acto, ligar_version
from motor.reglas.bitacora import marcar_bloqueado
from motor.reglas.numeracion import siguiente_hr
from motor.reglas.organizacion import Firmante
from motor.reglas.procesos_suspendidos import adelantar_que_inicie
from motor.reglas.versiones import CacheVersiones


@dataclass(frozen=True)
class Caratula:
    """Lo que dice la carátula de un expediente nuevo; `padre` si nace de otro."""

    asunto: str
    iniciador: str
    ahora: datetime
    padre: Expediente | None = None


@dataclass(frozen=True)
class Llamada:
    """La instancia y la ficha que llamaron a esta."""

    madre_id: int
    ficha: int


_VERSION, _EJECUTABLE = Version.__table__.c, VersionProceso.__table__.c
_VIGENTES = Fija(
    select(_EJECUTABLE.version_id)
    .join(Version.__table__, _VERSION.id == _EJECUTABLE.version_id)
    .where(_EJECUTABLE.elemento == bindparam("elemento"), _VERSION.estado == EstadoVersion.VIGENTE)
)


def proceso_iniciable(
    sesion: Session, versiones: CacheVersiones, elemento: str, clave: str | None
) -> VersionProceso:
    """Devuelve el proceso ejecutable de ese id en una versión vigente.

    Raises:
        NoEncontrado: ninguna versión vigente lo tiene.
        OrdenRechazada: lo tienen varios procesos del catálogo y no se dijo de cuál.
    """
    sesion.flush()
    vigentes = leer(sesion, _VIGENTES, {"elemento": elemento})
    hallados = [versiones.obtener(sesion, v).ejecutables[elemento] for (v,) in vigentes]
    hallados = [h for h in hallados if clave is None or h.version.proceso.clave == clave]
    if not hallados:
        raise NoEncontrado(
            f"Ningún proceso publicado y vigente tiene «{elemento}». Publique su versión o "
            "revise el nombre."
        )
    if len(hallados) > 1:
        claves = ", ".join(sorted(h.version.proceso.clave for h in hallados))
        raise OrdenRechazada(f"«{elemento}» está en varios procesos ({claves}): diga en cuál.")
    return hallados[0]


def proceso_de_version(
    sesion: Session, versiones: CacheVersiones, version_id: int, elemento: str
) -> VersionProceso:
    """Devuelve el proceso ejecutable de esa versión.

    Raises:
        NoEncontrado: la versión no lo tiene.
    """
    hallado = versiones.obtener(sesion, version_id).ejecutables.get(elemento)
    if hallado is None:
        raise NoEncontrado(f"La versión {version_id} no tiene el proceso «{elemento}».")
    return hallado


def abrir_expediente(sesion: Session, proceso: VersionProceso, caratula: Caratula) -> Expediente:
    """Abre un expediente con su hoja de ruta."""
    gestion = caratula.ahora.astimezone(LA_PAZ).year
    adelantar_que_inicie(sesion, proceso.version.proceso_id)
    hr, numero = siguiente_hr(sesion, gestion)
    expediente = Expediente(
        hr=hr,
        gestion=gestion,
        numero=numero,
        asunto=caratula.asunto,
        proceso_id=proceso.version.proceso_id,
        institucion_id=proceso.institucion_id,
        estado=EstadoExpediente.ABIERTO,
        padre_id=caratula.padre.id if caratula.padre else None,
        iniciador=caratula.iniciador,
        iniciado_el=caratula.ahora,
        cola_numero=0,
        cola_huella="",
    )
    agregar(sesion, expediente)
    marcar_bloqueado(sesion, expediente)
    return expediente


def crear_instancia(
    sesion: Session,
    versiones: CacheVersiones,
    expediente: Expediente,
    proceso: VersionProceso,
    creacion: "Creacion",
) -> Acto:
    """Agrega la instancia, todavía sin fichas, y devuelve el acto con que se la empieza."""
    llamada = creacion.llamada
    instancia = Instancia(
        expediente_id=expediente.id,
        version_id=proceso.version_id,
        proceso=proceso.elemento,
        institucion_id=proceso.institucion_id,
        estado=EstadoInstancia.ACTIVA,
        revision=0,
        madre_id=llamada.madre_id if llamada else None,
        madre_ficha=llamada.ficha if llamada else None,
        iniciada_el=creacion.ahora,
    )
    agregar(sesion, instancia)
    set_committed_value(instancia, "expediente", expediente)
    lista = versiones.obtener(sesion, proceso.version_id)
    ligar_version(instancia, lista)
    return Acto(sesion, instancia, lista, creacion.ahora, creacion.quien, nueva=True)


@dataclass(frozen=True)
class Creacion:
    """Cuándo, quién (None = el sistema) y, si fue llamada, por quién."""

    ahora: datetime
    quien: Firmante | None = None
    llamada: Llamada | None = None


def contenido_con_padre(
    contenido: Mapping[str, Valor], padre: Expediente | None
) -> dict[str, Valor]:
    """Devuelve el contenido con que empieza una instancia; de un hijo, con la HR del padre."""
    if padre is None:
        return dict(contenido)
    return {**contenido, "expediente_padre": padre.hr}
