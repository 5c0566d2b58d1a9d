"""Un navegador sin navegador, para medir páginas enteras dentro del mismo proceso."""

from collections.abc import Callable

from motor.entorno import Entorno
from motor.operaciones.abrir_sesion import AbrirSesion, abrir_sesion
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from web.ajustes import AjustesWeb
from web.aplicacion import crear_aplicacion

_CLAVE = "una clave solo para medir"


def cliente(entorno: Entorno, usuario: str) -> Callable[[str], bytes]:
    """Devuelve una función que pide una página como ese usuario y da su cuerpo.

    Raises:
        RuntimeError: la página no respondió 200 ni 204.
    """
    app = crear_aplicacion(entorno, AjustesWeb(segura=False))
    cambiar_clave(entorno, CambiarClave(None, usuario, _CLAVE))
    secreto = abrir_sesion(entorno, AbrirSesion(usuario, _CLAVE))
    navegador = app.test_client()
    with navegador.session_transaction() as galleta:
        galleta["_user_id"] = secreto
        galleta["_fresh"] = True

    def pedir(ruta: str) -> bytes:
        respuesta = navegador.get(ruta)
        if respuesta.status_code not in (200, 204):
            raise RuntimeError(f"{ruta} respondió {respuesta.status}")
        return bytes(respuesta.data)

    return pedir
