"""La cuenta propia: en qué cargo se actúa, la clave y las sesiones abiertas."""
