"""Un borrador de mentira: lo justo para que el modelador lea, guarde y pregunte quién está."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

from flask import Blueprint, Flask, Response, jsonify, render_template, request

from motor.nucleo.reloj import LA_PAZ
from web.contexto import quien
from web.modelador.dibujo import preparar
from web.seguridad import con_estilos_en_linea, requiere_sesion

RAIZ = Path(__file__).resolve().parents[2]
MUESTRA = RAIZ / "diagramas/peticion_informe/peticion_informe.bpmn"
BASE = "/procesos/borradores/<int:borrador_id>"
ARCHIVO = f"{BASE}/archivos/<clase>/<clave>"
EL = datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ)
ABIERTO = SimpleNamespace(
    id=1,
    clave="peticion_informe",
    nombre="Petición de informe",
    estado="abierto",
    tocado_por="Ana Rojas",
    tocado_el=EL,
)


class BorradorFalso:
    """El diagrama guardado, su revisión y quién está mirando."""

    ruta = "/procesos/borradores/1/diagrama"

    def __init__(self) -> None:
        self.reiniciar()

    def reiniciar(self) -> None:
        """Queda como recién creado."""
        self.xml = MUESTRA.read_text("utf-8")
        self.revision, self.de, self.caido = 1, "", False
        self.gente: dict[str, str] = {}

    def guardar_otro(self, nombre: str) -> None:
        """Otra persona guarda, desde otro lugar."""
        self.revision += 1
        self.de = nombre

    def leer(self) -> Response:
        cabeceras = {"X-Revision": str(self.revision)}
        return Response(self.xml, mimetype="application/xml", headers=cabeceras)

    def guardar(self):
        dado = request.get_json()
        if self.caido:
            return "caído", 503
        if dado["revision"] != self.revision:
            frase = f"{self.de} guardó este diagrama a las 09:05."
            return jsonify(mensaje=frase, quien=self.de, cuando="2027-01-04T13:05:00Z"), 409
        self.revision, self.xml, self.de = self.revision + 1, dado["contenido"], quien().nombre
        return jsonify(revision=self.revision, tocado_el="2027-01-04T13:00:00Z")

    def preguntar(self) -> Response:
        yo = quien().nombre
        self.gente[yo] = request.get_json()["archivo"]
        otros = [(n, a) for n, a in self.gente.items() if n != yo]
        desde = "2027-01-04T12:50:00Z"
        return jsonify([{"nombre": n, "cargo": "", "archivo": a, "desde": desde} for n, a in otros])


def servir_borrador(app: Flask) -> BorradorFalso:
    """Agrega a la aplicación la página del diagrama y las direcciones de su borrador."""
    falso = BorradorFalso()
    modelador = Blueprint(
        "modelador", "falso", template_folder=str(RAIZ / "web/modelador/plantillas")
    )
    procesos = Blueprint("procesos", "falso")

    @modelador.get(f"{BASE}/diagrama")
    @requiere_sesion
    @con_estilos_en_linea("dibuja")
    def ver(borrador_id: int) -> str:
        mirar = bool(request.args.get("mirar"))
        return render_template(
            "modelador/ver.html", d=preparar(ABIERTO, puede=True, pide_mirar=mirar)
        )

    procesos.get(BASE, endpoint="borrador")(requiere_sesion(lambda **_: "borrador"))
    procesos.get(ARCHIVO, endpoint="archivo")(requiere_sesion(lambda **_: falso.leer()))
    procesos.put(ARCHIVO, endpoint="guardar")(requiere_sesion(lambda **_: falso.guardar()))
    presencia = requiere_sesion(lambda **_: falso.preguntar())
    procesos.post(f"{BASE}/presencia", endpoint="presencia")(presencia)
    app.register_blueprint(modelador)
    app.register_blueprint(procesos)
    return falso
