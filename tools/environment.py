"""Make .venv and keep it at a lock of requirements/: `python3 tools/environment.py runtime` or `... dev`."""

# Any Python from 2.7 on can read this file, so that one too old hears so in a sentence, not by a SyntaxError.
from __future__ import print_function

import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys

NEEDED = (3, 11)
NEWER = ["python3.13", "python3.12", "python3.11", "python3.14"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
# Is there while packages are written; a package half written would pass for installed.
UNFINISHED = os.path.join(VENV, "unfinished")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
# The dev lock holds every pin of the runtime lock, so whoever has the first has the second.
HOLDS = {"runtime": ["runtime"], "dev": ["runtime", "dev"]}
UNREACHABLE = re.compile(
    r"(NewConnectionError|NameResolutionError|Temporary failure in name resolution|Connection refused"
    r"|Network is unreachable|No route to host|ConnectTimeout|ReadTimeout|timed out|ProxyError|SSLError"
    r"|RemoteDisconnected|Connection reset|Max retries exceeded)"
)


class Trouble(Exception):
    """A condition that the person at the keyboard can mend, as one sentence."""


def version_of(python):
    """Take a Python's path; return its version as a tuple of three numbers, or None when it does not run."""
    try:
        command = [python, "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"]
        with open(os.devnull, "w") as nowhere:
            text = subprocess.check_output(command, stderr=nowhere)
        return tuple(int(part) for part in text.decode("ascii").strip().split("."))
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None


def need_new_python():
    """Go on under a Python new enough, this one or another on PATH; raise Trouble when there is none."""
    if sys.version_info >= NEEDED:
        return
    for name in NEWER:
        version = version_of(name)
        if version and version >= NEEDED:
            os.execvp(name, [name] + sys.argv)
    here = "%d.%d.%d (%s)" % (sys.version_info[:3] + (sys.executable,))
    raise Trouble("needs Python 3.11 or newer, this is %s" % here)


def lock_path(name):
    """Return the path of the lock `runtime` or `dev`."""
    return os.path.join(ROOT, "requirements", name + ".txt")


def stamp_path(name):
    """Return the path of the file in .venv that tells which state of the lock is installed."""
    return os.path.join(VENV, "installed-%s.txt" % name)


def fingerprint(name):
    """Return what an installation depends on: the lock's content and the Python in .venv."""
    with open(lock_path(name), "rb") as lock:
        digest = hashlib.sha256(lock.read()).hexdigest()
    return "%s Python %s\n" % (digest, ".".join(str(part) for part in version_of(VENV_PYTHON) or ()))


def is_current(name):
    """Say whether .venv holds the lock `name` as it is now."""
    try:
        with open(stamp_path(name)) as stamp:
            return stamp.read() == fingerprint(name)
    except (IOError, OSError):
        return False


def venv_works():
    """Say whether .venv is whole: a Python new enough, the one it was made with, and no installation broken off."""
    version = version_of(VENV_PYTHON)
    if version is None or version < NEEDED or os.path.exists(UNFINISHED):
        return False
    return os.path.isdir(os.path.join(VENV, "lib", "python%d.%d" % version[:2], "site-packages", "pip"))


def make_venv():
    """Make .venv anew; raise Trouble when this Python cannot or the folder is not writable."""
    try:
        import ensurepip  # noqa: F401  Debian splits it from venv into a package of its own
        import venv
    except ImportError:
        raise Trouble("Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv")
    if not os.access(ROOT, os.W_OK):
        raise Trouble("cannot write to %s, where .venv is to be made" % ROOT)
    print("Making .venv with Python %d.%d.%d" % sys.version_info[:3])
    sys.stdout.flush()
    if os.path.isdir(VENV):
        shutil.rmtree(VENV)
    venv.EnvBuilder(with_pip=True, symlinks=True).create(VENV)


def install(name):
    """Install the lock `name` into .venv, telling how far it is; raise Trouble when pip fails."""
    with open(lock_path(name)) as lock:
        total = sum(1 for line in lock if re.match(r"[A-Za-z0-9]", line))
    command = [VENV_PYTHON, "-m", "pip", "install", "--require-hashes", "-r", lock_path(name)]
    command += ["--no-input", "--disable-pip-version-check", "--retries", "1", "--timeout", "20"]
    command += ["--progress-bar", "off", "--no-warn-script-location", "--no-deps"]
    pip = start(command)
    try:
        output = follow(pip, name, total)
    finally:
        if pip.poll() is None:
            pip.kill()
            pip.wait()
    if pip.returncode:
        raise Trouble(explain(output))
    for held in HOLDS[name]:
        with open(stamp_path(held), "w") as stamp:
            stamp.write(fingerprint(held))
    if os.path.exists(UNFINISHED):
        os.remove(UNFINISHED)


def start(command):
    """Start a command whose output is read; a signal waits until it is known, so that it can be ended."""
    held_back = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGTERM])
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held_back)


def begin_changes():
    """Note that what .venv holds is changing from now on."""
    for name in HOLDS:
        if os.path.exists(stamp_path(name)):
            os.remove(stamp_path(name))
    open(UNFINISHED, "w").close()


def follow(pip, name, total):
    """Read pip's output to its end, showing one line of progress; return the lines."""
    terminal = sys.stdout.isatty()
    lines, done, shown = [], 0, 0
    for line in pip.stdout:
        lines.append(line)
        if line.startswith("Ignoring "):
            total -= 1
        elif line.startswith(("Collecting ", "Requirement already satisfied")):
            done += 1
        elif line.startswith("Installing collected packages"):
            begin_changes()
            say_progress("Installing what was fetched", terminal)
        if done > shown and (terminal or done == 1 or done == total or done >= shown + 20):
            shown = done
            say_progress("Fetching %d of %d packages (%s)" % (done, total, name), terminal)
    pip.wait()
    if terminal:
        print()
    return lines


def say_progress(text, terminal):
    """Print progress: over the line before on a terminal, as a line of its own elsewhere."""
    if terminal:
        print("\r%-60s" % text, end="")
    else:
        print(text)
    sys.stdout.flush()


def explain(lines):
    """Take pip's output; return why it failed as one sentence."""
    for line in lines:
        found = UNREACHABLE.search(line)
        if found:
            return "cannot reach the package index (%s); check the network or pip's settings" % found.group(1)
    errors = [line.strip() for line in lines if line.startswith("ERROR:")] or lines[-1:]
    return "pip could not install the requirements: %s" % " ".join(errors)[:400]


def prepare(name):
    """Make .venv if needed and install the lock `name` unless it stands already."""
    import fcntl

    # Two `make` at once in one checkout: the second waits, and then finds everything done.
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    if not venv_works():
        make_venv()
    if not is_current(name):
        install(name)
        print("Installed requirements/%s.txt" % name)
    os.close(folder)


def main(arguments):
    """Take the command's arguments; return its exit code."""
    if len(arguments) != 1 or arguments[0] not in HOLDS:
        print("usage: environment.py runtime|dev", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(143))
    # A script's background job starts with SIGINT ignored; Ctrl-C and its like end this in any case.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        need_new_python()
        prepare(arguments[0])
    except Trouble as trouble:
        print("make: %s" % trouble, file=sys.stderr)
        return 1
    except (IOError, OSError, subprocess.CalledProcessError) as error:
        print("make: cannot make .venv: %s" % error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
