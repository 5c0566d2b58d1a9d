"""`cauce banco largos`: bucles y múltiples que no se encarecen, medidos en una base nueva."""

from motor.pruebas.banco.largos import MUCHAS, POCAS, Largos, medir_largos

CUMPLE = Largos(
    "sqlite",
    {"bucle": (2.0, 2.1), "bucle con ramas": (3.0, 3.2)},
    {POCAS: 2.0, MUCHAS: 3.9},
    100.0,
    MUCHAS,
)


def test_las_metas_son_cocientes_de_la_misma_corrida():
    assert CUMPLE.incumplidas() == []
    lento = Largos(CUMPLE.base, {"bucle": (2.0, 2.4)}, {POCAS: 2.0, MUCHAS: 5.0}, 1.0, MUCHAS)
    assert lento.incumplidas() == ["sqlite, bucle: 1.20 > 1.1", "sqlite, múltiple: 2.50 > 2.0"]


def test_se_completan_todas_las_de_la_multiple(monkeypatch):
    monkeypatch.setattr("motor.pruebas.banco.largos.MUCHAS", 30)
    avances = []
    (medido,) = medir_largos({"sqlite": ""}, 20, 40, lambda: avances.append(1))
    assert medido.cerradas == 40
    assert set(medido.multiples) == {POCAS, 30, 40}
    assert len(avances) == 5
