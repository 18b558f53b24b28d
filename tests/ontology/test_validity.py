from typing import get_args

from graph.status import Validity
from ontology.validity import status_labels


def test_every_status_that_is_derived_has_a_label_in_both_languages() -> None:
    assert set(status_labels()) == set(get_args(Validity))
    assert all(set(labels) == {"vi", "en"} for labels in status_labels().values())
