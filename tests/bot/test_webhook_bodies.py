"""What a webhook's body is kept as: any update with a number, as it came; nothing else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.transport.webhook import received
from storage.inbox import Received

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=4,
)


@settings(max_examples=40)
@given(
    st.integers(0, 2**63 - 1),
    st.dictionaries(st.text(max_size=8), values, max_size=4),
    st.booleans(),
)
def test_every_update_is_kept_under_its_number(
    number: int, fields: dict[str, Any], ascii_only: bool
) -> None:
    update = {**fields, "update_id": number}
    body = json.dumps(update, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    one, raw = received(body)
    assert one is not None
    assert one.id == number
    assert raw is not None
    one.body.encode()  # as a database takes it
    assert "\0" not in one.body
    assert json.loads(one.body) == raw


@given(st.binary(max_size=200) | st.binary(max_size=60).map(b'{"update_id": 7,'.__add__))
def test_whatever_comes_it_is_kept_or_it_is_no_update(body: bytes) -> None:
    one, raw = received(body)
    if one is None:
        assert raw is None
    else:
        one.body.encode()
        assert "\0" not in one.body


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":12,\n"message":{"text":"cut o',
        b' { "update_id" : 12 , nonsense \0',
        b'{"update_id":12,"x":' + b'{"x":' * 100_000,
    ],
)
def test_what_cannot_be_read_is_kept_in_nobodys_line(body: bytes) -> None:
    one, raw = received(body)
    assert one == Received(12, 0, body.decode().replace("\0", "\ufffd"))
    assert raw is None


@pytest.mark.parametrize(
    "body",
    [
        b'{"update_id":12',  # of 1234, perhaps
        b'{"update_id":12345678901234567890123,',
        b'{"message":{"update_id":12,',
        b'{"update_id":true}',
        b'{"update_id":-1}',
        b'{"update_id":1.5}',
        b'{"update_id":"12"}',
        b'{"update_id":9223372036854775808}',
        b"null",
        "\ufeff{}".encode(),
        b'\x00{"update_id":12,',
    ],
)
def test_a_number_that_is_not_sure_is_none(body: bytes) -> None:
    assert received(body) == (None, None)
