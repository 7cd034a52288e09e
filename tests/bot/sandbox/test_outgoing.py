"""Answers of webhooks as they come over the line."""

import pytest

from bot.sandbox.outgoing import HttpAnswer, parse

OK = "HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (OK + "Content-Length: 2\r\n\r\nok", HttpAnswer(200, "OK", 0, True)),
        (OK + "content-length: 0\r\nConnection: Close\r\n\r\n", HttpAnswer(200, "OK", 0, False)),
        ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", HttpAnswer(200, "OK", 0, False)),
        ("HTTP/1.1 204 No Content\r\n\r\n", HttpAnswer(204, "No Content", 0, True)),
        ("HTTP/1.1 100 Continue\r\n\r\n" + OK + "Content-Length: 0\r\n\r\n",
         HttpAnswer(200, "OK", 0, True)),
        ("HTTP/1.1 503 Busy Now\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n",
         HttpAnswer(503, "Busy Now", 9, True)),
        ("HTTP/1.1 503 No\r\nRetry-After: Fri, 1 Jan\r\nContent-Length: 0\r\n\r\n",
         HttpAnswer(503, "No", 0, True)),
        (OK + "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
         HttpAnswer(200, "OK", 0, True)),
        (OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", HttpAnswer(200, "OK", 0, True)),
    ],
)  # fmt: skip
def test_an_answer_is_read_when_it_is_whole_and_not_before(text: str, answer: HttpAnswer) -> None:
    data = text.encode()
    assert parse(data, over=False) == answer
    assert [parse(data[:size], over=False) for size in range(len(data))] == [None] * len(data)


def test_a_body_of_unknown_length_ends_with_its_connection() -> None:
    data = (OK + "\r\nwords").encode()
    assert parse(data, over=False) is None
    assert parse(data, over=True) == HttpAnswer(200, "OK", 0, False)


def test_a_body_cut_short_is_no_answer() -> None:
    assert parse((OK + "Content-Length: 9\r\n\r\nok").encode(), over=True) is None


def test_something_that_is_not_http_is_a_wrong_response() -> None:
    with pytest.raises(ValueError, match="Wrong response from the webhook"):
        parse(b"SSH-2.0-OpenSSH\r\n\r\n", over=False)
