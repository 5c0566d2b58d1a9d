"""Los avisos: la lista, la campana, cómo quiere enterarse cada quien y su calendario."""
