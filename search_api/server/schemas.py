"""The JSON of the API as OpenAPI describes it.

Descriptions only: answers are made elsewhere, the same for the command line, and may hold more than is told here. A
test holds them against these models.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


class Evidence(BaseModel):
    """Words that say so: half-open code-point offsets into the text of a file of the collection."""

    file: str = Field(examples=["samples/01-chi-thi.txt"])
    start: int = Field(examples=[120])
    end: int = Field(examples=[147])
    text: str = Field(examples=["Thực hiện Chỉ thị số 19/CT-TTg"])


class DocumentName(BaseModel):
    """What names a document; what is not known is null."""

    iri: str | None = Field(examples=["https://danchieu.example/eli/vn/ttg/ct/2023/06/30/19"])
    number: str | None = Field(examples=["19/CT-TTg"])
    type: str | None = Field(examples=["Chỉ thị"])
    date: str | None = Field(description="ISO 8601", examples=["2023-06-30"])
    issuer: str | None = Field(examples=["Thủ tướng Chính phủ"])
    title: str | None = Field(examples=["Về tăng cường phòng cháy rừng"])


class Work(DocumentName):
    """A work, whether or not the collection holds its text."""

    held: bool = Field(description="Whether the full text is in the collection")


class Scores(BaseModel):
    """Raw scores; null where an index did not find the passage."""

    dense: float | None = Field(examples=[0.88])
    bm25: float | None = Field(examples=[12.4])


class Passage(BaseModel):
    """A passage, with the document it stands in."""

    file: str = Field(examples=["samples/01-chi-thi.txt"])
    start: int
    end: int
    text: str
    score: float = Field(description="0 to 1; orders the passages", examples=[0.91])
    scores: Scores
    document: DocumentName
    headings: list[str] = Field(description="Title of the document, then the headings above, the widest first")
    matched: list[dict[str, Any]] = Field(description="Words of the question in it, with their offsets")
    reasons: list[dict[str, Any]] = Field(description="How the graph connects it with what the question names")
    places: list[dict[str, Any]] = Field(description="Other passages that say the same")


class Group(BaseModel):
    """A document with its passages among the results."""

    file: str
    document: DocumentName
    status: str = Field(examples=["in-force"])
    campaigns: list[str]
    score: float
    passages: list[int] = Field(description="Indices into `passages`")


class MeaningPart(BaseModel):
    """Which part search by meaning has in the result."""

    ready: bool = Field(description="Whether passages are ranked by meaning too; else by words alone")
    loading: bool
    encoded: int = Field(description="How many passages can be found by meaning")
    passages: int
    problem: str | None


class Answer(BaseModel):
    """An answer from the graph, with the words that say so."""

    kind: Literal["document", "fact"]
    value: str = Field(examples=["30/6/2023"])
    evidence: list[Evidence]


class SearchResult(BaseModel):
    """How a question was read, what the graph answers, and which passages fit."""

    query: str = Field(examples=["hạn gửi kế hoạch về Sở Nội vụ"])
    understood: dict[str, Any] = Field(description="Instruments, agencies, types, years, relation and direction found")
    sparql: str | None = Field(description="The query behind the answers")
    answers: list[Answer]
    answers_hidden: int = Field(description="Answers that do not fit the filters")
    message: str | None = Field(description="What there is to say beside the answers, in the language asked for")
    corrected: str | None = Field(description="The question as it was read, if typing errors were mended")
    choices: list[dict[str, Any]] = Field(description="The works that an instrument of the question may be")
    suggestions: list[dict[str, Any]] = Field(description="What may have been meant")
    meaning: MeaningPart
    passages: list[Passage]
    groups: list[Group]
    facets: dict[str, list[dict[str, Any]]] = Field(description="How many documents have each value to filter by")
    filters: dict[str, Any]


class SimilarResult(BaseModel):
    """The documents most like one, and why."""

    query: str = Field(examples=["37/KH-UBND"])
    document: dict[str, Any] | None = Field(description="Null where no document or more than one fits")
    candidates: list[dict[str, Any]]
    by_meaning: bool = Field(description="Whether vectors took part; else words and graph alone")
    similar: list[dict[str, Any]]


class Link(BaseModel):
    """A relation to another work."""

    relation: str = Field(examples=["implements"])
    planned: bool = Field(description="The text only foresees it")
    inferred: bool = Field(description="An end was not printed in full, but concluded")
    again: bool = Field(description="The work stands elsewhere in this trace with its own relations")
    work: dict[str, Any] = Field(description="A work; at its first place with its own `out`, `in` and `cut`")
    pinpoint: list[str] = Field(examples=[["Điều 4", "khoản 1"]])
    evidence: list[Evidence]


class TraceResult(BaseModel):
    """What a work acts on and what acts on it; without a work where none or several fit."""

    query: str = Field(examples=["Chỉ thị 19/CT-TTg"])
    candidates: list[str] = Field(description="IRIs of all works that fit")
    work: Work | None
    status: dict[str, Any] | None = Field(description="Whether it is in force, as the texts of the collection state it")
    out: list[Link]
    into: list[Link] = Field(alias="in")
    cut: int = Field(description="Relations left out because enough works are shown")


class ChainResult(BaseModel):
    """How a work came down and went on, from the origin."""

    query: str = Field(examples=["52/VKS-VP"])
    candidates: list[str]
    work: str | None
    steps: list[dict[str, Any]]


class ReportRow(BaseModel):
    """A finding."""

    kind: str = Field(examples=["missing"])
    works: list[Work]
    values: dict[str, Any]
    evidence: list[Evidence]


class ReportResult(BaseModel):
    """A report on the collection."""

    report: str = Field(examples=["missing"])
    rows: list[ReportRow]


class CompareResult(BaseModel):
    """Facts compared over documents; each row has its evidence."""

    kind: str = Field(examples=["targets"])
    rows: list[dict[str, Any]]


class Suggested(BaseModel):
    """Something to ask for."""

    text: str = Field(examples=["Kế hoạch 200/KH-UBND"])
    kind: str = Field(examples=["instrument"])
    detail: str = Field(description="What tells it from others", examples=["09/10/2021"])
    q: str = Field(description="What to ask for it", examples=["200/KH-UBND"])


class SuggestResult(BaseModel):
    """What the search box proposes."""

    suggestions: list[Suggested]


class FileRow(BaseModel):
    """A file of the collection."""

    id: str = Field(description="Names it in addresses", examples=["5c1a3e0d9b7f24680ace1357"])
    file: str = Field(description="Path under which it is held", examples=["uploads/Kế hoạch 12.txt"])
    uploaded: bool = Field(description="Whether it came over HTTP; else it was ingested on the command line")
    documents: list[DocumentName]


class FilesResult(BaseModel):
    """The files of the collection."""

    rows: list[FileRow]


class JobFile(BaseModel):
    """What becomes of a file."""

    name: str = Field(examples=["Kế hoạch 12.txt"])
    outcome: Literal["waiting", "taken", "unchanged", "removed", "failed"]
    reason: str | None = Field(description="Why it failed, and what to do, in the language asked for")
    file: str | None = Field(description="Path under which it is held", examples=["uploads/Kế hoạch 12.txt"])
    id: str | None = Field(description="Id of the file that is held", examples=["5c1a3e0d9b7f24680ace1357"])


class JobResult(BaseModel):
    """An upload or a removal, and how far it is."""

    id: str = Field(examples=["0123456789abcdef0123456789abcdef"])
    made: str = Field(description="ISO 8601", examples=["2025-01-31T08:00:00+00:00"])
    state: Literal["waiting", "reading", "linking", "encoding", "done", "failed"] = Field(
        description="From `encoding` on, what came is found by words; from `done` on, by meaning too"
    )
    message: str = Field(description="The state in words, in the language asked for")
    done: int = Field(description="Files done of the stage it is at")
    total: int = Field(description="Files of that stage")
    files: list[JobFile]
