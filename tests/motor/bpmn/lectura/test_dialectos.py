"""El mismo sentido, venga en el dialecto que venga."""

from motor.bpmn import leer
from motor.bpmn.modelo import TODAS, Asigna, Asignacion, Nodo, Repeticion, TipoEvento, TipoNodo
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    extension,
    inicio,
    multiple,
    nodo,
    proceso,
    script,
    usuario,
)


def leido(texto: str, id_: str = "x", *definiciones: str) -> Nodo:
    documento = leer(diagrama(*definiciones, proceso(texto)))
    assert documento.hallazgos == ()
    return documento.procesos["p"].nodos[id_]


def test_una_tarea_de_la_casa():
    tarea = leido(
        usuario(
            "x",
            etiqueta("documentation", "Revise el expediente."),
            **{
                "cauce:unidad": "=asignacion.unidad",
                "cauce:cargo": "secretario",
                "cauce:distintoDe": "a, b",
                "cauce:plazo": "10 dh",
                "cauce:desde": "=recibido",
                "cauce:acto": "revisa",
                "cauce:publico": "sí",
                "cauce:locales": "voto, nota",
                "cauce:color": "azul",
                "camunda:formRef": "f_revisar",
            },
        )
    )
    assert tarea.trato.asignacion == Asignacion(
        unidad="=asignacion.unidad", cargo="secretario", distinto_de=("a", "b")
    )
    assert (tarea.trato.plazo, tarea.trato.plazo_desde) == ("10 dh", "recibido")
    assert (tarea.trato.acto, tarea.trato.publico) == ("revisa", "sí")
    assert tarea.trato.instruccion == "Revise el expediente."
    assert tarea.trato.formulario == "f_revisar"
    assert tarea.locales == ("voto", "nota")
    assert tarea.extensiones == {"color": "azul"}


def test_camunda_flowable_y_activiti_dicen_lo_mismo():
    esperado = Asignacion(persona="=quien", personas=("ana", "luis"), grupos=("mesa", "=grupo"))
    for prefijo in ("camunda", "flowable", "activiti"):
        tarea = leido(
            usuario(
                "x",
                **{
                    f"{prefijo}:assignee": "${quien}",
                    f"{prefijo}:candidateUsers": "ana, luis",
                    f"{prefijo}:candidateGroups": "mesa,${grupo}",
                    f"{prefijo}:formKey": "${clave}",
                    f"{prefijo}:dueDate": "${vence}",
                    f"{prefijo}:priority": "50",
                },
            )
        )
        assert tarea.trato.asignacion == esperado
        assert (tarea.trato.formulario, tarea.trato.plazo) == ("=clave", "=vence")
        assert tarea.trato.prioridad == "50"


def test_zeebe_lleva_lo_suyo_en_extensiones():
    tarea = leido(
        usuario(
            "x",
            extension(
                etiqueta("zeebe:formDefinition", formId="f1"),
                etiqueta("zeebe:assignmentDefinition", assignee="=quien", candidateGroups="a, b"),
                etiqueta("zeebe:taskSchedule", dueDate="=vence"),
                etiqueta("zeebe:priorityDefinition", priority="=alta"),
                etiqueta(
                    "zeebe:ioMapping",
                    etiqueta("zeebe:input", source="=monto * 2", target="doble"),
                    etiqueta("zeebe:input", source="fijo", target="texto"),
                    etiqueta("zeebe:output", source="=voto", target="resultado"),
                ),
            ),
        )
    )
    assert tarea.trato.asignacion == Asignacion(persona="=quien", grupos=("a", "b"))
    assert (tarea.trato.formulario, tarea.trato.plazo) == ("f1", "=vence")
    assert tarea.trato.prioridad == "=alta"
    assert tarea.entradas == (Asigna("doble", "monto * 2"), Asigna("texto", '"fijo"'))
    assert tarea.salidas == (Asigna("resultado", "voto"),)


def test_servicios_reglas_scripts_y_llamadas_de_zeebe():
    tipo = etiqueta("zeebe:taskDefinition", type="numerar", retries="5")
    servicio = leido(nodo("serviceTask", "x", extension(tipo)))
    assert (servicio.trato.tema, servicio.trato.reintentos) == ("numerar", 5)
    decide = etiqueta("zeebe:calledDecision", decisionId="mayoria", resultVariable="r")
    regla = leido(nodo("businessRuleTask", "x", extension(decide)))
    assert (regla.tipo, regla.decision, regla.resultado) == (TipoNodo.REGLA, "mayoria", "r")
    calcula = etiqueta("zeebe:script", expression="=a + 1", resultVariable="b")
    tarea = leido(nodo("scriptTask", "x", extension(calcula)))
    assert (tarea.script, tarea.resultado) == ("a + 1", "b")


def test_una_llamada_de_zeebe_pasa_todo_salvo_que_diga_que_no():
    llama = etiqueta("zeebe:calledElement", processId="otro")
    llamada = leido(nodo("callActivity", "x", extension(llama)))
    todas = (Asigna(TODAS, TODAS),)
    assert (llamada.llamado, llamada.entradas, llamada.salidas) == ("otro", todas, todas)
    no = {"propagateAllParentVariables": "false", "propagateAllChildVariables": "false"}
    llama = etiqueta("zeebe:calledElement", processId="otro", **no)
    llamada = leido(nodo("callActivity", "x", extension(llama)))
    assert (llamada.entradas, llamada.salidas) == ((), ())


def test_servicio_externo_de_camunda_y_de_flowable():
    for prefijo, clase in (("camunda", "external"), ("flowable", "external-worker")):
        atributos = {f"{prefijo}:type": clase, f"{prefijo}:topic": "p.numerar"}
        cada = etiqueta(f"{prefijo}:failedJobRetryTimeCycle", "R3/PT10M")
        servicio = leido(nodo("serviceTask", "x", extension(cada), **atributos))
        assert (servicio.trato.tema, servicio.trato.reintentos) == ("p.numerar", 3)


def test_un_envio_hecho_por_un_trabajo_externo_es_un_servicio():
    atributos = {"camunda:type": "external", "camunda:topic": "correo"}
    assert leido(nodo("sendTask", "x", **atributos)).tipo is TipoNodo.SERVICIO


def test_los_responsables_del_estandar():
    def responsable(papel: str, texto: str) -> str:
        expresion = etiqueta("formalExpression", texto)
        return etiqueta(papel, etiqueta("resourceAssignmentExpression", expresion))

    tarea = leido(
        usuario(
            "x",
            responsable("humanPerformer", "kermit"),
            responsable("potentialOwner", "user(ana), group(mesa), ventanilla"),
        )
    )
    assert tarea.trato.asignacion == Asignacion(
        persona="kermit", personas=("ana",), grupos=("mesa", "ventanilla")
    )


def test_la_instancia_multiple_en_cada_dialecto():
    termino = etiqueta("completionCondition", "${nrOfCompletedInstances >= 2}")
    de_camunda = multiple(
        termino,
        **{"camunda:collection": "#{lista}", "camunda:elementVariable": "e", "cauce:salida": "s"},
        **{"cauce:salidaElemento": "=voto"},
    )
    esperada = Repeticion(False, "lista", None, "e", "(nrOfCompletedInstances >= 2)", "s", "voto")
    assert leido(usuario("x", de_camunda)).repeticion == esperada
    bucle = etiqueta(
        "zeebe:loopCharacteristics",
        inputCollection="=lista",
        inputElement="e",
        outputCollection="s",
        outputElement="=voto",
    )
    de_zeebe = multiple(extension(bucle), secuencial=True)
    esperada = Repeticion(True, "lista", None, "e", None, "s", "voto")
    assert leido(usuario("x", de_zeebe)).repeticion == esperada
    dato = etiqueta("inputDataItem", name="e")
    estandar = multiple(etiqueta("loopDataInputRef", "lista"), dato)
    assert leido(usuario("x", estandar)).repeticion == Repeticion(False, "lista", elemento="e")
    cuantas = multiple(etiqueta("loopCardinality", "${5}"))
    assert leido(usuario("x", cuantas)).repeticion == Repeticion(False, cardinalidad="5")


def test_los_datos_de_una_llamada():
    llamada = leido(
        nodo(
            "callActivity",
            "x",
            extension(
                etiqueta("camunda:in", source="a", target="b"),
                etiqueta("camunda:in", sourceExpression="${a + 1}", target="c"),
                etiqueta("camunda:in", variables="all"),
                etiqueta("camunda:in", businessKey="#{execution.processBusinessKey}"),
                etiqueta("camunda:out", source="r", target="resultado"),
            ),
            calledElement="otro",
        )
    )
    assert llamada.llamado == "otro"
    assert llamada.entradas == (Asigna("b", "a"), Asigna("c", "a + 1"), Asigna(TODAS, TODAS))
    assert llamada.salidas == (Asigna("resultado", "r"),)


def test_los_parametros_de_entrada_y_salida_de_camunda():
    lista = etiqueta(
        "camunda:list", etiqueta("camunda:value", "a"), etiqueta("camunda:value", "=b")
    )
    mapa = etiqueta("camunda:map", etiqueta("camunda:entry", "${c}", key="una clave"))
    tarea = leido(
        usuario(
            "x",
            extension(
                etiqueta(
                    "camunda:inputOutput",
                    etiqueta("camunda:inputParameter", "=monto", name="m"),
                    etiqueta("camunda:inputParameter", "texto fijo", name="t"),
                    etiqueta("camunda:inputParameter", lista, name="l"),
                    etiqueta("camunda:inputParameter", mapa, name="k"),
                    etiqueta("camunda:outputParameter", "${voto}", name="v"),
                )
            ),
        )
    )
    assert tarea.entradas == (
        Asigna("m", "monto"),
        Asigna("t", '"texto fijo"'),
        Asigna("l", '["a", b]'),
        Asigna("k", '{"una clave": c}'),
    )
    assert tarea.salidas == (Asigna("v", "voto"),)


def test_el_mensaje_lleva_su_correlacion_en_cauce_o_en_zeebe():
    de_zeebe = etiqueta("zeebe:subscription", correlationKey="=hr")
    mensaje = etiqueta("message", extension(de_zeebe), id="m", name="M1")
    espera = leido(nodo("receiveTask", "x", messageRef="m"), "x", mensaje)
    assert (espera.evento.tipo, espera.evento.nombre) == (TipoEvento.MENSAJE, "M1")
    assert espera.evento.correlacion == "hr"
    atributos = {"cauce:correlacion": "codigo", "cauce:contenido": "={a: 1}"}
    envio = leido(nodo("sendTask", "x", messageRef="m", **atributos), "x", mensaje)
    assert (envio.evento.correlacion, envio.evento.contenido) == ("codigo", "{a: 1}")


def test_quien_inicia_queda_en_la_variable_que_camunda_nombra():
    assert leido(inicio("x", **{"camunda:initiator": "quien"})).salidas == (
        Asigna("quien", "iniciador"),
    )


def test_un_script_feel_y_la_continuacion_en_segundo_plano():
    tarea = leido(script("x", "a < 1", **{"camunda:asyncBefore": "true"}))
    assert (tarea.script, tarea.en_segundo_plano) == ("a < 1", True)
