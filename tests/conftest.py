"""What pytest is told for all tests: options, one Chromium at a time, examples that a clock has no say in."""

import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

from dcat_publisher.cli.call_language import begin_call
from tests.real_thing import RealThing, missing
from tests.whole_files import WholeFiles, longest_first, not_together

# The same examples in each run, however long one takes; `make trials` draws others, at random.
settings.register_profile(
    "fixed", max_examples=30, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fixed")

# A shell that starts a job in the background has it ignore Ctrl-C, and so all that the job starts: a program
# that a test interrupts would run for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="Write expected files anew; look at the diff."
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let the program remember what it does for a test in a folder of this run, and not in the user's."""
    if not hasattr(config, "workerinput"):  # a worker has the environment of who started it
        folder = tempfile.mkdtemp(prefix="dcat-publisher-tests-")
        os.environ["XDG_CACHE_HOME"] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def pytest_runtest_setup() -> None:
    """Forget the words of the call before: they settle the language of what a test says without a call."""
    begin_call(())


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are processors: many a test waits for a server or a browser."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Collect without looking for garbage: all that is made stays, and to look took a third of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with what takes longest, where several processes run the tests."""
    if alone := not_together(items):
        raise pytest.UsageError("\n".join(alone))
    if hasattr(config, "workerinput"):
        longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> WholeFiles:
    """Deal out whole files, in the order of `pytest_collection_modifyitems`."""
    config.option.loadscopereorder = False
    return WholeFiles(config, log)


@pytest.fixture(scope="session")
def real_thing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealThing]:
    """Java's HTTP client and Apache Jena, started once for all tests that ask them."""
    lack = missing()
    if lack is not None:
        pytest.skip(lack)
    with RealThing(tmp_path_factory.mktemp("java")) as running:
        yield running


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands, also those in other processes, speak English: for tests that read a line's words."""
    monkeypatch.setenv("DCAT_PUBLISHER_LANG", "en")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether the expected files are to be written anew."""
    return bool(request.config.getoption("--update-golden"))
