import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.fold import fold
from search_api.question import Understood, understand


def shape(question: str) -> tuple[str | None, str, str | None]:
    found = understand(question)
    return found.kind, "+".join(found.relations), found.direction


@pytest.mark.parametrize(
    ("question", "kind", "relations", "direction"),
    [
        ("Văn bản nào triển khai Chỉ thị 19/CT-TTg?", "related", "implements", "in"),
        ("Chỉ thị 19/CT-TTg triển khai văn bản nào?", "related", "implements", "out"),
        ("Chỉ thị 19/CT-TTg được văn bản nào triển khai thực hiện?", "related", "implements", "in"),
        ("Chỉ thị 19/CT-TTg được triển khai bởi kế hoạch nào?", "related", "implements", "in"),
        ("UBND tỉnh Cao Bằng triển khai Chỉ thị 19/CT-TTg bằng văn bản nào?", "related", "implements", "in"),
        ("Kế hoạch 7/KH-UBND căn cứ vào văn bản nào?", "related", "basis", "out"),
        ("Căn cứ pháp lý của Kế hoạch 7/KH-UBND là gì?", "related", "basis", "out"),
        ("Văn bản nào lấy Kế hoạch 7/KH-UBND làm căn cứ?", "related", "basis", "in"),
        ("Quyết định nào sửa đổi, bổ sung Quyết định 12/2024/QĐ-UBND?", "related", "amends", "in"),
        ("Văn bản nào bị Quyết định 12/2024/QĐ-UBND thay thế hoặc bãi bỏ?", "related", "replaces+repeals", "out"),
        ("Công văn 52/VKS-VP gửi kèm văn bản nào?", "related", "transmits", "out"),
        ("Văn bản nào hướng dẫn thực hiện Chỉ thị 19/CT-TTg?", "related", "guides", "in"),
        ("Quyết định 12/2024/QĐ-UBND còn hiệu lực không?", "validity", "repeals+replaces+amends", "in"),
        ("Quyết định 12/2024/QĐ-UBND có hiệu lực từ ngày nào?", "in-force-from", "", None),
        ("Ngày có hiệu lực của Quyết định 12/2024/QĐ-UBND", "in-force-from", "", None),
        ("Quyết định 12/2024/QĐ-UBND có hiệu lực đến hết ngày nào?", "in-force-until", "", None),
        ("Quyết định 12/2024/QĐ-UBND hết hiệu lực khi nào?", "lapses", "", None),
        ("Văn bản nào làm cho Quyết định 12/2024/QĐ-UBND hết hiệu lực?", "related", "repeals+replaces", "in"),
        ("Sang năm 2026, Quyết định 12/2024/QĐ-UBND còn hiệu lực không?", "validity", "repeals+replaces+amends", "in"),
        ("Luật Đất đai (31/2024/QH15) được sửa đổi bởi luật nào?", "related", "amends", "in"),
        ("Nghị định 7/2025/NĐ-CP về công chức là căn cứ của quyết định nào?", "related", "basis", "in"),
        ("Ai sao y Chỉ thị 19/CT-TTg?", "related", "copies", "in"),
        ("Quyết định 12/2024/QĐ-UBND là của tỉnh nào ban hành?", "issuer", "", None),
        ("Phí tham quan di tích được quy định tại nghị quyết nào?", "regulated-by", "", None),
        ("Sở nào phối hợp tổ chức hội nghị tổng kết?", "supports", "", None),
        ("Nghị quyết 7/NQ-CP đc dẫn chiếu ở đâu?", "related", "cites", "in"),
        ("Quyết định 7/QĐ-UBND bị sữa bởi quyết định nào?", "related", "amends", "in"),
        ("Đợt thi đua theo Chỉ thị 5/CT-UBND chừng nào hết?", "period-end", "", None),
        ("Văn bản của Bộ Chính trị được dẫn mà mình chưa sưu tầm được?", "listing", "", None),
        ("Cử tri đi bầu phải đạt tỷ lệ bao nhiêu phần trăm?", "target", "", None),
        ("Ai ký Kế hoạch 7/KH-UBND?", "signer", "", None),
        ("Kế hoạch 7/KH-UBND do cơ quan nào ban hành?", "issuer", "", None),
        ("Kế hoạch 7/KH-UBND ban hành khi nào?", "date", "", None),
        ("Kế hoạch 7/KH-UBND gửi cho ai?", "recipients", "", None),
        ("Trích yếu Kế hoạch 7/KH-UBND là gì?", "subject", "", None),
        ("Đợt thi đua theo Chỉ thị 5/CT-UBND kéo dài đến bao giờ?", "period-end", "", None),
        ("Chủ đề của phong trào thi đua theo Chỉ thị 5/CT-UBND là gì?", "theme-of", "", None),
        ("Những chỉ thị năm 2021 của UBND tỉnh Cao Bằng", "listing", "", None),
        ("Văn bản nào được dẫn chiếu mà chưa có trong kho?", "listing", "", None),
        ("Cơ quan nào chủ trì thực hiện Kế hoạch 7/KH-UBND?", "led", "", None),
        ("Cơ quan nào phối hợp thực hiện Kế hoạch 7/KH-UBND?", "supporting", "", None),
        ("Ai chủ trì tổ chức hội nghị tổng kết?", "leads", "", None),
        ("Ai chủ trì hướng dẫn đăng ký?", "leads", "", None),
        ("Nhiệm vụ nào đến hạn quý I năm 2021?", "due", "", None),
        ("Chỉ tiêu GRDP năm 2021", "target", "", None),
        ("Tỷ lệ hộ nghèo phấn đấu đạt bao nhiêu?", "target", "", None),
    ],
)
def test_a_question_means_the_same_with_and_without_diacritics(
    question: str, kind: str, relations: str, direction: str | None
) -> None:
    assert shape(question) == (kind, relations, direction)
    assert shape(fold(question)) == (kind, relations, direction)


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("CT 19 TTg", "Chỉ thị số 19/CT-TTG"),
        ("kh200", "Kế hoạch số 200"),
        ("chi thi 05 bo chinh tri", "Chỉ thị số 05 của Bộ Chính trị"),
        ("ke hoach 200 ubnd lang son", "Kế hoạch số 200/KH-UBND lang son"),
        ("cong van 1419/vks-vp", "Công văn số 1419/VKS-VP"),
        ("qd 57/2018", "Quyết định số 57/2018"),
        ("Chỉ thị số 04/CT-UBND ngày 30 tháng 01 năm 2021", "Chỉ thị số 04/CT-UBND ngày 30/01/2021"),
        ("chỉ thị 04 năm 2021 của ubnd tỉnh lạng sơn", "Chỉ thị số 04 năm 2021 của Ủy ban nhân dân tỉnh Lạng Sơn"),
    ],
)
def test_loose_references_are_read_as_documents_print_them(typed: str, reference: str) -> None:
    assert [instrument.reference for instrument in understand(f"{typed} do ai ký").instruments] == [reference]


def test_an_instrument_named_by_title_and_number_is_one() -> None:
    (one,) = understand("Ai ký Luật Đất đai (31/2024/QH15)?").instruments
    assert one.reference == "Luật số 31/2024/QH15"


def test_conditions_on_the_documents_asked_for() -> None:
    found = understand("nhung ke hoach nam 2021 cua ubnd tinh lang son chua co trong kho")
    assert (found.types, found.years, found.held) == (("Kế hoạch",), ("2021",), False)
    assert found.issuer == "Ủy ban nhân dân tỉnh Lạng Sơn"
    assert understand("văn bản nào gửi Sở Nội vụ?").recipient == "Sở Nội vụ"
    assert understand("Quyết định của UBND tỉnh Tùng Giang").issuer == "Ủy ban nhân dân tỉnh Tùng Giang"


@pytest.mark.parametrize(
    "question",
    [
        "",
        "Chỉ thị 19/CT-TTg viết có hay không, ai khen",
        "thời tiết hôm nay thế nào",
        "Văn bản nào triển khai Chỉ thị 19/CT-TTg và được Bộ trưởng khen",
        "x" * 500,
    ],
)
def test_what_is_not_understood_is_not_guessed(question: str) -> None:
    assert understand(question).kind is None


@given(st.text(max_size=120))
def test_any_text_is_read_without_error(question: str) -> None:
    found = understand(question)
    assert isinstance(found, Understood)
    assert found.question == question


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("Nhiệm vụ đến hạn quý I năm 2021", "2021-01/2021-03"),
        ("nhiem vu den han quy 4/2021", "2021-10/2021-12"),
        ("Những việc phải hoàn thành trong tháng 3 năm 2021", "2021-03"),
        ("nhiệm vụ đến hạn năm 2021", "2021"),
        ("nhiệm vụ đến hạn quý II", None),
    ],
)
def test_when_tasks_fall_due(question: str, due: str | None) -> None:
    found = understand(question)
    assert (found.kind, found.due) == ("due" if due else None, due)


@pytest.mark.parametrize(
    "question",
    [
        "hạn gửi kế hoạch công tác thi đua về Sở Nội vụ",
        "Chỉ thị 19/CT-TTg yêu cầu tăng trưởng bao nhiêu phần trăm?",
        "xin số và ngày của kế hoạch phủ sóng vùng cao",
    ],
)
def test_words_that_the_collection_must_know_are_tentative(question: str) -> None:
    assert understand(question).tentative


def test_an_issuer_may_be_the_one_of_whose_work_is_asked() -> None:
    found = understand("lãnh đạo nào của Sở Nội vụ tỉnh Cao Bằng ký công văn 124")
    assert found.instruments[0].reference == "Công văn số 124 của Sở Nội vụ tỉnh Cao Bằng"


def test_a_month_limits_a_list() -> None:
    found = understand("công văn của Sở Nội vụ tháng 2 năm 2021")
    assert (found.kind, found.due, found.types) == ("listing", "2021-02", ("Công văn",))
