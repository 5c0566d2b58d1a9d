"""Definir y llamar funciones: locales, del anfitrión e incorporadas, por lugar o por nombre."""

from motor.feel.compilador.anfitrion import del_anfitrion
from motor.feel.compilador.base import Alcance, Arbol, compilar_nodo, peso, ramas, regla
from motor.feel.compilador.nombres import resolver
from motor.feel.compilador.operadores import constante
from motor.feel.compilador.tipos import leer_tipo
from motor.feel.entorno import AUSENTE, Cierre, Evaluacion, Funcion, Marco
from motor.feel.incorporadas import REGISTRO
from motor.feel.incorporadas.registro import aplicar
from motor.feel.tipos import CUALQUIERA, Tipo, convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

FUNCION_EXTERNA = (
    "Una función externa (Java o PMML) no se ejecuta: Cauce no corre código ajeno. Escriba su "
    "cuerpo en FEEL, o haga el cálculo en una tarea de servicio y use su resultado."
)


@regla("funcion")
def _funcion(arbol: Arbol, alcance: Alcance) -> Cierre:
    rama_parametros, cuerpo = ramas(arbol)
    nombres: list[str] = []
    tipos: list[Tipo] = []
    for parametro in ramas(rama_parametros):
        nombres.append(str(parametro.children[0]))
        escritos = ramas(parametro)
        tipos.append((leer_tipo(escritos[0], alcance.tipos) if escritos else None) or CUALQUIERA)
    if cuerpo.data == "externa":
        if not alcance.hallados.laxa:
            raise ErrorFeel(FUNCION_EXTERNA)
        return constante(None)
    calcular, costo = compilar_nodo(cuerpo, alcance.hijo(*nombres)), peso(cuerpo)
    tipo = Tipo("function", parametros=tuple(tipos), resultado=CUALQUIERA)

    def crear(m: Marco) -> Valor:
        ev = m.ev

        def llamar(_ev: Evaluacion, argumentos: list[Valor]) -> Valor:
            ev.entrar()
            ev.gastar(costo)
            convertidos = preparar(argumentos, tipos)
            resultado = (
                None
                if convertidos is None
                else calcular(Marco(dict(zip(nombres, convertidos, strict=True)), m, ev))
            )
            ev.salir()
            return resultado

        return Funcion("", tuple(nombres), llamar, tipo)

    return crear


def preparar(argumentos: list[Valor], tipos: list[Tipo]) -> list[Valor] | None:
    """Convierte cada argumento a su tipo; `None` si sobran, faltan o alguno no casa."""
    if len(argumentos) != len(tipos):
        return None
    convertidos = []
    for valor, tipo in zip(argumentos, tipos, strict=True):
        convertido = convertir(valor, tipo)
        if convertido is None and valor is not None:
            return None
        convertidos.append(convertido)
    return convertidos


def invocar(funcion: Valor, argumentos: list[Valor], ev: Evaluacion) -> Valor:
    """Llama a un valor función; si no lo es, `null`."""
    return funcion.llamar(ev, argumentos) if type(funcion) is Funcion else None


def invocar_nombrada(funcion: Valor, argumentos: dict[str, Valor], ev: Evaluacion) -> Valor:
    """Llama a una función por nombres de parámetro; `null` si no son exactamente los suyos."""
    if type(funcion) is not Funcion or funcion.parametros is None:
        return None
    if set(argumentos) != set(funcion.parametros):
        return None
    return funcion.llamar(ev, [argumentos[p] for p in funcion.parametros])


@regla("llamada")
def _llamada(arbol: Arbol, alcance: Alcance) -> Cierre:
    destino, *resto = ramas(arbol)
    argumentos = tuple(compilar_nodo(r, alcance) for r in resto)
    if destino.data != "nombre":
        objetivo = compilar_nodo(destino, alcance)
        return lambda m: invocar(objetivo(m), [a(m) for a in argumentos], m.ev)
    nombre = str(destino.children[0])
    if alcance.es_local(nombre):
        local = resolver(nombre, alcance)
        return lambda m: invocar(local(m), [a(m) for a in argumentos], m.ev)
    return _llamada_global(nombre, argumentos, alcance)


def _llamada_global(nombre: str, argumentos: tuple[Cierre, ...], alcance: Alcance) -> Cierre:
    incorporada = REGISTRO.get(nombre)
    formas = incorporada.por_cantidad(len(argumentos)) if incorporada else ()
    if incorporada is None:
        alcance.hallados.llamadas.add(nombre)

    def llamada(m: Marco) -> Valor:
        ev = m.ev
        valores = [a(m) for a in argumentos]
        propia = funcion_del_ambito(nombre, ev)
        if propia is not None:
            return propia.llamar(ev, valores)
        return aplicar(formas, ev, valores) if formas else None

    return llamada


def funcion_del_ambito(nombre: str, ev: Evaluacion) -> Funcion | None:
    """Devuelve la función `nombre` del ámbito o del anfitrión, que tapan a las incorporadas."""
    valor = ev.ambito.get(nombre, AUSENTE)
    if type(valor) is Funcion:
        return valor
    if ev.funciones is not None and nombre in ev.funciones:
        return del_anfitrion(nombre, ev.funciones[nombre])
    return None


@regla("llamada_nombrada")
def _llamada_nombrada(arbol: Arbol, alcance: Alcance) -> Cierre:
    destino, *resto = ramas(arbol)
    argumentos = [(str(r.children[0]), compilar_nodo(ramas(r)[0], alcance)) for r in resto]
    nombre = str(destino.children[0]) if destino.data == "nombre" else ""
    if not nombre or alcance.es_local(nombre):
        objetivo = compilar_nodo(destino, alcance)
        return lambda m: invocar_nombrada(objetivo(m), {k: a(m) for k, a in argumentos}, m.ev)
    incorporada = REGISTRO.get(nombre)
    if incorporada is None:
        alcance.hallados.llamadas.add(nombre)

    def llamada(m: Marco) -> Valor:
        valores = {k: a(m) for k, a in argumentos}
        propia = funcion_del_ambito(nombre, m.ev)
        if propia is not None:
            return invocar_nombrada(propia, valores, m.ev)
        return incorporada.llamar_nombrada(m.ev, valores) if incorporada else None

    return llamada
