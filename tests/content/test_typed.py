"""Words of harm open the check, harmless ones do not, and plain words mean commands."""

from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.typed import command_of, tells_of_harm

HARM = """
It hurts
My ankle hurts a lot since the run
I heard a pop and cannot stand on it
pain 7
PAIN!!!
sharp pain in my heel
ouch
my foot is numb
tingling toes
pins and needles in the left foot
it is swollen
swolen ankle
My ankle is swelling up
sweling
something snapped
felt a snap behind the ankle
I can't walk
I can\u2019t stand
can not walk on it
cant put weight on it
my toes are blue
the foot is cold and pale
my foot turned purple
I twisted my ankle
I think I sprained it
rolled my ankle on a root
it is burning
unable to stand
my calf aches
my knee gave way
I am limping
I think it is broken
no pain before, now it hurts
there is no feeling in my toes
brused heel
I injured my foot
painfull
something is wrong
it's throbbing
Achilles rupture?
Es tut weh
mein Fuß ist geschwollen
Ich kann nicht auftreten
j'ai mal à la cheville
je ne peux pas marcher
me duele el tobillo
no puedo caminar
mi fa male la caviglia
meu tornozelo dói
mijn enkel doet pijn
det gör ont
boli mnie kostka
bolí mě kotník
болить нога
больно наступать
足首が痛い
脚踝很疼
""".strip().splitlines()

HARMLESS = """
hello
thanks!
Thank you, that was great
See you tomorrow
I did my drills
done
yes
no
ok
What is next?
I run on Tuesday and Thursday
18:30
half six
12 cm
London
York
Springfield
no pain today
it doesn't hurt
pain-free at last
nothing hurts
It's cold outside
cold morning, nice run
I bought blue shoes
the blue button
a sharp left turn at the park
at 7 sharp
pop music helps me run
I like popular songs
party tonight
hurry up
cool
I use a stopwatch
my spelling is bad
hunting for a new trail
my phone is broken
I broke my record!
snap a photo
can I skip today
how do I change my plan
number of runs
number 7
shopping
hopping is fun
the weather is lovely
Coldplay concert
I live in Painesville
good morning
easy run, 5 km
pas mal
keine Schmerzen
sin dolor
https://plans.example/cold-and-sharp/pain.ics
""".strip().splitlines()


@pytest.mark.parametrize("typed", HARM)
def test_words_of_harm_are_heard(typed: str) -> None:
    assert tells_of_harm(typed)
    assert tells_of_harm(typed.upper())


@pytest.mark.parametrize("typed", HARMLESS)
def test_harmless_words_open_nothing(typed: str) -> None:
    assert not tells_of_harm(typed)


@given(before=st.text(ascii_lowercase + " ", max_size=20), after=st.text(max_size=20))
def test_pain_is_heard_whatever_stands_around_it(before: str, after: str) -> None:
    assert tells_of_harm(f"{before}. My ankle hurts badly! {after}")


@given(st.text(max_size=4096))
def test_any_text_is_looked_at_without_trouble(text: str) -> None:
    assert tells_of_harm(text) in {True, False}
    assert command_of(text) is None or command_of(text) != ""


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("stop", "stop"),
        ("STOP", "stop"),
        (" Stop! ", "stop"),
        ("help", "help"),
        ("Help.", "help"),
        ("menu", "help"),
        ("Today", "today"),
        ("pause", "pause"),
        ("settings", "settings"),
        ("Start", "start"),
        ("progress", "progress"),
        ("stop the world", None),
        ("today at 7", None),
        ("runner", None),
    ],
)
def test_a_plain_word_means_its_command(typed: str, command: str | None) -> None:
    assert command_of(typed) == command
