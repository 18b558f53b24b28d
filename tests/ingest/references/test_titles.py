import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.references.titles import MAX_TITLE, title_after
from ingest.text.fold import fold

HEAD = "Kế hoạch số 9/KH-UBND"


def title(rest: str) -> str | None:
    text = HEAD + rest
    span = title_after(text, fold(text), len(HEAD))
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (" về việc phát triển rừng, Sở Nông nghiệp báo cáo", "về việc phát triển rừng"),
        (" về phát triển du lịch và dịch vụ.", "về phát triển du lịch và dịch vụ"),
        (" phê duyệt Đề án cải tạo chợ\nvùng cao; Nghị định số 5", "phê duyệt Đề án cải tạo chợ\nvùng cao"),
        (" thực hiện Chỉ thị số 3/CT-TTg gắn với cải cách", "thực hiện Chỉ thị số 3/CT-TTg"),
        (" về văn thư (sau đây gọi tắt là Kế hoạch)", "về văn thư"),
        (" về văn thư (giai đoạn 2021 - 2025) tại xã.", "về văn thư (giai đoạn 2021 - 2025) tại xã"),
        (" về đợt “Vì biển xanh, theo gương tốt” năm 2022.", "về đợt “Vì biển xanh, theo gương tốt” năm 2022"),
        (" “Xóa nhà tạm” cho hộ nghèo", "“Xóa nhà tạm”"),
        ("** *về chuyển đổi số*\n\nĐiều 1", "về chuyển đổi số"),
        (" ve viec bao ve rung, UBND tinh", "ve viec bao ve rung"),
        (" ban hành Quy chế làm việc được sửa đổi", "ban hành Quy chế làm việc"),
        (" về đợt “Vì biển xanh | 12 | làm sạch bãi biển”", "về đợt “Vì biển xanh"),  # a cell of a table
        (" “Xóa nhà | tạm”", None),
        (" có hiệu lực", None),
        (" của Bộ quy định: “1. Chợ”", None),
        (" về quản lý chợ quy định: “1. Chợ”", "về quản lý chợ"),
        (" về quản lý chợ; đảm bảo vệ sinh nơi công cộng.", "về quản lý chợ"),
        (" về quản lý chợ; nguyên tắc, thủ tục mở chợ.", "về quản lý chợ; nguyên tắc, thủ tục mở chợ"),
        (" về quản lý chợ;\n- Nghị định số 5", "về quản lý chợ"),
        (" về chợ (áp dụng từ ngày 1/2/2022) tại xã.", "về chợ"),
        (" về đơn vị được ngân sách bảo đảm.", "về đơn vị được ngân sách bảo đảm"),
        (" về đơn vị được ban hành.", "về đơn vị"),
        (" (nay là Bộ Sông) về chợ phiên.", "về chợ phiên"),
        (" thí điểm chợ đêm và hướng dẫn của Sở.", "thí điểm chợ đêm"),
        (" chống tin nhắn rác.", "chống tin nhắn rác"),
        (", Sở Nội vụ", None),
        ("\n\nVề việc khác", None),
        (" và các văn bản", None),
        ("", None),
    ],
)  # fmt: skip
def test_running_titles(rest: str, expected: str | None) -> None:
    assert title(rest) == expected


def test_a_comma_inside_a_list_of_things_does_not_end_it() -> None:
    assert title(" về quản lý đất đai, môi trường và khoáng sản.") == "về quản lý đất đai, môi trường và khoáng sản"


@pytest.mark.parametrize("before", ["Căn cứ ", "*Căn cứ\n"])
def test_in_a_recital_a_title_goes_on_in_small_letters(before: str) -> None:
    text = f"{before}{HEAD} về quản lý chợ; vệ sinh nơi công cộng;\nCăn cứ"
    end = len(before) + len(HEAD)
    span = title_after(text, fold(text), end)
    assert span
    assert text[span.start : span.end] == "về quản lý chợ; vệ sinh nơi công cộng"


@given(st.text(alphabet='ềvà “”"(),.;\n*đợc', max_size=60))
def test_a_title_lies_after_the_mention_without_margins(rest: str) -> None:
    found = title(" về " + rest)
    if found is not None:
        assert found in rest or found.startswith("về")
        assert found == found.strip()
        assert len(found) <= MAX_TITLE


def test_a_title_without_end_is_cut() -> None:
    found = title(" về " + "việc " * 400)
    assert found
    assert len(found) <= MAX_TITLE
