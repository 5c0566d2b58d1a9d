"""Los carriles de un proceso y qué nodo está en cuál."""

from lxml import etree

from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import Elemento, es_bpmn, hijos, local, sin_prefijo, texto
from motor.bpmn.lectura.personas import leer_asignacion
from motor.bpmn.modelo import Carril, Nodo, TipoNodo


def leer_carriles(mesa: Mesa, proceso: Elemento) -> dict[str, Carril]:
    """Los carriles del proceso y de sus subprocesos, los de fuera antes que los de dentro."""
    carriles: dict[str, Carril] = {}
    for elemento in proceso.iter(etree.Element):
        if es_bpmn(elemento) and local(elemento) == "lane":
            carril = mesa.id(elemento)
            carriles[carril] = Carril(
                id=carril,
                nombre=" ".join((elemento.get("name") or "").split()),
                linea=mesa.linea(elemento),
                padre=_mayor(mesa, elemento),
                asignacion=leer_asignacion(mesa, elemento),
            )
    return carriles


def _mayor(mesa: Mesa, carril: Elemento) -> str | None:
    juego = carril.getparent()
    dueno = juego.getparent() if juego is not None else None
    return mesa.id(dueno) if dueno is not None and local(dueno) == "lane" else None


def repartir(mesa: Mesa, carriles: dict[str, Carril], nodos: dict[str, Nodo]) -> dict[str, str]:
    """El carril más interno de cada nodo; lo de dentro de un subproceso hereda el suyo."""
    directos = _directos(mesa, carriles, nodos)
    repartidos: dict[str, str] = {}
    for nodo in nodos.values():  # los contenedores vienen antes que sus hijos
        carril = directos.get(nodo.id) or repartidos.get(nodo.padre or "")
        if carril:
            repartidos[nodo.id] = carril
    return repartidos


def _directos(mesa: Mesa, carriles: dict[str, Carril], nodos: dict[str, Nodo]) -> dict[str, str]:
    directos: dict[str, str] = {}
    for carril in carriles.values():
        elemento = mesa.buscar(carril.id)
        for referido in hijos(elemento, "flowNodeRef") if elemento is not None else ():
            nodo = sin_prefijo(texto(referido))
            if nodo not in nodos:
                if _es_ajeno(mesa, nodo):
                    _anotar_ausente(mesa, referido, nodo)
            elif nodo not in directos or _contiene(carriles, directos[nodo], carril.id):
                directos[nodo] = carril.id
            elif not _contiene(carriles, carril.id, directos[nodo]):
                _anotar_doble(mesa, referido, nodo, directos[nodo])
    return directos


def _contiene(carriles: dict[str, Carril], mayor: str, menor: str) -> bool:
    subiendo = carriles[menor].padre
    while subiendo is not None and subiendo != mayor:
        subiendo = carriles[subiendo].padre
    return subiendo == mayor


def _es_ajeno(mesa: Mesa, referido: str) -> bool:
    """No existe, o es un nodo de otro proceso; los datos y artefactos no importan."""
    elemento = mesa.buscar(referido)
    return elemento is None or local(elemento) in set(TipoNodo)


def _anotar_ausente(mesa: Mesa, referido: Elemento, nodo: str) -> None:
    mesa.anotar(
        "carril_referencia",
        referido,
        f"El carril dice contener «{nodo}», que no es un nodo de este proceso.",
        "Mueva el elemento dentro del carril en el modelador, o quite la referencia.",
    )


def _anotar_doble(mesa: Mesa, referido: Elemento, nodo: str, otro: str) -> None:
    mesa.anotar(
        "carril_doble",
        referido,
        f"«{nodo}» está en dos carriles: este y «{otro}».",
        "Déjelo en uno solo: decide quién hace la tarea.",
    )
