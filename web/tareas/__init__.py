"""La página de una tarea y sus actos."""
