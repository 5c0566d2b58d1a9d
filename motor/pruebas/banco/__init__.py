"""El banco: cuánto cuesta recorrer un proceso, medido siempre igual.

Protocolo: un solo hilo, sobre un archivo SQLite (y PostgreSQL si lo hay) con la bitácora puesta y
las confirmaciones esperando al disco. Cada expediente recorre inicio → tarea → compuerta exclusiva
→ tarea → fin por las mismas operaciones que usa la web. Al lado, en la misma corrida, SpiffWorkflow
solo: sin base ni bitácora, leyendo y escribiendo su JSON en cada acto. Se descarta un
calentamiento y se da la mejor de varias tandas, porque las máquinas de pruebas son ruidosas; lo
que se compara son los cocientes dentro de una corrida, no los números de corridas distintas.
"""
