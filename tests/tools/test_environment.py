"""Set-up says in one line what is wrong, and installs only what changed."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import environment, lock

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with locks and a .venv whose Python is this one."""
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "dev"):
        (tmp_path / "requirements" / f"{name}.txt").write_text("package==1.0 \\\n    --hash=sha256:00\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    monkeypatch.setattr(environment, "ROOT", str(tmp_path))
    monkeypatch.setattr(environment, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(environment, "UNFINISHED", str(tmp_path / ".venv" / "unfinished"))
    monkeypatch.setattr(environment, "VENV_PYTHON", str(tmp_path / ".venv" / "bin" / "python"))
    return tmp_path


def stamp(name: str) -> None:
    """Note the lock as installed."""
    Path(environment.stamp_path(name)).write_text(environment.fingerprint(name))


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15))
    monkeypatch.setenv("PATH", "/nonexistent")
    assert environment.main(["runtime"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("make: needs Python 3.11 or newer, this is 3.6.15")
    assert said.count("\n") == 1


def test_an_old_python_can_read_the_file() -> None:
    tree = ast.parse((ROOT / "tools" / "environment.py").read_text(encoding="ascii"))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef, ast.Await)
    for node in ast.walk(tree):
        # What came after 2.7 is a SyntaxError there.
        assert not isinstance(node, newer), ast.unparse(node)
        assert not (isinstance(node, ast.Raise) and node.cause), ast.unparse(node)
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            annotated = [each for each in arguments.args if each.annotation]
            assert not (node.returns or annotated or arguments.kwonlyargs or arguments.posonlyargs), node.name


def test_a_new_python_on_path_is_taken(tmp_path: Path) -> None:
    (tmp_path / "python3.12").write_text('#!/bin/sh\n[ "$1" = -c ] && echo 3.12.9 || echo taken over: $@\n')
    (tmp_path / "python3.12").chmod(0o755)
    program = (
        "import sys; sys.path.insert(0, sys.argv.pop(1)); import environment\n"
        "sys.version_info = (3, 6, 15); sys.argv = ['environment.py', 'runtime']\n"
        "environment.main(['runtime'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(ROOT / "tools")],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "taken over: environment.py runtime"


def test_a_missing_venv_module_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(environment.Trouble, match="apt-get install python3-venv"):
        environment.make_venv()


def test_nothing_is_installed_while_the_lock_stands(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(environment, "venv_works", lambda: True)
    monkeypatch.setattr(environment, "install", installed.append)
    environment.prepare("runtime")
    stamp("runtime")
    environment.prepare("runtime")
    assert installed == ["runtime"]
    (checkout / "requirements" / "runtime.txt").write_text("package==1.1 --hash=sha256:11\n")
    environment.prepare("runtime")
    assert installed == ["runtime", "runtime"]


def pip_says(checkout: Path, lines: str, code: int) -> None:
    """Put a program in place of .venv's Python that answers as pip does."""
    python = checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text(f'#!/bin/sh\n[ "$1" = -c ] && echo 3.11.9 && exit\nprintf "{lines}"\nexit {code}\n')
    python.chmod(0o755)


def test_what_stands_stays_when_nothing_can_be_fetched(checkout: Path) -> None:
    pip_says(checkout, "Collecting package==1.0\\nWARNING: Retrying after NewConnectionError\\nERROR: none\\n", 1)
    stamp("runtime")
    with pytest.raises(environment.Trouble, match="cannot reach the package index"):
        environment.install("dev")
    assert environment.is_current("runtime")
    assert not Path(environment.UNFINISHED).exists()


def test_a_broken_off_installation_is_begun_anew(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stamp("runtime")
    pip_says(checkout, "Collecting package==1.0\\nInstalling collected packages: package\\nERROR: disk\\n", 2)
    with pytest.raises(environment.Trouble, match="pip could not install the requirements: ERROR: disk"):
        environment.install("dev")
    assert not environment.is_current("runtime")
    assert not environment.venv_works()
    pip_says(checkout, "Collecting package==1.0\\nInstalling collected packages: package\\n", 0)
    environment.install("dev")
    assert environment.is_current("runtime")
    assert environment.is_current("dev")
    assert not Path(environment.UNFINISHED).exists()


def test_a_venv_of_another_python_is_made_anew(checkout: Path) -> None:
    assert not environment.venv_works()
    version = "python{}.{}".format(*sys.version_info[:2])
    (checkout / ".venv" / "lib" / version / "site-packages" / "pip").mkdir(parents=True)
    assert environment.venv_works()
    shutil.rmtree(checkout / ".venv" / "lib")
    assert not environment.venv_works()


def test_the_dev_lock_holds_the_runtime_lock() -> None:
    assert lock.differences(ROOT / lock.RUNTIME, ROOT / lock.DEV) == []


@pytest.mark.parametrize("name", ["runtime", "dev"])
def test_a_lock_names_no_address_and_hashes_everything(name: str) -> None:
    path = ROOT / "requirements" / f"{name}.txt"
    assert "://" not in path.read_text()
    assert len(lock.pins(path)) > 40
    assert all("--hash=sha256:" in part for part in path.read_text().split("\n    # via")[0:1])
