"""El único paquete que importa SpiffWorkflow: leer, revisar, compilar y mover fichas."""

from motor.bpmn.lectura import leer as leer
from motor.bpmn.revision import exigir_ejecutable as exigir_ejecutable
from motor.bpmn.revision import revisar as revisar
from motor.bpmn.revision.registro import ContextoRevision as ContextoRevision
