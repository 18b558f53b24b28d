import pytest

from search_api.question.initials import with_initials


@pytest.mark.parametrize(
    ("question", "written"),
    [
        ("kế hoạch của UBND tỉnh LS", "kế hoạch của UBND tỉnh Lạng Sơn"),
        ("hạn gửi về SNV", "hạn gửi về Sở Nội vụ"),
        ("kế hoạch 12/KH-LS", "kế hoạch 12/KH-LS"),  # a part of a number
        ("ls có gì mới", "ls có gì mới"),  # small letters are words
        ("UBND tỉnh HN", "UBND tỉnh HN"),  # Hà Nội or Hà Nam
        ("QĐ của UBND", "QĐ của UBND"),
    ],
)
def test_initials_of_one_body_alone_are_written_out(question: str, written: str) -> None:
    assert with_initials(question) == written
