from search_api.question.doctypes import type_names, types_in


def test_types() -> None:
    assert types_in("ke hoach chi thi qd") == ("Kế hoạch", "Chỉ thị", "Quyết định")
    assert types_in("van ban") == ()


def test_longer_names_come_first() -> None:
    names = type_names()
    assert names.index("chuong trinh hanh dong") < names.index("chuong trinh")
