import pytest

from graph.stores import Store
from ontology.iris import DEFAULT_BASE
from search_api.question import Instrument
from search_api.question.lookup import agencies, indicators, movements, people, tasks, titled, works


@pytest.mark.parametrize(
    ("instrument", "local"),
    [
        (Instrument("", "Công văn số 52/VKS-VP", "Công văn"), "52"),
        (Instrument("", "Quyết định số 27", "Quyết định", bare="27"), "27-2024"),
        (Instrument("", "luat ngan sach nha nuoc", named=True), "83-2015"),
    ],
)
def test_works(samples: Store, instrument: Instrument, local: str) -> None:
    assert {iri.rpartition("/")[2] for iri in works(samples, instrument, DEFAULT_BASE)} == {local}


def test_a_number_is_never_looked_for_in_titles(samples: Store) -> None:
    assert works(samples, Instrument("", "Chỉ thị số 2025", "Chỉ thị", bare="2025"), DEFAULT_BASE) == []


def test_an_agency_without_its_territory_is_every_one_of_that_name(samples: Store) -> None:
    found = agencies(samples, "Ủy ban nhân dân tỉnh")
    assert any(iri.endswith("/uy-ban-nhan-dan-tinh-tung-giang") for iri in found)
    assert not any("vien-kiem-sat" in iri for iri in found)
    assert agencies(samples, "Bộ Không Có") == []


def test_people_may_be_misspelt_by_one_letter(samples: Store) -> None:
    assert "Nông Thế Quyền" in people(samples, "nong the quyen")
    assert "Nông Thế Quyền" in people(samples, "nong the quyem")
    assert people(samples, "nong the quy") == []


def test_words_of_titles_and_of_movements(samples: Store) -> None:
    assert titled(samples, "tổng kết phong trào thi đua")
    assert movements(samples, "cải cách thủ tục hành chính")
    assert titled(samples, "tàu vũ trụ") == movements(samples, "tàu vũ trụ") == []


def test_an_issuer_under_a_short_name_tells_the_work(samples: Store) -> None:
    found = works(samples, Instrument("", "Chương trình số 42 của Tỉnh ủy", "Chương trình", bare="42"), DEFAULT_BASE)
    assert [iri.rpartition("/")[2] for iri in found] == ["42"]


def test_tasks_hold_the_words_in_nearly_their_order(samples: Store) -> None:
    assert tasks(samples, "khảo sát mức độ hài lòng")
    assert tasks(samples, "báo cáo Sở Nội vụ kết quả rà soát tàu vũ trụ") == []


def test_an_indicator_is_found_by_its_name_and_its_total(samples: Store) -> None:
    assert indicators(samples, "tăng trưởng GRDP") == ["grdp"]
    assert indicators(samples, "tàu vũ trụ") == []
