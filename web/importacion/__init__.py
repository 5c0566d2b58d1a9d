"""Importar el BPMN de otro programa: ver qué se entendió y crear con ello un borrador."""
