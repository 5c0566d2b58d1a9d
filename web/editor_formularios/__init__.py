"""La página donde se arma un formulario de un borrador, con su vista previa."""
