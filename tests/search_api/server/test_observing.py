from types import SimpleNamespace

import pytest

from search_api.server.observing import route_of


@pytest.mark.parametrize(
    ("pattern", "path", "parameters", "route"),
    [
        (None, "/Chỉ thị mật", {}, "other"),
        ("/", "/", {}, "/"),
        ("/search", "/api/v1/search", {}, "/api/v1/search"),
        ("/reports/{name}", "/api/reports/missing", {"name": "missing"}, "/api/reports/{name}"),
        ("/graph-store/{path}", "/graph-store/a/b", {"path": "a/b"}, "/graph-store/{path}"),
        ("/x/{n}", "/x/07", {"n": 7}, "/x/{n}"),
    ],
)
def test_the_route_holds_nothing_of_what_was_asked(
    pattern: str | None, path: str, parameters: dict[str, object], route: str
) -> None:
    found = SimpleNamespace(path_format=pattern) if pattern else None
    assert route_of({"route": found, "path": path, "path_params": parameters}) == route
