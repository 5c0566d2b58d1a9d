"""La bandeja: lo que cada persona tiene por hacer, lo de su unidad, lo que espera y sigue."""
