"""El formulario de la tarea: prepararlo para la página y leer lo que vuelve de ella."""

from collections.abc import Mapping, Sequence

from flask import g, request

from motor.consultas.formularios import (
    Escrito,
    FormularioVista,
    esquema_de_tarea,
    preparar_de_tarea,
)
from motor.consultas.tarea import TareaVista
from motor.nucleo.errores import DatosInvalidos, ErrorMotor, Falta
from motor.nucleo.valores import Valor
from motor.operaciones.guardar_borrador import GuardarBorrador, guardar_borrador
from web.contexto import actor, ahora, entorno, lectura, operar
from web.formularios import ACCION, Envio, adjuntar_subidos, leer_envio


def formulario_de(
    vista: TareaVista, faltas: Sequence[Falta], *, con_envio: bool
) -> FormularioVista | None:
    """Devuelve el formulario listo para mostrar; None si la tarea no pide datos o ya se cerró.

    Con `con_envio`, con lo que la persona acaba de enviar; si no, con el borrador. A quien no
    puede hacer la tarea no se le muestra lo que otro está escribiendo.
    """
    if not vista.abierta:
        return None
    vacio = None if vista.permiso.puede else Escrito()
    escrito = Escrito(enviado(vista).datos, faltas) if con_envio else vacio
    return preparar_de_tarea(lectura(), entorno().versiones, vista.id, ahora(), escrito)


def leer_formulario(vista: TareaVista) -> Mapping[str, Valor]:
    """Devuelve lo enviado, por clave, con sus archivos ya adjuntos.

    Raises:
        DatosInvalidos: algún archivo no se admite.
    """
    envio = enviado(vista)
    faltas = adjuntar_subidos(envio, vista.caso.id, vista.id)
    if faltas:
        raise DatosInvalidos("No se guardó nada; corrija lo señalado.", faltas)
    return envio.datos


def pide_filas() -> bool:
    """Dice si el envío solo agrega, quita o mueve filas (sin JavaScript)."""
    return bool(request.form.get(ACCION))


def guardar_lo_escrito(vista: TareaVista) -> bool:
    """Guarda el borrador; False si la persona ya no puede (otra la tomó, se cerró…)."""
    try:
        operar(guardar_borrador, GuardarBorrador(actor(), vista.id, enviado(vista).datos))
    except ErrorMotor:
        return False
    return True


def recalcular_formulario(vista: TareaVista) -> FormularioVista | None:
    """Devuelve el formulario con lo escrito y lo que eso muestra, oculta o calcula."""
    escrito = Escrito(enviado(vista).datos)
    return preparar_de_tarea(lectura(), entorno().versiones, vista.id, ahora(), escrito)


def enviado(vista: TareaVista) -> Envio:
    """Devuelve lo enviado en esta petición, leído una vez: los archivos solo se pueden leer una."""
    if "envio" not in g:
        esquema = esquema_de_tarea(lectura(), entorno().versiones, vista.id)
        g.envio = leer_envio(esquema, request.form, request.files)
    envio: Envio = g.envio
    return envio
