"""Tasks: who leads and supports the work that a document assigns, and by when."""

from __future__ import annotations

from graph.ntriples import TYPE, iri, literal
from graph.text_layer.layer import IN_DOCUMENT, RULE, Layer, below
from ingest.facts import Task
from ontology.iris import agency_iri
from ontology.terms import VND

_TASK, _LEAD, _SUPPORTING, _DUE = (iri(term) for term in (VND.Task, VND.lead, VND.supporting, VND.due))


def write_task(layer: Layer, index: int, task: Task) -> None:
    """Write a task; its deadline, which is printed apart from it, has words of its own."""
    node, document = layer.node(f"k{index}"), layer.node(task.document)
    layer.say(
        node,
        [
            (TYPE, _TASK),
            (IN_DOCUMENT, document),
            *((_LEAD, iri(agency_iri(name, layer.base))) for name in task.lead),
            *((_SUPPORTING, iri(agency_iri(name, layer.base))) for name in task.supporting),
            (RULE, literal(task.form)),
        ],
    )
    layer.place(node, task.span, task.text)
    if task.deadline:
        due, words = layer.time(task.deadline), node
        if task.deadline_span:
            words = below(node, "deadline")
            layer.place(words, task.deadline_span, layer.words[slice(*task.deadline_span)])
        layer.state(below(node, "due"), (node, _DUE, due), document, [words], task.form)
