// El panel de propiedades: módulo de didi que el modelador suma a los suyos.
export default {};
