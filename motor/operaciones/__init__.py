"""Un archivo, una orden, una transacción, al menos un asiento."""
