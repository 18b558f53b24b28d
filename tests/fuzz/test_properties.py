import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from .properties import PROPERTIES
from .words import WORDS


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_property_holds_for_what_anybody_sends(name: str) -> None:
    words = st.lists(st.sampled_from(WORDS[name]) | st.text(max_size=5), max_size=20).map(
        lambda all: "".join(all).encode()
    )

    @given(words | st.binary(max_size=200))
    @example(b"")
    @settings(max_examples=80)
    def check(data: bytes) -> None:
        PROPERTIES[name](data)

    check()
