"""Dorsi for runners who tap as fast as it answers: no tap is taken for a slip of the thumb."""

from itertools import count

from bot.__main__ import settings
from bot.lifespan import run
from bot.ops.startup_errors import run_to_the_end

if __name__ == "__main__":
    run_to_the_end(run(settings(), pulse=count(step=60).__next__))
