"""Cada asiento de la bitácora, dicho en una frase y con sus detalles a la vista."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from motor.consultas.relato_sistema import FRASES_DEL_SISTEMA
from motor.consultas.valores import Dato, aplanar, decir, nombrar
from motor.nucleo.valores import Json, decodificar

_C = Mapping[str, Any]
_CALLADOS = frozenset({"id", "tarea", "abiertas", "cerradas", "derivacion", "asignacion_anterior"})


def relatar(contenido: _C, nombres: Mapping[str, str] | None = None) -> str:
    """Devuelve la frase del asiento: quién hizo qué, sobre qué.

    `nombres`: de cada id de elemento del diagrama, su nombre.
    """
    contenido = _con_nombres(contenido, nombres or {})
    hecho = str(contenido["hecho"])
    dicho = _FRASES.get(hecho)
    texto = dicho(contenido) if dicho else hecho.replace("_", " ")
    quien = (contenido.get("quien") or {}).get("nombre")
    if quien:
        return f"{quien} {texto}."
    return f"{texto[:1].upper()}{texto[1:]}."


_ACENTOS = {
    "leido": "leído",
    "prorroga": "prórroga",
    "senal": "señal",
    "migracion": "migración",
    "delegacion": "delegación",
    "designacion": "designación",
    "organizacion": "organización",
    "version": "versión",
    "sesion": "sesión",
}


def nombre_de_hecho(hecho: str) -> str:
    """`documento_leido` → «Documento leído»: las claves no llevan acentos; lo que se lee, sí."""
    return nombrar("_".join(_ACENTOS.get(palabra, palabra) for palabra in hecho.split("_")))


def detallar(contenido: _C, nombres: Mapping[str, str] | None = None) -> tuple[Dato, ...]:
    """Devuelve lo demás que el asiento guarda, con nombres legibles."""
    contenido = _con_nombres(contenido, nombres or {})
    datos: list[Dato] = []
    if estado := contenido.get("estado"):
        datos.append(Dato("Estado", " → ".join(str(e) for e in estado)))
    if motivo := contenido.get("motivo"):
        datos.append(Dato("Motivo", str(motivo)))
    if plazo := contenido.get("plazo"):
        datos += _del_plazo(plazo)
    for titulo, clave in (("Antes", "antes"), ("Después", "despues")):
        if valores := contenido.get(clave):
            datos += [
                Dato(f"{titulo}: {d.nombre}", d.texto, d.documento)
                for d in aplanar(_valores(valores))
            ]
    propios = {c: v for c, v in (contenido.get("datos") or {}).items() if c not in _CALLADOS}
    datos += aplanar(_valores(propios))
    datos += [_del_documento(d) for d in contenido.get("documentos") or ()]
    if via := (contenido.get("via") or {}).get("medio"):
        datos.append(Dato("Por", str(via)))
    return tuple(datos)


def _con_nombres(contenido: _C, nombres: Mapping[str, str]) -> _C:
    datos = contenido.get("datos") or {}
    elemento = str(datos.get("elemento"))
    if elemento not in nombres:
        return contenido
    return {**contenido, "datos": {**datos, "elemento": nombres[elemento]}}


def _valores(plano: Json) -> dict[str, Any]:
    leido = decodificar(plano)
    return dict(leido) if isinstance(leido, Mapping) else {}


def _del_plazo(plazo: _C) -> list[Dato]:
    datos = []
    if vence := plazo.get("vence"):
        datos.append(Dato("Vence", decir(date.fromisoformat(str(vence)))))
    if norma := plazo.get("norma"):
        datos.append(Dato("Norma", str(norma)))
    if mora := plazo.get("mora"):
        datos.append(Dato("Mora", f"{mora.get('dias', '')} días"))
    return datos


def _del_documento(documento: _C) -> Dato:
    texto = f"{documento['nombre']}, versión {documento['version']}, SHA-256 {documento['sha256']}"
    return Dato("Documento", texto, (int(documento["documento"]), int(documento["version"])))


def _tarea(contenido: _C) -> str:
    return f"«{(contenido.get('tarea') or {}).get('nombre', 'la tarea')}»"


def _dato(contenido: _C, clave: str) -> str:
    datos = _valores(contenido.get("datos") or {})
    return decir(datos[clave]) if datos.get(clave) is not None else ""


def _documentos(contenido: _C) -> str:
    nombres = [f"«{d['nombre']}» (versión {d['version']})" for d in contenido.get("documentos", ())]
    return ", ".join(nombres) or "un documento"


def _derivada(contenido: _C) -> str:
    return f"derivó {_tarea(contenido)} a {_dato(contenido, 'a')}: «{contenido.get('motivo', '')}»"


def _motivo(contenido: _C) -> str:
    motivo = contenido.get("motivo")
    return f": {motivo}" if motivo else ""


_FRASES: dict[str, Callable[[_C], str]] = {
    "expediente_iniciado": lambda c: f"inició el expediente «{_dato(c, 'asunto')}»",
    "expediente_cerrado": lambda c: (
        f"el expediente se cerró: {_dato(c, 'final').replace('_', ' ') or 'terminó'}"
    ),
    "expediente_anulado": lambda c: f"anuló el expediente{_motivo(c)}",
    "expediente_retirado": lambda c: f"retiró el expediente{_motivo(c)}",
    "expediente_reservado": lambda c: f"hizo confidencial el expediente ({c.get('motivo', '')})",
    "expediente_reserva_levantada": lambda c: (
        f"levantó la reserva del expediente ({c.get('motivo', '')})"
    ),
    "expediente_hijo_abierto": lambda c: f"se abrió el expediente vinculado {_dato(c, 'hijo')}",
    "expediente_leido": lambda _c: "miró el expediente confidencial",
    "documento_leido": lambda c: f"miró {_documentos(c)}",
    "documento_adjuntado": lambda c: f"adjuntó {_documentos(c)}",
    "documento_reservado": lambda c: f"reservó {_documentos(c)} ({c.get('motivo', '')})",
    "documento_reserva_levantada": lambda c: f"levantó la reserva de {_documentos(c)}",
    "tarea_completada": lambda c: f"completó {_tarea(c)}",
    "tarea_tomada": lambda c: f"tomó {_tarea(c)}",
    "tarea_soltada": lambda c: f"soltó {_tarea(c)}",
    "tarea_asignada": lambda c: f"asignó {_tarea(c)}",
    "tarea_derivada": _derivada,
    "tarea_devuelta": lambda c: f"devolvió {_tarea(c)}{_motivo(c)}",
    "comentario_agregado": lambda c: f"comentó: «{_dato(c, 'texto')}»",
    "plazo_avisado": lambda c: f"se avisó del plazo de «{_dato(c, 'elemento')}»",
    "plazo_vencido": lambda c: f"venció el plazo «{_dato(c, 'elemento')}»",
    "plazo_prorrogado": lambda c: (
        f"prorrogó {_dato(c, 'dias')} días el plazo «{_dato(c, 'elemento')}»{_motivo(c)}"
    ),
    "plazo_suspendido": lambda c: f"suspendió los plazos{_motivo(c)}",
    "plazo_reanudado": lambda c: f"reanudó los plazos{_motivo(c)}",
    "plazo_recalculado": lambda c: f"recalculó los plazos{_motivo(c)}",
    "prorroga_pedida": lambda c: f"pidió una prórroga{_motivo(c)}",
    "prorroga_concedida": lambda c: (
        f"concedió {_dato(c, 'concedidos')} de los {_dato(c, 'pedidos')} días de prórroga pedidos"
        f"{_motivo(c)}"
    ),
    "prorroga_negada": lambda c: f"negó la prórroga pedida{_motivo(c)}",
    "prorroga_sin_objeto": lambda c: f"la prórroga pedida quedó sin objeto{_motivo(c)}",
    "mensaje_depositado": lambda c: f"llegó el mensaje «{_dato(c, 'mensaje')}»",
    "mensaje_recibido": lambda c: (
        f"recibió y selló el mensaje «{_dato(c, 'mensaje')}», que computa desde el "
        f"{_dato(c, 'computa')}"
    ),
    "mensaje_registrado": lambda c: (
        f"registró el mensaje «{_dato(c, 'mensaje')}» de {_dato(c, 'de')}"
    ),
    "senal_emitida": lambda c: f"emitió la señal «{_dato(c, 'senal') or _dato(c, 'nombre')}»",
    "senal_recibida": lambda c: f"se recibió la señal «{_dato(c, 'senal') or _dato(c, 'nombre')}»",
    "llamada_iniciada": lambda _c: "empezó un proceso llamado",
    "llamada_terminada": lambda _c: "terminó un proceso llamado",
    "llamada_anulada": lambda _c: "se anuló un proceso llamado",
    "servicio_completado": lambda c: f"el sistema terminó «{_dato(c, 'elemento')}»",
    "servicio_con_error": lambda c: (
        f"«{_dato(c, 'elemento')}» contestó con el error «{_dato(c, 'error')}»{_motivo(c)}"
    ),
    "servicio_fallido": lambda c: f"falló «{_dato(c, 'elemento')}»",
    "incidente_abierto": lambda c: f"se detuvo «{_dato(c, 'elemento')}»",
    "incidente_reintentado": lambda c: f"reintentó «{_dato(c, 'elemento')}»",
    "actividad_continuada": lambda _c: "el trámite continuó",
    "caso_migrado": lambda c: (
        f"llevó el caso de la versión {_dato(c, 'de')} a la {_dato(c, 'a')}{_motivo(c)}"
    ),
    "migracion_fallida": lambda c: f"no pudo pasar a la versión {_dato(c, 'a')}{_motivo(c)}",
    "migracion_deshecha": lambda c: (
        f"devolvió el caso de la versión {_dato(c, 'de')} a la {_dato(c, 'a')}{_motivo(c)}"
    ),
    "movimiento_pedido": lambda c: (
        f"pidió mover el caso de «{_dato(c, 'de')}» a «{_dato(c, 'a')}»{_motivo(c)}"
    ),
    "movimiento_rechazado": lambda c: (
        f"rechazó mover el caso de «{_dato(c, 'de')}» a «{_dato(c, 'a')}»{_motivo(c)}"
    ),
    "ficha_movida": lambda c: (
        f"aprobó el pedido de {_dato(c, 'pidio_nombre')} y el caso pasó de «{_dato(c, 'de')}» a "
        f"«{_dato(c, 'a')}»{_motivo(c)}"
    ),
    **FRASES_DEL_SISTEMA,
}
HECHOS_CON_FRASE = frozenset(_FRASES)
