"""La hoja de ruta en PDF/A-2: de los datos leídos a la plantilla de typst."""

import io
import json
import warnings
from itertools import groupby
from pathlib import Path
from typing import Final

import segno
import typst

from motor.consultas.hoja_pasos import PasoHoja
from motor.consultas.impreso import Impreso
from motor.consultas.mensajes import MensajeVista
from web.filtros import fecha, fecha_hora, fecha_larga

PLANTILLA = Path(__file__).parent / "hoja_de_ruta.typ"
NORMA_PDF: Final = "a-2a"  # ISO 19005-2, nivel A: además de conservarse, se puede leer en voz alta


def imprimir(impreso: Impreso, direccion: str) -> bytes:
    """Devuelve el PDF. `direccion`: la página que lo verifica, que va en el QR."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", typst.TypstWarning)
        return typst.compile(
            PLANTILLA.read_bytes(),
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={
                "datos": json.dumps(_datos(impreso, direccion), ensure_ascii=False),
                "qr": _qr(direccion),
            },
            pdf_standards=[NORMA_PDF],
            timestamp=impreso.impreso_el.replace(microsecond=0),
        )


def _qr(direccion: str) -> str:
    salida = io.BytesIO()
    segno.make(direccion, error="m", micro=False).save(
        salida, kind="svg", border=0, xmldecl=False, svgns=True, light=None
    )
    return salida.getvalue().decode()


def _datos(i: Impreso, direccion: str) -> dict[str, object]:
    c = i.caratula
    return {
        "hr": c.hr,
        "asunto": c.asunto,
        "institucion": c.institucion or "Cauce",
        "direccion": direccion,
        "asiento": i.asiento,
        "huella": i.huella,
        "impreso": fecha_hora(i.impreso_el),
        "impreso_largo": fecha_larga(i.impreso_el),
        "confidencial": c.confidencial,
        "norma_reserva": c.reserva.norma if c.reserva else "",
        "parcial": c.parcial,
        "caratula": [
            ["Proceso", c.proceso],
            ["Iniciado por", c.iniciador],
            ["Ingreso", fecha_hora(c.iniciado_el)],
            ["Estado", _estado(i)],
        ],
        "pasos": [_paso(p) for p in i.pasos],
        "plazos": [
            [
                p.nombre,
                p.lapso,
                f"{p.norma or 'Por definir'}{f' [{p.etiqueta}]' if p.etiqueta else ''}",
                fecha(p.desde_fecha),
                fecha(p.vence_fecha),
                p.estado.capitalize(),
            ]
            for p in i.plazos
        ],
        "mensajes": _mensajes(i.mensajes),
        "mensajes_omitidos": i.mensajes_omitidos,
        "documentos": [
            [
                f"{d.nombre} (v. {v.numero})",
                f"{v.foja_desde}–{v.foja_hasta}",
                v.subido_por,
                v.sha256,
            ]
            for d in i.documentos
            for v in reversed(d.versiones)
        ],
    }


def _estado(i: Impreso) -> str:
    c = i.caratula
    final = f": {c.final}" if c.final else ""
    return f"{c.estado.capitalize()}{final}" + (
        f", el {fecha_hora(c.cerrado_el)}" if c.cerrado_el else ""
    )


def _paso(p: PasoHoja) -> list[str]:
    dicho = [p.resultado] if p.resultado else []
    dicho += [f"{d.proveido} → {', '.join(d.a)}" for d in p.derivaciones]
    if p.devuelta:
        dicho.append(f"Devuelta: {p.devuelta}")
    if p.llegada.de:
        dicho.append(f"De {p.llegada.como or p.llegada.de}")
    como = " — ".join(x for x in (p.cargo, p.unidad) if x)
    quien = p.persona or ("(en espera)" if p.abierta else "(nadie)")
    return [
        str(p.numero),
        f"{p.nombre}{f' ({p.cual})' if p.cual else ''}",
        "\n".join(dicho),
        quien if quien == como else f"{quien}\n{como}",
        fecha_hora(p.entro_el),
        _salida(p),
        str(p.dias),
        str(p.fojas or "—"),
    ]


def _salida(p: PasoHoja) -> str:
    if p.salio_el is None:
        return "En curso"
    return fecha_hora(p.salio_el) + ("\nCancelada" if p.estado == "cancelada" else "")


def _mensajes(mensajes: tuple[MensajeVista, ...]) -> list[list[str]]:
    """Un renglón por mensaje; los que se imprimirían iguales y seguidos, uno solo con su cuenta."""
    renglones = []
    for renglon, iguales in groupby(_mensaje(m) for m in mensajes):
        cuantos = len(list(iguales))
        titulo = f"{renglon[0]} ({cuantos} iguales)" if cuantos > 1 else renglon[0]
        renglones.append([titulo, *renglon[1:]])
    return renglones


def _mensaje(m: MensajeVista) -> list[str]:
    recibido = f"{fecha_hora(m.recibido_el)}\n{m.recibido_por}" if m.recibido_el else "Sin sello"
    computa = f"\nComputa: {fecha(m.computa_fecha)}" if m.computa_fecha else ""
    return [
        m.titulo,
        m.de,
        m.a,
        fecha_hora(m.enviado_el),
        fecha_hora(m.depositado_el) or ("De fuera" if m.fuera else "En camino"),
        recibido + computa,
    ]
