import inspect
import re

import pytest

from graph import resolution
from ontology.resolutions import Resolution, resolutions
from ontology.terms import RESOLUTION

USED = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', inspect.getsource(resolution))) & set(resolutions())


@pytest.mark.parametrize("reason", resolutions().values(), ids=lambda reason: reason.name)
def test_a_reason_has_a_score_and_a_label_in_both_languages(reason: Resolution) -> None:
    assert reason.iri == str(RESOLUTION[reason.name])
    assert 0 < reason.score <= 1
    assert set(reason.labels) == {"vi", "en"}


def test_every_reason_of_the_scheme_is_given_somewhere() -> None:
    assert set(resolutions()) == USED


def test_the_more_is_printed_the_surer() -> None:
    names = ("number-and-date", "number-of-year", "same-document", "in-force", "collection", "number-alone")
    scores = [resolutions()[name].score for name in names]
    assert scores == sorted(set(scores), reverse=True)
    assert not resolutions()["same-document"].inferred
    assert resolutions()["in-force"].inferred
