import pytest

from detente.casefile.notes.addresses import read_address
from detente.casefile.notes.stamps import Fault, as_stamp, parse_stamp
from detente.model.evidence import Moment


@pytest.mark.parametrize(
    ("text", "stamp", "seconds"),
    [
        ("00:07:26", "00:07:26", 446),
        ("7:26", "00:07:26", 446),
        ("07:26", "00:07:26", 446),
        ("1:00:00", "01:00:00", 3600),
        (" 00:00:00 ", "00:00:00", 0),
    ],
)
def test_a_sound_stamp(text, stamp, seconds):
    moment = parse_stamp(text)
    assert isinstance(moment, Moment)
    assert (moment.stamp, moment.seconds) == (stamp, seconds)
    assert as_stamp(seconds) == stamp


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("00:75:00", "stamp-over-59"),
        ("00:00:60", "stamp-over-59"),
        ("75:30", "stamp-over-59"),
        ("01:00:17:51", "stamp-four-parts"),
        ("2241", "stamp-unreadable"),
        ("", "stamp-unreadable"),
        ("1:2", "stamp-unreadable"),
        ("٠٠:٠١:٠٢", "stamp-unreadable"),
        ("00:01:02]", "stamp-unreadable"),
        ("9" * 5000, "stamp-unreadable"),
    ],
)
def test_a_fault_says_what_was_expected(text, code):
    fault = parse_stamp(text)
    assert isinstance(fault, Fault)
    assert fault.code == code
    assert "HH:MM:SS" in fault.hint
    assert len(fault.message) < 120


@pytest.mark.parametrize(
    ("address", "seconds", "source"),
    [
        ("https://youtu.be/-bc_EF12345?t=69", 69, "-bc_EF12345"),
        ("https://www.youtube.com/watch?v=abc&t=69s", 69, "abc"),
        ("https://m.youtube.com/watch?t=1m9s&v=abc", 69, "abc"),
        ("https://www.youtube-nocookie.com/embed/abc?start=69", 69, "abc"),
        ("https://youtu.be/abc?t=1h2m3s", 3723, "abc"),
        ("https://example.org/film.mp4#t=00:01:09", 69, None),
        ("https://notyoutube.com/watch?v=abc&t=69", 69, None),
    ],
)
def test_an_address_with_a_second(address, seconds, source):
    moment = read_address(address)
    assert moment is not None
    assert (moment.seconds, moment.source) == (seconds, source)


@pytest.mark.parametrize("address", ["https://youtu.be/abc", "url", "https://[?t=1", "https://youtu.be/abc?t=soon"])
def test_an_address_without_one(address):
    assert read_address(address) is None
