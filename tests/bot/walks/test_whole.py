"""The main job, walked from /start to tomorrow's adapted suggestion, through the real bot."""

from tests.bot.world import Phone, World


async def finish(phone: Phone, felt: str = "Nothing") -> None:
    """Tap Done until the last question, and answer it."""
    for _ in range(20):
        if "Done" not in phone.labels:
            break
        await phone.tap("Done")
    await phone.tap(felt)


async def test_a_newcomer_is_through_the_first_minute_in_a_few_taps(world: World) -> None:
    phone = world.phone()
    last = await phone.come_in()
    assert "All set." in last.text
    assert "Tue 06:25" in last.text
    taps = [call for call in world.telegram.calls if call.method == "answerCallbackQuery"]
    assert len(taps) <= 12


async def test_the_one_minute_try_is_one_message_edited_in_place(world: World) -> None:
    phone = world.phone()
    card = await phone.come_in()
    await phone.tap("One-minute try")
    assert phone.last.message_id == card.message_id
    assert phone.last.media is not None
    await finish(phone)
    assert phone.last.message_id == card.message_id
    assert "That's it for now." in phone.last.text


async def test_a_pinch_makes_the_drill_smaller_at_once_and_tomorrow_is_adapted(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await world.next_reminder()
    card = phone.last
    assert "Run at 06:45" in card.text
    assert not card.silent
    await phone.tap("Start", "No, or up to 2")
    planned, picture = phone.last.text, phone.last.media
    assert "small" in planned
    await phone.tap("It pinches")
    assert "Stop there." in phone.last.text
    assert phone.last.media != picture
    assert "Strong (6+)" in phone.labels
    await phone.tap("Done")
    assert "Where was it?" in phone.last.text
    await phone.tap("Front ankle", "2")
    await finish(phone)

    await world.jump(days=1)
    await phone.say("/today")
    assert "pinched" in phone.last.text


async def test_a_double_tap_on_a_pinch_is_one_pinch(world: World) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.tap("One-minute try")
    twice = [phone.runner.tap_nowait(phone.last, "It pinches") for _ in range(2)]
    for query in twice:
        assert await phone.runner.answer(query) is not None
    await world.settled()
    assert "Strong (6+)" in phone.labels


async def test_the_end_tells_what_a_pinch_changes_before_what_only_the_place_does(
    world: World,
) -> None:
    phone = world.phone()
    await phone.come_in()
    await phone.tap("One-minute try", "It pinches", "Done", "Front ankle", "2")
    await finish(phone)
    assert "because the left ankle pinched" in phone.last.text.partition("Next time:")[2]
