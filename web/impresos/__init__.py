"""Lo que se imprime: plantillas de typst y cómo se componen en PDF/A."""
