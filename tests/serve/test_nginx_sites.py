"""The configuration of nginx is of constant size, two sites stand in one nginx, and options are heard."""

from __future__ import annotations

import http.client
import re
import shutil
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from dcat_publisher.cli import main
from dcat_publisher.model.errors import ConfigurationError
from dcat_publisher.publish.nginx_server import Nginx, checked
from tests.serve.nginx_support import free_port, needs_nginx, running
from tests.serve.pages_of_nginx import header_of, site_of_size, texts
from tests.serve.site_support import copy_few

HOSTS = ("data.helsedirektoratet.no", "andre.example.org")
HTTP = "variables_hash_max_size|map_hash_|server_names_hash"


def built(source: Path, out: Path, *words: str) -> None:
    result = CliRunner().invoke(main, ["build", str(source), "--out", str(out), *words])
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, int]:
    """Two catalogues with bases of their own, both on one port."""
    folder, port = tmp_path_factory.mktemp("sites"), free_port()
    first = copy_few(folder / "first")
    second = Path(shutil.copytree(first, folder / "second"))
    for file in second.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace(HOSTS[0], HOSTS[1]), "utf-8")
    (second / "datasets" / "kpr.yaml").rename(second / "datasets" / "bare-her.yaml")
    outs = folder / "out 1", folder / "out2"
    for source, out in zip((first, second), outs, strict=True):
        built(source, out, "--nginx-root", str(out), "--nginx-listen", f"127.0.0.1:{port}")
    return *outs, port


def ask(port: int, host: str, path: str) -> tuple[int, dict[str, str]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": host})
        answer = connection.getresponse()
        answer.read()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}


@needs_nginx
def test_two_sites_in_one_nginx(sites: tuple[Path, Path, int], tmp_path: Path) -> None:
    one, other, port = sites
    text = "\n".join(f'include "{out}/nginx.conf";' for out in (one, other))
    text = f"variables_hash_max_size 4096;\n{text}"  # as docs/http.md advises
    with running(text, port, tmp_path) as complaints:
        assert ask(port, HOSTS[0], "/datasets/kpr")[0] == 200
        assert ask(port, HOSTS[0], "/datasets/bare-her")[0] == 404
        assert ask(port, HOSTS[1], "/datasets/bare-her")[0] == 200
        assert ask(port, HOSTS[1], "/datasets/kpr")[0] == 404
        for host in HOSTS:
            link = ask(port, host, "/datasets/kuhr")[1]["link"]
            assert f'<https://{host}/datasets/kuhr>; rel="cite-as"' in link
        assert ask(port, HOSTS[1], "/nginx-resources.conf")[0] == 404
        assert complaints() == ""


def test_no_directive_of_it_may_stand_once_only(sites: tuple[Path, Path, int]) -> None:
    for out in sites[:2]:
        text = "".join(file.read_text("utf-8") for file in out.glob("nginx*.conf"))
        assert re.search(HTTP, text) is None


def test_sites_share_names_of_what_is_the_same_only(sites: tuple[Path, Path, int]) -> None:
    """A name that both define means the same in both: the later one takes the place of the former."""
    maps = []
    for out in sites[:2]:
        text = "".join(file.read_text("utf-8") for file in sorted(out.glob("nginx*.conf")))
        found = re.findall(r"^(?:map|geo) [^\n]*\$(\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
        assert len(found) == len({name for name, _ in found}) > 50
        maps.append(dict(found))
    shared = maps[0].keys() & maps[1].keys()
    assert 0 < len(shared) < len(maps[0])
    assert all(maps[0][name] == maps[1][name] for name in shared)


def test_the_configuration_does_not_grow() -> None:
    few, many = (texts(site_of_size(size, files=3)) for size in (25, 1000))
    assert few[0] == many[0]
    assert (len(many[1]) - len(few[1])) / 975 < 150


PATHS: Sequence[str] = (
    "datasets/a", "datasets/A",
    f"datasets/{'x' * 60}", f"datasets/{'x' * 60}/y", f"b/{'q' * 45}",
    f"c/{'q' * 45}",
    "datasets/%C3%A6%C3%B8", f"datasets/{'%C3%A6' * 30}", "datasets/~1",
    f"datasets/~{'z' * 39}", "datasets/$x",
    "datasets/a.b-c_d",
)  # fmt: skip


@needs_nginx
def test_each_thing_has_its_own_links(tmp_path: Path) -> None:
    """Also where paths are long, end alike, differ in case, or begin like a regular expression where cut."""
    site = site_of_size(150, PATHS)
    port = free_port()
    for name, text in zip(("nginx.conf", "nginx-resources.conf"), texts(site, tmp_path, port), strict=True):
        (tmp_path / name).write_text(text, "utf-8", errors="surrogateescape")
    for item in site:
        file = tmp_path / f"{header_of(item).path}.ttl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("")
    text = f'variables_hash_max_size 4096;\ninclude "{tmp_path}/nginx.conf";'
    with running(text, port, tmp_path) as complaints:
        for item in [*site[:3], *site[-len(PATHS) :]]:
            expected = header_of(item)
            status, headers = ask(port, "x", f"/{item['path']}")
            assert status == 200, item["path"]
            assert expected.links <= set(headers["link"].split(", ")), item["path"]
            assert headers["link"].count('rel="item"') == expected.items
        assert complaints() == ""


@pytest.mark.parametrize(
    "nginx",
    [
        Nginx(root="srv/x"), Nginx(root='/srv/"; alias /etc'), Nginx(root="/srv/$host"), Nginx(root="/srv/*"),
        Nginx(root="/a\nb"), Nginx(listen=("",)), Nginx(listen=("80; root /",)), Nginx(listen=("80 ${x}",)),
        Nginx(name=""), Nginx(name="Å"), Nginx(name="1a"), Nginx(name="a" * 17), Nginx(name="a b"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_would_end_a_directive_is_refused(nginx: Nginx) -> None:
    with pytest.raises(ConfigurationError, match="--nginx-"):
        checked(nginx)


@pytest.mark.parametrize(
    "listen", ["80", "127.0.0.1:8080", "[::1]:8080", "*:80", "unix:/run/a.sock", "443 ssl", "80 backlog=5"]
)
def test_what_nginx_takes_is_taken(listen: str) -> None:
    assert checked(Nginx(listen=(listen,))).listen == (listen,)


@pytest.mark.usefixtures("english")
def test_an_option_without_effect_is_refused(tmp_path: Path) -> None:
    words = ["build", str(tmp_path), "--out", str(tmp_path / "out"), "--no-pages", "--nginx-name", "a"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2
    assert "--nginx-name is for nginx.conf" in result.output


@pytest.mark.usefixtures("english")
def test_a_configuration_file_does_not_say_what_nginx_serves(tmp_path: Path) -> None:
    """It comes with the checkout, and could name any folder of the machine."""
    (tmp_path / "dcat-publisher.toml").write_text('nginx-root = "/etc"\n')
    result = CliRunner().invoke(main, ["build", str(tmp_path), "--out", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert "unknown key `nginx-root`" in result.output
