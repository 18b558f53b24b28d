from datetime import date

from icalendar import Calendar

from graph.evidence import Evidence
from search_api.views.agencies import AgencyTask
from search_api.views.calendar_file import calendar_of

WORK: dict[str, str | None] = {"type": "Kế hoạch", "number": "1/KH-UBND", "date": "2021-01-30", "title": None}
WORDS = Evidence("a.txt", 0, 9, "Báo cáo, tổng hợp;\nBEGIN:VEVENT " + "rất dài " * 30)


def task(due: date | None, work: dict[str, str | None] = WORK) -> AgencyTask:
    return AgencyTask("urn:task", WORDS, leads=True, work=work, due=due, due_name=None)


def test_a_deadline_is_a_day_and_words_stay_words() -> None:
    tasks = [task(date(2021, 3, 31)), task(None), task(date(2021, 5, 1), {**WORK, "date": None})]
    written = calendar_of("Sở Nội vụ", tasks, lambda _: "http://h/document?x=1#here", lambda _: "Kế hoạch 1/KH-UBND")
    calendar = Calendar.from_ical(written)
    events = [part for part in calendar.walk() if part.name == "VEVENT"]
    assert len(events) == 2
    first = events[0]
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2021, 3, 31), date(2021, 4, 1))
    assert first["dtstamp"].dt.date() == date(2021, 1, 30)
    assert len(first["summary"]) <= 122
    assert "BEGIN:VEVENT" in first["description"]
    assert first["url"] == "http://h/document?x=1#here"
    assert written == calendar_of(
        "Sở Nội vụ", tasks, lambda _: "http://h/document?x=1#here", lambda _: "Kế hoạch 1/KH-UBND"
    )
