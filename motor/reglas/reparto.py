"""De lo que pasó a los avisos, y de los avisos a los correos que cada quien pidió."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from motor.almacen.avisos import PorAvisar, Suceso
from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.organizacion import Cargo, Institucion
from motor.almacen.plazos import Aviso
from motor.almacen.tareas import Tarea, esta_abierta
from motor.almacen.trabajos import Incidente, TipoTrabajo, Trabajo
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.destinos_de_aviso import cargos_de_unidades, reunir_gente
from motor.reglas.organizacion import Facultad
from motor.reglas.preferencias import Modo, clase_de
from motor.reglas.reparto_tareas import avisar_tareas
from motor.reglas.trabajos import Encargo, encargar

REINTENTOS_DE_CORREO = 10  # de diez segundos a una hora entre uno y otro: hora y media en total
TEMA_AVISO, TEMA_RESUMEN = "aviso", "resumen"


def repartir(sesion: Session, lote: int, ahora: datetime, *, con_correo: bool) -> int:
    """Toma hasta `lote` filas de `por_avisar`, las reparte y las quita; devuelve cuántas eran."""
    filas = sesion.scalars(
        select(PorAvisar).order_by(PorAvisar.id).limit(lote).with_for_update(skip_locked=True)
    ).all()
    if not filas:
        return 0
    por_suceso: dict[Suceso, list[int]] = {}
    for fila in filas:
        por_suceso.setdefault(fila.que, []).append(fila.fila)
    avisar_tareas(sesion, por_suceso.get(Suceso.TAREA, ()), ahora)
    _avisar_mensajes(sesion, por_suceso.get(Suceso.MENSAJE, ()), ahora)
    _avisar_incidentes(sesion, por_suceso.get(Suceso.INCIDENTE, ()), ahora)
    _repartir_avisos(sesion, por_suceso.get(Suceso.AVISO, ()), ahora, con_correo=con_correo)
    sesion.execute(
        delete(PorAvisar).where(PorAvisar.id.in_([fila.id for fila in filas])),
        execution_options={"synchronize_session": False},
    )
    return len(filas)


def _avisar_mensajes(sesion: Session, ids: Collection[int], ahora: datetime) -> None:
    """A los cargos con tareas abiertas en el expediente de la institución que recibe."""
    filas = sesion.execute(
        select(Mensaje, Institucion.nombre)
        .outerjoin(Institucion, Institucion.id == Mensaje.de_institucion_id)
        .where(Mensaje.id.in_(ids), Mensaje.estado == EstadoMensaje.DEPOSITADO)
    ).all()
    for mensaje, de in filas:
        tareas = sesion.execute(
            select(Tarea.cargo_id, Tarea.unidad_id, Tarea.persona_id).where(
                Tarea.instancia_id == mensaje.destino_instancia_id, esta_abierta()
            )
        ).all()
        unidades = [t.unidad_id for t in tareas if t.cargo_id is None and t.unidad_id is not None]
        de_unidad = cargos_de_unidades(sesion, unidades)
        cargos = {t.cargo_id for t in tareas if t.cargo_id is not None}.union(*de_unidad.values())
        expediente = sesion.get_one(Expediente, mensaje.destino_expediente_id)
        origen = f" de {de}" if de else ""
        texto = f"{expediente.hr}: llegó «{mensaje.nombre}»{origen}; falta sellar su recepción."
        avisar(
            sesion,
            Noticia("mensaje", texto, ahora, expediente.id),
            cargos=cargos,
            personas={t.persona_id for t in tareas if t.persona_id is not None},
        )


def _avisar_incidentes(sesion: Session, ids: Collection[int], ahora: datetime) -> None:
    """A los cargos que pueden reintentarlos. El detalle lo ven en la página de incidentes."""
    filas = sesion.execute(
        select(Incidente, Expediente.hr)
        .outerjoin(Expediente, Expediente.id == Incidente.expediente_id)
        .where(Incidente.id.in_(ids), Incidente.resuelto_el.is_(None))
    ).all()
    if not filas:
        return
    activos = sesion.execute(select(Cargo.id, Cargo.facultades).where(Cargo.activo))
    cargos = [id_ for id_, dadas in activos if Facultad.EXPEDIENTES.value in dadas]
    for incidente, hr in filas:
        donde = f" en «{incidente.elemento}»" if incidente.elemento else ""
        texto = f"{hr or 'Sin expediente'}: un incidente{donde} espera que alguien lo reintente."
        noticia = Noticia("incidente", texto, ahora, incidente.expediente_id)
        if _es_de_correo(sesion, incidente):  # por correo no se avisa que el correo no anda
            noticia = Noticia("incidente_de_correo", _NO_SALIO, ahora)
        avisar(sesion, noticia, cargos=cargos)


_NO_SALIO = "Un correo no se pudo entregar: mire los incidentes y revise el servidor de correo."


def _es_de_correo(sesion: Session, incidente: Incidente) -> bool:
    if incidente.trabajo_id is None:
        return False
    return sesion.get_one(Trabajo, incidente.trabajo_id).tipo is TipoTrabajo.CORREO


def _repartir_avisos(
    sesion: Session, ids: Sequence[int], ahora: datetime, *, con_correo: bool
) -> None:
    """Quita los que la persona no quiere y encarga el correo de los que quiere así."""
    avisos = sesion.scalars(
        select(Aviso).where(Aviso.id.in_(ids), Aviso.leido_el.is_(None)).order_by(Aviso.id)
    ).all()
    cargos = {a.cargo_id for a in avisos if a.cargo_id is not None}
    gente = reunir_gente(
        sesion, cargos, {a.persona_id for a in avisos if a.persona_id is not None}, ahora
    )
    enviados: set[tuple[int, int | None, str]] = set()
    for aviso in avisos:
        clase = clase_de(aviso.clase)
        suyo = aviso.persona_id
        if suyo is not None and gente.prefiere(suyo).modo(clase) is Modo.NO:
            sesion.delete(aviso)
            continue
        if not con_correo or aviso.clase == "incidente_de_correo":
            continue
        quienes = {suyo} if suyo is not None else gente.del_cargo(aviso.cargo_id or 0)
        for persona_id in sorted(quienes & gente.personas.keys()):
            mismo = (persona_id, aviso.expediente_id, aviso.texto)
            quiere = gente.prefiere(persona_id).modo(clase) is Modo.CORREO
            if quiere and gente.personas[persona_id].correo and mismo not in enviados:
                enviados.add(mismo)
                _encargar(sesion, aviso, persona_id, ahora)


def _encargar(sesion: Session, aviso: Aviso, persona_id: int, ahora: datetime) -> None:
    datos = {"persona": persona_id, "aviso": aviso.id, "reintentos": REINTENTOS_DE_CORREO}
    encargar(
        sesion,
        Encargo(
            TipoTrabajo.CORREO,
            ahora,
            expediente_id=aviso.expediente_id,
            tema=TEMA_AVISO,
            datos={**datos},
        ),
    )
