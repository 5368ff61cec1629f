"""Lists of variables as spreadsheets save them: every encoding, separator and heading, with exact places."""

import codecs
from pathlib import Path

import pytest

from dcat_publisher.source.variables import VariableList, read_list
from dcat_publisher.source.variables.codes import Known
from tests.project import vocabulary

TEXT = """\
Navn;Tittel (nb);Title@en;Beskrivelse;Datatype;Kodeliste;Gyldig fra
kjonn;Kjønn – «ja»;Sex;Registrert;kode;urn:oid:2.16.578.1.12.4.1.1.3101;2008
"""


def read(data: bytes, folder: Path, language: str = "nb") -> tuple[VariableList, list[str]]:
    """Read one file; findings as `line:column CODE`."""
    file = folder / "a.variables.csv"
    file.write_bytes(data)
    found, faults = read_list(file, "a.variables.csv", folder, Known(vocabulary()), language)
    return found, [f"{fault.place.line}:{fault.place.column} {fault.code}" for fault in faults]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode("cp1252"),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(";", "\t").encode("utf-16"),
        TEXT.replace(";", ",").encode(),
        b"sep=;\r\n" + TEXT.encode(),
        ("# saved from Excel\n\n;;;\n" + TEXT.replace("2008\n", "2008;;\n")).encode(),
    ],
)
def test_what_spreadsheets_save_is_the_same_list(data: bytes, tmp_path: Path) -> None:
    found, faults = read(data, tmp_path)
    assert faults == []
    (variable,) = found.variables
    assert variable.name == "kjonn"
    assert variable.titles == {"nb": "Kjønn – «ja»", "en": "Sex"}
    assert variable.descriptions == {"nb": "Registrert"}
    assert (variable.datatype, variable.valid_from, variable.is_required) == ("code", "2008", None)


def test_a_text_without_a_language_is_in_that_of_the_catalogue(tmp_path: Path) -> None:
    found, _ = read(b"name,title,description\na,A,B\n", tmp_path, "nn")
    assert found.variables[0].titles == {"nn": "A"}


def test_names_of_variables_stay_when_rows_are_added_below(tmp_path: Path) -> None:
    head = "name,title,description,table\nid,Id,x,a\nå r,Å,x,a\n"
    before, _ = read(head.encode(), tmp_path)
    after, faults = read((head + "id,Id,x,b\n").encode(), tmp_path)
    assert [each.fragment for each in before.variables] == ["variable-id", "variable-%C3%A5%20r"]
    assert [each.fragment for each in after.variables[:2]] == [each.fragment for each in before.variables]
    assert after.variables[2].fragment == "variable-b-id"
    assert faults == []


def test_a_fault_behind_quoted_lines_and_separators_has_its_place(tmp_path: Path) -> None:
    text = 'name;title;description;datatype\na;"A;b";"one\ntwo ""three""";intger\nb;"";x;dato\n'
    _, faults = read(text.encode(), tmp_path)
    assert faults == ["3:16 V203", "4:3 V201"]


def test_dates_and_characters_are_checked_as_in_yaml(tmp_path: Path) -> None:
    _, faults = read(b"name;title;description;valid_from\na;A;x;01.02.2020\nb;B;\x07x;2020-13-01\n", tmp_path)
    assert faults == ["2:7 V219", "3:5 T501", "3:8 V219"]


@pytest.mark.parametrize("data", [b"\x00", b'"', b"\xff\xfe", b"name\n", b";;;\n", b"sep=;", b"a,b\n" * 3])
def test_no_bytes_are_an_exception(data: bytes, tmp_path: Path) -> None:
    found, faults = read(data, tmp_path)
    assert found.variables == ()
    assert faults


def test_five_thousand_faults_are_found_at_once(tmp_path: Path) -> None:
    rows = "".join(f"v{number};V{number};x;intger\n" for number in range(5000))
    _, faults = read(f"name;title;description;datatype\n{rows}".encode(), tmp_path)
    assert faults[-1] == "5001:15 V203"
    assert len(faults) == 5000


HEAD = "name;title@nb;description@nb;datatype;unit\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alder|Alder|i år|heltall|år".join((HEAD.replace(";", "|"), "\n")), []),
        (HEAD + "a;A;x;tall;år\nb;B; y; ja;heltall;kg\n", ["3:20 V104"]),
        (HEAD + "a;A;x;tall;år\nc;C;x;tall;år\nb;B; y; ja;heltall;\n", ["4:1 V104"]),
        (HEAD + "a;A;x;heltal1;\n", ["2:7 V203"]),
        (HEAD + "a;A;x;numeric(5,0);\n", ["2:7 V203"]),
        (HEAD + "a;A;x;;dato\nb;B;x;;dato\n", ["2:8 V209"]),
        (HEAD + "a;A;<b>x</b>;;\n", ["2:5 T506"]),
        (HEAD + "a;A;x;tall;Ã¥r\n", ["2:12 T502"]),
        (HEAD + "a;#N/A;x;;\n", ["2:3 V210"]),
        ("alder;Alder;;\nkjonn;Kjønn;;\n", ["1:1 V105"]),
        ("Liste over variabler\n" + HEAD + "a;A;x;;\n", ["1:1 V105"]),
        ("name;title;;description\na;A;;x\n", []),
        ("name;title;;description\na;A;?;x\n", ["1:12 V106"]),
        ("Navn;Tittel (norsk);Tittel - engelsk;beskrivelse\na;A;B;x\n", []),
        ("name;title;title@nb;description\na;A;B;x\n", ["1:12 V102"]),
        ("Kolonne;Label;Definisjon;Format\na;A;x;fritekst\n", []),
        ('[{"name": "a"}]\n', ["1:1 V105"]),
        ("<html><table>\n<tr><td>name</td></tr>\n", ["1:1 V105"]),
        ("name,title,description,datatype\na,A,i år, og dager,heltall\n", ["2:20 V104"]),
        ("name,title,description,datatype,unit\na,A,i år, og dager,heltall,\n", ["2:1 V104"]),
        ("name;title;description;datatype\na;A;x;NUMBER(10)\n", ["2:7 V203"]),
        ("name;title;description\na;=A2&B2;x\n", ["2:3 V210"]),
        ("name;title;description\n1,00E+05;A;x\n", ["2:1 V210"]),
        ("name;title;description;valid_from\na;A;x;########\n", ["2:7 V210"]),
        ("name;title;description\nal\u00a0der;A;x\n", ["2:1 T505"]),
        ("name;title;description;concept\na;A;x;htp://example.no/a\n", ["2:7 T101"]),
        ("name;title;description;concept\na;A;x;htttps://example.no/a\n", ["2:7 T101"]),
        ("name;title;description;datatype;unit\na;A;x;heltal;år\n", ["2:7 V203"]),
        ("name;title;description;datatype;code_list\na;A;x;kode;Kjønn\n", ["2:12 V204"]),
        ("name;title;description\nÅ;A;x\nå;B;x\n", ["3:1 V211"]),
        ("name;title;description;table\na;A;x;t\nA;A;x;u\n", []),
        ("name;title@nb;title@en;description\na;Alder;Age;x\nb;alder;age;x\nc;Alder;;x\n", ["3:3 V213"]),
        ("name;title;description\na;?;x\n", ["2:3 V215"]),
        ("name;title;description;required\na;A;x;n/a\n", ["2:7 V217"]),
        ("name;title;description;?\na;A;x;-\n", ["1:24 V101"]),
        ("name;title;description;table\na;A;x;\nb;B;x;t\n", []),
    ],
)  # fmt: skip
def test_the_faults_of_a_careless_hand_are_found_where_they_are(
    text: str, expected: list[str], tmp_path: Path
) -> None:
    assert read(text.encode(), tmp_path)[1] == expected


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x14\0\x06\0" + bytes(40), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40)]
)
def test_a_workbook_is_called_one(data: bytes, tmp_path: Path) -> None:
    assert read(data, tmp_path)[1] == ["1:1 V008"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_what_has_no_mark_is_read_too(encoding: str, tmp_path: Path) -> None:
    found, faults = read(TEXT.encode(encoding), tmp_path)
    assert faults == []
    assert [each.name for each in found.variables] == ["kjonn"]


def test_a_long_text_is_no_fault(tmp_path: Path) -> None:
    found, faults = read(f"{HEAD}a;A;{'ord ' * 50_000};;\n".encode(), tmp_path)
    assert faults == []
    assert len(found.variables[0].descriptions["nb"]) == 199_999


def test_the_datatype_that_was_meant_is_named_in_the_words_of_the_reader(tmp_path: Path) -> None:
    file = tmp_path / "a.variables.csv"
    file.write_text(HEAD + "a;A;x;heltal1;\n", "utf-8")
    _, (fault,) = read_list(file, "a", tmp_path, Known(vocabulary()), "nb")
    assert fault.help is not None
    assert "Mente du `heltall`?" in fault.help["nb"]
    assert "`desimaltal`" in fault.help["nn"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("43831", "`2020-01-01`"),  # the number of a day in a spreadsheet
        ("1.1.2020", "`2020-01-01`"),
        ("01012020", "`2020-01-01`"),
        ("januar 2020", "`2020-01`"),
        ("fra 2008", "`2008`"),
        ("'2008", "`2008`"),
        ("2008,0", "`2008`"),
    ],
)
def test_the_date_that_was_meant_is_asked_for(typed: str, meant: str, tmp_path: Path) -> None:
    file = tmp_path / "a.variables.csv"
    file.write_text(f"name;title;description;valid_from\na;A;x;{typed}\n", "utf-8")
    _, (fault,) = read_list(file, "a", tmp_path, Known(vocabulary()), "nb")
    assert fault.help is not None
    assert f"Did you mean {meant}?" in fault.help["en"]


@pytest.mark.parametrize("typed", ["2.16.578.1.12.4.1.1.3101", "OID 2.16.578.1.12.4.1.1.3101", "Volven 3101"])
def test_a_code_list_that_is_named_by_its_number_is_told_with_its_address(typed: str, tmp_path: Path) -> None:
    file = tmp_path / "a.variables.csv"
    file.write_text(f"name;title;description;code_list\na;A;x;{typed}\n", "utf-8")
    _, (fault,) = read_list(file, "a", tmp_path, Known(vocabulary()), "nb")
    assert fault.code == "V204"
    assert fault.meant == "urn:oid:2.16.578.1.12.4.1.1.3101"


@pytest.mark.parametrize(
    ("header", "heading"),
    [
        ("name;title@nb", "description@nb"),
        ("Navn;Tittel", "beskrivelse"),
        ("variabelnavn;Ledetekst (nb)", "beskrivelse@nb"),
        ("namn;tittel@nn", "skildring@nn"),
    ],
)
def test_a_column_to_be_added_is_named_in_the_language_of_the_list(
    header: str, heading: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.variables.csv"
    file.write_text(f"{header}\na;A\n", "utf-8")
    _, (fault,) = read_list(file, "a", tmp_path, Known(vocabulary()), "nb")
    assert fault.help is not None
    assert fault.code == "V208"
    assert f"`{heading}`" in fault.help["nb"]


def test_what_says_nothing_is_not_published(tmp_path: Path) -> None:
    text = "name;title;description;unit;code_list;valid_to;required\na;A;x;-;Ingen;9999-12-31;?\n"
    found, faults = read(text.encode(), tmp_path)
    assert [fault.partition(" ")[2] for fault in faults] == ["V217"] * 4
    (variable,) = found.variables
    assert (variable.unit, variable.code_list, variable.valid_to, variable.is_required) == ("", "", "", None)
