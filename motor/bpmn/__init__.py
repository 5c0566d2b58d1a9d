"""El único paquete que importa SpiffWorkflow: leer, revisar, compilar y mover fichas."""

from motor.bpmn.compilacion import compilar as compilar
from motor.bpmn.compilado import Compilado as Compilado
from motor.bpmn.datos import clave_de_correlacion as clave_de_correlacion
from motor.bpmn.jugador import avanzar as avanzar
from motor.bpmn.jugador import iniciar as iniciar
from motor.bpmn.lectura import leer as leer
from motor.bpmn.revision import exigir_ejecutable as exigir_ejecutable
from motor.bpmn.revision import revisar as revisar
from motor.bpmn.revision.registro import ContextoRevision as ContextoRevision
