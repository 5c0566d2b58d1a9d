"""Las teclas del modelador, como se explican a la persona."""

TECLAS = (
    (
        "Dibujar",
        (
            ("N", "Crear cualquier elemento"),
            ("A", "Agregar otro elemento después del elegido"),
            ("R", "Cambiar el tipo del elegido"),
            ("E", "Escribir el nombre del elegido"),
            ("C", "Conectar dos elementos"),
            ("S", "Abrir o quitar espacio"),
            ("Supr", "Eliminar lo elegido"),
        ),
    ),
    (
        "Elegir y mover",
        (
            ("L", "Elegir varios con un recuadro"),
            ("Ctrl A", "Elegir todo"),
            ("Mayús clic", "Sumar a lo elegido"),
            ("← ↑ → ↓", "Mover lo elegido (con Mayús, de a más)"),
            ("Esc", "Dejar lo que se está haciendo"),
        ),
    ),
    (
        "Editar",
        (
            ("Ctrl Z", "Deshacer"),
            ("Ctrl Y", "Rehacer"),
            ("Ctrl C", "Copiar (también a otro diagrama)"),
            ("Ctrl X", "Cortar"),
            ("Ctrl V", "Pegar"),
            ("Ctrl D", "Duplicar"),
        ),
    ),
    (
        "Ver",
        (
            ("Ctrl F", "Buscar en el diagrama"),
            ("H", "Mover el lienzo"),
            ("Ctrl ← ↑ → ↓", "Correr el lienzo"),
            ("Ctrl +", "Acercar"),
            ("Ctrl -", "Alejar"),
            ("Ctrl 0", "Tamaño real"),
            ("V", "Abrir o cerrar la revisión"),
            ("F8", "Ir al siguiente hallazgo (con Mayús, al anterior)"),
            ("?", "Ver estas teclas"),
        ),
    ),
    (
        "Simular",
        (
            ("T", "Empezar o dejar la simulación de fichas"),
            ("Espacio", "Pausar o seguir"),
            ("R", "Empezar de nuevo"),
            ("L", "Ver u ocultar el registro"),
        ),
    ),
)
