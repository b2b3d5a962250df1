"""Dockerfile and compose.yaml, without an engine: what goes in, what runs, and what it may do."""

import json
import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools.site import ROOT

IGNORED = (ROOT / ".dockerignore").read_text().splitlines()
TAKEN = [line.removeprefix("!") for line in IGNORED if line.startswith("!")]
NEVER = [line.removeprefix("**/") for line in IGNORED if line.startswith("**/")]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]


def taken_files() -> list[str]:
    """Return what of the repository goes into a build."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()]
    return [name for name in names if any(name == one or name.startswith(f"{one}/") for one in TAKEN)]


def test_what_git_ignores_goes_into_no_image() -> None:
    for line in (ROOT / ".gitignore").read_text().splitlines():
        pattern = line.rstrip("/")
        if pattern.startswith("/"):
            assert not [one for one in TAKEN if one.split("/")[0] == pattern[1:]], line
        else:
            assert pattern in NEVER, f"add **/{pattern} to .dockerignore"
    assert IGNORED[1] == "*"
    assert not [name for name in taken_files() if any(fnmatch(part, one) for part in name.split("/") for one in NEVER)]


def test_the_files_of_the_image_are_a_site(tmp_path: Path) -> None:
    """The build's steps on the files that it gets, then what compose.yaml runs."""
    for name in taken_files():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "site" / name)
    own = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", "DJANGO_SETTINGS_MODULE": "fællessekretariat.settings"}
    own |= {"SITE_URL": "https://example.org", "SECRET_KEY": "k" * 60, "DATA_DIR": str(tmp_path / "data")}
    own |= {"PYTHONDONTWRITEBYTECODE": "1"}

    def run(*arguments: str, code: int = 0) -> None:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=tmp_path / "site", env=own, capture_output=True, text=True
        )
        assert done.returncode == code, done.stderr

    run("-m", "tools.messages", "compile")
    for name in ("__init__.py", "messages.py"):
        (tmp_path / "site/tools" / name).unlink()
    run("-m", "gunicorn", "--check-config", "--config", "gunicorn.conf.py", "fællessekretariat.wsgi:application")
    run("-m", "fællessekretariat.healthcheck", "http://127.0.0.1:1/", code=1)


def test_the_image_runs_as_nobody_and_says_how_it_is() -> None:
    stages = re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]
    final = {stage.split("\n")[0].rpartition(" ")[2]: stage for stage in stages}
    assert list(final)[-1] == "web"
    for name in ("web", "front"):
        user = re.search(r"^USER (\d+):(\d+)$", final[name], re.MULTILINE)
        assert user and int(user[1]) > 0
        assert "HEALTHCHECK" in final[name]
    assert "LANG=C.UTF-8" in final["base"] and "PYTHONUTF8=1" in final["base"]
    assert "--require-hashes" in DOCKERFILE
    commands = [json.loads(found) for found in re.findall(r"^ *CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)]
    assert ["/hosting/start"] in commands and ["python", "-m", "fællessekretariat.healthcheck"] in commands
    assert ["gunicorn", "--config", "gunicorn.conf.py", "fællessekretariat.wsgi:application"] in commands
    assert os.access(ROOT / "hosting/nginx/start", os.X_OK)


def test_the_dockerfile_is_as_hadolint_wants_it() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "hadolint", ROOT / "Dockerfile"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_may_do_as_little_as_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in [place.partition(":")[0] for place in service["tmpfs"]]  # noqa: S108
    assert set(service.get("cap_add", [])) <= (
        {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"} if name == "db" else set()
    )
    assert ("ports" in service) == (name == "nginx")
    assert not service.get("privileged") and "docker.sock" not in json.dumps(service)
    image = service["image"]
    assert image.startswith("faellessekretariat-") or ":" in image


def test_the_services_find_each_other() -> None:
    assert set(SERVICES) == {"db", "setup", "web", "worker", "nginx"}
    assert COMPOSE["networks"]["inside"]["internal"] is True and SERVICES["db"]["networks"] == ["inside"]
    assert SERVICES["worker"]["command"] == ["python", "manage.py", "worker"]
    assert SERVICES["worker"]["healthcheck"]["test"][2:4] == ["-m", "fællessekretariat.healthcheck"]
    address = SERVICES["web"]["networks"]["inside"]["ipv4_address"]
    assert SERVICES["nginx"]["environment"]["WEB"] == f"{address}:8000"
    # Requests are noted by nginx, where the worker counts them.
    assert SERVICES["worker"]["environment"]["ACCESS_LOG_DIR"] == "/logs"
    assert "logs:/logs" in SERVICES["worker"]["volumes"] and "logs:/logs" in SERVICES["nginx"]["volumes"]
    assert "data:/data:ro" in SERVICES["nginx"]["volumes"]
    # pg_dump is no older than the server: both are Debian 12's.
    assert SERVICES["db"]["image"] == "postgres:15-bookworm" and "bookworm AS base" in DOCKERFILE


def test_each_choice_is_named_in_the_example_and_no_secret_is_given_away() -> None:
    example = (ROOT / ".env.example").read_text()
    named = dict(re.findall(r"^([A-Z_]+)=(.*)$", example, re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "compose.yaml").read_text()))
    assert asked - {"SUBNET"} <= set(named)
    settings = (ROOT / "docs/settings.md").read_text()
    assert [name for name in named if f"`{name}`" not in settings and name not in asked] == []
    assert not any(named[name] for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "BACKUP_KEY"))
