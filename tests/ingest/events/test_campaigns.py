import json
from pathlib import Path

import pytest

from ingest import agencies
from ingest.events import campaigns
from ingest.facts import Campaign, Span
from ingest.text.fold import fold
from ingest.values import dates


def find(text: str, title: str | None = None) -> list[Campaign]:
    folded = fold(text)
    start = text.index(title) if title else 0
    subject = Span(start, start + len(title)) if title else None
    bodies = agencies.find(text, folded, None)
    return campaigns.find(text, folded, Span(0, len(text)), subject, dates.find(text, folded), bodies)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hưởng ứng Phong trào thi đua **“Dân vận khéo”** năm nay", [("phong trào", "Dân vận khéo")]),
        ("các phong trào thi đua: “Xanh, sạch”, “Một lòng” và “Hai tốt”.", [
            ("phong trào", "Xanh, sạch"), ("phong trào", "Một lòng"), ("phong trào", "Hai tốt"),
        ]),
        ("Cuộc vận động “Người Việt Nam ưu tiên dùng hàng Việt Nam”", [
            ("cuộc vận động", "Người Việt Nam ưu tiên dùng hàng Việt Nam"),
        ]),
        ("thực hiện “Học tập và làm theo tư tưởng, đạo đức, phong cách\nHồ Chí Minh”", [
            ("cuộc vận động", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"),
        ]),
        ("phát động thi đua hoàn thành kế hoạch năm 2022, bám sát", [("phong trào", "hoàn thành kế hoạch năm 2022")]),
        ("đợt thi đua đặc biệt chào mừng ngày thành lập (1930 - 2020) như sau:", [
            ("đợt thi đua", "chào mừng ngày thành lập (1930 - 2020)"),
        ]),
        ("với chủ đề: “Đoàn kết, sáng tạo”", [("chủ đề", "Đoàn kết, sáng tạo")]),
        ("đẩy mạnh phong trào làm đường giao thông nông thôn, phấn đấu", [
            ("phong trào", "làm đường giao thông nông thôn"),
        ]),
        ("các phong trào thi đua thực hiện theo chuyên đề", []),
        ("đợt thi đua này; phong trào thi đua yêu nước; phong trào cách mạng", []),
        ("thi đua nâng cao chất lượng", []),
    ],
)  # fmt: skip
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(campaign.kind, campaign.name) for campaign in find(text)] == expected


def test_a_launching_title_gets_theme_and_period() -> None:
    title = "Phát động thi đua hoàn thành nhiệm vụ năm 2022"
    text = (
        f"CHỈ THỊ\n{title}\n\n1. Chủ đề thi đua\n\nĐoàn kết, kỷ cương, vượt khó vì sự phát triển của tỉnh nhà.\n\n"
        "2. Thời gian thi đua\n\nTừ ngày 05/01/2022 đến hết ngày 20 tháng 12 năm 2022.\n"
    )
    launched, theme = find(text, title)
    assert (launched.launched, launched.start, launched.end) == (True, "2022-01-05", "2022-12-20")
    assert launched.theme == theme.name == "Đoàn kết, kỷ cương, vượt khó vì sự phát triển của tỉnh nhà"
    assert not theme.launched


@pytest.mark.parametrize(
    ("said", "launchers"),
    [
        ("Tỉnh ủy Cao Bằng, HĐND tỉnh Cao Bằng và UBND tỉnh Cao Bằng phát động phong trào với nội dung sau", 3),
        ("Sở Nội vụ tỉnh Cao Bằng theo dõi. UBND tỉnh Cao Bằng phát động thi đua như sau", 1),
        ("Theo đề nghị của Sở Nội vụ tỉnh Cao Bằng, nay phát động thi đua như sau", 0),
    ],
)
def test_who_launches_a_drive(said: str, launchers: int) -> None:
    title = "Phát động thi đua hoàn thành nhiệm vụ năm 2022"
    launched = find(f"CHỈ THỊ\n{title}\n\n{said}.\n", title)[0]
    assert launched.launched
    assert len(launched.launchers) == launchers


def test_a_title_about_another_launch_launches_nothing() -> None:
    title = "Triển khai Chỉ thị số 9/CT-TTg về phát động thi đua hoàn thành nhiệm vụ năm 2022"
    (mention,) = find(f"KẾ HOẠCH\n{title}\n\nThời gian: đến hết ngày 20/12/2022.", title)
    assert not mention.launched
    assert mention.end is None


def test_the_seeds(shared: Path) -> None:
    right = seen = 0
    for path in sorted((shared / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (shared / "seeds" / gold["file"]).read_text(encoding="utf-8")
        folded = fold(text)
        wanted = {(tuple(c["span"]), c["kind"]) for c in gold["campaigns"]}
        found = {
            (tuple(c.span), c.kind)
            for document in gold["documents"]
            for c in campaigns.find(text, folded, Span(*document["span"]), None, [], [])
        }
        right, seen = right + len(wanted & found), seen + len(wanted | found)
    assert right / seen >= 0.85
