"""Deadlines as an iCalendar file (RFC 5545), which the calendars of offices subscribe to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event

from search_api.views.agencies import AgencyTask

_LONGEST: Final = 120


def calendar_of(
    name: str, tasks: Iterable[AgencyTask], address: Callable[[AgencyTask], str], document: Callable[[AgencyTask], str]
) -> bytes:
    """The tasks that have a deadline, each as an event of its last day.

    Args:
        name: Of the calendar.
        tasks: What is due.
        address: The page on which the words of a task stand.
        document: Name of the document that sets a task.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Dẫn Chiếu//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for task in tasks:
        if task.due is None:
            continue
        words = " ".join(task.words.text.split())
        event = Event()
        event.add("uid", f"{task.iri}@danchieu")
        # The day of the document, so that the file is the same until the collection changes.
        issued = datetime.fromisoformat(task.work["date"]) if len(task.work["date"] or "") == 10 else task.due
        event.add("dtstamp", datetime.combine(issued, time(), UTC))
        event.add("dtstart", task.due)
        event.add("dtend", task.due + timedelta(days=1))
        event.add("summary", words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} …")
        event.add("description", f"{words}\n{document(task)}")
        event.add("url", address(task))
        calendar.add_component(event)
    return bytes(calendar.to_ical())
