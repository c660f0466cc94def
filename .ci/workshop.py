"""Types the console blocks of a project's workshop, and compares what they print: python .ci/workshop.py PROJECT.

`[..]` stands for any text of a line, and a line `...` for any lines. A command that serves goes on in the background until the
next one that serves. PORT is where it does.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(sys.argv[1])
PORT = os.environ.get("PORT", "3000")
END = "end of the answer"


def steps(text):
    """Each command of each block, and the lines below it."""
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = step.rstrip("\n").split("\n")
            yield command, expected


def pattern(expected):
    wild = [re.escape(line).replace(re.escape("[..]"), ".*") for line in expected]
    lines = ["(?:.*\n)*?" if line == re.escape("...") else f"{line}\n" for line in wild]
    return "".join(lines)


def check(command, expected, answer):
    if not re.fullmatch(pattern(expected), answer):
        sys.exit(f"$ {command}\n--- expected\n{chr(10).join(expected)}\n--- seen\n{answer}")


def serve(command, expected):
    log = Path(os.environ["LOGS"]) / "workshop"
    with log.open("w") as out:
        server = subprocess.Popen(["bash", "-c", f"exec env {command}"], cwd=PROJECT, stdout=out, stderr=out)
    for _ in range(3000):
        time.sleep(0.1)
        if re.match(pattern(expected), log.read_text()) and "Serving" in log.read_text():
            return server
        if server.poll() is not None:
            break
    sys.exit(f"$ {command}\n--- expected\n{chr(10).join(expected)}\n--- seen\n{log.read_text()}")


def main():
    shell = subprocess.Popen(
        ["bash"], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    server = None
    count = 0
    try:
        for command, expected in steps((PROJECT / "docs/workshop.md").read_text()):
            count += 1
            here = command.replace("localhost:3000", f"localhost:{PORT}")
            if "--example local" in command:
                if server:
                    server.kill()
                    server.wait()
                server = serve(here, [line.replace("localhost:3000", f"localhost:{PORT}") for line in expected])
                continue
            shell.stdin.write(f"{here}\necho; echo \"{END} $?\"\n")
            shell.stdin.flush()
            answer = ""
            while not (line := shell.stdout.readline()).startswith(END):
                answer += line
            if line.split()[-1] != "0":
                sys.exit(f"$ {command}\n{answer}{line}")
            check(command, expected, answer.rstrip("\n") + "\n" if answer.strip("\n") else "")
    finally:
        shell.kill()
        if server:
            server.kill()
    print(f"{count} commands")


main()
