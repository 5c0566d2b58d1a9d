"""El calendario de días inhábiles y las suspensiones de plazos."""
