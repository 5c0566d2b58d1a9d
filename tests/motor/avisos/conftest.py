"""Una mesa cuyo entorno manda correos a un servidor SMTP de la propia máquina."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from motor.almacen.organizacion import Persona
from motor.almacen.personales import Preferencia
from motor.entorno import Ajustes
from motor.reglas.correo_saliente import AjustesCorreo
from tests.motor.avisos.buzon import Buzon
from tests.motor.operaciones.mesa import Mesa, armar_mesa

DIRECCION = "https://cauce.ejemplo.bo"


@pytest.fixture
def buzon():
    """El servidor, encendido."""
    with Buzon() as encendido:
        yield encendido


@pytest.fixture
def mesa(sesiones, reloj, tmp_path, buzon) -> Mesa:
    """Una oficina en la que todos tienen correo: `usuario@oficina.bo`."""
    mesa = armar_mesa(sesiones, reloj, tmp_path)
    with sesiones.begin() as sesion:
        sesion.execute(update(Persona).values(correo=Persona.usuario + "@oficina.bo"))
    correo = AjustesCorreo("127.0.0.1", buzon.puerto, "cauce@oficina.bo", "Cauce", "no")
    ajustes = Ajustes(carpeta=tmp_path, direccion=DIRECCION, correo=correo)
    mesa.entorno = replace(mesa.entorno, ajustes=ajustes)
    return mesa


@pytest.fixture
def sin_resumen(mesa) -> None:
    """Nadie quiere el resumen diario."""
    with mesa.entorno.sesiones.begin() as sesion:
        personas = sesion.scalars(select(Persona.id))
        sesion.add_all([Preferencia(persona_id=p, valores={"resumen": False}) for p in personas])
