"""Los procesos y sus borradores: dibujar, proponer, aprobar, publicar y llevar a otro lado."""
