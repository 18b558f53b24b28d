import pytest

from ontology.commemorations import commemorations, event_key
from ontology.iris import slug
from ontology.periods import bounds


@pytest.mark.parametrize(
    ("event", "day", "agency", "key"),
    [
        ("ngày thành lập Đảng Cộng sản Việt Nam", None, None, "dang-cong-san-viet-nam"),
        ("thành lập Đảng", None, None, "dang-cong-san-viet-nam"),
        ("ngay thanh 1ap Dang Cong sian Viet Narn", "1930-02-03", None, "dang-cong-san-viet-nam"),
        ("ngay thanh 1ap Dang Cong sian Viet Narn", "1931-02-03", None, "thanh-1ap-dang-cong-sian-viet-narn"),
        ("chién thang Bién gidi", "1950", None, "chien-thang-bien-gioi"),
        ("khánh thành cầu Bản Lầm", "1950", None, "khanh-thanh-cau-ban-lam"),
        ("thành lập tỉnh", None, "Ủy ban nhân dân tỉnh Tùng Giang", "thanh-lap-tinh-tung-giang"),
        ("Ngày thành lập tỉnh Tùng Giang", None, None, "thanh-lap-tinh-tung-giang"),
        ("giải phóng huyện", None, "Ủy ban nhân dân tỉnh Tùng Giang", "giai-phong-huyen-tinh-tung-giang"),
        ("thành lập tỉnh", None, None, "thanh-lap-tinh"),
    ],
)
def test_one_key_for_all_names(event: str, day: str | None, agency: str | None, key: str) -> None:
    assert event_key(event, day, agency) == key


def test_the_list_is_sound() -> None:
    aliases = [alias for listed in commemorations().values() for alias in listed.aliases]
    assert len(aliases) == len(set(aliases))
    for listed in commemorations().values():
        assert bounds(listed.day)
        assert slug(listed.key) == listed.key
        assert event_key(listed.name) == listed.key
        assert {slug(alias) for alias in listed.aliases} == listed.aliases
