"""What a question means: what was understood, and the SPARQL that answers it."""

from search_api.question.answering import answer
from search_api.question.answers import Answer, answers
from search_api.question.understanding import understand
from search_api.question.understood import Instrument, Understood

__all__ = ["Answer", "Instrument", "Understood", "answer", "answers", "understand"]
