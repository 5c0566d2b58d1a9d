"""La página donde se escriben y se prueban las tablas de decisión de un borrador."""
