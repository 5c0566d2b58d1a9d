"""Hablar con el servidor de correo: sus ajustes, el mensaje y la entrega.

SMTP no puede asegurar que un mensaje llegue exactamente una vez: si la conexión se corta después de
enviar y antes de la respuesta, hay que repetir. El mensaje repetido lleva el mismo Message-ID, por
el que los servidores y los programas de correo reconocen que es el mismo (RFC 5322, 3.6.4).
"""

import re
import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from motor.nucleo.errores import ConfiguracionInvalida, ErrorMotor
from motor.nucleo.reloj import LA_PAZ

ESPERA_SEGUNDOS = 20
PUERTOS = {"ssl": 465, "starttls": 587, "no": 25}
_DIRECCION = re.compile(r"[^\s@<>\"(),:;\\\[\]]+@[^\s@<>\"(),:;\\\[\]]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
COMO = "smtp://usuario:clave@servidor:puerto?tls=starttls (o tls=ssl, o tls=no)"


class CorreoNoEntregado(ErrorMotor):
    """El servidor de correo no lo tomó; `definitivo` si reintentar igual no ayuda."""

    codigo = "correo_no_entregado"

    def __init__(self, mensaje: str, *, definitivo: bool = False) -> None:
        super().__init__(mensaje)
        self.definitivo = definitivo


@dataclass(frozen=True)
class AjustesCorreo:
    """El servidor (CAUCE_SMTP) y quién firma (CAUCE_CORREO_DE). `tls`: starttls, ssl o no.

    Con `buzon`, los mensajes quedan en esa lista y no se habla con ningún servidor: los ensayos.
    """

    servidor: str
    puerto: int
    de: str
    nombre: str = "Cauce"
    tls: str = "starttls"
    usuario: str = ""
    clave: str = field(default="", repr=False)
    buzon: list[EmailMessage] | None = field(default=None, repr=False, compare=False)

    @property
    def dominio(self) -> str:
        """El dominio de quien firma, para los Message-ID."""
        return self.de.rpartition("@")[2]


@dataclass(frozen=True)
class Sobre:
    """Un correo por armar. `clave` lo identifica: el mismo trabajo da siempre el mismo."""

    para: str
    nombre: str
    asunto: str
    texto: str
    html: str
    clave: str
    hecho_el: datetime
    preferencias_url: str


def leer_correo(smtp: str, de: str) -> AjustesCorreo | None:
    """Devuelve los ajustes; None si no hay servidor dicho.

    Raises:
        ConfiguracionInvalida: nombra la variable y dice cómo se escribe; nunca muestra la clave.
    """
    if not smtp:
        return None
    try:
        partes = urlsplit(smtp)
        puerto = partes.port
    except ValueError as error:
        raise ConfiguracionInvalida(
            f"CAUCE_SMTP no es una dirección, o el puerto no es un número. {_asi()}"
        ) from error
    tls = (parse_qs(partes.query).get("tls") or ["starttls"])[-1].lower()
    if partes.scheme != "smtp" or not partes.hostname:
        raise ConfiguracionInvalida(f"CAUCE_SMTP no dice un servidor. {_asi()}")
    if tls not in PUERTOS:
        raise ConfiguracionInvalida(f"CAUCE_SMTP: tls vale «{tls}». {_asi()}")
    usuario, clave = unquote(partes.username or ""), unquote(partes.password or "")
    local = partes.hostname in ("localhost", "127.0.0.1", "::1")
    if clave and tls == "no" and not local:
        raise ConfiguracionInvalida(
            "CAUCE_SMTP manda la clave sin cifrar a otra máquina: use tls=starttls o tls=ssl."
        )
    nombre, direccion = _firma(de)
    return AjustesCorreo(
        partes.hostname, puerto or PUERTOS[tls], direccion, nombre, tls, usuario, clave
    )


def armar_mensaje(ajustes: AjustesCorreo, sobre: Sobre) -> EmailMessage:
    """Devuelve el mensaje: texto y, como alternativa, HTML.

    Ningún dato puede agregar cabeceras: los saltos y controles se vuelven espacios.

    Raises:
        CorreoNoEntregado: la dirección del destinatario no es una dirección.
    """
    if not sobre.para.isascii() or not _DIRECCION.fullmatch(sobre.para):
        raise CorreoNoEntregado(
            f"«{_limpio(sobre.para)}» no es una dirección de correo: corríjala en la ficha de "
            f"{_limpio(sobre.nombre)}.",
            definitivo=True,
        )
    mensaje = EmailMessage(policy=SMTP)
    mensaje["From"] = Address(_limpio(ajustes.nombre), addr_spec=ajustes.de)
    mensaje["To"] = Address(_limpio(sobre.nombre), addr_spec=sobre.para)
    mensaje["Subject"] = _limpio(sobre.asunto)
    mensaje["Date"] = format_datetime(sobre.hecho_el.astimezone(LA_PAZ))
    mensaje["Message-ID"] = f"<{sobre.clave}@{ajustes.dominio}>"
    mensaje["Auto-Submitted"] = "auto-generated"
    mensaje["List-Unsubscribe"] = f"<{sobre.preferencias_url}>"
    mensaje["Content-Language"] = "es"
    mensaje.set_content(sobre.texto, cte="quoted-printable")
    mensaje.add_alternative(sobre.html, subtype="html", cte="quoted-printable")
    return mensaje


def entregar(ajustes: AjustesCorreo, mensaje: EmailMessage, para: str) -> None:
    """Entrega el mensaje al servidor.

    Raises:
        CorreoNoEntregado: no se pudo; dice si vale la pena reintentar.
    """
    if ajustes.buzon is not None:
        ajustes.buzon.append(mensaje)
        return
    try:
        with _conectar(ajustes) as servidor:
            if ajustes.usuario:
                servidor.login(ajustes.usuario, ajustes.clave)
            servidor.send_message(mensaje, from_addr=ajustes.de, to_addrs=[para])
    except smtplib.SMTPRecipientsRefused as error:
        codigo, dicho = next(iter(error.recipients.values()))
        raise _rechazo(codigo, dicho, f"El servidor no acepta a {para}") from error
    except smtplib.SMTPResponseException as error:
        raise _rechazo(error.smtp_code, error.smtp_error, "El servidor lo rechazó") from error
    except (OSError, smtplib.SMTPException) as error:
        raise CorreoNoEntregado(
            f"No se pudo hablar con el servidor de correo {ajustes.servidor}:{ajustes.puerto}: "
            f"{error}. Se volverá a intentar."
        ) from error


def _conectar(ajustes: AjustesCorreo) -> smtplib.SMTP:
    donde = (ajustes.servidor, ajustes.puerto)
    if ajustes.tls == "ssl":
        contexto = ssl.create_default_context()
        return smtplib.SMTP_SSL(*donde, timeout=ESPERA_SEGUNDOS, context=contexto)
    servidor = smtplib.SMTP(*donde, timeout=ESPERA_SEGUNDOS)
    try:
        if ajustes.tls == "starttls":
            servidor.starttls(context=ssl.create_default_context())
    except BaseException:
        servidor.close()
        raise
    return servidor


def _rechazo(codigo: int, dicho: bytes | str, que: str) -> CorreoNoEntregado:
    """Un 5xx al destinatario o al contenido es para siempre; el de la clave se puede corregir."""
    texto = dicho.decode("utf-8", "replace") if isinstance(dicho, bytes) else dicho
    de_acceso = codigo in (530, 534, 535, 538)
    return CorreoNoEntregado(
        f"{que}: {codigo} {_limpio(texto)}".rstrip(), definitivo=codigo >= 500 and not de_acceso
    )


def _firma(de: str) -> tuple[str, str]:
    """«Nombre <dirección>» o la dirección sola."""
    hallada = re.fullmatch(r"\s*(?:(?P<nombre>[^<>]*)<(?P<una>[^<>]+)>|(?P<sola>[^<>]+))\s*", de)
    direccion = ((hallada and (hallada["una"] or hallada["sola"])) or "").strip()
    if not direccion.isascii() or not _DIRECCION.fullmatch(direccion):
        raise ConfiguracionInvalida(
            "CAUCE_CORREO_DE debe decir quién firma los correos, p. ej. "
            "«Cauce <cauce@ejemplo.bo>»; hace falta si hay CAUCE_SMTP."
        )
    nombre = ((hallada and hallada["nombre"]) or "").strip().strip('"')
    return nombre or "Cauce", direccion


def _limpio(texto: str) -> str:
    return _CONTROL.sub(" ", texto).strip()


def _asi() -> str:
    return f"Se escribe {COMO}."
