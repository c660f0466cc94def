"""Sees that the items which a local server begins with are valid: python .ci/seeded.py URL COUNT.

Each table holds so many items, or as many as its keys allow. Each GET that some item's attributes fill in is answered as
the OpenAPI document says, with every bound that it names.
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

import jsonschema
import yaml

URL, COUNT = sys.argv[1], int(sys.argv[2])


def get(path, headers=None):
    request = urllib.request.Request(URL + path, headers=headers or {})
    try:
        with urllib.request.urlopen(request) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def validators():
    """What judges the answer at each path."""
    with urllib.request.urlopen(URL + "/~openapi.yaml") as response:
        document = yaml.safe_load(response)
    validators = {}
    for path, methods in document["paths"].items():
        if "get" in methods:
            schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            whole = {**schema, "components": document["components"]}
            validators[path] = jsonschema.Draft202012Validator(whole)
    return validators


def main():
    judges = validators()
    tables = get("/~tables")[1]["tables"]
    # What requests with an Idempotency-Key made: none came yet.
    tables = [table for table in tables if not table["name"].endswith("-idempotency-local")]
    for table in tables:
        assert 0 < len(table["items"]) <= COUNT, f"{table['name']} has {len(table['items'])} items"
    answered = 0
    for route in get("/~api")[1]["routes"]:
        if route["method"] == "GET":
            answered += sum(read(route, item, judges[route["path"]]) for table in tables for item in table["items"])
    few = [table["name"] for table in tables if len(table["items"]) < COUNT]
    print(f"{answered} answers" + (f", few keys in {', '.join(few)}" if few else ""))


def read(route, item, judge):
    """Answers 1 where the item has what the path names, and 0 otherwise."""
    path = route["path"]
    for parameter in route["path_parameters"]:
        if parameter["name"] not in item:
            return 0
        [value] = item[parameter["name"]].values()
        path = path.replace("{" + parameter["name"] + "}", urllib.parse.quote(value, safe=""))
    status, body = get(path, route["headers"])
    assert status in (200, 400, 404), f"{path}: {status} {body}"
    if status == 200:
        judge.validate(body)
    return int(status == 200)


main()
