import pytest

from ingest.facts import Span
from ingest.tasks.labels import group_at
from ingest.text.fold import fold
from ingest.text.items import items


def read(text: str) -> tuple[int, list[str], list[str], list[str]] | None:
    folded = fold(text)
    outline = items(text, folded, Span(0, len(text)))
    for index in range(len(outline)):
        if group := group_at(folded, outline, index, 0):
            works, lead, support = (
                [" ".join(text[slice(*span)].split()) for span in spans]
                for spans in (group.works, group.lead, group.support)
            )
            return group.items, works, lead, support
    return None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a) Hoạt động 1\n- Nội dung: Ra mắt trang tin.\n- Cơ quan thực hiện: Sở A.",
         (2, ["Ra mắt trang tin."], ["Sở A."], [])),
        ("a) Hoạt động 1\n- Nội dung:\n+ Ra mắt trang tin.\n+ Mở lớp học nghề.\n- Đơn vị chủ trì: Sở A.",
         (4, ["Ra mắt trang tin.", "Mở lớp học nghề."], ["Sở A."], [])),
        ("1. Về dữ liệu\na) Nhiệm vụ:\n- Làm sạch dữ liệu.\nb) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở A.\n"
         "- Đơn vị phối hợp: Sở B.\nc) Thời gian: Quý I.",
         (6, ["Làm sạch dữ liệu."], ["Sở A."], ["Sở B."])),
        ("- Nội dung: Ra mắt trang tin.\n- Cơ quan thực hiện:\n+ Sở A chủ trì.\n+ Sở B đăng thông điệp.",
         (4, ["Ra mắt trang tin."], ["Sở A chủ trì.", "Sở B đăng thông điệp."], [])),
        ("4. Kiểm tra việc thi hành\n- Cơ quan thực hiện: Sở A.", (1, ["Kiểm tra việc thi hành"], ["Sở A."], [])),
        ("1. Mở rộng mạng lưới\n- Xây thêm trạm mới.\n- Mục tiêu: phủ kín.\n- Cơ quan thực hiện: Sở A.",
         (2, ["Xây thêm trạm mới."], ["Sở A."], [])),
        ("a) Hoạt động 1\n- Cơ quan thực hiện: Sở A.", (1, [], ["Sở A."], [])),
        ("- Nội dung: Ra mắt trang tin.\n- Thời gian: Quý I.", None),
    ],
)  # fmt: skip
def test_labels_name_the_work_and_who_does_it(
    text: str, expected: tuple[int, list[str], list[str], list[str]] | None
) -> None:
    assert read(text) == expected
