"""El único paquete que importa SpiffWorkflow: leer, revisar, compilar y mover fichas."""
