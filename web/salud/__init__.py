"""Si el programa y su base responden: para quien lo vigila."""
