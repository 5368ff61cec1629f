"""A wrong call is told of in the language that it asks for; the exit codes stay what they are."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.model.errors import OutputError
from tests.project import SOURCE
from tests.test_words import misspelt

WRONG = {
    "a folder that is not there": (["check", "nowhere"], "finst ikkje"),
    "an option that is not there": (["check", "--fail-onn", "error"], "Meinte du --fail-on?"),
    "a command that is not there": (["rehearze"], "Meinte du rehearse?"),
    "a value that an option does not have": (["check", "--fail-on", "fatal"], "`fatal` er ikkje ein av"),
    "a number that is too large": (["serve", "--port", "99999"], "--port: 99999 er utanfor"),
    "no number": (["serve", "--port", "x"], "er ikkje eit tal"),
    "an argument that is missing": (["explain"], "CODE manglar"),
    "an option without its value": (["check", "--profile"], "treng ein verdi"),
    "too many words": (["explain", "T201", "T202"], "for mange ord"),
    "a file that is not there": (["check", "--config", "nowhere.toml"], "`nowhere.toml` finst ikkje"),
    "a rule that is not there": (["explain", "T999"], "ingen regel har koden T999"),
    "codes that no rule has": (["check", "--select", "Q"], "ingen regel har ein kode"),
    "a class that is not there": (["keys", "Datset"], "meinte du Dataset?"),
    "a list that is not there": (["vocab", "show", "nothing-at-all"], "inga kodeliste"),
    "two that exclude each other": (["check", "--full", "--quiet"], "utelukkar kvarandre"),
}


def call(words: list[str], language: str, **variables: str) -> Result:
    clean = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": "C"}
    return CliRunner().invoke(main, words, env=clean | {"DCAT_PUBLISHER_LANG": language} | variables)


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_it_is_told_in_nynorsk(words: list[str], said: str) -> None:
    result = call(words, "nn")
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert result.stdout == ""
    told = [line for line in result.stderr.splitlines() if not line.startswith("Bruk")]
    assert misspelt("\n".join(told).replace("'nb', 'nn', 'en'", "")) == {}


@pytest.mark.parametrize("words", [words for words, _ in WRONG.values()])
def test_english_is_what_click_says(words: list[str]) -> None:
    result = call(words, "en")
    assert result.exit_code == 2
    assert "Feil" not in result.stderr


@pytest.mark.parametrize(
    ("words", "variables", "said"),
    [
        (["explain", "--lang", "nn"], {}, "manglar"),
        (["explain", "--lang=nn"], {}, "manglar"),
        (["explain"], {"LC_ALL": "nn_NO.UTF-8"}, "manglar"),
        (["explain"], {}, "mangler"),
    ],
)
def test_the_call_and_the_locale_choose_the_language(
    words: list[str], variables: dict[str, str], said: str
) -> None:
    assert said in call(words, "", **variables).stderr


@pytest.mark.parametrize("address", ["x", "dask://", "tcp://127.0.0.1:1"])
def test_what_is_no_address_of_a_cluster_is_told_whatever_the_size_of_the_folder(address: str) -> None:
    result = call(["check", str(SOURCE), "--executor", address], "nn")
    assert (result.exit_code, "skriv dask://TENAR:PORT" in result.stderr) == (2, True), result.stderr


def test_a_language_that_there_is_not_is_told_of() -> None:
    result = call(["check", "--lang", "xx"], "nb")
    assert (result.exit_code, "`xx` er ikke en av" in result.stderr) == (2, True)


def test_an_error_goes_from_process_to_process() -> None:
    import pickle  # noqa: PLC0415

    words = {"nb": "borte", "nn": "vekke", "en": "gone"}
    again = pickle.loads(pickle.dumps(OutputError(words)))
    assert (again.said("nn"), str(again)) == ("vekke", "gone")



def test_what_was_built_is_told_in_the_language(tmp_path: Path) -> None:
    assert call(["init", str(tmp_path / "cat")], "nn").exit_code == 0
    told = call(["build", str(tmp_path / "cat"), "--out", str(tmp_path / "out")], "nn")
    assert "skreiv" in told.stderr
    assert misspelt(told.stderr) == {}
