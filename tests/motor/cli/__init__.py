"""Pruebas del programa cauce."""
