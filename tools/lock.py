"""Resolve pyproject.toml into the two locks of requirements/; arguments (--upgrade, say) go to uv."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME, DEV = Path("requirements/runtime.txt"), Path("requirements/dev.txt")
# For every platform, with hashes, and without a word on where this machine fetches packages.
OPTIONS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"),
    "--quiet",
]


def pins(path: Path) -> list[tuple[str, str]]:
    """Take a lock; return each package's name and version; a name comes twice when platforms need two."""
    pin = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", flags=re.MULTILINE)
    return pin.findall(path.read_text())


def differences(runtime: Path, dev: Path) -> list[str]:
    """Return the pins of the runtime lock that the dev lock does not hold; there must be none."""
    held = set(pins(dev))
    return [f"{name}=={version}" for name, version in pins(runtime) if (name, version) not in held]


def compile_lock(target: Path, *options: str) -> None:
    """Resolve into `target`; raise CalledProcessError when uv fails."""
    command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *options, "pyproject.toml"]
    subprocess.run([*command, "--output-file", str(target)], cwd=ROOT, check=True)


def main() -> int:
    """Write both locks; return the exit code."""
    arguments = sys.argv[1:]
    try:
        compile_lock(RUNTIME, *arguments)
        compile_lock(DEV, "--extra", "dev", "--extra", "media", "--constraint", str(RUNTIME), *arguments)
    except subprocess.CalledProcessError:
        print("make: uv could not resolve the requirements; its reasons stand above", file=sys.stderr)
        return 1
    for path in (RUNTIME, DEV):
        if re.search(r"https?://|^--", (ROOT / path).read_text(), flags=re.MULTILINE):
            print(f"make: {path} holds an address or an index option: not to be committed", file=sys.stderr)
            return 1
        print(f"{path}: {len(pins(ROOT / path))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
