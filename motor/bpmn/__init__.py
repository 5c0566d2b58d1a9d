"""El único paquete que importa SpiffWorkflow: leer, revisar, compilar y mover fichas."""

from motor.bpmn.lectura import leer as leer
