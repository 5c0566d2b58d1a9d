"""Lo que el panel de propiedades pide mientras se dibuja."""
