"""El JSON canónico es el de RFC 8785, lo escriba quien lo escriba."""

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from motor.nucleo.json_canonico import canonico

SEGURO = 2**53 - 1
TEXTOS = st.text(st.characters(exclude_categories=["Cs"]))
HOJAS = (
    st.none()
    | st.booleans()
    | st.integers(-SEGURO, SEGURO)
    | TEXTOS
    | st.floats(allow_nan=False, allow_infinity=False)
)
JSONES = st.recursive(
    HOJAS, lambda dentro: st.lists(dentro) | st.dictionaries(TEXTOS, dentro), max_leaves=30
)


@given(JSONES)
@example({"b": 'á\u2028\x7f"\\/\b\f\n\r\t\x00', "a": [1, -1, True, None, {}]})
@example({"\ue000": 1, "\U00010000": 2})  # por unidades UTF-16, el segundo va antes
@example([1.0, 1e21, 0.000001])
def test_da_los_bytes_de_la_norma(json):
    assert canonico(json).encode() == rfc8785.dumps(json)


@pytest.mark.parametrize(
    "json",
    [
        2**53,
        [-(2**53)],
        {1: "a"},
        {None: 1},
        float("nan"),
        b"x",
        {"a": {1, 2}},
        "\ud800",
        ["\udfff"],
    ],
    ids=repr,
)
def test_lo_que_json_no_tiene_se_niega(json):
    with pytest.raises(ValueError, match="No se puede escribir como JSON canónico"):
        canonico(json)
