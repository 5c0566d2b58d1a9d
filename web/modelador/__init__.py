"""La página donde se dibuja el diagrama de un borrador."""
