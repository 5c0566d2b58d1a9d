"""Un borrador de mentira: lo justo para que el modelador lea, guarde y pregunte quién está."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, Response, jsonify, render_template, request

from motor.nucleo.reloj import LA_PAZ
from web.contexto import quien
from web.modelador.teclas import TECLAS
from web.seguridad import con_estilos_en_linea, nonce_de_estilos, requiere_sesion

DIAGRAMAS = Path(__file__).resolve().parents[2] / "diagramas"
BASE = "/procesos/borradores/1"
ARCHIVO = f"{BASE}/archivos/diagrama/peticion_informe"
EL = datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ)


class BorradorFalso:
    """El diagrama guardado, su revisión y quién está mirando."""

    ruta = f"{BASE}/diagrama"

    def __init__(self) -> None:
        self.reiniciar()

    def reiniciar(self) -> None:
        """Queda como recién creado."""
        self.xml = (DIAGRAMAS / "peticion_informe/peticion_informe.bpmn").read_text("utf-8")
        self.revision, self.de, self.caido = 1, "", False
        self.gente: dict[str, str] = {}

    def guardar_otro(self, nombre: str) -> None:
        """Otra persona guarda, desde otro lugar."""
        self.revision += 1
        self.de = nombre

    def pantalla(self) -> Blueprint:
        falso = Blueprint("falso", __name__, template_folder=str(_plantillas()))
        falso.get(f"{BASE}/diagrama")(
            requiere_sesion(con_estilos_en_linea("dibuja")(lambda: _ver(self)))
        )
        falso.get(ARCHIVO, endpoint="leer")(requiere_sesion(lambda: _leer(self)))
        falso.put(ARCHIVO, endpoint="guardar")(requiere_sesion(lambda: _guardar(self)))
        falso.post(f"{BASE}/presencia", endpoint="gente")(requiere_sesion(lambda: _gente(self)))
        return falso


def _plantillas() -> Path:
    return DIAGRAMAS.parent / "web/modelador/plantillas"


def _ver(b: BorradorFalso) -> str:
    nada = dict.fromkeys(("entorno", "feel", "revisar", "formularios", "decisiones"), "")
    d = SimpleNamespace(
        **nada,
        id=1,
        clave="peticion_informe",
        nombre="Petición de informe",
        archivo=ARCHIVO,
        presencia=f"{BASE}/presencia",
        revision=b.revision,
        editable=not request.args.get("ver"),
        por_que_no="Se abrió solo para mirar.",
        nonce=nonce_de_estilos(),
        volver="/bandeja",
        tocado_por="Ana Rojas",
        tocado_el=EL,
        ver_solo=f"{BASE}/diagrama?ver=1",
        teclas=TECLAS,
    )
    return render_template("modelador/ver.html", d=d)


def _leer(b: BorradorFalso) -> Response:
    cabeceras = {"X-Revision": str(b.revision)}
    return Response(b.xml, mimetype="application/xml", headers=cabeceras)


def _guardar(b: BorradorFalso):
    dado = request.get_json()
    if b.caido:
        return "caído", 503
    if dado["revision"] != b.revision:
        frase = f"{b.de} guardó este diagrama a las 09:05."
        return jsonify(mensaje=frase, quien=b.de, cuando="2027-01-04T13:05:00Z"), 409
    b.revision, b.xml, b.de = b.revision + 1, dado["contenido"], quien().nombre
    return jsonify(revision=b.revision, tocado_el="2027-01-04T13:00:00Z")


def _gente(b: BorradorFalso) -> Response:
    yo = quien().nombre
    b.gente[yo] = request.get_json()["archivo"]
    return jsonify(
        [
            {"nombre": n, "cargo": "", "archivo": a, "desde": "2027-01-04T12:50:00Z"}
            for n, a in b.gente.items()
            if n != yo
        ]
    )
