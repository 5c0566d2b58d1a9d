"""Capa web delgada de Cauce."""
