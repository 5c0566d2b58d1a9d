"""El ensayo de un borrador hecho en su página: se inicia, se hace de todos y se guarda."""

from playwright.sync_api import Page, expect

from tests.aceptacion.manos import poner_en

VISOR = "**/visor.js*"  # el dibujo se mira al final: en cada paso solo demoraría


class Ensayista:
    """Quien ensaya, con la página del ensayo de su borrador."""

    def __init__(self, page: Page, borrador: str) -> None:
        self.page = page
        self.url = f"{borrador}/ensayo"

    def empezar(self, fecha: str) -> None:
        """Empieza un ensayo, o empieza de nuevo el que había."""
        self.page.unroute(VISOR)
        self.page.route(VISOR, lambda pedido: pedido.abort())
        self.page.goto(self.url)
        otra_vez = self.page.locator("summary", has_text="Empezar de nuevo")
        if otra_vez.count():
            otra_vez.click()
        self.page.get_by_role("textbox", name="Fecha en que empieza").fill(fecha)
        nombre = "Empezar de nuevo" if otra_vez.count() else "Empezar el ensayo"
        self.page.get_by_role("button", name=nombre).click()
        self.page.get_by_text("El ensayo empezó").first.wait_for()

    def iniciar(self, proceso: str, asunto: str) -> None:
        """Abre un expediente de ese proceso."""
        self.page.get_by_role("link", name=f"Iniciar {proceso}").click()
        self.page.locator("[name=asunto]").fill(asunto)
        self.page.get_by_role("button", name="Abrir el expediente").click()
        self.page.get_by_role("heading", name="Qué se puede hacer ahora").wait_for()

    def hacer(self, tarea: str, **valores: object) -> None:
        """Hace la tarea con la primera persona que puede."""
        self.page.get_by_role("link", name=f"Hacerla «{tarea}»").click()
        for nombre, valor in valores.items():
            poner_en(self.page, "form.card", nombre.replace("__", "."), valor)
        self.page.get_by_role("button", name="Completar la tarea").click()
        self.page.get_by_role("heading", name="Qué se puede hacer ahora").wait_for()

    def contestar(self, mensaje: str, de: str, *renglones: str) -> None:
        """Entrega un mensaje de fuera."""
        esperado = self.page.locator("li", has_text=f"«{mensaje}»")
        esperado.locator("summary").click()
        if de:
            esperado.locator("select[name=de]").select_option(de)
        esperado.locator("[name=contenido]").fill("\n".join(renglones))
        esperado.get_by_role("button", name="Entregar").click()
        self.page.get_by_text("El mensaje llegó").first.wait_for()

    def al_proximo_plazo(self) -> None:
        """Lleva el reloj a lo primero que vence."""
        self.page.get_by_role("button", name="Ir al próximo plazo").click()
        self.page.get_by_text("El reloj se adelantó").first.wait_for()

    def termina(self, final: str) -> None:
        """El expediente se cerró, y así quedó."""
        cerrado = self.page.get_by_text(f"Cerrado: {final}")
        expect(cerrado.first).to_be_visible()

    def guardar(self, titulo: str) -> None:
        """Guarda lo hecho como escenario."""
        self.page.get_by_label("Guardar como escenario").fill(titulo)
        self.page.get_by_role("button", name="Guardar", exact=True).click()
        self.page.get_by_text("Se guardó").first.wait_for()

    def correr(self) -> None:
        """Corre los escenarios: pasan todos y se ve lo que recorren."""
        self.page.unroute(VISOR)
        self.page.goto(self.url.replace("/ensayo", "/escenarios"))
        self.page.get_by_role("button", name="Correr los escenarios").click()
        self.page.get_by_role("heading", name="Pasan todos").wait_for(timeout=60_000)
        self.page.locator(".visor .djs-container svg").first.wait_for()
