"""Los pasos del capítulo «El primer proceso en diez minutos», en el orden en que los dice."""

from pathlib import Path

from playwright.sync_api import expect

from tests.aceptacion.armador import LISTO as FORMULARIO_LISTO
from tests.aceptacion.armador import PLAZO, Armador
from tests.aceptacion.guia_escrita import Dibujo, Guia

CAPITULO = Path(__file__).parents[2] / "docs" / "manual" / "primer-proceso.md"
CAPTURAS = tuple(f"primero-{paso}" for paso in ("borrador", "formulario", "diagrama", "condicion"))
CAPTURAS += tuple(f"primero-{paso}" for paso in ("ficha", "ensayo", "aprobar", "caso"))
OFICINA = "Toda la unidad SDCG: Secretaría Departamental de Coordinación General"


def crear(guia: Guia) -> None:
    """Del menú al borrador."""
    guia.ir("/bandeja")
    guia.pulsa("Administración", "link")
    guia.pulsa("Procesos", "link", exacto=True)
    guia.pulsa("Nuevo borrador", "link")
    guia.escribe("Nombre del proceso", "Solicitud de vehículo")
    guia.escribe("Clave", "solicitud_vehiculo")
    guia.pulsa("Crear el borrador")
    guia.page.get_by_role("link", name="Dibujar").wait_for()
    guia.foto("primero-borrador", 640)


def agregar_formulario(guia: Guia, titulo: str, clave: str) -> Armador:
    """Agrega un formulario y queda en su editor."""
    page = guia.page
    guia.lee("**Agregar un formulario, una tabla o un escenario**")
    page.locator("#agregar > summary").click()
    guia.escribe("Título", titulo)
    guia.escribe("Nombre del archivo", clave)
    guia.lee("**Agregar**")
    page.locator("#agregar").get_by_role("button", name="Agregar").click()
    page.wait_for_selector(FORMULARIO_LISTO, timeout=PLAZO)
    return Armador(page)


def campo(
    guia: Guia, armador: Armador, tipo: str, en_la_paleta: str, dato: tuple[str, str]
) -> None:
    """Agrega un campo de la paleta, con su rótulo y el nombre de su dato."""
    guia.lee(f"**{en_la_paleta}**")
    expect(armador.paleta(tipo)).to_contain_text(en_la_paleta)
    armador.agregar(tipo)
    guia.escribe("Rótulo", dato[0], armador.panel)
    guia.escribe("Nombre del dato", dato[1], armador.panel)
    guia.lee("**Hay que llenarlo**")
    armador.panel.get_by_label("Hay que llenarlo", exact=True).check()


def al_borrador(guia: Guia, captura: str = "") -> None:
    """Espera a que quede guardado y vuelve a la página del borrador."""
    guia.lee("**Guardado**")
    expect(guia.page.locator("[data-frase]")).to_contain_text("por usted", timeout=PLAZO)
    guia.lee("flecha")
    if captura:
        guia.foto(captura)
    guia.page.get_by_role("link", name="Volver al borrador").click()


def formularios(guia: Guia) -> None:
    """Los tres formularios."""
    armador = agregar_formulario(guia, "Pedir un vehículo", "pedir")
    campo(guia, armador, "textfield", "Texto corto", ("A dónde se va", "destino"))
    campo(guia, armador, "datetime", "Fecha u hora", ("Qué día se sale", "dia_de_salida"))
    al_borrador(guia, "primero-formulario")
    armador = agregar_formulario(guia, "Autorizar la salida", "autorizar")
    campo(guia, armador, "checkbox", "Casilla", ("¿Se autoriza?", "autorizado"))
    guia.lee("**Se contesta sí o no**")
    armador.panel.get_by_label("Se contesta sí o no", exact=True).check()
    al_borrador(guia)
    armador = agregar_formulario(guia, "Entregar el vehículo", "entregar")
    campo(guia, armador, "textfield", "Texto corto", ("Placa", "placa"))
    al_borrador(guia)


def dibujar(guia: Guia) -> None:
    """El camino."""
    guia.pulsa("Dibujar", "link")
    dibujo = Dibujo(guia)
    dibujo.elige("Elija el final", "Terminado")
    dibujo.agrega("Eliminar")
    dibujo.elige("Elija la tarea", "Primera tarea")
    dibujo.pone("Nombre", "Autorizar la salida")
    dibujo.agrega("Agregar compuerta")
    dibujo.pone("Nombre", "¿Se autoriza?")
    dibujo.agrega("Agregar otro elemento")
    guia.lee("`tarea de usuario`")
    guia.page.wait_for_selector(".djs-popup-search input")
    guia.page.keyboard.type("tarea de usuario")
    guia.page.keyboard.press("Enter")
    guia.page.keyboard.press("Escape")
    dibujo.pone("Nombre", "Entregar el vehículo")
    dibujo.agrega("Agregar evento final")
    dibujo.pone("Nombre", "Entregado")
    dibujo.elige("Elija otra vez el rombo", "¿Se autoriza?")
    dibujo.agrega("Agregar evento final")
    dibujo.pone("Nombre", "Rechazado")
    dibujo.panel.lienzo.pulsar("ajustar")
    guia.foto("primero-diagrama")


def decir(guia: Guia) -> None:
    """Quién, qué y cuándo, en el panel."""
    dibujo = Dibujo(guia)
    guia.lee("**Ver todo el diagrama**")
    dibujo.panel.lienzo.pulsar("ajustar")
    dibujo.elige("Elija el carril", "Quién lo hace", aqui={"x": 400, "y": 12})
    dibujo.pone("Unidad responsable", "SDFA")
    dibujo.elige("Elija el inicio", "Empieza")
    dibujo.pone("Formulario de inicio", "pedir")
    dibujo.elige("Elija la tarea «Autorizar la salida»", "Autorizar la salida")
    dibujo.pone("Cargo", "jefe.finanzas")
    dibujo.pone("Formulario", "autorizar")
    dibujo.pone("Plazo para hacerla", "2 dh")
    dibujo.elige("Elija la tarea «Entregar el vehículo»", "Entregar el vehículo")
    dibujo.pone("Formulario", "entregar")
    _los_caminos(dibujo)
    for final in ("Entregado", "Rechazado"):
        dibujo.elige(f"lija el final «{final}»", final)
        dibujo.pone("Cómo queda el expediente", final.lower())
    al_borrador(guia)


def _los_caminos(dibujo: Dibujo) -> None:
    guia = dibujo.guia
    dibujo.elige("Elija la flecha que va del rombo a «Rechazado»", "Rechazado", "¿Se autoriza?")
    dibujo.pone("Nombre", "No")
    guia.lee("**Condición**")
    guia.lee("`autorizado = false`")
    dibujo.panel.feel("condicion", "autorizado = false")
    editor = dibujo.panel.campo("condicion").locator(".cm-content")
    editor.focus()
    guia.page.keyboard.press("Escape")  # cierra lo que se ofrecía al escribir
    editor.evaluate("e => e.blur()")
    expect(guia.page.locator(".cm-tooltip")).to_have_count(0)
    antes = guia.leido
    dibujo.panel.lienzo.pulsar("ajustar")
    guia.foto("primero-condicion", ver=dibujo.panel.campo("condicion"))
    guia.leido = antes  # la captura va al final de la sección
    dibujo.elige("Elija la flecha que va del rombo", "Entregar el vehículo", "¿Se autoriza?")
    dibujo.pone("Nombre", "Sí")
    dibujo.marca("Por aquí si ninguna otra se cumple")


def llenar_ficha(guia: Guia) -> None:
    """La ficha, y la revisión sin nada que decir."""
    guia.pulsa("Editar la ficha", "link")
    guia.escribe("Propósito", "Pedir, autorizar y entregar un vehículo de la institución.")
    guia.escribe("Norma", "Reglamento interno de uso de vehículos", guia.page.locator("main"))
    guia.elige("Qué tan segura es", "SUPUESTO")
    guia.elige("Agregar una unidad o un cargo", OFICINA)
    guia.pulsa("Guardar la ficha")
    guia.lee("**No se halló nada que corregir.**")
    expect(guia.page.locator("#revision")).to_contain_text("No se halló nada que corregir.")
    guia.page.locator("#revision").scroll_into_view_if_needed()
    guia.foto("primero-ficha")


def ensayar(guia: Guia) -> None:
    """El ensayo, y lo hecho guardado como escenario."""
    page = guia.page
    guia.pulsa("Ensayarlo", "link")
    guia.pulsa("Empezar el ensayo")
    guia.pulsa("Iniciar", "link", donde="#ahora")
    guia.escribe("A dónde se va", "Tiraque")
    guia.escribe("Qué día se sale", "15/03/2027")
    guia.pulsa("Abrir el expediente")
    guia.pulsa("Hacerla", "link")
    guia.lee("**Sí**")
    page.get_by_label("Sí", exact=True).check()
    guia.pulsa("Completar la tarea")
    guia.pulsa("Hacerla", "link")
    guia.escribe("Placa", "1234-ABC")
    guia.pulsa("Completar la tarea")
    expect(page.get_by_text("Cerrado: entregado").first).to_be_visible()
    guia.escribe("Guardar como escenario", "Se autoriza y se entrega")
    guia.pulsa("Guardar", exacto=True)
    guia.pulsa("Escenarios", "link", exacto=True)
    guia.pulsa("Correr los escenarios")
    guia.lee("**Pasan todos**")
    page.get_by_role("heading", name="Pasan todos").wait_for(timeout=60_000)
    page.locator(".visor .djs-container svg").first.wait_for()
    guia.foto("primero-ensayo", 900)


def publicar(guia: Guia, otra: str) -> None:
    """Quien lo hizo propone, y otra persona aprueba."""
    page = guia.page
    guia.pulsa("Borrador n.º", "link")
    borrador = page.url
    guia.escribe("Qué cambia", "Primera versión.")
    guia.escribe("Norma que lo motiva", "Instructivo 3/2027")
    guia.pulsa("Proponer", exacto=True)
    expect(page.get_by_text("Debe aprobarlo otra persona")).to_be_visible()
    guia.sitio.entrar(page, otra)
    page.goto(borrador)
    antes = guia.leido
    guia.foto("primero-aprobar", 640)
    guia.leido = antes  # la captura va al final de la sección
    guia.pulsa("Aprobar y publicar")
    page.get_by_text("Se publicó").first.wait_for()


def abrir_caso(guia: Guia, quien: str) -> None:
    """Alguien de la oficina inicia el primer caso."""
    guia.sitio.entrar(guia.page, quien)
    guia.ir("/bandeja")
    guia.pulsa("Iniciar", "link")
    guia.pulsa("Iniciar", "link", donde="main")
    guia.escribe("Asunto", "Viaje a Tiraque")
    guia.page.get_by_label("A dónde se va").fill("Tiraque")
    guia.page.get_by_label("Qué día se sale").first.fill("15/03/2027")
    guia.pulsa("Abrir el expediente")
    expect(guia.page.locator("main")).to_contain_text("HR-2027-")
    guia.foto("primero-caso")
