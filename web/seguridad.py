"""Quién puede ver cada cosa, y las cabeceras con que sale toda respuesta."""

from collections.abc import Callable
from functools import wraps
from secrets import token_urlsafe
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import structlog
from flask import Flask, Response, g, make_response, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import Forbidden, Unauthorized

from motor.consultas.sesiones import Quien, buscar_quien
from motor.operaciones.tocar_sesion import TocarSesion, tocar_sesion
from web.contexto import ahora, ajustes, es_de_programa, lectura, operar, quien

_V = TypeVar("_V", bound=Callable[..., Any])
_registro = structlog.get_logger("cauce.web")
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
CABECERAS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
ESTILOS_EN_LINEA = "estilos_en_linea"  # por qué una vista los admite
QUIEN_VE = "quien_ve"  # el atributo que la prueba estructural exige en cada vista
csrf = CSRFProtect()


class Usuario(UserMixin):  # type: ignore[misc]  # Flask-Login no publica tipos
    """La persona de la sesión, como la pide Flask-Login; su id es el secreto de la sesión."""

    def __init__(self, secreto: str, datos: Quien) -> None:
        self.secreto = secreto
        self.datos = datos

    def get_id(self) -> str:
        """El secreto de la sesión."""
        return self.secreto


def publica(motivo: str) -> Callable[[_V], _V]:
    """Marca una vista que cualquiera puede ver, y por qué."""
    if not motivo:
        raise ValueError("Diga por qué la vista es pública.")

    def marcar(vista: _V) -> _V:
        setattr(vista, QUIEN_VE, f"pública: {motivo}")
        return vista

    return marcar


def requiere_sesion(vista: _V) -> _V:
    """La vista pide haber ingresado y actuar en un cargo (o no tener ninguno)."""

    @wraps(vista)
    def protegida(*args: Any, **datos: Any) -> Any:
        if (respuesta := _exigir_ingreso()) is not None:
            return respuesta
        yo = quien()
        if yo.clave_provisional and request.endpoint not in _SIN_CLAVE_PROPIA:
            return _llevar("cuenta.ver")
        if yo.en is None and yo.cargos and request.endpoint not in _SIN_CARGO:
            return _llevar("cuenta.elegir")
        return vista(*args, **datos)

    setattr(protegida, QUIEN_VE, "con sesión")
    return cast(_V, protegida)


def requiere_facultad(*facultades: str, o_lectura: bool = False) -> Callable[[_V], _V]:
    """La vista pide un cargo con alguna de las facultades.

    Con `o_lectura` también la ven los cargos que leen todo (auditoría).
    """

    def decorar(vista: _V) -> _V:
        @wraps(vista)
        def protegida(*args: Any, **datos: Any) -> Any:
            lee = o_lectura and quien().acceso == "lectura"
            if not lee and not quien().facultades & set(facultades):
                raise Forbidden("Su cargo no tiene la facultad que esta página pide.")
            return vista(*args, **datos)

        con_sesion = requiere_sesion(protegida)
        setattr(con_sesion, QUIEN_VE, f"con facultad: {', '.join(facultades)}")
        return cast(_V, con_sesion)

    return decorar


def con_estilos_en_linea(motivo: str) -> Callable[[_V], _V]:
    """La página de esta vista admite atributos `style`, que sus bibliotecas de dibujo escriben.

    Nada más cambia: ni guiones en línea, ni `eval`, ni estilos de otro sitio. Las hojas `<style>`
    que arma un guion propio (las del editor de FEEL) llevan `nonce_de_estilos()`.
    """
    if not motivo:
        raise ValueError("Diga por qué la página necesita estilos en línea.")

    def decorar(vista: _V) -> _V:
        @wraps(vista)
        def con_politica(*args: Any, **datos: Any) -> Any:
            respuesta = make_response(vista(*args, **datos))
            respuesta.headers["Content-Security-Policy"] = CSP.replace(
                "style-src 'self'",
                f"style-src 'self' 'nonce-{nonce_de_estilos()}'; style-src-attr 'unsafe-inline'",
            )
            return respuesta

        setattr(con_politica, ESTILOS_EN_LINEA, motivo)
        return cast(_V, con_politica)

    return decorar


def nonce_de_estilos() -> str:
    """El sello de esta respuesta que admite una hoja `<style>`; distinto en cada una."""
    if "nonce_de_estilos" not in g:
        g.nonce_de_estilos = token_urlsafe(16)
    return cast(str, g.nonce_de_estilos)


def destino_local(texto: str, omision: str) -> str:
    """Devuelve `texto` si es una dirección de esta misma web; si no, `omision`."""
    partes = urlsplit(texto)
    propia = texto.startswith("/") and not texto.startswith(("//", "/\\"))
    limpia = not any(c in texto for c in "\\\r\n\t")
    return texto if propia and limpia and not partes.scheme and not partes.netloc else omision


def preparar_seguridad(app: Flask) -> None:
    """Configura CSRF, Flask-Login, la galleta y las cabeceras."""
    del_sitio = app.extensions["cauce_web"]
    app.config.update(
        SESSION_COOKIE_NAME="cauce_sesion",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=del_sitio.segura,
        PERMANENT_SESSION_LIFETIME=del_sitio.duracion,
        WTF_CSRF_TIME_LIMIT=None,  # vale lo que dure la sesión
        WTF_CSRF_SSL_STRICT=del_sitio.segura,
        MAX_CONTENT_LENGTH=(del_sitio.maximo_mb + 1) * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=5_000,
    )
    csrf.init_app(app)
    ingreso = LoginManager(app)
    ingreso.session_protection = None  # la sesión vive en la base, con sus propios límites
    ingreso.user_loader(_cargar)
    app.after_request(_poner_cabeceras)


def _cargar(secreto: str) -> Usuario | None:
    hallado = buscar_quien(lectura(), secreto, ahora(), ajustes().inactividad)
    return Usuario(secreto, hallado) if hallado else None


def identificar_peticion() -> Quien | None:
    """Devuelve quién hace la petición, o None; lo averigua una sola vez."""
    if "quien" not in g:
        g.quien = current_user.datos if current_user.is_authenticated else None
        if g.quien is not None and g.quien.por_tocar:
            operar(tocar_sesion, TocarSesion(g.quien.sesion_id))
    return cast("Quien | None", g.quien)


_SIN_CLAVE_PROPIA = {"cuenta.ver", "cuenta.clave", "ingreso.salir", "ingreso.cambiar_demo"}
_SIN_CARGO = {"cuenta.elegir", "cuenta.cargo", "ingreso.salir", "ingreso.cambiar_demo"}


def _exigir_ingreso() -> Any:
    if identificar_peticion() is not None:
        return None
    if session.pop("_user_id", None) is not None:
        session.clear()
    return _llevar("ingreso.ingresar", sigue=_donde_iba())


def _donde_iba() -> str:
    """La página a la que volver: la que se pidió, o la que enviaba el formulario."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    anterior = urlsplit(request.referrer or "")
    return anterior.path if anterior.netloc == request.host else "/"


def _llevar(endpoint: str, sigue: str | None = None) -> Any:
    if es_de_programa():
        raise Unauthorized("Ingrese en /ingresar, elija su cargo y envíe la galleta de su sesión.")
    destino = url_for(endpoint, sigue=sigue)
    if request.headers.get("HX-Request") == "true":
        return Response("", 401, {"HX-Redirect": destino})
    return redirect(destino, 303)


def anotar_rechazo(codigo: str, numero: str, estado: int) -> None:
    """Deja una línea en el registro por cada cosa que se negó."""
    yo = g.get("quien")
    _registro.info(
        "rechazo",
        codigo=codigo,
        numero=numero,
        estado=estado,
        metodo=request.method,
        ruta=request.path,
        usuario=yo.usuario if yo else "",
        cargo=yo.cargo if yo else "",
        ip=request.remote_addr,
    )


def _poner_cabeceras(respuesta: Response) -> Response:
    for nombre, valor in CABECERAS.items():
        respuesta.headers.setdefault(nombre, valor)
    if ajustes().segura:
        respuesta.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.endpoint != "static" and "Cache-Control" not in respuesta.headers:
        respuesta.headers["Cache-Control"] = "no-store"
    return respuesta
