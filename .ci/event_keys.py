"""Sees that events have the keys of real ones: python .ci/event_keys.py PROJECT URL.

The events are those of the project's events/ and those that its local server makes. A real event is a fixture of
aws_lambda_events or the sample of SAM CLI. A key that each of them has is there, and no other key than theirs.
"""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import samcli

PROJECT, URL = Path(sys.argv[1]), sys.argv[2]
FIXTURES = ["example-apigw-request.json", "example-apigw-console-test-request.json"]
# What a request holds, under names of its own, and what an authorizer adds.
OPEN = {
    "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters",
    "stageVariables", "authorizer",
}


def keys(event, at=""):
    found = set()
    for name, value in event.items():
        found.add(at + name)
        if isinstance(value, dict) and name not in OPEN:
            found |= keys(value, f"{at}{name}.")
    return found - {"requestContext.authorizer"}


def real():
    command = ["cargo", "metadata", "--locked", "--offline", "--format-version", "1"]
    metadata = json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout)
    [package] = [package for package in metadata["packages"] if package["name"] == "aws_lambda_events"]
    folder = Path(package["manifest_path"]).parent / "src" / "fixtures"
    sample = Path(samcli.__file__).parent / "lib/generated_sample_events/events/apigateway/AwsProxy.json"
    return [keys(json.loads(path.read_text())) for path in [*[folder / name for name in FIXTURES], sample]]


def call(path, route):
    body = route["body"] and route["body"].encode()
    headers = {**route["headers"], **({"content-type": route["media_type"]} if body else {})}
    request = urllib.request.Request(URL + path, body, headers, method=route["method"])
    try:
        urllib.request.urlopen(request).close()
    except urllib.error.HTTPError as error:
        assert error.code < 500, f"{path}: {error.code}"


def made():
    """The events that the local server makes, with and without parameters."""
    with urllib.request.urlopen(URL + "/~api") as response:
        routes = json.load(response)["routes"]
    for route in routes:
        path = route["path"]
        for parameter in route["path_parameters"]:
            path = path.replace("{" + parameter["name"] + "}", "1")
        call(path, route)
        call(path + "?limit=1&limit=2", route)
    with urllib.request.urlopen(URL + "/~requests?after=0") as response:
        requests = json.load(response)["requests"]
    assert len(requests) == 2 * len(routes), len(requests)
    return {f"{request['method']} {request['path']}": request["event"] for request in requests}


def main():
    references = real()
    stored = {path.name: json.loads(path.read_text()) for path in (PROJECT / "events").iterdir()}
    events = {**stored, **made()}
    always, ever = set.intersection(*references), set.union(*references)
    for name, event in events.items():
        found = keys(event)
        assert always <= found <= ever, f"{name} lacks {always - found}, and has {found - ever}"
    print(f"{len(events)} events have the keys of real ones: {len(always)} always, {len(ever)} at most")


main()
