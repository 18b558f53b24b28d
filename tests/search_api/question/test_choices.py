from graph.stores import Store
from search_api.question import answer


def test_each_choice_asks_about_one_work_alone(samples: Store) -> None:
    reply = answer(samples, "Chỉ thị 05/CT-UBND ban hành khi nào?")
    assert len(reply["choices"]) > 1
    for choice in reply["choices"]:
        again = answer(samples, choice["q"])
        assert again["choices"] == []
        assert {each["iri"] for each in again["answers"]} == {choice["iri"]}
        assert choice["label"].startswith("Chỉ thị 05/CT-UBND (")


def test_a_certain_work_leaves_no_choice(samples: Store) -> None:
    assert answer(samples, "Kế hoạch 37/KH-UBND ban hành khi nào?")["choices"] == []
