"""La mesa de trabajo de una lectura: el árbol, quién es cada id y lo que se va hallando."""

from lxml import etree

from motor.bpmn.lectura import expresiones
from motor.bpmn.lectura.juel import SinTraduccion
from motor.bpmn.lectura.nombres import Elemento, es_bpmn, local, sin_prefijo, texto
from motor.bpmn.lectura.xml_seguro import Arbol
from motor.bpmn.modelo import TipoNodo
from motor.nucleo.errores import Hallazgo

_SE_NOMBRAN = frozenset(
    {tipo.value for tipo in TipoNodo}
    | {"sequenceFlow", "messageFlow", "participant", "process", "lane"}
    | {"message", "signal", "error", "escalation", "dataObjectReference", "dataStoreReference"}
)
_LENGUAJES_AJENOS = ("java", "groovy", "python", "ruby", "mvel", "xpath", "ecma")


class Mesa:
    """Junta hallazgos y reparte ids; vive lo que dura una llamada a `leer`."""

    def __init__(self, arbol: Arbol) -> None:
        self.raiz = arbol.raiz
        self.hallazgos: list[Hallazgo] = []
        self._lineas = arbol.lineas
        self._ids: dict[Elemento, str] = {}
        self._por_id: dict[str, Elemento] = {}
        self._identificar()

    def linea(self, elemento: Elemento) -> int:
        """La línea en que empieza el elemento."""
        return self._lineas[elemento]

    def id(self, elemento: Elemento) -> str:
        """El id del elemento: el suyo o, si no trae o lo repite, uno que siempre sale igual."""
        return self._ids[elemento]

    def buscar(self, referencia: str | None, *tipos: str) -> Elemento | None:
        """El elemento que nombra la referencia, si existe y es de uno de los tipos."""
        elemento = self._por_id.get(sin_prefijo(referencia))
        if elemento is not None and tipos and local(elemento) not in tipos:
            return None
        return elemento

    def anotar(
        self, regla: str, elemento: Elemento, mensaje: str, que_hacer: str, *, grave: bool = True
    ) -> None:
        """Anota un hallazgo; lo nombra el elemento más cercano que una persona ve dibujado."""
        conocido = elemento
        while local(conocido) not in _SE_NOMBRAN:
            mayor = conocido.getparent()
            if mayor is None:
                break
            conocido = mayor
        nombre = conocido.get("name") or ""
        self.hallazgos.append(
            Hallazgo(
                regla,
                self._ids.get(conocido, local(conocido)),
                " ".join(nombre.split()),
                self.linea(elemento),
                mensaje,
                que_hacer,
                grave,
            )
        )

    def feel(self, elemento: Elemento, crudo: str) -> str:
        """El FEEL de `crudo`, donde solo cabe una expresión; lo intraducible se anota y es null."""
        try:
            return expresiones.a_feel(crudo)
        except SinTraduccion as error:
            self._intraducible(elemento, crudo, error)
            return "null"

    def valor(self, elemento: Elemento, crudo: str) -> str:
        """El literal o `=FEEL` de `crudo`; lo intraducible se anota."""
        try:
            return expresiones.a_valor(crudo)
        except SinTraduccion as error:
            self._intraducible(elemento, crudo, error)
            return "=null"

    def feel_o_texto(self, elemento: Elemento, crudo: str) -> str:
        """El FEEL que da el valor de `crudo`, que sin `=` ni `${}` es un texto."""
        try:
            return expresiones.a_feel_o_texto(crudo)
        except SinTraduccion as error:
            self._intraducible(elemento, crudo, error)
            return "null"

    def formal(self, elemento: Elemento | None) -> str | None:
        """El FEEL de un elemento de expresión (`tFormalExpression`); None si no dice nada."""
        crudo = texto(elemento)
        if elemento is None or not crudo:
            return None
        lenguaje = (elemento.get("language") or "").lower()
        if any(ajeno in lenguaje for ajeno in _LENGUAJES_AJENOS):
            self.anotar(
                "expresion_lenguaje",
                elemento,
                f"La expresión «{crudo}» está en «{elemento.get('language')}».",
                "Escríbala en FEEL.",
            )
        return self.feel(elemento, crudo)

    def _intraducible(self, elemento: Elemento, crudo: str, error: SinTraduccion) -> None:
        self.anotar(
            "expresion_intraducible",
            elemento,
            f"La expresión «{crudo.strip()}» no se puede pasar a FEEL: {error}.",
            "Escríbala en FEEL, por ejemplo: monto > 1000.",
        )

    def _identificar(self) -> None:
        cuentas: dict[str, int] = {}
        sin_id: list[Elemento] = []
        for elemento in self.raiz.iter(etree.Element):
            if not es_bpmn(elemento):
                continue
            propio = (elemento.get("id") or "").strip()
            if propio and propio not in self._por_id:
                self._por_id[propio] = elemento
                self._ids[elemento] = propio
            else:
                sin_id.append(elemento)
        for elemento in sin_id:
            self._ids[elemento] = nuevo = self._id_libre(local(elemento), cuentas)
            self._por_id[nuevo] = elemento
        for elemento in sin_id:
            if elemento.get("id", "").strip():
                self._anotar_repetido(elemento)

    def _id_libre(self, tipo: str, cuentas: dict[str, int]) -> str:
        while True:
            cuentas[tipo] = cuentas.get(tipo, 0) + 1
            candidato = f"{tipo}_sin_id_{cuentas[tipo]}"
            if candidato not in self._por_id:
                return candidato

    def _anotar_repetido(self, elemento: Elemento) -> None:
        repetido = elemento.get("id", "").strip()
        primera = self.linea(self._por_id[repetido])
        self.hallazgos.append(
            Hallazgo(
                "id_repetido",
                repetido,
                " ".join((elemento.get("name") or "").split()),
                self.linea(elemento),
                f"El id «{repetido}» ya lo tiene otro elemento, en la línea {primera}.",
                "Dé a cada elemento un id distinto.",
            )
        )
