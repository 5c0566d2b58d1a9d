"""Lo que hacen igual quienes hacen un proceso de cero: publicarlo entre dos, y abrir un caso."""

from playwright.sync_api import expect

from tests.aceptacion.duenio import Duenio
from tests.aceptacion.manos import Manos

DUENIA, OTRA = "seguimiento.scg", "admin.procesos"


def publicar(duenia: Duenio, nota: str, norma: str) -> None:
    """Quien lo propuso trata de aprobarlo y no puede; otra persona lo publica."""
    duenia.proponer(nota, norma)
    page = duenia.ver()
    expect(page.get_by_text("Debe aprobarlo otra persona")).to_be_visible()
    testigo = page.locator("[name=csrf_token]").first.input_value()
    negado = page.request.post(f"{duenia.borrador}/aprobar", form={"csrf_token": testigo})
    assert negado.status == 403
    assert "otra persona" in negado.text()
    duenia.sitio.entrar(page, OTRA)
    duenia.aprobar()


def abrir_caso(manos: Manos, quien: str, proceso: str, asunto: str) -> None:
    """Esa persona lo inicia desde el catálogo."""
    manos.entrar(quien)
    page = manos.page
    page.goto(f"{manos.sitio.url}/iniciar")
    page.get_by_role("link", name=f"Iniciar {proceso}").click()
    page.get_by_label("Asunto").fill(asunto)
    page.get_by_role("button", name="Abrir el expediente").click()
    page.wait_for_url(lambda url: not url.endswith(f"/iniciar/{proceso}") and "/iniciar" not in url)


def ver_expediente(manos: Manos, quien: str, *dichos: str) -> None:
    """Esa persona halla el expediente y su hoja dice todo eso."""
    manos.entrar(quien)
    page = manos.page
    page.goto(f"{manos.sitio.url}/expedientes")
    page.get_by_role("link", name="HR-2027-").first.click()
    for dicho in dichos:
        expect(page.locator("main")).to_contain_text(dicho)
