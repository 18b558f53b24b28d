from search_api.question.short_forms import spelt


def test_short_forms_are_the_words_that_they_stand_for() -> None:
    assert spelt("Công tác TĐKT của UBND") == spelt("công tác thi đua, khen thưởng của Ủy ban nhân dân")
