"""Armar un formulario entero en su editor: cada campo, de la paleta, con su panel."""

from dataclasses import dataclass

from tests.aceptacion.armador import CAJA, Armador

_ROTULADOS = {  # lo que se escribe en el panel, por el rótulo de su control
    "ayuda": "Ayuda debajo del campo",
    "desde": "Desde",
    "mensaje": "Si no se cumple, se lee",
    "serie": "El correlativo",
}
_MARCAS = {
    "requerido": "Hay que llenarlo",
    "si_no": "Se contesta sí o no",
    "varios": "Se pueden adjuntar varios",
}


@dataclass(frozen=True)
class Campo:
    """Un campo: su tipo en la paleta, su rótulo, el nombre de su dato y qué se marca de él."""

    tipo: str
    rotulo: str
    clave: str
    marcas: tuple[str, ...] = ("requerido",)
    opciones: tuple[tuple[str, str], ...] = ()  # (se lee, se guarda)
    escritos: tuple[tuple[str, str], ...] = ()  # (cuál de _ROTULADOS, texto)
    feel: tuple[tuple[str, str], ...] = ()  # (propiedad, expresión)


def armar(armador: Armador, campos: tuple[Campo, ...]) -> None:
    """Pone los campos, uno por uno, y espera a que quede guardado y sin nada que corregir."""
    for campo in campos:
        armador.agregar(campo.tipo)
        armador.escribir("Rótulo", campo.rotulo)
        armador.escribir("Nombre del dato", campo.clave)
        _llenar(armador, campo)
    armador.page.evaluate(f"{CAJA}.guardado.ya()")  # sin esperar a que se guarde solo
    armador.dice("por usted")
    armador.vista.locator("[data-faltas='0']").wait_for(state="attached")


def _llenar(armador: Armador, campo: Campo) -> None:
    for marca in campo.marcas:
        armador.panel.get_by_label(_MARCAS[marca], exact=True).check()
    _opciones(armador, campo.opciones)
    for propiedad, expresion in campo.feel:
        armador.escribir_feel(propiedad, expresion)
    for cual, texto in campo.escritos:
        if cual == "serie":
            armador.panel.get_by_label("Quién lo llena").select_option("serie")
        armador.escribir(_ROTULADOS[cual], texto)


def _opciones(armador: Armador, opciones: tuple[tuple[str, str], ...]) -> None:
    for numero, (leida, guardada) in enumerate(opciones, 1):
        if numero > 1:
            armador.panel.get_by_role("button", name="Agregar una opción").click()
        armador.escribir(f"Se lee, renglón {numero}", leida)
        armador.escribir(f"Se guarda, renglón {numero}", guardada)
