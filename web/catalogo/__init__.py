"""El catálogo: qué puede iniciar mi cargo, con su propósito, sus normas y su formulario."""
