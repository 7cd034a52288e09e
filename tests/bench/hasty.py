"""Dorsi for runners who tap as fast as it answers: no tap is a slip, and no edit too many."""

from itertools import count

from bot.__main__ import settings
from bot.lifespan import run
from bot.ops.startup_errors import run_to_the_end
from bot.transport import rate_limiter

if __name__ == "__main__":
    rate_limiter.EDIT_BURST = 10**9
    run_to_the_end(run(settings(), pulse=count(step=60).__next__))
