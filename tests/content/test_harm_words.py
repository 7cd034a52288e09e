"""Words of harm: what opens the check of /stop, and what must not."""

import pytest

from content.harm_words import tells_harm

HARM = (
    "It hurts", "My ankle hurts a lot since the run", "I heard a pop and cannot stand on it",
    "pain", "pain 7", "PAIN!!", "paaain", "painfull step", "it hurst", "sharp", "a sharp pull",
    "numb", "my toes are tingling", "tingeling foot", "swollen", "swolen", "the ankle is swelling",
    "pop", "snap", "something snapped", "my foot is cold", "toes are blue", "it went purple",
    "can't walk", "I can’t stand on it", "cannot put weight on it", "I twisted it", "it is broken",
    "ouch", "short of breath", "I have a fever", "It aches", "soooore", "my calf is cramping",
    "no pain, but it is numb", "Schmerzen", "es tut weh", "kann nicht auftreten", "geschwollen",
    "j'ai mal à la cheville", "ça fait mal", "je ne peux pas marcher", "gonflée", "me duele",
    "no puedo caminar", "mi tobillo está hinchado", "mi fa male", "gonfio", "dói muito",
    "inchado", "doet pijn", "gezwollen", "gör ont", "svullen", "boli mnie kostka", "spuchnięta",
    "болит нога", "не могу стоять", "мені боляче", "ağrıyor", "足首が痛い", "しびれ", "脚踝疼",
    "발목이 아파요", "cold outside and my foot is numb", "at 7 sharp it hurts", "swelllling",
)  # fmt: skip
HARMLESS = (
    "hurry", "I am in a hurry", "cool", "That was cool!", "party", "popular", "stopwatch", "hello",
    "thank you", "good morning", "I ran 10 km today", "at 7 sharp", "6:30 sharp", "see you tomorrow",
    "it is cold outside", "pop music", "number 7", "a numerical plan", "Paris", "Tuesday",
    "half six", "10 cm", "what now?", "is it running day?", "my plan is new", "sharpen", "snapshot",
    "snack", "goldfish", "bluetooth", "colder", "shirt", "party at 8", "spring is here",
    "training plan", "sprint", "popcorn", "camping trip", "singing", "spelling", "painter",
    "paint the wall", "turning left", "running late", "I like it", "danke schön", "merci beaucoup",
    "gracias", "grazie mille", "obrigado", "dank je wel", "tack så mycket", "dziękuję", "спасибо",
    "teşekkürler", "ありがとう", "谢谢", "hoy corro", "je cours demain", "morgen um acht", "week plan",
    "remind me later", "which shoes?", "blue shoes", "Saturday 8:00", "in 2 hours", "noon", "12 Dec",
)  # fmt: skip


@pytest.mark.parametrize("text", HARM)
def test_words_of_harm_are_seen_in_many_languages_and_with_slips(text: str) -> None:
    assert tells_harm(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_everyday_words_are_no_words_of_harm(text: str) -> None:
    assert not tells_harm(text)


@pytest.mark.parametrize("text", ["", " ", "🏃", "\u202e", "7", "a" * 5000, "'" * 100])
def test_text_without_words_tells_nothing(text: str) -> None:
    assert not tells_harm(text)
