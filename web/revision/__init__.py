"""La revisión del borrador mientras se dibuja."""
