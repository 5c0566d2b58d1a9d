// La revisión mientras se dibuja: módulo de didi que el modelador suma a los suyos.
export default {};
