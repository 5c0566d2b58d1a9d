"""`cauce bitacora`: comprobar que nadie alteró los asientos."""

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import FALTA, Grupo
from motor.cli.salida import escribir_json, opcion_json
from motor.nucleo.textos import contar


@click.group("bitacora", cls=Grupo)
def bitacora() -> None:
    """La bitácora de cada expediente y la del sistema."""


@bitacora.command("verificar")
@click.option("--expediente", "hr", metavar="HR", help="Solo ese expediente (HR-2027-000001).")
@opcion_json
def verificar(hr: str | None, en_json: bool) -> int:
    """Comprueba cada cadena de asientos y nombra el primero que se quiebra.

    Sale con 1 si alguna cadena fue alterada, le falta un asiento o no coincide con su contenido.
    """
    from motor.reglas.verificacion import verificar_bitacora

    with abrir_entorno() as entorno, entorno.leer() as sesion:
        informe = verificar_bitacora(sesion, hr)
    if hr is not None and informe.cadenas == 0:
        raise click.BadParameter(f"no hay ningún expediente «{hr}».", param_hint="--expediente")
    if en_json:
        escribir_json(
            {
                "cadenas": informe.cadenas,
                "asientos": informe.asientos,
                "defectos": [{"cadena": d.cadena, **vars(d.quiebre)} for d in informe.defectos],
            }
        )
    else:
        for defecto in informe.defectos:
            click.echo(f"Quebrada: {defecto}")
        click.echo(
            f"{contar(informe.cadenas, 'cadena', 'cadenas')}, "
            f"{contar(informe.asientos, 'asiento', 'asientos')}, {_cuenta(informe.defectos)}."
        )
    return FALTA if informe.defectos else 0


def _cuenta(defectos: tuple[object, ...]) -> str:
    return contar(len(defectos), "quebrada", "quebradas") if defectos else "todo entero"
