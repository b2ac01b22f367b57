"""The score of a check: the written vectors, and what holds for any notes."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proximity.cleaning_score import Limits, Mark, Result, judge, score_of

LIMITS = Limits(good=Decimal(85), fair=Decimal(70))
CAUSES = ["", "service", "usage", "technical", "third_party", "bulky"]


def mark(note, weight=1, **said):
    return Mark("Hall, sol", Fraction(weight), note, **said)


marks = st.lists(
    st.builds(
        Mark, st.just("Hall, sol"), st.fractions(min_value=Fraction(1, 40), max_value=40),
        st.one_of(st.none(), st.integers(0, 3)), st.sampled_from(CAUSES), st.booleans(), st.booleans(),
    ),
    min_size=1, max_size=40,
)  # fmt: skip


def test_the_vector_of_the_domain_hall_clean_stairs_insufficient():
    hall = [mark(3, Fraction(20, 7)) for _ in range(7)]
    stairs = [mark(1, Fraction(20, 5), cause="service") for _ in range(5)]
    verdict = judge(hall + stairs, LIMITS)
    assert (verdict.score, verdict.result) == (Decimal("66.7"), Result.FAILED)


@pytest.mark.parametrize(
    ("notes", "result"),
    [
        ([3, 3, 3, 3], Result.GOOD),
        ([3, 3, 3, 2], Result.GOOD),  # 91.7
        ([3, 3, 2, 2], Result.FAIR),  # 83.3
        ([2, 2, 2, 2], Result.FAILED),  # 66.7
        ([3, 3, 3, 1], Result.FAIR),  # 83.3
        ([0, 0, 0, 0], Result.FAILED),
    ],
)
def test_the_score_says_the_result(notes, result):
    assert judge([mark(note) for note in notes], LIMITS).result == result


def test_the_thresholds_themselves_belong_to_the_better_result():
    assert judge([mark(3, 70), mark(0, 30)], LIMITS).result == Result.FAIR
    assert judge([mark(3, 85), mark(0, 15)], LIMITS).result == Result.GOOD
    assert judge([mark(3, 699), mark(0, 301)], LIMITS).result == Result.FAILED


def test_what_does_not_apply_takes_its_weight_away():
    assert score_of([mark(3, 20), mark(None, 80)]) == 100
    assert score_of([mark(None), mark(None)]) is None
    assert judge([mark(None)], LIMITS) is None


def test_a_knock_out_fails_a_check_that_is_else_clean():
    found = [mark(3, 99), mark(0, 1, cause="service", knock_out=True)]
    verdict = judge(found, LIMITS)
    assert (verdict.score, verdict.result, verdict.knocked_out) == (Decimal("99.0"), Result.FAILED, True)
    assert judge([mark(3, 99), mark(1, 1, cause="service", knock_out=True)], LIMITS).result == Result.GOOD


def test_what_residents_did_does_not_count_against_the_cleaner():
    verdict = judge([mark(3, 50), mark(0, 50, cause="usage")], LIMITS)
    assert (verdict.score, verdict.result, verdict.cause) == (Decimal("50.0"), Result.FAILED, "usage")
    assert (verdict.service_score, verdict.service_result) == (Decimal("100.0"), Result.GOOD)


def test_the_cleaner_answers_first_when_their_part_alone_fails():
    verdict = judge([mark(1, 50, cause="service"), mark(0, 50, cause="usage", front=True)], LIMITS)
    assert (verdict.cause, verdict.service_result, verdict.front) == ("service", Result.FAILED, False)


def test_among_other_causes_the_one_that_cost_most_is_named():
    found = [mark(3, 10), mark(0, 5, cause="bulky"), mark(0, 30, cause="technical", front=True)]
    verdict = judge(found, LIMITS)
    assert (verdict.cause, verdict.front) == ("technical", True)


@given(marks)
def test_a_score_is_always_between_0_and_100(found):
    score = score_of(found)
    assert score is None or 0 <= score <= 100


@given(marks)
def test_a_point_that_does_not_apply_changes_nothing(found):
    assert score_of([*found, mark(None, 17)]) == score_of(found)


@given(marks, st.integers(2, 9))
def test_only_the_proportion_of_weights_counts(found, times):
    heavier = [Mark(one.zone, one.weight * times, one.note, one.cause) for one in found]
    assert score_of(heavier) == score_of(found)


@given(marks)
def test_a_better_note_never_lowers_the_score(found):
    better = [
        Mark(one.zone, one.weight, None if one.note is None else min(3, one.note + 1), one.cause) for one in found
    ]
    before, after = score_of(found), score_of(better)
    assert before is None or before <= after


@given(marks)
def test_a_failure_has_a_cause_that_was_found_and_success_has_none(found):
    verdict = judge(found, LIMITS)
    if verdict is None:
        return
    if verdict.result is not Result.FAILED:
        assert verdict.cause == ""
    elif verdict.service_result is Result.FAILED:
        assert verdict.cause == "service"
    else:
        assert verdict.cause in {one.cause for one in found if one.note is not None and one.note < 3} - {
            "",
            "service",
        }
