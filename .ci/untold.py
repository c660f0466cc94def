"""Judges what schemathesis.toml excuses, while schemathesis runs with this file as its hooks.

Each line there excuses a status, or a check, for reasons. Here, requests are added that have each reason; whatever a line
excuses has to be for one of its reasons; and each line has to be needed: schemathesis's own check fails without it.
Afterwards, `untold.py FILE` prints the lines that were never needed, and fails if there are any.
"""

import atexit
import copy
import json
import os
import re
import sys
import tomllib
from urllib.parse import unquote, urlencode

CHECKS = {"missing_required_header": {403}, "use_after_free": {200}}
LEAST, DIGITS, LONG = 1e-130, 38, 1024


def lines(path):
    """The lines of a configuration: (operation, status or check) → reasons."""
    found, operation = {}, None
    for line in open(path, encoding="utf-8"):
        if match := re.match(r'include-operation-id = "(.*)"', line):
            operation = match[1]
        elif match := re.match(r'    "(\w+)",(?: # (.*))?$', line):
            found[operation, match[1]] = (match[2] or "").split("; ")
        elif match := re.match(r"checks\.(\w+)\.enabled = false # (.*)$", line):
            found[operation, match[1]] = [match[2]]
    return found


def at(value, pointer):
    """What a JSON pointer leads to; None where there is nothing."""
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return value


def why(value):
    """Why a value is refused that its schema allows."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return "a key with too many bytes" if len(value.encode()) > max(LONG, len(value)) else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        digits = len(str(abs(value)).strip("0")) if isinstance(value, int) else 17
        is_storable = value == 0 or abs(value) >= LEAST and digits <= DIGITS
        return None if is_storable else "a number with more than 38 digits, or too near 0"
    return None


def reasons(case, response):
    """Why a request that the document allows was refused; None among them where it should not have been."""
    problem = json.loads(response.content or b"{}")
    names = set(case.path_parameters or {})
    if response.status_code == 400:
        name = problem["detail"].split(":")[0]
        if name == "cursor":
            return {"a cursor of another list"}
        given = (case.query or {}).get(name, (case.path_parameters or {}).get(name))
        values = given if isinstance(given, list) else [given]
        return {why(unquote(value) if isinstance(value, str) else value) for value in values} - {None} or {None}
    if response.status_code == 412 and "If-None-Match" in problem["detail"]:
        return {"a new item is asked for, and this PUT only replaces"}
    if response.status_code == 412 and problem["detail"].startswith("there is an item"):
        return {"a key that an item has already"}
    if problem["detail"].startswith("this Idempotency-Key"):
        return {"an Idempotency-Key of another request"}
    fixed = {404: "a key that no item has", 409: "a key that an item has already", 412: "a version that is gone"}
    if response.status_code in fixed:
        return {fixed[response.status_code]}
    return {of_member(case, names, error) for error in problem.get("errors", [{"pointer": "", "detail": ""}])}


def of_member(case, names, error):
    pointer, detail = error["pointer"], error["detail"]
    value, creates = at(case.body, pointer), case.method == "PUT" and "201" in case.operation.responses.status_codes
    if detail == "can't be changed":
        return "a body's key that differs from the path" if pointer[1:] in names else "a value that can't change"
    if detail == "must lie in the future":
        return "a time to live that is past"
    if creates and (pointer[1:] in names or value is None):
        return "a key that no item has, nor can get by this body"
    if case.method == "PATCH" and value is None:
        return "a patch that makes an object without a member that it needs"
    return why(value)


if __name__ == "__main__":
    needed = {tuple(line) for line in json.load(open(os.environ["UNTOLD_SEEN"], encoding="utf-8"))}
    unneeded = set(lines(sys.argv[1])) - needed
    for operation, status in sorted(unneeded):
        print(f"{sys.argv[1]}: {operation}: no request needed {status}")
    sys.exit(bool(unneeded))


import requests
import schemathesis
import yaml
from schemathesis.core.failures import Failure
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode
from schemathesis.generation.meta import (
    CaseMetadata,
    ComponentInfo,
    ExamplesPhaseData,
    GenerationInfo,
    PhaseInfo,
    TestPhase,
)
from schemathesis.specs.openapi import checks

CONFIG = "schemathesis.toml"
LINES = lines(CONFIG)
SETTINGS = tomllib.load(open(CONFIG, "rb"))
DOCUMENT = yaml.safe_load(open("openapi.yaml", encoding="utf-8"))
SEEN = set()
atexit.register(lambda: json.dump(sorted(SEEN), open(os.environ["UNTOLD_SEEN"], "w", encoding="utf-8")))


def fails(check, ctx, response, case):
    try:
        check(ctx, response, case)
    except Exception:  # schemathesis's failures, alone or in groups
        return True
    return False


class AfterDeletion:
    """What schemathesis knows of a run, if the item that a path is below was deleted before a request."""

    def __init__(self, case, response):
        self.response = response
        segments = case.path.split("/")
        for path, methods in DOCUMENT["paths"].items():
            pairs = list(zip(path.split("/"), segments))
            is_above = len(pairs) < len(segments) and all(a == b or a[:1] == b[:1] == "{" for a, b in pairs)
            if "delete" in methods and is_above:
                values = {a[1:-1]: case.path_parameters[b[1:-1]] for a, b in pairs if a[:1] == "{"}
                self.deletion = case.operation.schema[path]["DELETE"].Case(path_parameters=values)

    def find_related(self, case_id):
        return [self.deletion]

    def find_parent(self, case_id):
        return self.deletion

    def find_response(self, case_id):
        return self.response

    def find_all_cases(self):
        return []


@schemathesis.check
def untold(ctx, response, case):
    """What a line excuses is for its reasons."""
    operation = case.operation.definition.raw["operationId"]
    for name, statuses in CHECKS.items():
        if (operation, name) not in LINES:
            continue
        known = copy.copy(ctx)
        if name == "use_after_free":
            known.internals = AfterDeletion(case, response)
        if fails(getattr(checks, name), known, response, case):
            SEEN.add((operation, name))
            if response.status_code not in statuses:
                raise Failure(operation=operation, title=f"{name} fails otherwise", message=str(response.status_code))
    line = (operation, str(response.status_code)) if response.status_code > 299 else (operation, "2xx")
    if line not in LINES or case.meta is None or not case.meta.generation.mode.is_positive or not fits_path(case):
        return
    without = copy.copy(ctx)
    without.config = copy.deepcopy(ctx.config)
    expected = without.config.positive_data_acceptance.expected_statuses
    without.config.positive_data_acceptance.expected_statuses = [status for status in expected if status != line[1]]
    if not fails(checks.positive_data_acceptance, without, response, case):
        return
    SEEN.add(line)
    for reason in reasons(case, response) if response.status_code > 299 else ():
        if reason not in LINES[line]:
            raise Failure(operation=operation, title="Refused for another reason", message=f"{reason}: {response.text}")


def credentials(operation):
    """The header that the local server asks for."""
    for name in (name for requirement in operation.get("security", []) for name in requirement):
        settings = SETTINGS["auth"]["openapi"][name]
        if "bearer" in settings:
            return {"Authorization": f"Bearer {settings['bearer']}"}
        return {DOCUMENT["components"]["securitySchemes"][name]["name"]: settings["api_key"]}
    return {}


def send(method, path, operation, body, server):
    return requests.request(method, server + path, json=body, headers=credentials(operation), timeout=10)


def resolved(schema):
    return DOCUMENT["components"]["schemas"][schema["$ref"].split("/")[-1]] | schema if "$ref" in schema else schema


def body_of(operation):
    content = operation.get("requestBody", {}).get("content", {})
    schema = next((resolved(media["schema"]) for media in content.values()), {})
    return schema, copy.deepcopy(schema.get("examples", [None])[0])


def filled(path, values):
    return re.sub(r"{(.*?)}", lambda name: requests.utils.quote(str(values[name[1]]), safe=""), path)


def parameters(operation, place):
    return [parameter for parameter in operation.get("parameters", []) if parameter["in"] == place]


def stored(tag, server):
    """The members of an item that there is now."""
    for path, methods in DOCUMENT["paths"].items():
        for method in ("post", "put"):
            operation = methods.get(method, {})
            if operation.get("tags") == [tag] and "201" in operation["responses"]:
                values = {parameter["name"]: parameter["example"] for parameter in parameters(operation, "path")}
                body = body_of(operation)[1]
                answer = send(method, filled(path, values), operation, body, server)
                if answer.status_code in (200, 201, 409):
                    return body | values | (answer.json() if answer.status_code != 409 else {})
    return {}


def small(schema, value):
    """The value, once for each decimal in it, with that one too small."""
    schema = resolved(schema)
    if schema.get("format") == "decimal":
        yield 1e-200
    elif schema.get("$ref", "").endswith("/JSON"):
        yield {"a": [1e-200]}
    elif isinstance(value, dict):
        for name, member in schema.get("properties", {}).items():
            for changed in small(member, value.get(name)):
                yield value | {name: changed}
    elif schema.get("items"):
        yield from ([changed] for changed in small(schema["items"], (value or [None])[0]))


def other(value):
    """Another value of the same kind."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if not isinstance(value, str):
        return value + 1
    return re.sub(r"[0-9](?=\D*$)", lambda digit: str((int(digit[0]) + 1) % 8), value) if re.search(r"\d", value) else value + "b"


def planted(operation, server):
    """Requests that have a reason each: (path parameters, query, headers, body)."""
    item = stored(operation["tags"][0], server)
    path = {parameter["name"]: item.get(parameter["name"], parameter["example"]) for parameter in parameters(operation, "path")}
    schema, body = body_of(operation)
    yield path, {}, {}, body
    yield path, {}, {}, body
    for parameter in parameters(operation, "query"):
        if parameter["name"] == "cursor":
            yield path, {"cursor": "elsewhere"}, {}, body
        if parameter["schema"].get("format") == "decimal":
            yield path, {parameter["name"]: 1e-200}, {}, body
        if "maxLength" in parameter["schema"]:
            yield path, {parameter["name"]: "ä" * parameter["schema"]["maxLength"]}, {}, body
    headers = {"If-Match": '"0"', "If-None-Match": "*", "Idempotency-Key": "planted"}
    for parameter in parameters(operation, "header"):
        yield path, {}, {parameter["name"]: headers[parameter["name"]]}, body
    for parameter in parameters(operation, "path"):
        name, rule = parameter["name"], parameter["schema"]
        # Three steps away, as a PUT that creates has made the next one.
        for value in (other(path[name]), other(other(other(path[name]))), "!", "ä" * rule.get("maxLength", 1)):
            yield path | {name: value}, {}, {}, body
    for name, rule in schema.get("properties", {}).items():
        if other((body or {}).get(name, path.get(name))) is not None:
            changed = body | {name: other(body.get(name, path.get(name)))}
            yield path, {}, {}, changed
            # Of these, one creates, and the others have its key.
            if any(parameter["name"] == "Idempotency-Key" for parameter in parameters(operation, "header")):
                yield path, {}, {"Idempotency-Key": "planted"}, changed
        if "enum" in rule:
            yield from ((path, {}, {}, body | {name: value}) for value in rule["enum"])
        if rule.get("maxLength", 0) > LONG // 2:
            yield path, {}, {}, body | {name: "ä" * rule["maxLength"]}
        if "properties" in rule:
            yield path, {}, {}, body | {name: None}
            yield path, {}, {}, body | {name: {}}
    if schema:
        yield from ((path, {}, {}, changed) for changed in small(schema, body))


def fits_path(case):
    """Whether the path holds what its parameters allow. A stateful run takes base64 from an answer as it is."""
    for parameter in case.operation.definition.raw.get("parameters", []):
        value = (case.path_parameters or {}).get(parameter["name"])
        pattern = parameter["schema"].get("pattern") if parameter["in"] == "path" else None
        if pattern and isinstance(value, str) and not re.search(pattern, unquote(value)):
            return False
    return True


@schemathesis.hook
def filter_case(context, case):
    """Leaves out what API Gateway does not take, its line and headers having at most 10,240 bytes; and two characters
    that are white space (`\\s` in a pattern) to Rust alone, or to ECMA-262 alone."""
    is_small = len(urlencode(case.query or {}, doseq=True)) < 10_000
    body = case.body if isinstance(case.body, (dict, list)) else None
    return is_small and not re.search("[\x85\ufeff]", json.dumps(body, ensure_ascii=False))


@schemathesis.hook
def before_add_examples(context, examples):
    operation = context.operation
    raw = operation.definition.raw
    for path, query, headers, body in planted(raw, os.environ["SERVER"]):
        content = list(raw.get("requestBody", {}).get("content", {}))
        places = {
            ParameterLocation.PATH: path,
            ParameterLocation.QUERY: query,
            ParameterLocation.HEADER: headers,
            ParameterLocation.BODY: content,
        }
        data = ExamplesPhaseData(description="It has a reason", parameter=None, parameter_location=None, location=None)
        meta = CaseMetadata(
            generation=GenerationInfo(time=0, mode=GenerationMode.POSITIVE),
            components={place: ComponentInfo(mode=GenerationMode.POSITIVE) for place, value in places.items() if value},
            phase=PhaseInfo(name=TestPhase.EXAMPLES, data=data),
            raw_containers={ParameterLocation.PATH: path},
        )
        case = operation.Case(
            path_parameters={name: requests.utils.quote(str(value), safe="") for name, value in path.items()},
            query=query,
            headers=credentials(raw) | headers,
            _meta=meta,
            **({"media_type": content[0], "body": body} if content else {}),
        )
        case._has_explicit_auth = True
        # schemathesis itself says whether the document allows the request.
        for place in meta.components:
            meta.mark_dirty(place)
        examples.append(case)
