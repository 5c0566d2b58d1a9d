"""Mover la ficha de un caso a otro paso."""
