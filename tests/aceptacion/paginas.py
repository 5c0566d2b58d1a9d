"""Todas las páginas que la web da, con quién las ve y qué dirección tienen en las pruebas."""

import json
from dataclasses import dataclass

from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Cargo, Designacion, Persona
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.importar_bpmn import ImportarBpmn, importar_bpmn
from motor.reglas.sellos import Sello, escribir_codigo
from tests.casos import Casos
from tests.motor.bpmn.importacion.muestras import CAMUNDA
from tests.tablas import tabla

PEDIDOS = {"peticion": ("2.24", 6), "respondida": ("2.1", None), "ley": ("1.1", 20)}


@dataclass(frozen=True)
class Pagina:
    """`ruta` lleva entre llaves lo que da `direcciones`; `estado`, con el que responde."""

    nombre: str
    endpoint: str
    ruta: str
    usuario: str = "tecnico1.sdos"
    estado: int = 200


EXPEDIENTE = "secretario.coordinacion"
AUDITOR = "auditor.interno"
PROCESOS = "admin.procesos"
PAGINAS = (
    Pagina("ingresar", "ingreso.ingresar", "/ingresar", ""),
    Pagina("portada", "ingreso.portada", "/", "enlace.sdos"),
    Pagina("bandeja", "bandeja.lista", "/bandeja?vista=unidad", "{de_la_ley}"),
    Pagina("bandeja-vacia", "bandeja.lista", "/bandeja", "presidente.comision8"),
    Pagina("busqueda", "busqueda.lista", "/expedientes?q=informe", EXPEDIENTE),
    Pagina("tarea", "tareas.ver", "/tareas/{tarea}", "{suya}"),
    Pagina("tarea-ley", "tareas.ver", "/tareas/{tarea_ley}", "{de_la_ley}"),
    Pagina("derivar", "tareas.elegir_destino", "/tareas/{tarea}/derivar", "{suya}"),
    Pagina("expediente", "expedientes.ver", "/expedientes/{respondida}", EXPEDIENTE),
    Pagina("exp-bitacora", "expedientes.bitacora", "/expedientes/{respondida}/bitacora", AUDITOR),
    Pagina("exp-comentarios", "expedientes.comentarios", "/expedientes/{respondida}/comentarios"),
    Pagina("exp-donde-esta", "expedientes.recorrido", "/expedientes/{respondida}/recorrido"),
    Pagina("tarea-ajena", "tareas.ver", "/tareas/{tarea}", "enlace.sdos"),
    Pagina("exp-documentos", "expedientes.documentos", "/expedientes/{respondida}/documentos"),
    Pagina("exp-mensajes", "expedientes.mensajes", "/expedientes/{respondida}/mensajes"),
    Pagina("exp-personas", "expedientes.personas", "/expedientes/{respondida}/personas"),
    Pagina("exp-plazos", "expedientes.plazos", "/expedientes/{respondida}/plazos"),
    Pagina("correspondencia", "mensajes.lista", "/mensajes", EXPEDIENTE),
    Pagina("mensaje", "mensajes.ver", "/mensajes/{mensaje}", AUDITOR),
    Pagina("registrar-mensaje", "mensajes.registrar", "/mensajes/registrar", EXPEDIENTE),
    Pagina("catalogo", "catalogo.lista", "/iniciar", "asambleista.01"),
    Pagina("iniciar", "catalogo.iniciar", "/iniciar/{elemento}", "asambleista.01"),
    Pagina("ausencias", "ausencias.lista", "/ausencias", "secretario.sdos"),
    Pagina("avisos", "avisos.lista", "/avisos", "enlace.sdos"),
    Pagina("preferencias", "avisos.preferencias", "/cuenta/avisos"),
    Pagina("cuenta", "cuenta.ver", "/cuenta"),
    Pagina("elegir-cargo", "cuenta.elegir", "/cuenta/cargo"),
    Pagina("seguimiento", "seguimiento.tablero", "/seguimiento", "seguimiento.scg"),
    Pagina("guia", "guia.ver", "/guia"),
    Pagina("guia-formulario", "guia.formulario", "/guia/formulario"),
    Pagina("verificar", "expedientes.verificar", "/verificar/{respondida}/{codigo}", ""),
    Pagina("verificar-falso", "expedientes.verificar", "/verificar/HR-1/x", "", 404),
    Pagina("administracion", "administracion.inicio", "/administracion", "admin.sistema"),
    Pagina("calendario", "calendario.ver", "/administracion/calendario", "admin.procesos"),
    Pagina("incidentes", "incidentes.lista", "/administracion/incidentes", "admin.procesos"),
    Pagina("organizacion", "organizacion.inicio", "/administracion/organizacion", "admin.sistema"),
    Pagina("unidad", "organizacion.unidad", "/administracion/organizacion/SDOS", "admin.sistema"),
    Pagina("personas", "personas.lista", "/administracion/personas", "admin.sistema"),
    Pagina("persona", "personas.ver", "/administracion/personas/secretario.sdos", "admin.sistema"),
    Pagina("parametros", "parametros.lista", "/administracion/plazos", "admin.procesos"),
    Pagina("parametro", "parametros.ver", "/administracion/plazos/pie.total", "admin.procesos"),
    Pagina("versiones", "versiones.lista", "/administracion/versiones", "admin.procesos"),
    Pagina("procesos", "procesos.lista", "/procesos", PROCESOS),
    Pagina("borrador-nuevo", "procesos.formulario_nuevo", "/procesos/borradores/nuevo", PROCESOS),
    Pagina("importar", "importacion.subir", "/procesos/importar", PROCESOS),
    Pagina(
        "importado",
        "importacion.informe",
        "/procesos/borradores/{importado}/importacion",
        PROCESOS,
    ),
    Pagina("borrador", "procesos.borrador", "/procesos/borradores/{borrador}", PROCESOS),
    Pagina("borrador-ficha", "procesos.ficha", "/procesos/borradores/{borrador}/ficha", PROCESOS),
    Pagina(
        "borrador-historia",
        "procesos.historia",
        "/procesos/borradores/{borrador}/historia",
        PROCESOS,
    ),
    Pagina("version", "procesos.version", "/procesos/peticion_informe/versiones/1", PROCESOS),
    Pagina("mover", "movimientos.ver", "/expedientes/{en_curso}/mover", "secretario.coordinacion"),
    Pagina("suspender", "suspensiones.ver", "/procesos/peticion_informe/suspension", PROCESOS),
    Pagina("casos", "migraciones.ver", "/procesos/peticion_informe/casos", PROCESOS),
    Pagina("calor", "calor.ver", "/procesos/peticion_informe/calor?medida=espera", PROCESOS),
    Pagina(
        "formularios",
        "editor_formularios.lista",
        "/procesos/borradores/{borrador}/formularios",
        PROCESOS,
    ),
    Pagina(
        "formulario",
        "editor_formularios.ver",
        "/procesos/borradores/{borrador}/formularios/t1_recibir",
        PROCESOS,
    ),
    Pagina(
        "decision",
        "editor_decisiones.ver",
        "/procesos/borradores/{borrador}/decisiones/plazo",
        PROCESOS,
    ),
    Pagina("ensayo", "ensayo.ver", "/procesos/borradores/{borrador}/ensayo", PROCESOS),
    Pagina(
        "escenarios", "ensayo.escenarios", "/procesos/borradores/{borrador}/escenarios", PROCESOS
    ),
    Pagina("diagrama", "modelador.ver", "/procesos/borradores/{borrador}/diagrama", PROCESOS),
    Pagina("manual", "manual.pagina", "/manual/bandeja", ""),
    Pagina("manual-indice", "manual.pagina", "/manual/indice"),
    Pagina("manual-hallado", "manual.indice", "/manual?q=suplencia", ""),
    Pagina("no-existe", "", "/esto-no-existe", estado=404),
    Pagina("sin-permiso", "", "/administracion", estado=403),
    Pagina("sesion-vencida", "", "/cuenta", ""),
    Pagina("sin-hallazgos", "", "/expedientes?q=zzzz", EXPEDIENTE),
    Pagina("sin-avisos", "", "/avisos", "presidente.comision8"),
    Pagina("sin-correspondencia", "", "/mensajes", "mesa.arani"),
    Pagina("correspondencia-enviada", "", "/mensajes?cual=enviados", EXPEDIENTE),
)

# GET que no son páginas, y por qué
NO_SON_PAGINAS = {
    "static": "archivos",
    "api.tareas": "JSON",
    "api.yo": "JSON",
    "avisos.campana": "fragmento de la barra",
    "avisos.feed": "calendario ICS",
    "bandeja.novedades": "fragmento de la bandeja",
    "bandeja.planilla": "CSV",
    "calor.dibujo": "el BPMN, para el visor",
    "ensayo.inicio": "pide un ensayo empezado: la mira su prueba (test_ensayo)",
    "ensayo.tarea": "pide un ensayo con una tarea abierta: la mira su prueba (test_ensayo)",
    "migraciones.avance": "pide un cambio de versión: lo mira su prueba (test_migraciones)",
    "migraciones.fragmento": "fragmento del avance",
    "comparacion.dibujo": "el BPMN, para el comparador",
    "comparacion.ver": "pide dos ediciones: la mira su prueba (test_comparador)",
    "calor.planilla": "CSV",
    "documentos.descargar": "el archivo adjunto",
    "expedientes.impreso": "PDF",
    "expedientes.diagrama": "el BPMN, para el visor",
    "guia.muestra": "BPMN de muestra",
    "importacion.descargar": "el archivo original",
    "ingreso.cuentas_demo": "solo en la demostración, donde la mira su prueba",
    "menciones.buscar": "a quién ofrecer al escribir «@»",
    "manual.imagen": "las capturas del manual",
    "procesos.archivo": "los bytes que pide un editor",
    "procesos.archivo_de_version": "el BPMN, para el visor",
    "procesos.paquete": "el zip del borrador",
    "procesos.paquete_de_la_version": "el zip de la versión",
    "propiedades.entorno": "JSON del panel de propiedades",
    "salud.ver": "JSON",
    "seguimiento.planilla": "CSV",
    "tareas.otra_vez": "vuelve a la tarea",
}


def direcciones(casos: Casos) -> dict[str, object]:
    """Lo que va entre llaves en las rutas y los usuarios."""
    with casos.entorno.leer() as sesion:
        tarea = _abierta(sesion, casos.ids["peticion"])
        de_la_ley = _abierta(sesion, casos.ids["ley"])
        suyo = casos.ids["respondida"]
        mensaje = sesion.scalars(select(Mensaje.id).where(Mensaje.expediente_id == suyo)).first()
        cola = sesion.execute(
            select(Expediente.hr, Expediente.cola_numero, Expediente.cola_huella).where(
                Expediente.id == suyo
            )
        ).one()
        return {
            "tarea": tarea.id,
            "suya": _quien_puede(sesion, tarea),
            "tarea_ley": de_la_ley.id,
            "de_la_ley": _quien_puede(sesion, de_la_ley),
            "respondida": cola.hr,
            "en_curso": sesion.get_one(Expediente, casos.ids["ley"]).hr,
            "mensaje": mensaje,
            "elemento": "p2_ald",
            "borrador": _borrador(casos),
            "importado": _importado(casos),
            "codigo": escribir_codigo(casos.entorno.ajustes.secreto, Sello(*cola)),
        }


def _borrador(casos: Casos) -> int:
    """Un borrador hecho de cero, con un formulario y una tabla."""
    actor = Actor(PROCESOS, None, medio="prueba", ip="127.0.0.1", sesion="s1")
    orden = CrearBorrador(actor, "tramite_generico", "Trámite genérico")
    de = crear_borrador(casos.entorno, orden).id
    unidad = {"key": "unidad", "label": "Qué unidad atiende"}
    campos = [
        {"type": "textfield", "id": "c1", "key": "solicitante", "label": "Quién lo pide"},
        {"type": "select", "id": "c2", **unidad, "properties": {"cauce:tipo": "unidad"}},
    ]
    esquema = {"type": "default", "id": "t1_recibir", "title": "Recibir", "components": campos}
    contenido = json.dumps(esquema).encode()
    clave = ("formulario", "t1_recibir")
    guardar_archivo_borrador(casos.entorno, GuardarArchivo(actor, de, *clave, contenido, 0))
    plazo = tabla("UNIQUE", {"monto": "number"}, "< 1000 | 10", ">= 1000 | 20").encode()
    orden = GuardarArchivo(actor, de, "decision", "plazo", plazo, 0)
    guardar_archivo_borrador(casos.entorno, orden)
    return de


def _importado(casos: Casos) -> int:
    """Un borrador que vino de otro programa."""
    actor = Actor(PROCESOS, None, medio="prueba", ip="127.0.0.1", sesion="s1")
    orden = ImportarBpmn(actor, "compras.bpmn", CAMUNDA, "compras", "Compras")
    return importar_bpmn(casos.entorno, orden).id


def _abierta(sesion, expediente_id: int) -> Tarea:
    abiertas = select(Tarea).where(Tarea.estado.in_(ABIERTAS))
    return sesion.scalars(abiertas.where(Tarea.expediente_id == expediente_id)).first()


def _quien_puede(sesion, tarea: Tarea) -> str:
    """Alguien del cargo de la tarea, o de su unidad."""
    donde = Cargo.id == tarea.cargo_id if tarea.cargo_id else Cargo.unidad_id == tarea.unidad_id
    consulta = select(Persona.usuario).join(Designacion, Designacion.persona_id == Persona.id)
    consulta = consulta.join(Cargo, Cargo.id == Designacion.cargo_id)
    return sesion.scalars(consulta.where(donde)).first()
