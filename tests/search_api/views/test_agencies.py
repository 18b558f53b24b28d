from datetime import date

from graph.stores import Store, rows
from graph.works import describe_works
from ontology.iris import agency_iri
from ontology.periods import bounds
from search_api.collection import Collection
from search_api.views.agencies import (
    AgencyTask,
    agency_facts,
    agency_list,
    documents_with_recipients,
    listed_tasks,
    received_told,
    tasks_told,
)

PROVINCE = agency_iri("Ủy ban nhân dân tỉnh Tùng Giang")
HOME_AFFAIRS = agency_iri("Sở Nội vụ tỉnh Tùng Giang")


def agency_tasks(store: Store, iri: str) -> tuple[AgencyTask, ...]:
    return tasks_told(store, listed_tasks(store, iri))


def test_agencies_are_counted(sample_collection: Collection) -> None:
    found = {one.iri: one for one in agency_list(sample_collection.store)}
    tasks = agency_tasks(sample_collection.store, HOME_AFFAIRS)
    assert found[HOME_AFFAIRS].leads == sum(task.leads for task in tasks)
    held = {one.iri for one in sample_collection.documents() if one.iri}
    works = describe_works(sample_collection.store, sorted(held)).values()
    assert found[PROVINCE].issued == sum(work["issuer"] == "Ủy ban nhân dân tỉnh Tùng Giang" for work in works)
    assert agency_list(sample_collection.store)[0].issued == max(one.issued for one in found.values())


def test_tasks_stand_by_deadline(sample_collection: Collection) -> None:
    store = sample_collection.store
    tasks = agency_tasks(store, HOME_AFFAIRS)
    days = [task.due or date.max for task in tasks]
    assert days == sorted(days)
    due = dict(rows(store, "SELECT ?task ?value { ?task vnd:due ?when . ?when rdf:value ?value }"))
    assert {task.iri: task.due for task in tasks if task.due} == {
        task.iri: bounds(due[task.iri] or "")[1] for task in tasks if task.iri in due
    }
    finance = agency_tasks(store, agency_iri("Sở Tài chính tỉnh Tùng Giang"))
    assert "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính" in " ".join(t.words.text for t in finance if not t.leads)


def test_what_an_agency_received_stands_in_a_line_of_recipients(sample_collection: Collection) -> None:
    store = sample_collection.store
    found = agency_facts(store, HOME_AFFAIRS, documents_with_recipients(store))
    assert found is not None
    received = received_told(store, found.received)
    assert received
    for _, line in received:
        assert "Nội vụ" in line.text
    for works in (describe_works(store, found.issued).values(), [work for work, _ in received]):
        dates = [work["date"] or "" for work in works]
        assert dates == sorted(dates, reverse=True)
    assert [work["iri"] for work, _ in received] == [work for work, _ in found.received]


def test_what_is_no_agency(sample_collection: Collection) -> None:
    assert agency_facts(sample_collection.store, agency_iri("không có"), ()) is None
    assert agency_tasks(sample_collection.store, agency_iri("không có")) == ()
