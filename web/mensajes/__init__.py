"""La correspondencia de mi institución: por recibir, recibida y enviada."""
