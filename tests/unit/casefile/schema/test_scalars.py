"""One value at a time: what is taken, and as what."""

import pytest
from pydantic import TypeAdapter, ValidationError

from detente.casefile.schema import scalars
from detente.casefile.source.opening import SourceText
from detente.casefile.source.text import Text
from detente.model.case import Direction


def read(kind, word, style="'"):
    text = Text(word, SourceText("x", word), 0, len(word), style)
    return TypeAdapter(kind).validate_python(text)


@pytest.mark.parametrize(
    ("kind", "word", "value"),
    [
        (scalars.YesNo, "yes", True),
        (scalars.YesNo, "No", False),
        (scalars.YesNo, "TRUE", True),
        (scalars.YesNo, "false", False),
        (scalars.Number, "3", 3.0),
        (scalars.Number, "-0.5", -0.5),
        (scalars.Number, "+1e3", 1000.0),
        (scalars.Number, ".5", 0.5),
        (scalars.Day, "2024-02-29", "2024-02-29"),
        (scalars.Reliability, "b", "B"),
        (scalars.Credibility, "6", "6"),
        (scalars.Way, "yes-only", Direction.NO_TO_YES),
        (scalars.Way, "no-to-yes", Direction.NO_TO_YES),
        (scalars.Way, "no-only", Direction.YES_TO_NO),
        (scalars.Way, "yes-to-no", Direction.YES_TO_NO),
        (scalars.Way, "both", Direction.BOTH),
        (scalars.Digest, "0123456789ABCDEF", "0123456789abcdef"),
        (scalars.Likelihood, "Roughly  even", "roughly even"),
        (scalars.Likelihood, "highly improbable", "highly improbable"),
    ],
)
def test_a_value_is_read(kind, word, value):
    assert read(kind, word) == value


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (scalars.YesNo, "y"),
        (scalars.YesNo, "1"),
        (scalars.Number, "1.0.0"),
        (scalars.Number, "nan"),
        (scalars.Number, "inf"),
        (scalars.Number, "1_000"),
        (scalars.Number, "0x1"),
        (scalars.Number, "\u0663"),
        (scalars.Number, ""),
        (scalars.Number, "9" * 100),
        (scalars.Day, "2023-02-29"),
        (scalars.Day, "20240101"),
        (scalars.Day, "2024-1-1"),
        (scalars.Day, "2024-W01-1"),
        (scalars.Reliability, "G"),
        (scalars.Credibility, "0"),
        (scalars.Credibility, "1.0"),
        (scalars.Way, "no"),
        (scalars.Digest, "0123"),
        (scalars.Likelihood, "certain"),
    ],
)
def test_a_value_is_refused(kind, word):
    with pytest.raises(ValidationError):
        read(kind, word)


def test_rows_of_likelihood_terms():
    assert [scalars.likelihood_row(words) for words in ("likely", "probable", "roughly even")] == [1, 2, 0]


def test_an_interval_of_likelihood():
    def text(word):
        return Text(word, SourceText("x", word), 0, len(word))

    assert TypeAdapter(scalars.Likelihood).validate_python([text("0.45"), text("0.55")]) == (0.45, 0.55)
    for bounds in (["0.5"], ["0.2", "1"], ["0", "0.3"], ["0.2", "0.3", "0.4"], ["0.4", "0.3"]):
        with pytest.raises(ValidationError):
            TypeAdapter(scalars.Likelihood).validate_python([text(bound) for bound in bounds])
