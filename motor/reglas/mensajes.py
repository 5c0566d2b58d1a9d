"""A dónde va un mensaje: instituciones de fuera, quien lo espera, un proceso que empieza con él.

Lo lanzado queda «enviado» y un trabajo lo reparte después de confirmar. El destino lo dicen, en
este orden: `cauce:expedienteHijo`, los flujos de mensaje dibujados y, sin ellos, el nombre.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.mensajes import ClaseSuscripcion, Espera, EstadoMensaje, Mensaje
from motor.almacen.organizacion import Institucion
from motor.almacen.procesos import ClaseInicio, EstadoVersion, Version, VersionInicio
from motor.almacen.trabajos import TipoTrabajo
from motor.bpmn.avance import MensajeLanzado
from motor.bpmn.modelo import Documento
from motor.reglas.acto import Acto
from motor.reglas.trabajos import Encargo, encargar

EXPEDIENTE_HIJO = "expedienteHijo"


@dataclass(frozen=True)
class Destinos:
    """A dónde llevan los flujos de mensaje de un nodo. Vacío = no hay flujos dibujados.

    `cajas` son participantes sin proceso; `nodos`, los receptores; `procesos`, las piscinas a las
    que se apunta sin decir nodo.
    """

    cajas: tuple[str, ...] = ()
    nodos: frozenset[str] = frozenset()
    procesos: frozenset[str] = frozenset()

    @property
    def hay_dentro(self) -> bool:
        """Si alguno va a un proceso que corre aquí."""
        return bool(self.nodos or self.procesos)


def destinos_de(documento: Documento, elemento: str) -> Destinos:
    """Devuelve los destinos de los flujos de mensaje que salen del elemento."""
    cajas: list[str] = []
    nodos: set[str] = set()
    procesos: set[str] = set()
    for flujo in documento.flujos_mensaje:
        if flujo.origen != elemento:
            continue
        participante = documento.participantes.get(flujo.destino)
        if participante is None:
            nodos.add(flujo.destino)
        elif participante.proceso is None:
            cajas.append(participante.id)
        else:
            procesos.add(participante.proceso)
    return Destinos(tuple(cajas), frozenset(nodos), frozenset(procesos))


def lanzar(acto: Acto, lanzado: MensajeLanzado) -> None:
    """Registra el mensaje como enviado, una vez por destino, y encarga su reparto si es dentro."""
    destinos = destinos_de(acto.version.documento, lanzado.elemento)
    acto.resumen.mensajes.append(lanzado.nombre)
    for caja in destinos.cajas:
        _agregar(acto, lanzado, caja)
    if destinos.cajas and not destinos.hay_dentro:
        return
    mensaje = _agregar(acto, lanzado, "")
    acto.sesion.flush()
    encargo = Encargo(
        TipoTrabajo.ENTREGAR_MENSAJE,
        acto.ahora,
        expediente_id=acto.instancia.expediente_id,
        datos={"mensaje": mensaje.id, "elemento": lanzado.elemento},
    )
    encargar(acto.sesion, encargo)


def _agregar(acto: Acto, lanzado: MensajeLanzado, caja: str) -> Mensaje:
    participante = acto.version.documento.participantes.get(caja)
    sigla = participante.institucion if participante else ""
    mensaje = Mensaje(
        nombre=lanzado.nombre,
        clave=lanzado.clave,
        contenido=dict(lanzado.contenido),
        estado=EstadoMensaje.ENVIADO,
        expediente_id=acto.instancia.expediente_id,
        instancia_id=acto.instancia.id,
        elemento=lanzado.elemento,
        de_institucion_id=acto.instancia.institucion_id,
        a_institucion_id=_institucion(acto.sesion, sigla) if sigla else None,
        a_elemento=caja,
        enviado_el=acto.ahora,
        enviado_por_id=acto.quien.persona.id if acto.quien else None,
    )
    acto.sesion.add(mensaje)
    return mensaje


def _institucion(sesion: Session, sigla: str) -> int | None:
    return sesion.scalar(select(Institucion.id).where(Institucion.sigla == sigla))


def buscar_espera(sesion: Session, mensaje: Mensaje, destinos: Destinos) -> Espera | None:
    """Devuelve quién espera el mensaje: en su expediente o, con clave, en cualquiera.

    Dentro del expediente basta el nombre si una de las dos partes no dice clave; fuera, las claves
    deben ser iguales. Una instancia nunca recibe lo que ella misma lanzó.
    """
    esperas = sesion.execute(
        select(Espera, Instancia.proceso)
        .join(Instancia, Instancia.id == Espera.instancia_id)
        .join(Expediente, Expediente.id == Espera.expediente_id)
        .where(
            Espera.clase == ClaseSuscripcion.MENSAJE,
            Espera.nombre == mensaje.nombre,
            Instancia.estado == EstadoInstancia.ACTIVA,
            Expediente.estado == EstadoExpediente.ABIERTO,
            or_(
                Espera.expediente_id == _suyo(mensaje),
                Espera.clave == mensaje.clave,
            ),
        )
        .order_by(Espera.id)
    ).all()
    admitidas = [
        espera
        for espera, proceso in esperas
        if espera.instancia_id != mensaje.instancia_id
        and _le_toca(espera, proceso, destinos)
        and _concuerda(espera, mensaje)
    ]
    return min(admitidas, key=lambda e: (e.clave is None, e.id), default=None)


def _suyo(mensaje: Mensaje) -> int | None:
    return mensaje.expediente_id or mensaje.destino_expediente_id


def _le_toca(espera: Espera, proceso: str, destinos: Destinos) -> bool:
    if not destinos.hay_dentro:
        return True
    return espera.elemento in destinos.nodos or proceso in destinos.procesos


def _concuerda(espera: Espera, mensaje: Mensaje) -> bool:
    if espera.clave is not None and mensaje.clave is not None:
        return espera.clave == mensaje.clave
    return espera.expediente_id == _suyo(mensaje)


@dataclass(frozen=True)
class InicioHallado:
    """Un evento de inicio que el mensaje dispara: en qué versión, proceso y elemento."""

    version_id: int
    proceso: str
    elemento: str


def buscar_inicio(
    sesion: Session, mensaje: Mensaje, destinos: Destinos, version_id: int | None
) -> InicioHallado | None:
    """Devuelve el inicio por mensaje que le toca: en la versión de quien lo lanzó o, si viene de
    fuera, en una vigente.
    """
    consulta = select(VersionInicio).where(
        VersionInicio.clase == ClaseInicio.MENSAJE, VersionInicio.nombre == mensaje.nombre
    )
    if version_id is not None:
        consulta = consulta.where(VersionInicio.version_id == version_id)
    else:
        consulta = consulta.join(Version).where(Version.estado == EstadoVersion.VIGENTE)
    for inicio in sesion.scalars(
        consulta.order_by(VersionInicio.version_id, VersionInicio.elemento)
    ):
        va = inicio.elemento in destinos.nodos or inicio.proceso in destinos.procesos
        if va or not destinos.hay_dentro:
            return InicioHallado(inicio.version_id, inicio.proceso, inicio.elemento)
    return None


def ids_de_instituciones(sesion: Session, siglas: Sequence[str]) -> dict[str, int]:
    """Devuelve el id de cada sigla que existe."""
    filas = sesion.execute(
        select(Institucion.sigla, Institucion.id).where(Institucion.sigla.in_(set(siglas)))
    )
    return dict(filas.all())
