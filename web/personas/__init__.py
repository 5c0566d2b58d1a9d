"""Administrar las personas, sus claves y sus designaciones."""
