import pytest

from search_api.question.asides import without_asides


@pytest.mark.parametrize(
    ("question", "rests"),
    [
        ("Ai ký Kế hoạch 37/KH-UBND?", ()),
        ("Bên em đang rà soát, xin hỏi ai ký Kế hoạch 37/KH-UBND", ("xin hỏi ai ký Kế hoạch 37/KH-UBND",)),
        ("Ai ký Kế hoạch 37/KH-UBND, nhờ chị tra giùm", ("Ai ký Kế hoạch 37/KH-UBND",)),
        ("Bà Hà giữ chức vụ gì để ghi thư mời", ("Bà Hà giữ chức vụ gì",)),
        # what names something or asks something is no aside
        ("Theo Kế hoạch 37/KH-UBND, việc nào đến hạn", ()),
        ("Năm 2021, tỉnh có chỉ thị về khen thưởng", ()),
        ("Chủ đề phòng ngừa, ứng phó với bạo lực là gì", ()),
        ("một, hai, ba, bốn, năm, sáu, bảy, tám", ()),
    ],
)
def test_what_is_said_beside_a_question_is_left_out(question: str, rests: tuple[str, ...]) -> None:
    assert without_asides(question) == rests
