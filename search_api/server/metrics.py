"""Counts and times of requests, for Prometheus. Paths are those of the routes, so that no question is among them."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from search_api.server.editions import Edition

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        """All are zero."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "danchieu_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "danchieu_request_seconds", "Time to answer", ["route"], registry=self._registry, buckets=_SECONDS
        )
        self._running = Gauge("danchieu_requests_running", "Requests being answered", registry=self._registry)
        self._edition = Gauge("danchieu_edition", "Version of the collection that is shown", registry=self._registry)
        self._idle = Gauge("danchieu_query_workers_idle", "Query processes with nothing to do", registry=self._registry)

    def begun(self) -> None:
        """Counts a request that has come."""
        self._running.inc()

    def ended(self, method: str, route: str, status: int, seconds: float) -> None:
        """Counts a request that was answered.

        Args:
            method: Of HTTP.
            route: Path of the route, with the names of its parameters.
            status: Of the answer.
            seconds: From when it came to the last byte.
        """
        self._running.dec()
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def text(self, edition: Edition) -> bytes:
        """All figures in the text format of Prometheus."""
        self._edition.set(edition.collection.version)
        self._idle.set(edition.queries.idle)
        return generate_latest(self._registry)
