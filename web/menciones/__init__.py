"""Buscar a quién nombrar con «@» al comentar."""
