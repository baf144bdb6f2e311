"""Two ways to run a command: in a process of its own, or in one Java process that runs many."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

HOME = Path(__file__).resolve().parents[4]
LAUNCHER = HOME / "deploy" / "anchorage"
FUZZ = Path(__file__).parent.parent / "java/io/anchorage/jobs/fuzz"
END = "\u0001end "


@dataclass(frozen=True)
class Ran:
    """What a command did. `code` is None if it was stopped because it did not end."""

    code: int | None
    out: str
    err: str
    seconds: float

    @property
    def text(self) -> str:
        return self.out + "\n" + self.err

    @property
    def errors(self) -> list[str]:
        """The lines that begin as the product's errors do."""
        return [line[11:] for line in self.err.splitlines() if line.startswith("anchorage: ")]

    def says(self, *patterns: str) -> bool:
        return all(re.search(p, self.text, re.IGNORECASE | re.DOTALL) for p in patterns)


def options(log: str, env=None) -> dict:
    """The environment with a log level for the product's Java."""
    surrounding = dict(os.environ if env is None else env)
    surrounding["ANCHORAGE_JAVA_OPTS"] = f"-Danchorage.log={log}"
    return surrounding


def own_process(arguments: list[str], env: dict, timeout: float) -> Ran:
    """Runs a command as a user does. It and all that it started end together."""
    start = time.monotonic()
    process = subprocess.Popen(
        [str(LAUNCHER), *arguments], env=env, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    try:
        out, err = process.communicate(timeout=timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        code = None
    text = lambda b: b.decode("utf-8", "surrogateescape")
    return Ran(code, text(out), text(err), time.monotonic() - start)


class Shared:
    """One Java process for many commands, begun by the launcher with a `java` that changes the main class."""

    def __init__(self, work: Path):
        self.work = work
        self.process = None

    def run(self, arguments: list[str], timeout: float) -> Ran:
        if self.process is None or self.process.poll() is not None:
            self.start()
        start = time.monotonic()
        streams = [Until(self.process.stdout), Until(self.process.stderr)]
        line = " ".join(quote(os.fsencode(a), safe="") for a in arguments)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()
        for stream in streams:
            stream.join(max(0.1, timeout - (time.monotonic() - start)))
        if any(stream.is_alive() for stream in streams):
            self.close()
        codes = [stream.code for stream in streams]
        return Ran(codes[0], streams[0].text, streams[1].text, time.monotonic() - start)

    def start(self):
        java = shutil.which("java", path=os.path.join(os.environ.get("JAVA_HOME", "/nonexistent"), "bin")) or shutil.which("java")
        classes = self.work / "classes"
        subprocess.run(
            [os.path.join(os.path.dirname(os.path.realpath(java)), "javac"), "-d", str(classes),
             "-cp", str(HOME / "spark-jobs/target/anchorage-jobs.jar"), str(FUZZ / "Commands.java")], check=True)
        script = self.work / "java-home/bin/java"
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text(
            "#!/usr/bin/env bash\n"
            "arguments=()\nprevious=\n"
            'for a in "$@"; do\n'
            f"  if [ \"$previous\" = -cp ]; then a='{classes}':$a; fi\n"
            "  if [ \"$a\" = io.anchorage.jobs.cli.Main ]; then a=io.anchorage.jobs.fuzz.Commands; fi\n"
            '  arguments+=("$a")\n  previous=$a\ndone\n'
            f"exec '{java}' \"${{arguments[@]}}\"\n", encoding="utf-8")
        script.chmod(0o755)
        env = options("warn")
        env["JAVA_HOME"] = str(script.parent.parent)
        # The launcher chooses options by the command's name; `fit` has those that any command needs.
        self.process = subprocess.Popen(
            [str(LAUNCHER), "fit"], env=env, start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def close(self):
        if self.process is not None:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


class Until(threading.Thread):
    """Reads a stream until the line that ends a command."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream = stream
        self.lines: list[str] = []
        self.code: int | None = None
        self.start()

    def run(self):
        for line in iter(self.stream.readline, b""):
            text = line.decode("utf-8", "surrogateescape")
            if END in text:
                before, code = text.split(END)
                self.lines.append(before)
                self.code = int(code)
                return
            self.lines.append(text)

    @property
    def text(self) -> str:
        return "".join(self.lines)
