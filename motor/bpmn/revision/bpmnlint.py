"""Qué códigos de aquí dicen lo mismo que cada regla recomendada de bpmnlint 11.15.0.

El navegador corre las de bpmnlint mientras se dibuja y calla la que el servidor ya dice del mismo
elemento. Una regla sin códigos no cambia lo que se ejecuta (nombres, dibujo encimado) o es falsa en
este motor, que ejecuta con fidelidad lo que ella desaconseja.
"""

from collections.abc import Mapping

EQUIVALENTES: Mapping[str, tuple[str, ...]] = {
    "ad-hoc-sub-process": ("ad_hoc",),
    "conditional-flows": ("flujo_sin_condicion", "sin_predeterminado"),
    "end-event-required": ("sin_final", "compuerta_sin_salida"),
    "event-based-gateway": (
        "compuerta_eventos_sola",
        "compuerta_eventos_destino",
        "condicion_sin_efecto",
    ),
    "event-sub-process-typed-start-event": ("evento_fuera_de_lugar",),
    "fake-join": ("union_multiplica",),
    "global": (),
    "label-required": (),
    "link-event": ("enlace_sin_pareja", "evento_sin_nombre"),
    "no-bpmndi": (),
    "no-complex-gateway": (),
    "no-disconnected": ("nodo_suelto", "nodo_inalcanzable"),
    "no-duplicate-sequence-flows": ("flujo_repetido",),
    "no-gateway-join-fork": (),
    "no-implicit-split": (),
    "no-implicit-end": ("compuerta_sin_salida", "limite_sin_salida"),
    "no-implicit-start": ("nodo_suelto", "nodo_inalcanzable"),
    "no-inclusive-gateway": (),
    "no-overlapping-elements": (),
    "single-blank-start-event": ("varios_inicios",),
    "single-event-definition": ("evento_multiple",),
    "start-event-required": ("sin_inicio",),
    "sub-process-blank-start-event": ("evento_fuera_de_lugar",),
    "superfluous-gateway": (),
    "superfluous-label": (),
    "superfluous-termination": (),
}
FALSAS_AQUI = frozenset({"no-inclusive-gateway", "no-complex-gateway", "single-event-definition"})
"""Las que el navegador no corre: lo que desaconsejan se ejecuta, y el servidor dice cuándo no."""
