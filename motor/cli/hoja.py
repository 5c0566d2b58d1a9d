"""Escribe una hoja de ruta en la terminal, como la lleva la oficina."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import click

from motor.cli.salida import tabla
from motor.consultas.documentos import DocumentoVista
from motor.consultas.hoja_de_ruta import CaratulaHoja, HojaDeRuta, PlazoHoja
from motor.consultas.hoja_pasos import DocumentoDelPaso, PasoHoja
from motor.consultas.mensajes import MensajeVista
from motor.consultas.sucesos import Suceso
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.textos import abreviar, contar

HUELLA_VISIBLE = 12  # cifras de la SHA-256 que se muestran


def escribir_hoja(hoja: HojaDeRuta) -> None:
    """Escribe la carátula y, de lo que haya, una tabla cada cosa."""
    _escribir_caratula(hoja.caratula)
    _si_hay(
        "Derivaciones",
        ("N.º", "Qué", "De quién", "Quién", "Cuándo y cuánto"),
        [_paso(p) for p in hoja.pasos],
    )
    _si_hay("Mensajes", ("Mensaje", "De", "A", "Acuses"), [_mensaje(m) for m in hoja.mensajes])
    _si_hay(
        "Plazos",
        ("Plazo", "Lapso y norma", "Vence", "Estado"),
        [_plazo(p) for p in hoja.plazos],
    )
    _si_hay(
        "Documentos",
        ("Documento", "Versión", "Fojas", "Subido por", "SHA-256"),
        [fila for documento in hoja.documentos for fila in _documento(documento)],
    )
    _si_hay("Lo demás que pasó", ("Cuándo", "Qué"), [_suceso(s) for s in hoja.sucesos])
    _si_hay(
        "Comentarios",
        ("Cuándo", "Quién", "Comentario"),
        [
            (_cuando(c.hecho_el), c.autor, "".join(t.texto for t in c.trozos))
            for c in hoja.comentarios
        ],
    )


def _escribir_caratula(c: CaratulaHoja) -> None:
    estado = f"{c.estado} ({c.final})" if c.final else c.estado
    fin = f", cerrado el {_cuando(c.cerrado_el)}" if c.cerrado_el else ""
    datos = [
        ("Proceso", c.proceso),
        ("Institución", c.institucion),
        ("Lo inició", f"{c.iniciador}, el {_cuando(c.iniciado_el)}{fin}"),
        ("Estado", f"{estado}{', confidencial' if c.confidencial else ''}"),
        (
            "Lleva",
            f"{_dias(c.dias_calendario, c.dias_habiles)}, {contar(c.fojas, 'foja', 'fojas')}",
        ),
        ("Nació de", c.padre),
    ]
    click.echo()
    click.secho(f"{c.hr}  ·  {abreviar(c.asunto)}", bold=True)
    for nombre, valor in datos:
        if valor:
            click.echo(f"  {nombre}: {valor}")


def _si_hay(titulo: str, columnas: Sequence[str], filas: Iterable[Sequence[object]]) -> None:
    """La tabla, si tiene filas; las iguales van una vez, con cuántas son."""
    cuentas = Counter(tuple(fila) for fila in filas)
    if cuentas:
        click.echo()
        tabla(titulo, columnas, [_con_cuenta(fila, n) for fila, n in cuentas.items()])


def _con_cuenta(fila: Sequence[object], cuantas: int) -> Sequence[object]:
    return fila if cuantas == 1 else (f"{fila[0]} ({cuantas} iguales)", *fila[1:])


def _paso(paso: PasoHoja) -> Sequence[object]:
    que = [f"{paso.nombre} ({paso.cual})" if paso.cual else paso.nombre]
    if paso.resultado:
        que.append(f"→ {paso.resultado}")
    if paso.devuelta:
        que.append(f"Devuelta: {paso.devuelta}")
    for derivacion in paso.derivaciones:
        instruccion = f" {derivacion.instruccion}" if derivacion.instruccion else ""
        a = ", ".join(derivacion.a)
        que.append(f"Derivó {derivacion.quien} a {a}: «{derivacion.proveido}»{instruccion}")
    que += [_del_paso(documento) for documento in paso.documentos]
    return (
        paso.numero,
        "\n".join(que),
        _persona(paso.llegada.de or "El sistema", paso.llegada.como),
        _persona(paso.persona, " — ".join(filter(None, (paso.cargo, paso.unidad)))),
        _tiempo(paso),
    )


def _tiempo(paso: PasoHoja) -> str:
    """Cuándo entró, cuándo salió y cuánto se tuvo."""
    salio = f"salió  {_cuando(paso.salio_el)}" if paso.salio_el else f"está {paso.estado}"
    cuanto = _dias(paso.dias_calendario, paso.dias)
    return "\n".join((f"entró  {_cuando(paso.entro_el)}", salio, cuanto))


def _plazo(plazo: PlazoHoja) -> Sequence[object]:
    p = plazo.plazo
    etiqueta = f"[{p.etiqueta.upper()}]" if p.etiqueta else ""
    dias = contar(plazo.mora_dias, "día hábil", "días hábiles")
    return (
        p.nombre,
        ". ".join(filter(None, (p.lapso, " ".join(filter(None, (p.norma, etiqueta)))))),
        f"{p.vence_fecha:%d/%m/%Y}",
        f"{p.estado}, {dias} de mora" if plazo.mora_dias else p.estado,
    )


def _persona(nombre: str, como: str) -> str:
    return como if como.startswith(nombre) else "\n".join(filter(None, (nombre, como)))


def _del_paso(documento: DocumentoDelPaso) -> str:
    fojas = contar(documento.fojas, "foja", "fojas")
    huella = documento.sha256[:HUELLA_VISIBLE]
    return f"+ {documento.nombre}, versión {documento.version}, {fojas} ({huella}…)"


def _documento(documento: DocumentoVista) -> Iterable[Sequence[object]]:
    for v in documento.versiones:
        quien = f"{v.subido_por}, {_cuando(v.subido_el)}"
        nombre = f"{documento.nombre} (reservado)" if documento.reservado else documento.nombre
        yield nombre, v.numero, v.fojas, quien, f"{v.sha256[:HUELLA_VISIBLE]}…"


def _mensaje(m: MensajeVista) -> Sequence[object]:
    acuses = [f"enviado {_cuando(m.enviado_el)}"]
    if m.depositado_el:
        acuses.append(f"depositado {_cuando(m.depositado_el)}")
    if m.recibido_el:
        acuses.append(f"recibido {_cuando(m.recibido_el)}")
        acuses.append(_persona(m.recibido_por, m.recibido_como))
    if m.computa_fecha:
        acuses.append(f"computa desde el {m.computa_fecha:%d/%m/%Y}")
    return m.titulo, m.de, m.a, "\n".join(acuses)


def _suceso(suceso: Suceso) -> Sequence[object]:
    if suceso.veces == 1:
        return _cuando(suceso.el), suceso.frase
    frase = f"{suceso.frase} ({suceso.veces} veces, hasta el {_cuando(suceso.hasta_el)})"
    return _cuando(suceso.el), frase


def _cuando(instante: datetime) -> str:
    return f"{instante.astimezone(LA_PAZ):%d/%m/%Y %H:%M}"


def _dias(corridos: int, habiles: int) -> str:
    return f"{contar(corridos, 'día', 'días')} ({contar(habiles, 'hábil', 'hábiles')})"
