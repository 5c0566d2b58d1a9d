"""Cómo se comporta cada clase de nodo: subclases de `TaskSpec` de SpiffWorkflow."""
