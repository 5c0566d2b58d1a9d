"""Si la cadena de un expediente está entera, mirada mientras otros escriben."""

from sqlalchemy.orm import Session

from motor.reglas.verificacion import verificar_bitacora

_VUELTAS = 3


def defecto_de_cadena(sesion: Session, hr: str) -> str:
    """Devuelve la frase del primer defecto de la cadena, vacía si está entera.

    En PostgreSQL cada consulta de lectura va suelta: si alguien asienta entre leer la cola y leer
    los asientos parecería que sobra uno. Un defecto de verdad sigue ahí al volver a mirar.
    """
    defecto = ""
    for _ in range(_VUELTAS):
        defectos = verificar_bitacora(sesion, hr).defectos
        if not defectos:
            return ""
        defecto = str(defectos[0])
    return defecto
