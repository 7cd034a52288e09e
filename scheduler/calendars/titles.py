"""What an entry is called, and which entries plainly are no run.

A training plan is full of rest days, rides and strength sessions. A reminder to warm up the ankles
for a rest day would be nonsense, so what names one of these and no run is left out; everything
else is taken for a run, and the runner sees it before it is imported.
"""

import unicodedata

LONGEST = 60  # characters of a title on a phone
NAMELESS = "Run"

# In the languages training plans are most often written in: English, German, French, Spanish,
# Italian, Portuguese and Dutch, without accents.
_RUNS = """
    run runs running runner jog jogging parkrun marathon race tempo fartlek
    lauf laufe laufen dauerlauf langlauf
    course courir footing
    correr carrera rodaje corsa correre corrida hardlopen loop duurloop
"""
_OTHERS = """
    rest ruhe ruhetag pause repos descanso riposo folga rust rustdag
    swim swims swimming pool schwimmen natation nadar natacion nuoto natacao zwemmen
    bike bikes biking ride rides cycle cycling cyclist spin spinning zwift peloton turbo
    rad radfahren radtour fahrrad velo cyclisme bici bicicleta ciclismo bicicletta fietsen fiets
    strength gym weights lifting crossfit kettlebell core pilates yoga stretch stretching mobility
    kraft krafttraining dehnen musculation renforcement etirements fuerza gimnasio estiramientos
    forza palestra forca musculacao krachttraining
    row rowing rudern aviron remo elliptical crosstrainer ski skiing
    walk walking hike hiking spaziergang wandern marche randonnee caminata camminata caminhada
    wandelen massage physio physiotherapy
"""
# Said of a day without a run although the word may stand in the title.
_NEVER = ("no run", "no running", "day off", "off day", "rest day", "kein lauf", "pas de course")
_RUN = frozenset(_RUNS.split())
_OTHER = frozenset(_OTHERS.split())


def title_of(text: str) -> str:
    """Return a title in one line of at most 60 characters, without signs that cannot be seen."""
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text[:1_000])
    title = " ".join(seen.split())
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def is_no_run(title: str, categories: str = "") -> bool:
    """Tell whether an entry plainly is something else than a run."""
    words = _words(title)
    line = f" {' '.join(words)} "
    if words == ["off"] or any(f" {never} " in line for never in _NEVER):
        return True
    if not _RUN.isdisjoint(words):
        return False
    return not _OTHER.isdisjoint([*words, *_words(categories)])


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text[:1_000].casefold())
    letters = (one for one in plain if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters).split()
