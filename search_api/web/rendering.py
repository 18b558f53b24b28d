"""From data to pages: the templates, and the few things they can call."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ontology.relations import relations
from ontology.resolutions import resolutions
from ontology.validity import status_labels
from search_api.searching.explaining import explained, field_name, shared, value_name, words_matched
from search_api.searching.filters import FIELDS
from search_api.views.diagram import by_relation, group_title, missing_groups
from search_api.web import navigation
from search_api.web.built import built
from search_api.web.highlight import marked
from search_api.web.readable import readable
from search_api.web.readings import reason_told, repair_told, rule_told
from search_api.wording import Language, say, worded

_ROMAN = ("I", "II", "III", "IV")

# StrictUndefined: a field that the data lacks is an error in a test, never a hole in a page.
_ENVIRONMENT = Environment(
    loader=PackageLoader("search_api.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(
    template: str, language: Language, here: str, *, state: Mapping[str, Any] | None = None, **data: object
) -> str:
    """A page as HTML text.

    Args:
        template: File name in ``templates/``.
        language: Of the interface; what documents say stays as it is.
        here: Path of the page, which the navigation marks.
        state: The parameters of the page's own address, for the link to its twin in the other language.
        **data: What the template shows.
    """
    speaker = _Speaker(language)
    return _ENVIRONMENT.get_template(template).render(
        lang=language,
        vi=Markup("") if language == "vi" else Markup(' lang="vi"'),
        here=here,
        navigation=navigation,
        built=built,
        say=speaker.say,
        say_quoting=speaker.say_quoting,
        url=speaker.url,
        passage_url=speaker.passage_url,
        document_url=speaker.document_url,
        relation_name=speaker.relation_name,
        status_name=speaker.status_name,
        figure=speaker.figure,
        field_name=speaker.field_name,
        value_name=speaker.value_name,
        why=speaker.why,
        shared=speaker.shared,
        words_matched=words_matched,
        toggled=toggled,
        unfiltered=unfiltered,
        number=speaker.number,
        mark_names=speaker.mark_names,
        rule_name=speaker.rule_name,
        reason_text=speaker.reason_text,
        quarter_name=speaker.quarter_name,
        repair_text=speaker.repair_text,
        none_of=speaker.none_of,
        by_relation=by_relation,
        missing_groups=missing_groups,
        trace_query=trace_query,
        marked=marked,
        state=state or {},
        other_language=_Speaker("vi" if language == "en" else "en").url(here, **(state or {})),
        **{"counts": None, **data},
    )


def prepare() -> None:
    """Compiles the templates and reads the vocabularies that they show, so that no first page waits for it."""
    for name in _ENVIRONMENT.list_templates(extensions=("html",)):
        _ENVIRONMENT.get_template(name)
    for vocabulary in (relations, resolutions, status_labels):
        vocabulary()


def quoting(key: str, language: Language, **values: str) -> Markup:
    """A sentence with words of documents in it, which are marked as Vietnamese on pages in another language.

    Args:
        key: Dotted key in ``wording.toml``.
        language: Of the page.
        **values: What it quotes; markup stays as it is, as do words of the page in it.
    """
    mark = Markup("{}") if language == "vi" else Markup('<span lang="vi">{}</span>')
    quoted = {name: one if isinstance(one, Markup) else mark.format(one) for name, one in values.items()}
    return Markup(worded(key, language, values)).format(**quoted)  # noqa: S704 (a sentence of our own)


class _Speaker:
    """What depends on the language of a page: its sentences, and its links, which keep the language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def say(self, key: str, **values: object) -> str:
        return say(key, self._language, **values)

    def say_quoting(self, key: str, **values: str) -> Markup:
        return quoting(key, self._language, **values)

    def relation_name(self, side: str, relation: str) -> str:
        return group_title(side, relation, self._language)

    def status_name(self, status: str) -> str:
        return status_labels()[status][self._language]

    def field_name(self, field: str) -> str:
        return field_name(field, self._language)

    def value_name(self, field: str, value: str) -> str:
        return value_name(field, value, self._language)

    def why(self, reason: Mapping[str, Any]) -> str:
        return explained(reason, self._language)

    def shared(self, why: Mapping[str, Any]) -> str:
        return shared(why, self._language)

    def figure(self, value: float | None) -> str:
        """A score to two places; a dash where an index did not take part."""
        if value is None:
            return "–"
        return f"{value:.2f}".replace(".", "," if self._language == "vi" else ".")

    def number(self, value: float) -> str:
        """A figure of a text, with as many places as it has."""
        printed = f"{value:,.10g}"
        return printed.translate(str.maketrans(",.", ".,")) if self._language == "vi" else printed

    def mark_names(self, marks: Iterable[str]) -> list[str]:
        return [self.say(f"mark.{mark}") for mark in marks]

    def rule_name(self, rule: str) -> str:
        return rule_told(rule, self._language)

    def reason_text(self, reason: str) -> str:
        return reason_told(reason, self._language)

    def repair_text(self, repair: str) -> str:
        return repair_told(repair, self._language)

    def quarter_name(self, quarter: str) -> str:
        """A quarter (``2021-Q4``) as people write it."""
        year, _, number = quarter.partition("-Q")
        return self.say(
            "report.quarter", number=_ROMAN[int(number) - 1] if self._language == "vi" else number, year=year
        )

    def none_of(self, key: str) -> Markup:
        return Markup('<p class="details">{}</p>').format(self.say(key))

    def url(self, path: str, **parameters: object) -> str:
        language = {"lang": "en"} if self._language == "en" else {}
        query = urlencode({**parameters, **language}, doseq=True)
        return f"{path}?{query}" if query else path

    def passage_url(self, passage: Mapping[str, Any]) -> str:
        where = {key: passage[key] for key in ("file", "start", "end")}
        return self.url("/document", **where) + "#here"

    def document_url(self, document: Mapping[str, Any]) -> str:
        return self.url("/document", file=document["file"]) + f"#at-{document['start']}"


def trace_query(work: Mapping[str, Any]) -> str:
    """What to type into the trace page for a work: its citation in full where it has a number, else its IRI."""
    if not work.get("number"):
        return str(work["iri"])
    parts = [work.get("type"), work["number"]]
    parts += ["ngày", day(work["date"])] if work.get("date") else []
    parts += ["của", work["issuer"]] if work.get("issuer") else []
    return " ".join(part for part in parts if part)


def toggled(
    state: Mapping[str, Any], field: str, value: Mapping[str, Any], counts: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """The parameters of an address with one value of a filter added, or taken out if it is chosen."""
    if field == "held":
        return {**unfiltered(state, (field,)), **({} if value["chosen"] else {field: value["value"]})}
    chosen = [one["value"] for one in counts if one["chosen"] != (one["value"] == value["value"])]
    return {**unfiltered(state, (field,)), **({field: chosen} if chosen else {})}


def unfiltered(state: Mapping[str, Any], fields: Sequence[str] = (*FIELDS, "held")) -> dict[str, Any]:
    """The parameters of an address without some filters."""
    return {name: value for name, value in state.items() if name not in fields}


def day(value: str) -> str:
    """An ISO date as Vietnamese documents print it, ``dd/mm/yyyy``; months and years likewise."""
    try:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    except ValueError:
        return "/".join(reversed(value.split("-")))


_TIME = r"\d{4}(?:-\d\d){0,2}"
_INTERVAL = re.compile(rf"{_TIME}(?:/{_TIME})?")
_DATES = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b(?:/\d{4}-\d\d(?:-\d\d)?\b)?")


def dated(text: str) -> str:
    """A text with its ISO dates and intervals (``2021-10/2021-12``) as :func:`day` prints them."""
    if _INTERVAL.fullmatch(text):
        return _span(text)
    return _DATES.sub(lambda found: _span(found.group()), text)


def _span(interval: str) -> str:
    return " – ".join(day(end) for end in interval.split("/"))


_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """A text without characters that XML cannot hold, which scans leave."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


_ENVIRONMENT.filters |= {
    "printable": printable,
    "day": day,
    "dated": dated,
    "readable": readable,
    "filename": lambda path: PurePath(path).name,
}
