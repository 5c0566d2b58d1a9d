"""Los diagramas de las pruebas de la página de la tarea."""

from tests.motor.bpmn.dibujos import diagrama, etiqueta, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

INSTRUCCION = "Diga si la carretera está bien y por qué."

DOS_PASOS = diagrama(
    proceso(
        inicio(),
        usuario(
            "opinar",
            etiqueta("documentation", INSTRUCCION),
            name="Opinar",
            **{"cauce:cargo": TECNICO, "cauce:plazo": "pie.total", "cauce:acto": "elabora"},
        ),
        usuario(
            "visar",
            name="Dar el visto bueno",
            **{"cauce:unidad": "UCL", "cauce:acto": "aprueba", "cauce:distintoDe": "opinar"},
        ),
        fin(),
        flujos("inicio > opinar > visar > fin"),
    )
)


def iniciado(mesa):
    """Publica, inicia y devuelve la mesa con su caso en «Opinar»."""
    mesa.publicar(DOS_PASOS)
    mesa.iniciar()
    return mesa


def texto(respuesta) -> str:
    """El cuerpo, con los espacios juntos."""
    return " ".join(respuesta.get_data(as_text=True).split())


__all__ = ["DOS_PASOS", "INSTRUCCION", "JEFE", "TECNICO", "iniciado", "texto"]
