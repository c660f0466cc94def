"""Compares the OpenAPI documents of two specs without slsgen's own code, and asks that slsgen found something for each.

    python .ci/api_changes.py FOLDER [SHOW]

FOLDER holds what `SLSGEN_PAIRS_TO` writes: N.old.openapi.yaml, N.new.openapi.yaml and N.findings. Each check has the ID of
one of oasdiff's of the level ERR or WARN, or of one that it has as INFO where a strict client fails all the same.
"""

import re
import sys
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
METHODS = ["get", "post", "put", "patch", "delete"]


class Comparison:
    """Two documents, and the checks that something of them fails."""

    def __init__(self, old, new):
        self.old, self.new = old, new
        self.found = []

    def say(self, check, where):
        self.found.append((check, where))

    def run(self):
        old, new = operations(self.old), operations(self.new)
        for key, (path, operation) in old.items():
            if key in new:
                self.operation(" ".join(key), (path, operation), new[key])
            elif any(other[1] == key[1] for other in new):
                self.say("api-removed-without-deprecation", " ".join(key))
            else:
                self.say("api-path-removed-without-deprecation", " ".join(key))
        return self.found

    def operation(self, where, old, new):
        (old_path, old), (new_path, new) = old, new
        if old["operationId"] != new["operationId"]:
            self.say("api-operation-id-removed", where)
        self.security(where, old.get("security"), new.get("security"))
        self.parameters(where, old, new)
        self.body(where, old.get("requestBody"), new.get("requestBody"))
        self.responses(where, old["responses"], new["responses"])

    def security(self, where, old, new):
        schemes = lambda security: {scheme for entry in security or [] for scheme in entry}
        old, new = schemes(old), schemes(new)
        if not old and new:
            self.say("api-security-added", where)
        elif old - new:
            self.say("api-security-removed", where)
        elif new - old:
            self.say("api-security-added", where)

    def parameters(self, where, old, new):
        by_name = lambda document, operation: {
            (it["in"], it["name"].lower() if it["in"] == "header" else it["name"]): it
            for it in (resolved(document, raw) for raw in operation.get("parameters", []))
        }
        old, new = by_name(self.old, old), by_name(self.new, new)
        # A path's parameters pair by their place.
        for key in list(old):
            if key[0] == "path" and key not in new:
                self.say("request-parameter-removed", f"{where} {key[1]}")
                order = [it for it in old if it[0] == "path"].index(key)
                others = [it for it in new if it[0] == "path"]
                if order < len(others):
                    new[key] = new[others[order]]
        for key, parameter in old.items():
            at = f"{where} {'.'.join(key)}"
            if key not in new:
                self.say("request-parameter-removed", at)
                continue
            now = new[key]
            if now.get("required") and not parameter.get("required"):
                self.say("request-parameter-became-required", at)
            self.value("request-parameter", at, parameter["schema"], now["schema"], True, set())
        for key, parameter in new.items():
            if key not in old and parameter.get("required") and key[0] != "path":
                self.say("new-required-request-parameter", f"{where} {'.'.join(key)}")

    def body(self, where, old, new):
        if old is None and new is None:
            return
        if old is None:
            return self.say("request-body-added-required", where)
        if new is None:
            return self.say("request-body-removed", where)
        if new.get("required") and not old.get("required"):
            self.say("request-body-became-required", where)
        for media in old["content"]:
            if media not in new["content"]:
                self.say("request-body-media-type-removed", f"{where} {media}")
            else:
                schemas = old["content"][media]["schema"], new["content"][media]["schema"]
                self.value("request-property", f"{where} body", *schemas, True, set())

    def responses(self, where, old, new):
        for status in old:
            at = f"{where} {status}"
            if status not in new:
                self.say("response-success-status-removed" if status < "300" else "response-non-success-status-removed", at)
                continue
            before, after = resolved(self.old, old[status]), resolved(self.new, new[status])
            self.headers(at, before.get("headers", {}), after.get("headers", {}))
            for media in before.get("content", {}):
                if media not in after.get("content", {}):
                    self.say("response-media-type-removed", f"{at} {media}")
                else:
                    schemas = before["content"][media]["schema"], after["content"][media]["schema"]
                    self.value("response-property", f"{at} body", *schemas, False, set())
            for media in after.get("content", {}):
                if media not in before.get("content", {}):
                    self.say("response-media-type-added", f"{at} {media}")
        for status in new:
            if status not in old:
                which = "success" if status < "300" else "non-success"
                self.say(f"response-{which}-status-added", f"{where} {status}")

    def headers(self, where, old, new):
        for name, header in old.items():
            header = resolved(self.old, header)
            if name not in new:
                required = "required" if header.get("required") else "optional"
                self.say(f"{required}-response-header-removed", f"{where} {name}")
                continue
            now = resolved(self.new, new[name])
            if header.get("required") and not now.get("required"):
                self.say("response-header-became-optional", f"{where} {name}")
            self.value("response-header", f"{where} {name}", header["schema"], now["schema"], False, set())
        for name in new:
            if name not in old:
                self.say("response-header-added", f"{where} {name}")

    def value(self, what, where, old, new, is_request, seen):
        """Compares two schemas: what a request may hold narrows, or what a response may hold widens."""
        old, new = resolved(self.old, old), resolved(self.new, new)
        if (id(old), id(new)) in seen:
            return
        seen = seen | {(id(old), id(new))}
        say = lambda check: self.say(f"{what}-{check}", where)
        old_types, new_types = types(old), types(new)
        if old_types != new_types:
            if is_request and not (old_types and new_types and old_types <= new_types) and new_types:
                say("type-changed")
            if not is_request and not (new_types and old_types and new_types <= old_types) and old_types:
                say("type-changed")
        if old.get("format") != new.get("format"):
            if is_request and new.get("format") is not None:
                say("format-changed")
            if not is_request and old.get("format") is not None:
                say("format-changed")
        self.enums(say, old, new, is_request)
        self.bounds(say, old, new, is_request)
        if is_request and new.get("pattern") not in (None, old.get("pattern")):
            say("pattern-added" if old.get("pattern") is None else "pattern-changed")
        if not is_request and old.get("pattern") not in (None, new.get("pattern")):
            say("pattern-removed" if new.get("pattern") is None else "pattern-changed")
        # What no response shows is filled in unseen.
        if is_request and old.get("default") != new.get("default") and not new.get("writeOnly"):
            check = "added" if "default" not in old else "removed" if "default" not in new else "changed"
            say(f"default-value-{check}")
        if bool(old.get("uniqueItems")) != bool(new.get("uniqueItems")) and bool(new.get("uniqueItems")) == is_request:
            say("unique-items-changed")
        if "items" in old and "items" in new:
            self.value(what, f"{where}[]", old["items"], new["items"], is_request, seen)
        self.properties(what, where, old, new, is_request, seen)

    def enums(self, say, old, new, is_request):
        old_values, new_values = old.get("enum"), new.get("enum")
        if is_request:
            if new_values is not None and (old_values is None or set(map(str, old_values)) - set(map(str, new_values))):
                say("enum-value-removed" if old_values is not None else "became-enum")
        elif old_values is not None and (new_values is None or set(map(str, new_values)) - set(map(str, old_values))):
            say("enum-value-added" if new_values is not None else "enum-removed")

    def bounds(self, say, old, new, is_request):
        lower = [("minimum", "min"), ("exclusiveMinimum", "min"), ("minLength", "min-length"), ("minItems", "min-items"), ("minProperties", "min-properties")]
        upper = [("maximum", "max"), ("exclusiveMaximum", "max"), ("maxLength", "max-length"), ("maxItems", "max-items"), ("maxProperties", "max-properties")]
        for key, name in lower + upper:
            before, after = old.get(key), new.get(key)
            # None is no bound at all.
            if key.startswith(("min", "exclusiveMin")):
                narrows = after is not None and (before is None or after > before)
                widens = before is not None and (after is None or after < before)
                if key in ("minLength", "minItems", "minProperties"):
                    narrows, widens = (after or 0) > (before or 0), (after or 0) < (before or 0)
                verbs = ("increased", "decreased")
            else:
                narrows = after is not None and (before is None or after < before)
                widens = before is not None and (after is None or after > before)
                verbs = ("decreased", "increased")
            if is_request and narrows:
                say(f"{name}-{verbs[0] if before is not None else 'set'}")
            if not is_request and widens:
                say(f"{name}-{verbs[1] if after is not None else 'unset'}")

    def properties(self, what, where, old, new, is_request, seen):
        before, after = old.get("properties", {}), new.get("properties", {})
        required, required_now = set(old.get("required", [])), set(new.get("required", []))
        for name, schema in before.items():
            at = f"{where}.{name}"
            if name not in after:
                if is_request:
                    self.say("request-property-removed", at)
                else:
                    self.say(f"response-{'required' if name in required else 'optional'}-property-removed", at)
                continue
            if is_request and name in required_now - required:
                self.say("request-property-became-required", at)
            if not is_request and name in required - required_now:
                self.say("response-property-became-optional", at)
            self.value(what, at, schema, after[name], is_request, seen)
        for name in after:
            if name in before:
                continue
            if is_request and name in required_now:
                self.say("new-required-request-property", f"{where}.{name}")
        closed = lambda schema: schema.get("additionalProperties") is False or schema.get("unevaluatedProperties") is False
        if is_request and closed(new) and not closed(old) and "properties" in old:
            self.say("request-additional-properties-disallowed", where)


def types(schema):
    kind = schema.get("type")
    kinds = set() if kind is None else {kind} if isinstance(kind, str) else set(kind)
    return kinds | {"integer"} if "number" in kinds else kinds


def resolved(document, value):
    while "$ref" in value:
        target = document
        for part in value["$ref"].removeprefix("#/").split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        # What stands beside a reference narrows what it leads to.
        beside = {key: it for key, it in value.items() if key != "$ref"}
        if beside:
            target = dict(target)
            target["properties"] = {**target.get("properties", {}), **beside.get("properties", {})}
            target["required"] = sorted({*target.get("required", []), *beside.get("required", [])})
        value = target
    return value


def operations(document):
    """By method and path without the names of parameters."""
    found = {}
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                operation = dict(item[method])
                operation["parameters"] = item.get("parameters", []) + operation.get("parameters", [])
                found[method.upper(), re.sub(r"\{[^}]*\}", "{}", path)] = (path, operation)
    return found


# What is said for the whole API, a resource or a type at once: the checks that it explains, by the codes that say it.
SAID_AT_ONCE = [
    (r"api-security|status-\w+ .* 40[13]$", "A0101|X0101|X0102|O0104|D0106"),
    ("status-removed", "A0213"),
    ("status-added", "A0214"),
    ("api-path-removed|api-removed", "D0102|D0103|A0201"),
    ("api-operation-id", "A0202|A0211"),
    ("request-parameter", "A0202|A0203|A0212"),
    ("if-match|ETag", "A0313|A0316"),
    ("response-header|response-.*header|status", "A0207|A0208|A0209|A0204|A0313|A0312|A0202"),
    ("response-property-became-optional|property-removed|property-.*", "A0205|A0210|A0202"),
    ("request-body", "A0202"),
]


def is_said(check, where, findings):
    """Whether a finding that is more than SAFE is about what a check found: it names the attribute, or speaks of all."""
    lines = [line for line in findings.splitlines() if re.match(r"[ADXOS]\d{4} ", line)]
    codes = {line[:5] for line in lines}
    for checks, of in SAID_AT_ONCE:
        if re.search(checks, f"{check} {where}") and codes & set(of.split("|")):
            return True
    method, path, *rest = where.split(" ", 2)
    # A route that does something else is another one.
    labels = [re.sub(r"\{[^}]*\}", "{}", line) for line in lines if line.startswith("A0202 ")]
    if any(f"`{method} {path}`" in label for label in labels):
        return True
    # A page holds its items, and `x.gt` is a parameter of the attribute x.
    place = re.sub(r"^(\d+ )?(body|query|path|header)\.?", "", rest[0] if rest else "").removeprefix("items[].")
    names = set(re.split(r"[.\[\]]+", place)) - {""}
    return any(f"`{name}" in line or f".{name}" in line for name in names for line in lines)


def main():
    folder, show = Path(sys.argv[1]), len(sys.argv) > 2
    seeds = sorted(int(path.name.split(".")[0]) for path in folder.glob("*.findings"))
    missed, changed, checks = 0, 0, {}
    for seed in seeds:
        read = lambda which: yaml.load((folder / f"{seed}.{which}.openapi.yaml").read_text(), LOADER)
        found = Comparison(read("old"), read("new")).run()
        findings = (folder / f"{seed}.findings").read_text()
        codes = set(re.findall(r"^([A-Z]\d{4}) ", findings, re.M))
        for check, _ in found:
            checks[check] = checks.get(check, 0) + 1
        changed += bool(found)
        unsaid = [(check, where) for check, where in found if not is_said(check, where, findings)]
        if unsaid:
            missed += 1
            print(f"seed {seed}: {sorted(codes)}")
            for check, where in unsaid[:8]:
                print(f"    {check}: {where}")
    print(f"{len(seeds)} pairs, {changed} with a change of the API, by {len(checks)} checks; {missed} without a finding")
    if show:
        for check, count in sorted(checks.items()):
            print(f"    {count:6} {check}")
    sys.exit(missed > 0)


main()
