"""La guía de estilo: todas las piezas a la vista, solo en la demostración y las pruebas."""
