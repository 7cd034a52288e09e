"""Files: uploaded once, sent again by file_id, fetched back."""

import pytest
from aiohttp import FormData
from telegram import Bot
from telegram.error import BadRequest

from bot.sandbox.bot_profile import FILE_DOWNLOAD
from bot.sandbox.files import FILE_BYTES, PHOTO_BYTES, Files, Upload
from bot.sandbox.images import size_of
from bot.sandbox.refusal import Refused
from bot.sandbox.runner import Runner
from bot.sandbox.telegram import Telegram
from tests.bot.sandbox.calling import MP4, PHOTO, Api


async def test_a_picture_is_uploaded_once_and_sent_twice(
    bot: Bot, telegram: Telegram, runner: Runner
) -> None:
    first = await bot.send_animation(7, MP4, caption="a", filename="a.mp4", width=640, height=480)
    assert first.animation
    second = await bot.send_animation(7, first.animation.file_id, caption="b")
    assert second.animation == first.animation
    assert (first.animation.width, first.animation.file_name) == (640, "a.mp4")
    assert [(one.name, len(one.data)) for one in telegram.uploads] == [("a.mp4", len(MP4))]
    assert [message.text for message in runner.messages[1:]] == ["a", "b"]


async def test_a_file_comes_back_as_it_was(bot: Bot, runner: Runner) -> None:
    sent = await bot.send_document(runner.chat.chat_id, b'{"a": 1}', filename="export.json")
    assert sent.document
    file = await bot.get_file(sent.document.file_id)
    assert await file.download_as_bytearray() == b'{"a": 1}'


async def test_a_file_is_fetched_with_the_right_token_only(
    api: Api, telegram: Telegram, runner: Runner
) -> None:
    path = (await runner.document("a.pdf", b"pdf")).media
    assert path
    for token, status in ((telegram.token, 200), ("2:other", 404)):
        url = f"{telegram.url}/file/bot{token}/{path.path}"
        async with api.session.get(url) as response:
            assert response.status == status
            assert (await response.read() == b"pdf") == (status == 200)


async def test_a_bot_cannot_fetch_more_than_20_mb(bot: Bot, runner: Runner) -> None:
    for size in (FILE_DOWNLOAD, FILE_DOWNLOAD + 1):
        media = (await runner.document("plan.ics", bytes(size), "text/calendar")).media
        assert media
        if size == FILE_DOWNLOAD:
            file = await bot.get_file(media.file_id)
            assert (file.file_size, len(await file.download_as_bytearray())) == (size, size)
        else:
            with pytest.raises(BadRequest, match="File is too big"):
                await bot.get_file(media.file_id)


async def test_a_phone_sends_no_empty_file(runner: Runner) -> None:
    with pytest.raises(ValueError, match="empty"):
        await runner.document("plan.ics", b"")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no picture", "Image_process_failed"),
        (PHOTO[:16] + (9000).to_bytes(4) + (1001).to_bytes(4), "Photo_invalid_dimensions"),
        (PHOTO[:16] + (21).to_bytes(4) + (1).to_bytes(4), "Photo_invalid_dimensions"),
        (PHOTO + bytes(PHOTO_BYTES), "Request Entity Too Large"),
    ],
)
async def test_a_photo_has_its_limits(bot: Bot, runner: Runner, data: bytes, why: str) -> None:
    with pytest.raises(Exception, match=why):
        await bot.send_photo(runner.chat.chat_id, data)
    assert len(runner.messages) == 1


async def test_a_caption_has_1024_characters_at_most(bot: Bot, runner: Runner) -> None:
    await bot.send_photo(7, PHOTO, caption="<b>" + "a" * 1024 + "</b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_photo(7, PHOTO, caption="a" * 1025)
    assert len(runner.messages) == 2


async def test_a_file_id_is_used_for_its_own_kind(bot: Bot, runner: Runner) -> None:
    photo = await bot.send_photo(runner.chat.chat_id, PHOTO)
    with pytest.raises(BadRequest, match=r"^Can't use file of type photo as animation$"):
        await bot.send_animation(7, photo.photo[0].file_id)
    with pytest.raises(BadRequest, match=r"^Wrong file identifier/http url specified$"):
        await bot.send_photo(7, "AgACAgIAAx")
    with pytest.raises(BadRequest, match=r"^Wrong file_id or the file is temporarily unavailable"):
        await bot.get_file("nothing")


async def test_an_attached_part_must_be_there(api: Api, runner: Runner) -> None:
    form = FormData({"chat_id": "7", "photo": "attach://lost"})
    answer = await api.form("sendPhoto", form)
    assert answer["description"] == "Bad Request: media not found"
    assert len(runner.messages) == 1


def test_an_empty_file_and_a_huge_one_are_refused() -> None:
    files = Files()
    for data, code in ((b"", 400), (bytes(FILE_BYTES + 1), 413)):
        with pytest.raises(Refused) as refused:
            files.take("document", Upload("a", "text/plain", data), {})
        assert refused.value.code == code
    assert files.uploads == []


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PHOTO, (9, 5)),
        (b"GIF89a" + bytes([9, 0, 5, 0]), (9, 5)),
        (bytes.fromhex("ffd8ffe000040000ffc0001108000500090300"), (9, 5)),
        (PHOTO[:16] + bytes(8), None),
        (b"\xff\xd8\xff", None),
        (b"", None),
    ],
)
def test_a_pictures_size_is_read_from_its_head(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(data) == size
