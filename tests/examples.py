"""How many examples a test by example has: all of them in `make trials`, a quarter in `make test`."""

from hypothesis import settings


def examples(most: int) -> int:
    """Return how many examples a test has that draws so many at most."""
    return most if settings.get_current_profile_name() == "random" else max(20, most // 4)
