"""Administrar la organización y las personas."""
