"""Una oficina mínima para las pruebas: dos instituciones, pocos cargos y un expediente con vida."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Designacion, Institucion, Persona, Unidad
from motor.almacen.plazos import Etiqueta, ParametroPlazo, UnidadParametro
from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.huellas import sha256
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.numeracion import siguiente

DESDE = datetime(2026, 1, 1, tzinfo=LA_PAZ)
UNIDADES = (("SDCG", "Coordinación General"), ("UCL", "Coordinación Legislativa"))
CARGOS = (
    ("secretario.coordinacion", "Secretario", "SDCG", ["plazos", "calendario"]),
    ("responsable.ucl", "Responsable", "UCL", []),
    ("tecnico.ucl", "Técnico", "UCL", []),
    ("admin.sistema", "Administrador", "SDCG", ["organizacion", "procesos"]),
)
PARAMETROS = (
    ("pie.total", "10", UnidadParametro.DIAS_HABILES, 1, "pie.prorroga"),
    ("pie.prorroga", "5", UnidadParametro.DIAS_HABILES, 0, ""),
    ("ley.observacion_gobernador", "10", UnidadParametro.DIAS_HABILES, 0, ""),
    ("resolver.max", "6", UnidadParametro.MESES, 0, ""),
    ("ald.miembros", "34", UnidadParametro.NUMERO, 0, ""),
)


@dataclass
class Oficina:
    """Lo que una operación necesita (`sesiones`, `reloj`) y atajos para las pruebas."""

    sesiones: object
    reloj: object

    def actor(self, usuario: str, cargo: str | None = None) -> Actor:
        return Actor(usuario, cargo, medio="prueba", ip="127.0.0.1", sesion="s1")

    def leer(self):
        return self.sesiones()

    def designacion(self, usuario: str) -> Designacion:
        with self.sesiones() as sesion:
            return sesion.scalars(
                select(Designacion).join(Designacion.persona).where(Persona.usuario == usuario)
            ).one()


def armar_oficina(sesiones, reloj) -> Oficina:
    with sesiones.begin() as sesion:
        gadc = Institucion(sigla="GADC", nombre="Gobernación", municipio="030101")
        sesion.add_all([gadc, Institucion(sigla="ALDC", nombre="Asamblea", municipio="030101")])
        sesion.flush()
        unidades = {
            sigla: Unidad(
                sigla=sigla, nombre=nombre, institucion_id=gadc.id, vigente_desde=date(2026, 1, 1)
            )
            for sigla, nombre in UNIDADES
        }
        sesion.add_all(unidades.values())
        sesion.flush()
        for clave, nombre, sigla, facultades in CARGOS:
            agregar_cargo(sesion, clave, nombre, unidades[sigla].id, facultades)
        for clave, valor, unidad, prorrogas, prorroga_clave in PARAMETROS:
            sesion.add(
                ParametroPlazo(
                    clave=clave,
                    valor=valor,
                    unidad=unidad,
                    etiqueta=Etiqueta.SUPUESTO,
                    norma="Norma de prueba",
                    prorrogas_max=prorrogas,
                    prorroga_clave=prorroga_clave,
                    vigente_desde=date(2026, 1, 1),
                )
            )
    return Oficina(sesiones, reloj)


def agregar_cargo(sesion, clave, nombre, unidad_id, facultades) -> None:
    cargo = Cargo(clave=clave, nombre=nombre, unidad_id=unidad_id, facultades=facultades)
    persona = Persona(usuario=clave, nombre=f"{nombre} de prueba", ci="1234567")
    sesion.add_all([cargo, persona])
    sesion.flush()
    sesion.add(Designacion(persona_id=persona.id, cargo_id=cargo.id, desde_el=DESDE))


def agregar_expediente(sesion, ahora) -> Expediente:
    numero = siguiente(sesion, "HR", 2027)
    hr = f"HR-2027-{numero:06d}"
    expediente = Expediente(
        hr=hr, gestion=2027, numero=numero, asunto="Estado de la carretera", iniciado_el=ahora
    )
    sesion.add(expediente)
    sesion.flush()
    return expediente


def agregar_instancia(sesion, ahora, expediente=None) -> Instancia:
    proceso = sesion.scalar(select(Proceso)) or Proceso(clave="peticion", nombre="Petición")
    sesion.add(proceso)
    sesion.flush()
    version = sesion.scalar(select(Version)) or Version(
        proceso_id=proceso.id,
        numero=1,
        xml=b"<definitions/>",
        sha256=sha256(b"<definitions/>"),
        creada_el=ahora,
        publicada_el=ahora,
        estado=EstadoVersion.VIGENTE,
    )
    sesion.add(version)
    sesion.flush()
    expediente = expediente or agregar_expediente(sesion, ahora)
    instancia = Instancia(
        expediente=expediente,
        expediente_id=expediente.id,
        version=version,
        version_id=version.id,
        proceso="p2_gadc",
        iniciada_el=ahora,
    )
    sesion.add(instancia)
    sesion.flush()
    return instancia


def agregar_tarea(sesion, instancia, ahora, **datos) -> Tarea:
    tarea = Tarea(
        instancia_id=instancia.id,
        expediente_id=instancia.expediente_id,
        ficha=datos.pop("ficha", 1),
        elemento=datos.pop("elemento", "t2_9_consolidar"),
        nombre=datos.pop("nombre", "Consolidar respuesta"),
        creada_el=ahora,
        **datos,
    )
    sesion.add(tarea)
    sesion.flush()
    return tarea
