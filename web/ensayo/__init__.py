"""El ensayo de un borrador y sus escenarios."""
