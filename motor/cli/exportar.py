"""`cauce exportar`: lleva una versión (o un borrador) a una carpeta como las de `diagramas/`."""

from pathlib import Path

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json
from motor.cli.tipos import Entero, Ruta


@click.command("exportar", cls=Orden)
@click.argument("proceso", metavar="PROCESO")
@click.option(
    "--a", "destino", type=Ruta(), metavar="CARPETA", required=True, help="La carpeta de procesos."
)
@click.option("--version", "numero", type=Entero(1, 100_000), help="Por omisión, la que rige.")
@click.option("--borrador", type=Entero(1, 10**9), help="Su número, en vez de una versión.")
@click.option("--reemplazar", is_flag=True, help="Escribe sobre la carpeta que ya está.")
@opcion_json
def exportar(  # noqa: PLR0913, PLR0917 cada opción de la orden es un argumento
    proceso: str,
    destino: Path,
    numero: int | None,
    borrador: int | None,
    reemplazar: bool,
    en_json: bool,
) -> None:
    """Escribe el proceso de clave PROCESO en una carpeta con su clave dentro de la de --a.

    Es la misma carpeta que `cauce publicar` lee: proceso.yaml, el diagrama, formularios, decisiones
    y escenarios.
    """
    from motor.consultas.paquetes_de_proceso import paquete_de_borrador, paquete_de_version
    from motor.nucleo.errores import DatosInvalidos

    if borrador is not None and numero is not None:
        raise DatosInvalidos("Dé --version o --borrador, no los dos.")
    with abrir_entorno() as entorno, entorno.leer() as sesion:
        if borrador is not None:
            paquete = paquete_de_borrador(sesion, borrador)
        else:
            paquete = paquete_de_version(sesion, proceso, numero)
    if paquete.clave != proceso:
        raise DatosInvalidos(f"El borrador {borrador} es de «{paquete.clave}», no de «{proceso}».")
    carpeta = destino / paquete.clave
    quitados = _escribir(carpeta, paquete.archivos, reemplazar)
    if en_json:
        dicho = {"carpeta": str(carpeta), "sha256": paquete.huella, "quitados": quitados}
        escribir_json({**dicho, "archivos": sorted(paquete.archivos)})
        return
    click.echo(f"Exportado «{paquete.clave}» a {carpeta}: {len(paquete.archivos)} archivos.")
    click.echo(f"Huella sha256: {paquete.huella}")
    for nombre in quitados:
        click.echo(f"Se quitó {nombre}, que la versión no lleva.")


def _escribir(carpeta: Path, archivos: dict[str, bytes], reemplazar: bool) -> list[str]:
    """Escribe los archivos y devuelve los formularios y decisiones que sobraban y se quitaron.

    Raises:
        DatosInvalidos: la carpeta ya tiene algo y no se pidió reemplazar, o no se deja escribir.
    """
    from motor.nucleo.errores import DatosInvalidos

    if not reemplazar and carpeta.exists() and any(carpeta.iterdir()):
        raise DatosInvalidos(f"{carpeta} ya tiene archivos. Agregue --reemplazar o dé otra --a.")
    try:
        quitados = _quitar_sobrantes(carpeta, archivos)
        for ruta, contenido in archivos.items():
            archivo = carpeta / ruta
            archivo.parent.mkdir(parents=True, exist_ok=True)
            archivo.write_bytes(contenido)
    except OSError as error:
        raise DatosInvalidos(f"No se puede escribir en {carpeta}: {error.strerror}.") from error
    return quitados


def _quitar_sobrantes(carpeta: Path, archivos: dict[str, bytes]) -> list[str]:
    """Lo que quedara de antes se publicaría como parte del proceso; los escenarios no se tocan."""
    sobran = [
        ruta
        for patron in ("formularios/*.form", "decisiones/*.dmn")
        for ruta in sorted(carpeta.glob(patron))
        if ruta.relative_to(carpeta).as_posix() not in archivos
    ]
    for ruta in sobran:
        ruta.unlink()
    return [ruta.relative_to(carpeta).as_posix() for ruta in sobran]
