"""La página del expediente: carátula, pestañas, actos, impreso y verificación."""
