"""Dos ediciones de un proceso, lado a lado."""
