"""Draws docs/picture.svg from a real run: python .ci/picture.py SLSGEN FOLDER, where FOLDER is empty.

A spec, the project that slsgen makes of it, a request to its local server with the line in the log, and two updates.
"""

import html
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

SLSGEN, FOLDER = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
SPEC = """\
name: items
table: { partition_key: id }
attributes:
  id:    { type: uuid, generate: uuid_v7 }
  name:  { type: string, required: true }
  price: { type: decimal, required: true }
routes:
  - GET  /items
  - POST /items
  - GET  /items/{id}
api: { auth: none }
"""
# Of a character, in pixels, and of the picture in characters.
WIDTH, HEIGHT, LEFT, RIGHT = 7.3, 17, 46, 62


def run(*command, status=0):
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True)
    assert done.returncode == status, done.stderr
    return (done.stdout + done.stderr).splitlines()


def edited(before, after):
    spec = FOLDER / "items/slsgen.yaml"
    text = spec.read_text()
    assert before in text
    spec.write_text(text.replace(before, after))


def seen():
    """The page's record of the request."""
    with urllib.request.urlopen("http://localhost:3999/~requests") as response:
        return json.load(response)["requests"][-1]


def panels():
    (FOLDER / "items.yaml").write_text(SPEC)
    start = time.monotonic()
    run(SLSGEN, "new", "--spec", "items.yaml")
    took = round((time.monotonic() - start) * 1000)
    files = sum(1 for path in (FOLDER / "items").rglob("*") if path.is_file() and ".slsgen" not in path.parts)
    yield "One spec", ["items.yaml", "", *SPEC.splitlines()]
    notes = {
        "template.yaml": "API Gateway, Lambda, DynamoDB, CloudWatch",
        "src": "the function, in Rust: axum and the AWS SDK",
        "tests": "every route, against a DynamoDB inside the test",
        "examples": "the API on localhost, and a page that shows it",
        "events": "an event for each route",
        "postman": "successes and errors, for each stage",
        "openapi.yaml": "OpenAPI 3.1",
        ".github": "CI, and the deployment of each stage",
    }
    tree = [f"{name + ('/' if (FOLDER / 'items' / name).is_dir() else ''):<15}{note}" for name, note in notes.items()]
    assert all((FOLDER / "items" / name).exists() for name in notes)
    yield "A project", ["$ slsgen new --spec items.yaml", f"{files} files in {took} ms", "", *tree]
    record = called()
    answer = json.loads(record["response"]["body"])
    call = record["calls"][0]
    yield "It runs here", [
        "$ cargo run --example local",
        "$ curl localhost:3000/items -d …",
        f"{record['status']} {record['milliseconds']} ms",
        *[f"  {name}: {json.dumps(value)}" for name, value in answer.items()],
        f"{call['operation']} if {call['input']['ConditionExpression']}",
        f"{call['output']['ConsumedCapacity']['CapacityUnits']} write units",
    ]
    item = FOLDER / "items/src/items/item.rs"
    item.write_text(item.read_text().replace("\n", "\n//! Ask Ada before you change it.\n", 1))
    edited("routes:", "  stock: { type: integer }\nroutes:")
    first = run(SLSGEN, "update", "items")
    edited("price: { type: decimal", "price: { type: string")
    second = run(SLSGEN, "update", "items", status=6)
    yield "It follows its spec, and your edits stay", [
        "$ slsgen update     # the spec has a new attribute",
        *chosen(first, "item.rs", "files change", "SAFE"),
        "$ slsgen update     # price becomes a string",
        *chosen(second, "DATA", "stored values are", "Nothing was written"),
    ]


def called():
    environment = {**os.environ, "PORT": "3999"}
    command = ["cargo", "run", "--quiet", "--locked", "--example", "local"]
    server = subprocess.Popen(command, cwd=FOLDER / "items", env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert any("Serving" in line for line in iter(server.stdout.readline, ""))
        body = b'{"name":"Chess","price":12.50}'
        for _ in range(2):
            call = urllib.request.Request("http://localhost:3999/items", body, {"content-type": "application/json"})
            urllib.request.urlopen(call).close()
        return seen()
    finally:
        server.kill()


def chosen(lines, *parts):
    """The lines that hold one of the parts, as far as there is room."""
    found = [re.sub(r"  +", "  ", line.strip()) for line in lines if any(part in line for part in parts)]
    return ["  " + (line if len(line) < RIGHT - 3 else line[: RIGHT - 4] + "…") for line in found]


def draw(panels):
    (one, left), (two, right), (three, lower_left), (four, lower_right) = panels
    upper, lower = max(len(left), len(right)), max(len(lower_left), len(lower_right))
    gap, pad, title = 14, 12, 26
    x2 = gap * 2 + LEFT * WIDTH + pad * 2
    y2 = gap * 2 + upper * HEIGHT + title + pad * 2
    boxes = [
        (one, left, gap, gap, LEFT, upper),
        (two, right, x2, gap, RIGHT, upper),
        (three, lower_left, gap, y2, LEFT, lower),
        (four, lower_right, x2, y2, RIGHT, lower),
    ]
    width, height = x2 + RIGHT * WIDTH + pad * 2 + gap, y2 + lower * HEIGHT + title + pad * 2 + gap
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img">'
    yield "<title>A spec, the project that slsgen makes of it, a request to it, and two updates</title>"
    yield "<style>"
    yield "rect { fill: #f6f7f9; stroke: #d5d9e0 } text { fill: #1d222b; font: 12px ui-monospace, Menlo, Consolas, monospace }"
    yield ".title { font: 600 14px system-ui, sans-serif } .typed { fill: #0b5cad } .stop { fill: #b3261e } .good { fill: #18703a }"
    yield "@media (prefers-color-scheme: dark) { rect { fill: #1d2128; stroke: #3a414d } text { fill: #e4e7ec }"
    yield ".typed { fill: #7db8f5 } .stop { fill: #ff8f85 } .good { fill: #7fd19b } }"
    yield "</style>"
    for name, lines, x, y, columns, rows in boxes:
        yield f'<rect x="{x:.0f}" y="{y:.0f}" width="{columns * WIDTH + pad * 2:.0f}" height="{rows * HEIGHT + title + pad * 2:.0f}" rx="8"/>'
        yield f'<text class="title" x="{x + pad:.0f}" y="{y + pad + 12:.0f}">{html.escape(name)}</text>'
        for place, line in enumerate(lines):
            kind = re.match(r"(\$)|( *(?:DATA|Nothing))|( *(?:SAFE|merge|201))", line)
            kind = f' class="{["typed", "stop", "good"][kind.lastindex - 1]}"' if kind else ""
            at = f'x="{x + pad:.0f}" y="{y + pad + title + HEIGHT * place + 12:.0f}"'
            if line:
                yield f'<text{kind} xml:space="preserve" {at}>{html.escape(line)}</text>'
    yield "</svg>"


Path("docs/picture.svg").write_text("\n".join(draw(list(panels()))) + "\n")
