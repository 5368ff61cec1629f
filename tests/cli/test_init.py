"""`init` makes a catalogue with nothing wrong in it, in the language asked for; `new` adds a dataset."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dcat_publisher.cli import main
from dcat_publisher.model.language import Words
from dcat_publisher.source import starter
from dcat_publisher.source.starter import BASE, EXTRAS, NUMBER
from tests.test_words import misspelt

NAMES = Words(starter.__file__).group("starter")["organisation"]
STARTERS = Path("src/dcat_publisher/source/starter_catalog")
ALL = [word for extra in EXTRAS for word in ("--with", extra)]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def texts(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.rglob("*.yaml")))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("extras", [[], ALL, ["--with", "law"], ["--with", "series"], ["--with", "api"]])
def test_what_it_makes_is_right(language: str, extras: list[str], tmp_path: Path) -> None:
    source = tmp_path / "cat"
    assert run("init", source, "--lang", language, *extras).exit_code == 0
    told = run("check", source, "--lang", "en", "--select", "Y,R,T,W,Catalog,Resource,Distribution")
    assert told.exit_code == 0, told.output
    assert "0 errors, 0 warnings" in told.stderr, told.output
    assert f"defaultLanguage: {language}" in texts(source)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_no_warning_awaits_it_at_the_harvest(language: str, tmp_path: Path) -> None:
    assert run("init", tmp_path / "cat", "--lang", language, *ALL).exit_code == 0
    assert run("build", tmp_path / "cat", "--out", tmp_path / "out", "--quiet").exit_code == 0
    told = run("rehearse", tmp_path / "out", "--lang", "en", "--fail-on", "warning")
    assert told.exit_code == 0, told.output
    assert "availability" not in "".join(line for line in told.output.splitlines() if line.startswith("H305"))


@pytest.mark.parametrize(
    "name", ["Etaten", 'Etaten: tall, og "fakta"', "Ja", "{nb: x}", "Ås & co", "#1", "nei "]
)
def test_what_is_given_is_written_as_it_is(name: str, tmp_path: Path) -> None:
    source = tmp_path / "cat"
    told = run(
        "init", source, "--name", name, "--organisation-number", "974 760 673",
        "--base", "https://data.etaten.no", "--lang", "nb",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    assert run("build", source, "--out", tmp_path / "out", "--quiet").exit_code == 0
    published = (tmp_path / "out" / "catalog.ttl").read_text("utf-8")
    assert '"' + name.replace('"', '\\"') + '"@nb' in published
    assert "organizations/974760673" in published
    assert "https://data.etaten.no/datasets/eksempel" in published
    assert NUMBER not in published
    assert BASE not in texts(source)


def test_without_a_number_none_is_invented(tmp_path: Path) -> None:
    told = run("init", tmp_path / "cat", "--lang", "nb")
    assert "organisasjonsnummeret mangler" in told.stderr
    assert run("build", tmp_path / "cat", "--out", tmp_path / "out", "--quiet").exit_code == 0
    assert NUMBER not in (tmp_path / "out" / "catalog.ttl").read_text("utf-8")


@pytest.mark.parametrize("number", ["974760674", "12345678", "97476067x", "٩٧٤٧٦٠٦٧٣"])
def test_a_wrong_number_is_refused_in_the_language(number: str, tmp_path: Path) -> None:
    told = run("init", tmp_path / "cat", "--organisation-number", number, "--lang", "nn")
    assert (told.exit_code, "ikkje eit organisasjonsnummer" in told.stderr) == (2, True)
    assert not (tmp_path / "cat").exists()


@pytest.mark.parametrize("base", ["data.etaten.no", "ftp://data.etaten.no/", "https://", "https://a.no/?x"])
def test_a_wrong_base_is_refused(base: str, tmp_path: Path) -> None:
    told = run("init", tmp_path / "cat", "--base", base, "--lang", "nb")
    assert (told.exit_code, "ikke en adresse" in told.stderr) == (2, True)


def test_a_new_dataset_has_what_it_needs(tmp_path: Path) -> None:
    source = tmp_path / "cat"
    run("init", source, "--lang", "nn")
    told = run("new", "dataset", "inn-ut", source, "--title", "Inn: og ut", "--lang", "nn")
    assert told.exit_code == 0, told.output
    file = source / "datasets" / "inn-ut.yaml"
    assert '{nn: "Inn: og ut"}' in file.read_text("utf-8")
    told = run("check", file, "--lang", "en", "--output-format", "concise")
    assert "TODO" in told.stdout
    assert "required" not in told.stdout


def test_a_new_dataset_names_the_publisher_where_none_is_inherited(tmp_path: Path) -> None:
    source = tmp_path / "cat"
    run("init", source, "--lang", "nb")
    catalog = source / "catalog.yaml"
    text = catalog.read_text("utf-8").replace("    publisher: virksomheten\n", "", 1)
    catalog.write_text(text, "utf-8")
    assert run("new", "dataset", "tall", source).exit_code == 0
    lines = (source / "datasets" / "tall.yaml").read_text("utf-8").splitlines()
    assert "publisher: virksomheten" in lines
    assert not any(line.startswith("contactPoint") for line in lines)


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", "a b", "a.ttl", ""])
def test_a_name_that_is_no_file_of_the_source_is_refused(name: str, tmp_path: Path) -> None:
    run("init", tmp_path / "cat", "--lang", "nb")
    before = sorted(tmp_path.rglob("*"))
    assert run("new", "dataset", name, tmp_path / "cat", "--lang", "nb").exit_code == 2
    assert sorted(tmp_path.rglob("*")) == before


def test_a_dataset_that_is_there_stays(tmp_path: Path) -> None:
    source = tmp_path / "cat"
    run("init", source, "--lang", "nb")
    before = texts(source)
    told = run("new", "dataset", "eksempel", source, "--lang", "nb")
    assert (told.exit_code, "finnes fra før" in told.stderr) == (2, True)
    assert texts(source) == before


def test_the_nynorsk_files_are_nynorsk() -> None:
    for file in (STARTERS / "nn").rglob("*.yaml"):
        said = [line.partition("# ")[2] for line in file.read_text("utf-8").splitlines()]
        assert misspelt(re.sub(r"https?:\S+", "", "\n".join(said))) == {}, file


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_files_have_what_is_replaced(language: str) -> None:
    model = texts(STARTERS / language / "main")
    assert (BASE in model, model.count(NUMBER), f": {NAMES[language]}}}" in model) == (True, 2, True)
