"""La misma oficina para programas: JSON, con la misma sesión, permisos y frases."""
