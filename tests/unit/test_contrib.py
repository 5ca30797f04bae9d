"""What is given to administrators beside the code: the systemd unit, the container, and how it is composed."""

import json
import re
import tomllib
from configparser import ConfigParser
from typing import Any

import yaml

from bot.cli import _parser
from bot.settings.model import PREFIX, Settings
from tests.unit.papers import ROOT, page

PACKAGES = tomllib.loads(page("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
COMMANDS = set(re.findall(r"^    (\w+)  ", _parser().format_help(), re.MULTILINE))


def unit() -> ConfigParser:
    parsed = ConfigParser(interpolation=None, strict=True)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read_string(page("contrib/planerka.service"))
    return parsed


def steps() -> list[tuple[str, str]]:
    """The instructions of the Containerfile."""
    text = re.sub(r"\\\n\s*", "", re.sub(r"(?m)^#.*\n", "", page("Containerfile")))
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in text.splitlines()) if word]


def of(word: str) -> list[str]:
    return [rest for name, rest in steps() if name == word]


def service() -> dict[str, Any]:
    [only] = yaml.safe_load(page("compose.yaml"))["services"].values()
    assert isinstance(only, dict)
    return only


def test_the_unit_starts_again_only_where_it_helps() -> None:
    """1. After a failure, but not after status 2, a wrong setting: that would be a loop. After the network is there."""
    parsed = unit()
    assert parsed["Service"]["Restart"] == "on-failure"
    assert parsed["Service"]["RestartPreventExitStatus"].split() == ["2"]
    assert float(parsed["Service"]["RestartSec"]) > 0
    assert parsed["Unit"]["After"] == parsed["Unit"]["Wants"] == "network-online.target"
    assert parsed["Install"]["WantedBy"] == "multi-user.target"


def test_the_unit_may_do_little() -> None:
    """2. Not as root, and it writes its own folder only."""
    run = unit()["Service"]
    assert run["User"] not in {"", "root"}
    assert (run["ProtectSystem"], run["ReadWritePaths"]) == ("strict", run["WorkingDirectory"])
    assert run["ExecStart"] == f"{run['WorkingDirectory']}/.venv/bin/python -m bot run"
    assert {run[name] for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "RestrictSUIDSGID")} == {"yes"}
    assert run["CapabilityBoundingSet"] == ""


def test_the_image_holds_the_code_and_no_secrets() -> None:
    """3. All packages, and the lock with its hashes; neither .env nor a database comes along."""
    assert [source.split()[0] for source in of("COPY")] == ["requirements/base.txt", *sorted(PACKAGES)]
    assert [source for source in of("COPY") if not (ROOT / source.split()[0]).exists()] == []
    assert "--require-hashes" in of("RUN")[0]
    ignored, *kept = [line for line in page(".dockerignore").splitlines() if not line.startswith("#")]
    assert ignored == "*"
    assert sorted(line[1:] for line in kept if line.startswith("!")) == sorted([*PACKAGES, "requirements"])


def test_the_image_is_slim_and_not_root() -> None:
    """4. It works as a user of its own in its data folder; its commands are ours."""
    [base] = of("FROM")
    assert base.endswith("-slim")
    assert steps().index(("USER", "10001")) > max(i for i, (word, _) in enumerate(steps()) if word in {"RUN", "COPY"})
    assert of("WORKDIR") == of("VOLUME") == ["/data"]
    [health], [entry], [command] = of("HEALTHCHECK"), of("ENTRYPOINT"), of("CMD")
    assert json.loads(health.partition(" CMD ")[2]) == [*json.loads(entry), "health"]
    assert {"health", *json.loads(command)} <= COMMANDS


def test_it_is_composed_of_one_service() -> None:
    """5. Read-only but for the data folder, with a log that does not fill the disk, and no endless loop of starts."""
    run = service()
    assert (ROOT / run["build"]["dockerfile"]).is_file()
    assert (run["read_only"], run["volumes"], run["cap_drop"]) == (True, ["data:/data"], ["ALL"])
    assert run["env_file"] == ".env"
    assert {name.removeprefix(PREFIX).lower() for name in run["environment"]} <= set(Settings.model_fields)
    assert run["environment"]["PLANERKA_DATABASE_URL"] in of("ENV")[0]
    assert run["restart"].startswith("on-failure:")
    assert set(run["logging"]["options"]) == {"max-size", "max-file"}
    assert list(yaml.safe_load(page("compose.yaml"))["volumes"]) == ["data"]
