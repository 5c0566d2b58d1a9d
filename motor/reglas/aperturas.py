"""Lo que queda esperando tras un acto: tareas, plazos, esperas y trabajos, en sus tablas.

Si algo no se puede abrir (un cargo que no existe, un plazo sin fecha), queda un trabajo en
incidente con lo necesario para volver a intentarlo: la ficha no se pierde ni el acto se deshace.
"""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select

from motor.almacen.directo import agregar, insertar
from motor.almacen.mensajes import ClaseSuscripcion, Espera, EstadoMensaje, Mensaje
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.bpmn.avance import Abierta, ClaseEspera
from motor.bpmn.modelo import DefinicionEvento, Nodo, TipoEvento
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import DatosInvalidos, ErrorMotor
from motor.nucleo.valores import Json, Valor
from motor.reglas.acto import Acto
from motor.reglas.asignaciones import (
    Asignada,
    Candidato,
    Directorio,
    evaluar_asignacion,
    leer_directorio,
)
from motor.reglas.devoluciones import desde_de_la_anterior
from motor.reglas.items import texto_de_item
from motor.reglas.plazos import Contexto, abrir_plazo
from motor.reglas.temporizadores import armar_temporizador, exigir_fecha
from motor.reglas.trabajos import Encargo, encargar
from motor.reglas.versiones import asignacion_efectiva

_TRABAJO_DE = {
    ClaseEspera.LLAMADA: TipoTrabajo.INICIAR_LLAMADA,
    ClaseEspera.CONTINUACION: TipoTrabajo.CONTINUAR,
}


def abrir_todas(acto: Acto, abiertas: Sequence[Abierta]) -> None:
    """Abre cada espera; las tareas, juntas."""
    if not abiertas:
        return
    acto.variables.precargar({a.ambito for a in abiertas})
    _abrir_tareas(acto, [a for a in abiertas if a.clase is ClaseEspera.TAREA])
    for abierta in abiertas:
        if abierta.clase is ClaseEspera.TAREA:
            continue
        try:
            _abrir_una(acto, abierta)
        except ErrorMotor as error:
            dejar_pendiente(acto, abierta, error)


def _abrir_una(acto: Acto, abierta: Abierta) -> None:
    nodo = acto.nodo(abierta.elemento)
    if abierta.clase is ClaseEspera.TEMPORIZADOR:
        armar_temporizador(acto, abierta, definicion_de(nodo, abierta))
    elif abierta.clase in (ClaseEspera.MENSAJE, ClaseEspera.SENAL):
        _esperar(acto, abierta, definicion_de(nodo, abierta))
    elif abierta.clase is ClaseEspera.SERVICIO:
        reintentos = nodo.trato.reintentos
        datos = _datos(abierta) | ({"reintentos": reintentos} if reintentos else {})
        _encargar(acto, abierta, TipoTrabajo.SERVICIO, datos, nodo.trato.tema)
    else:
        _encargar(acto, abierta, _TRABAJO_DE[abierta.clase], _datos(abierta), None)


def definicion_de(nodo: Nodo, abierta: Abierta) -> DefinicionEvento:
    """La definición que espera la ficha."""
    multiple = nodo.evento.tipo is TipoEvento.MULTIPLE
    return nodo.eventos[abierta.definicion] if multiple else nodo.evento


def _encargar(
    acto: Acto, abierta: Abierta, tipo: TipoTrabajo, datos: dict[str, Json], tema: str | None
) -> None:
    encargo = Encargo(tipo, acto.ahora, acto.instancia, abierta.ficha, tema=tema, datos=datos)
    encargar(acto.sesion, encargo)


def _datos(abierta: Abierta) -> dict[str, Json]:
    return {"elemento": abierta.elemento, "ambito": abierta.ambito}


def dejar_pendiente(acto: Acto, abierta: Abierta, error: ErrorMotor) -> None:
    """Deja un trabajo en incidente que, al reintentarse, vuelve a abrir la espera."""
    trabajo = Trabajo(
        tipo=TipoTrabajo.CONTINUAR,
        estado=EstadoTrabajo.INCIDENTE,
        debido_el=acto.ahora,
        expediente_id=acto.instancia.expediente_id,
        instancia_id=acto.instancia.id,
        ficha=abierta.ficha,
        datos={"elemento": abierta.elemento, "abrir": asdict(abierta)},
        intentos=1,
        ultimo_error=error.mensaje,
        creado_el=acto.ahora,
    )
    acto.sesion.add(trabajo)
    acto.sesion.flush()
    abrir_incidente(acto, abierta.ficha, abierta.elemento, error.mensaje, trabajo.id)


def abrir_incidente(
    acto: Acto, ficha: int | None, elemento: str, mensaje: str, trabajo_id: int | None = None
) -> None:
    """Agrega el incidente y lo dice en el resumen del acto."""
    acto.sesion.add(
        Incidente(
            expediente_id=acto.instancia.expediente_id,
            instancia_id=acto.instancia.id,
            ficha=ficha,
            elemento=elemento,
            trabajo_id=trabajo_id,
            mensaje=mensaje,
            abierto_el=acto.ahora,
        )
    )
    acto.resumen.incidentes.append({"elemento": elemento, "mensaje": mensaje})


def reabrir(acto: Acto, datos: Json) -> None:
    """Vuelve a intentar una apertura que quedó en incidente."""
    abrir_todas(acto, [Abierta(**{**datos, "clase": ClaseEspera(datos["clase"])})])


def _abrir_tareas(acto: Acto, abiertas: Sequence[Abierta]) -> None:
    evaluadas: list[tuple[Abierta, Asignada]] = []
    for abierta in abiertas:
        try:
            evaluadas.append((abierta, _asignada(acto, abierta)))
        except ErrorMotor as error:
            dejar_pendiente(acto, abierta, error)
    asignadas = [asignada for _, asignada in evaluadas]
    directorio = leer_directorio(acto.sesion, asignadas, acto.version.cargos)
    nuevas: list[tuple[Abierta, Tarea, list[Candidato]]] = []
    for abierta, asignada in evaluadas:
        try:
            nuevas.append(_nueva_tarea(acto, abierta, asignada, directorio))
        except ErrorMotor as error:
            dejar_pendiente(acto, abierta, error)
    _guardar_tareas(acto, nuevas)


def _guardar_tareas(acto: Acto, nuevas: Sequence[tuple[Abierta, Tarea, list[Candidato]]]) -> None:
    if not nuevas:
        return
    agregar(acto.sesion, *[tarea for _, tarea, _ in nuevas])
    for abierta, tarea, candidatos in nuevas:
        acto.resumen.abiertas.append(_abierta(acto, abierta, tarea))
        filas = [candidato | {"tarea_id": tarea.id} for candidato in candidatos]
        insertar(acto.sesion, TareaCandidato, filas)
        if acto.nodo(abierta.elemento).trato.plazo:
            try:
                _abrir_plazo_de_tarea(acto, abierta, tarea)
            except ErrorMotor as error:
                mensaje = f"No se pudo computar el plazo de la tarea: {error.mensaje}"
                abrir_incidente(acto, None, abierta.elemento, mensaje)


def _abierta(acto: Acto, abierta: Abierta, tarea: Tarea) -> dict[str, Json]:
    """Lo que el asiento dice de la tarea; su elemento repetido, mientras su ámbito existe."""
    datos: dict[str, Json] = {"tarea": tarea.id, "elemento": tarea.elemento}
    vista = acto.variables.vista(abierta.ambito)
    item = texto_de_item(acto.proceso, acto.nodo(abierta.elemento), vista)
    return datos | ({"item": item} if item else {})


def _asignada(acto: Acto, abierta: Abierta) -> Asignada:
    asignacion = asignacion_efectiva(acto.proceso, acto.nodo(abierta.elemento))
    return evaluar_asignacion(asignacion, acto.evaluador, acto.variables.vista(abierta.ambito))


def _nueva_tarea(
    acto: Acto, abierta: Abierta, asignada: Asignada, directorio: Directorio
) -> tuple[Abierta, Tarea, list[Candidato]]:
    nodo, instancia = acto.nodo(abierta.elemento), acto.instancia
    tarea = Tarea(
        instancia_id=instancia.id,
        expediente_id=instancia.expediente_id,
        ficha=abierta.ficha,
        elemento=abierta.elemento,
        nombre=llamar(nodo),
        ambito=abierta.ambito,
        indice=abierta.indice,
        estado=EstadoTarea.DISPONIBLE,
        formulario=nodo.trato.formulario or None,
        prioridad=_prioridad(acto, abierta, nodo.trato.prioridad),
        creada_el=acto.ahora,
        devolucion=acto.devolucion,
    )
    return abierta, tarea, directorio.asignar(tarea, asignada)


def _prioridad(acto: Acto, abierta: Abierta, texto: str) -> int:
    if not texto:
        return 0
    valor = acto.evaluador.texto(texto, acto.variables.vista(abierta.ambito))
    try:
        return int(valor)
    except (TypeError, ValueError):
        raise DatosInvalidos(
            f"La prioridad «{texto}» debe dar un número entero y dio {valor}."
        ) from None


def _abrir_plazo_de_tarea(acto: Acto, abierta: Abierta, tarea: Tarea) -> None:
    trato = acto.nodo(abierta.elemento).trato
    vista = acto.variables.vista(abierta.ambito)
    que = acto.evaluador.texto(trato.plazo, vista)
    desde: Valor = None
    if trato.plazo_desde:
        expresion = trato.plazo_desde.removeprefix("=")
        desde = exigir_fecha(acto.evaluador.evaluar(expresion, vista), trato.plazo_desde)
    elif acto.devolucion is not None:
        desde = desde_de_la_anterior(acto, tarea)
    contexto = Contexto(acto.instancia, abierta.ficha, abierta.elemento, tarea)
    abrir_plazo(acto.sesion, contexto, que, desde or acto.ahora, acto.ahora)


def _esperar(acto: Acto, abierta: Abierta, definicion: DefinicionEvento) -> None:
    clase = (
        ClaseSuscripcion.MENSAJE if abierta.clase is ClaseEspera.MENSAJE else ClaseSuscripcion.SENAL
    )
    clave = None
    if clase is ClaseSuscripcion.MENSAJE and definicion.correlacion:
        vista = acto.variables.vista(abierta.ambito)
        clave = clave_de(acto.evaluador.evaluar(definicion.correlacion, vista))
    acto.sesion.add(
        Espera(
            expediente_id=acto.instancia.expediente_id,
            instancia_id=acto.instancia.id,
            ficha=abierta.ficha,
            definicion=abierta.definicion,
            elemento=abierta.elemento,
            clase=clase,
            nombre=definicion.nombre,
            clave=clave,
            abierta_el=acto.ahora,
        )
    )
    if clase is ClaseSuscripcion.MENSAJE:
        _despertar_pendientes(acto, definicion.nombre, clave)


def clave_de(valor: Valor) -> str | None:
    """La clave de correlación como texto; None si todavía no tiene valor."""
    if valor is None or valor == "":
        return None
    return valor if isinstance(valor, str) else f"{valor.normalize():f}"


def _despertar_pendientes(acto: Acto, nombre: str, clave: str | None) -> None:
    """Vuelve a repartir lo enviado antes de que lo esperaran: lo suyo o lo de su clave."""
    suyo = acto.instancia.expediente_id
    le_toca = (Mensaje.expediente_id == suyo) | (Mensaje.destino_expediente_id == suyo)
    if clave is not None:
        le_toca |= Mensaje.clave == clave
    pendientes = acto.sesion.scalars(
        select(Mensaje.id)
        .where(
            Mensaje.nombre == nombre,
            Mensaje.estado == EstadoMensaje.ENVIADO,
            Mensaje.a_elemento == "",
            le_toca,
        )
        .order_by(Mensaje.id)
    )
    for mensaje_id in pendientes.all():
        encargo = Encargo(
            TipoTrabajo.ENTREGAR_MENSAJE,
            acto.ahora,
            expediente_id=acto.instancia.expediente_id,
            datos={"mensaje": mensaje_id},
        )
        encargar(acto.sesion, encargo)
