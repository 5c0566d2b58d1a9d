# ruff: noqa: S608 el SQL se arma solo con constantes de este archivo
"""El SQL que mantiene `bandeja`, `participacion` y `busqueda_pendiente` (migración 0010).

Un solo lugar dice a quién va una tarea: los destinos directos (los de la fila `tarea`) y los de sus
candidatos. `c`, `u` y `p` son cargo, unidad y persona que pueden hacerla; `v`, la unidad que la ve.
"""

from motor.almacen.migraciones.mantenimiento import Mantenimiento

_ABIERTOS = "('disponible', 'tomada')"
_ACTUAR = (
    "('expediente_iniciado', 'tarea_completada', 'tarea_devuelta', 'tarea_derivada', "
    "'mensaje_recibido')"
)
_NUNCA = {
    False: "'9999-12-31 00:00:00.000000'",
    True: "TIMESTAMPTZ '9999-12-31 00:00:00+00'",
}
UNIDAD_DE_QUIEN = {
    False: "json_extract(NEW.contenido, '$.quien.unidad')",
    True: "(NEW.contenido::json #>> '{quien,unidad}')",
}


def _directos(cuales: str) -> str:
    entera = "t.cargo_id IS NULL AND t.unidad_id IS NOT NULL"
    return f"""
    SELECT t.id AS tarea_id, 'c' || t.cargo_id AS destino FROM tarea t
     WHERE {cuales} AND t.cargo_id IS NOT NULL
    UNION ALL SELECT t.id, 'v' || c.unidad_id FROM tarea t JOIN cargo c ON c.id = t.cargo_id
     WHERE {cuales}
    UNION ALL SELECT t.id, 'u' || t.unidad_id FROM tarea t WHERE {cuales} AND {entera}
    UNION ALL SELECT t.id, 'v' || t.unidad_id FROM tarea t WHERE {cuales} AND {entera}
    UNION ALL SELECT t.id, 'p' || t.persona_id FROM tarea t
     WHERE {cuales} AND t.persona_id IS NOT NULL"""


def _candidatos(cuales: str) -> str:
    de = f"FROM tarea t JOIN tarea_candidato k ON k.tarea_id = t.id WHERE {cuales}"
    return f"""
    SELECT t.id AS tarea_id, 'c' || k.cargo_id AS destino {de} AND k.cargo_id IS NOT NULL
    UNION ALL SELECT t.id, 'v' || c.unidad_id FROM tarea t
      JOIN tarea_candidato k ON k.tarea_id = t.id JOIN cargo c ON c.id = k.cargo_id WHERE {cuales}
    UNION ALL SELECT t.id, 'u' || k.unidad_id {de} AND k.unidad_id IS NOT NULL
    UNION ALL SELECT t.id, 'v' || k.unidad_id {de} AND k.unidad_id IS NOT NULL
    UNION ALL SELECT t.id, 'p' || k.persona_id {de} AND k.persona_id IS NOT NULL"""


def _poner(destinos: str, postgresql: bool) -> str:
    return f"""
    INSERT INTO bandeja
      (destino, tarea_id, expediente_id, proceso_id, tomador_id, urgencia, vence_el)
    SELECT d.destino, t.id, t.expediente_id, v.proceso_id, COALESCE(t.tomada_por_id, 0),
           -t.prioridad, COALESCE(t.vence_el, {_NUNCA[postgresql]})
      FROM ({destinos}) AS d
      JOIN tarea t ON t.id = d.tarea_id
      JOIN instancia i ON i.id = t.instancia_id
      JOIN version v ON v.id = i.version_id
     WHERE t.estado IN {_ABIERTOS}
    ON CONFLICT DO NOTHING"""


def _reponer(cuales: str, postgresql: bool) -> str:
    return _poner(f"{_directos(cuales)} UNION ALL {_candidatos(cuales)}", postgresql)


def entradas_directas(postgresql: bool) -> list[Mantenimiento]:
    """Devuelve lo que pone en `bandeja` una tarea o un candidato nuevos (desde la migración 0022).

    Toman sus destinos de la fila nueva, sin buscarlos en su tabla: PostgreSQL la recorría entera
    por cada una de las que inserta una misma orden, y abrir cinco mil costaba el cuadrado.
    """
    de_tarea, de_candidato = _de_la_fila("NEW.cargo_id IS NULL AND "), _de_la_fila("")
    return [
        _entra("tarea_entra", "tarea", de_tarea, "id", postgresql),
        _entra("candidato_entra", "tarea_candidato", de_candidato, "tarea_id", postgresql),
    ]


def _de_la_fila(si_la_unidad: str) -> str:
    entera = f"{si_la_unidad}NEW.unidad_id IS NOT NULL"
    return f"""
    SELECT 'c' || NEW.cargo_id AS destino WHERE NEW.cargo_id IS NOT NULL
    UNION ALL SELECT 'v' || c.unidad_id FROM cargo c WHERE c.id = NEW.cargo_id
    UNION ALL SELECT 'u' || NEW.unidad_id WHERE {entera}
    UNION ALL SELECT 'v' || NEW.unidad_id WHERE {entera}
    UNION ALL SELECT 'p' || NEW.persona_id WHERE NEW.persona_id IS NOT NULL"""


def _entra(nombre: str, tabla: str, destinos: str, tarea: str, postgresql: bool) -> Mantenimiento:
    orden = f"""
    INSERT INTO bandeja
      (destino, tarea_id, expediente_id, proceso_id, tomador_id, urgencia, vence_el)
    SELECT d.destino, t.id, t.expediente_id, v.proceso_id, COALESCE(t.tomada_por_id, 0),
           -t.prioridad, COALESCE(t.vence_el, {_NUNCA[postgresql]})
      FROM tarea t
      JOIN instancia i ON i.id = t.instancia_id
      JOIN version v ON v.id = i.version_id
      CROSS JOIN ({destinos}) AS d
     WHERE t.id = NEW.{tarea} AND t.estado IN {_ABIERTOS}
    ON CONFLICT DO NOTHING"""
    return Mantenimiento(nombre, tabla, "INSERT", (orden,))


def _cambia(*columnas: str) -> str:
    return " OR ".join(f"NEW.{c} IS DISTINCT FROM OLD.{c}" for c in columnas)


def disparadores_de_bandeja(postgresql: bool) -> list[Mantenimiento]:
    """Devuelve lo que pone, cambia y quita las filas de `bandeja`."""
    abierta, cerrada = f"NEW.estado IN {_ABIERTOS}", f"NEW.estado NOT IN {_ABIERTOS}"
    de_quien, cuando = ("cargo_id", "unidad_id", "persona_id"), ("prioridad", "vence_el")
    quitar = "DELETE FROM bandeja WHERE tarea_id = {}.{}"
    suyas = "t.id IN (SELECT b.tarea_id FROM bandeja b WHERE b.destino = 'c' || NEW.id)"
    retocar = f"""
    UPDATE bandeja SET tomador_id = COALESCE(NEW.tomada_por_id, 0), urgencia = -NEW.prioridad,
           vence_el = COALESCE(NEW.vence_el, {_NUNCA[postgresql]})
     WHERE tarea_id = NEW.id"""
    return [
        Mantenimiento(
            "tarea_entra", "tarea", "INSERT", (_poner(_directos("t.id = NEW.id"), postgresql),)
        ),
        Mantenimiento(
            "tarea_sale", "tarea", "UPDATE OF estado", (quitar.format("NEW", "id"),), cerrada
        ),
        Mantenimiento(
            "tarea_se_retoca",
            "tarea",
            f"UPDATE OF tomada_por_id, {', '.join(cuando)}",
            (retocar,),
            f"{abierta} AND ({_cambia('tomada_por_id', *cuando)})",
        ),
        Mantenimiento(
            "tarea_se_reasigna",
            "tarea",
            f"UPDATE OF {', '.join(de_quien)}",
            (quitar.format("NEW", "id"), _reponer("t.id = NEW.id", postgresql)),
            f"{abierta} AND ({_cambia(*de_quien)})",
        ),
        Mantenimiento(
            "candidato_entra",
            "tarea_candidato",
            "INSERT",
            (_poner(_candidatos("t.id = NEW.tarea_id AND k.id = NEW.id"), postgresql),),
        ),
        Mantenimiento(
            "candidato_sale",
            "tarea_candidato",
            "DELETE",
            (quitar.format("OLD", "tarea_id"), _reponer("t.id = OLD.tarea_id", postgresql)),
        ),
        Mantenimiento(
            "cargo_se_muda",
            "cargo",
            "UPDATE OF unidad_id",
            (
                "DELETE FROM bandeja WHERE destino = 'v' || OLD.unidad_id AND tarea_id IN "
                "(SELECT b.tarea_id FROM bandeja b WHERE b.destino = 'c' || NEW.id)",
                _reponer(suyas, postgresql),
            ),
            _cambia("unidad_id"),
        ),
    ]


def disparadores_de_expediente(postgresql: bool) -> list[Mantenimiento]:
    """Devuelve lo que anota quién actuó y qué falta indexar, y lo que cierra la espera."""
    pendiente = """
    INSERT INTO busqueda_pendiente (expediente_id, numero) VALUES (NEW.expediente_id, NEW.numero)
    ON CONFLICT (expediente_id) DO UPDATE SET numero = excluded.numero"""
    participa = f"""
    INSERT INTO participacion (expediente_id, unidad_id, abierta, ultima_el)
    SELECT e.id, u.id, e.estado = 'abierto', NEW.hecho_el FROM expediente e, unidad u
     WHERE e.id = NEW.expediente_id AND u.sigla = {UNIDAD_DE_QUIEN[postgresql]}
    ON CONFLICT (expediente_id, unidad_id) DO UPDATE SET ultima_el = excluded.ultima_el"""
    cerrar = """
    UPDATE participacion SET abierta = (NEW.estado = 'abierto') WHERE expediente_id = NEW.id"""
    de_expediente = "NEW.expediente_id IS NOT NULL"
    return [
        Mantenimiento("asiento_por_indexar", "asiento", "INSERT", (pendiente,), de_expediente),
        Mantenimiento(
            "asiento_participa",
            "asiento",
            "INSERT",
            (participa,),
            f"{de_expediente} AND NEW.hecho IN {_ACTUAR}",
        ),
        Mantenimiento(
            "expediente_termina", "expediente", "UPDATE OF estado", (cerrar,), _cambia("estado")
        ),
    ]


def lo_que_ya_hay(postgresql: bool) -> list[str]:
    """Devuelve las órdenes que llenan las tablas con lo que la base ya tenía."""
    unidad = UNIDAD_DE_QUIEN[postgresql].replace("NEW.", "a.")
    return [
        _reponer(f"t.estado IN {_ABIERTOS}", postgresql),
        f"""
        INSERT INTO participacion (expediente_id, unidad_id, abierta, ultima_el)
        SELECT e.id, u.id, e.estado = 'abierto', MAX(a.hecho_el)
          FROM asiento a JOIN expediente e ON e.id = a.expediente_id
          JOIN unidad u ON u.sigla = {unidad}
         WHERE a.hecho IN {_ACTUAR}
         GROUP BY e.id, u.id, e.estado""",
        """
        INSERT INTO busqueda_pendiente (expediente_id, numero)
        SELECT id, cola_numero FROM expediente WHERE cola_numero > 0""",
    ]
