"""Una aplicación de pruebas y navegadores ya ingresados, sin pagar argon2 en cada prueba."""

import re
from datetime import timedelta

from flask import Flask
from jinja2 import BytecodeCache
from sqlalchemy import select

from motor.almacen.organizacion import Cargo, Persona
from motor.almacen.personales import SesionWeb
from motor.entorno import Ajustes, Entorno
from motor.reglas.sesiones import huella_de, nuevo_secreto
from web import AjustesWeb, crear_aplicacion

SECRETO = "secreto-de-prueba-que-mide-mas-de-32"
_CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


class _Compiladas(BytecodeCache):
    """Las plantillas ya compiladas por este proceso: cada prueba arma su aplicación."""

    codigos: dict[str, bytes] = {}  # noqa: RUF012 se comparte adrede

    def load_bytecode(self, bucket):
        if bucket.key in self.codigos:
            bucket.bytecode_from_string(self.codigos[bucket.key])

    def dump_bytecode(self, bucket):
        self.codigos[bucket.key] = bucket.bytecode_to_string()


def armar_app(entorno: Entorno, **ajustes) -> Flask:
    """La aplicación sobre ese entorno, que debe llevar `SECRETO` (vea `ajustes_de_prueba`)."""
    app = crear_aplicacion(entorno, AjustesWeb(segura=False, **ajustes))
    app.testing = True
    app.jinja_env.bytecode_cache = _Compiladas()
    app.config.update(PROPAGATE_EXCEPTIONS=False)
    return app


def ajustes_de_prueba(carpeta) -> Ajustes:
    """Ajustes del motor con secreto."""
    return Ajustes(carpeta=carpeta, duradero=False, secreto=SECRETO)


class Navegador:
    """Un cliente de pruebas con sesión abierta; `enviar` pone solo el testigo CSRF."""

    def __init__(self, app: Flask, usuario: str = "", cargo: str | None = None) -> None:
        self.app = app
        self.cliente = app.test_client()
        if usuario:
            secreto = _abrir(app.extensions["cauce"], usuario, cargo)
            with self.cliente.session_transaction() as galleta:
                galleta["_user_id"] = secreto
                galleta["_fresh"] = True

    def ver(self, ruta: str, **mas):
        """GET."""
        return self.cliente.get(ruta, **mas)

    def enviar(self, ruta: str, datos=None, **mas):
        """POST con el testigo CSRF de esta sesión."""
        pagina = self.cliente.get("/cuenta", follow_redirects=True).get_data(as_text=True)
        hallado = _CSRF.search(pagina)
        assert hallado is not None, "ninguna página dio un testigo CSRF"
        return self.cliente.post(ruta, data={"csrf_token": hallado[1], **(datos or {})}, **mas)


def _abrir(entorno: Entorno, usuario: str, cargo: str | None) -> str:
    secreto, ahora = nuevo_secreto(), entorno.reloj.ahora()
    with entorno.sesiones.begin() as sesion:
        persona = sesion.scalars(select(Persona).where(Persona.usuario == usuario)).one()
        elegido = cargo and sesion.scalars(select(Cargo.id).where(Cargo.clave == cargo)).one()
        sesion.add(
            SesionWeb(
                huella=huella_de(secreto),
                persona_id=persona.id,
                cargo_id=elegido or None,
                creada_el=ahora,
                vista_el=ahora,
                vence_el=ahora + timedelta(hours=12),
            )
        )
    return secreto
