"""Compares the stacks of two specs without slsgen's own code, and asks that slsgen found something for each danger.

    python .ci/stack_changes.py FOLDER

FOLDER holds what `SLSGEN_PAIRS_TO` writes: N.old.template.yaml, N.new.template.yaml and N.findings. The templates are
expanded by the SAM translator for each stage that both have, and compared by the schemas of CloudFormation's providers: a
property that only a new resource can have changes, a logical ID goes or changes its type, or a name is used again that a
resource keeps which leaves the stack. Deployments, permissions and versions come and go with each deployment.
"""

import logging
import re
import sys
from pathlib import Path

import yaml
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER
from expand import NoManagedPolicies, Stack
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

logging.disable(logging.CRITICAL)

PASSING = {"AWS::ApiGateway::Deployment", "AWS::Lambda::Permission", "AWS::Lambda::Version"}
NAMES = ["TableName", "LogGroupName", "UserPoolName", "AlarmName", "DashboardName", "TopicName", "FunctionName"]


def stages(template):
    return template["Parameters"]["Stage"]["AllowedValues"]


def resources(template, stage):
    template["Resources"]["Function"]["Properties"]["CodeUri"] = "s3://bucket/key"
    stack = Stack(transform(template, {"Stage": stage}, NoManagedPolicies()), stage)
    return {name: stack.value(it) for name, it in stack.resources.items() if it["Type"] not in PASSING}


def create_only(kind):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", kind).schema
    paths = schema.get("createOnlyProperties", []) + schema.get("conditionalCreateOnlyProperties", [])
    return [path.removeprefix("/properties/").split("/") for path in paths]


def at(value, path):
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def physical_name(resource):
    properties = resource.get("Properties", {})
    return next((str(properties[name]) for name in NAMES if name in properties), None)


def dangers(old, new):
    found = []
    for name, before in old.items():
        after = new.get(name)
        if after is None:
            found.append(f"{name} ({before['Type']}) goes")
        elif before["Type"] != after["Type"]:
            found.append(f"{name} is {after['Type']} in place of {before['Type']}")
        else:
            for path in create_only(before["Type"]):
                # The alarms of a canary are named for the version, which is another one each time.
                text = lambda value: re.sub(r"Version[0-9a-f]{10}", "Version", str(value))
                values = [text(at(it.get("Properties", {}), path)) for it in (before, after)]
                if values[0] != values[1]:
                    found.append(f"{name}.{'.'.join(path)} is {values[1]} in place of {values[0]}")
            continue
        kept = str(before.get("DeletionPolicy", "")).startswith("Retain")
        for other, it in new.items():
            if kept and other not in old and physical_name(it) and physical_name(it) == physical_name(before):
                found.append(f"{other} takes the name {physical_name(it)}, which {name} keeps")
    return found


def main():
    folder = Path(sys.argv[1])
    seeds = sorted(int(path.name.split(".")[0]) for path in folder.glob("*.findings"))
    missed, dangerous, kinds = 0, 0, {}
    for seed in seeds:
        read = lambda which: yaml_parse((folder / f"{seed}.{which}.template.yaml").read_text())
        shared = [stage for stage in stages(read("new")) if stage in stages(read("old"))]
        found = sorted({it for stage in shared for it in dangers(resources(read("old"), stage), resources(read("new"), stage))})
        codes = set(re.findall(r"^([A-Z]\d{4}) ", (folder / f"{seed}.findings").read_text(), re.M))
        # An alarm on the reads of a table goes with the last route that reads it.
        if "A0201" in codes:
            found = [it for it in found if not re.search(r"(Read|Write)ThrottleAlarm \(.* goes$", it)]
        for danger in found:
            kind = re.sub(r"^\w+( \(|\.)", r"… \1", danger)
            kind = re.sub(r"^(\S+ \S+).*", r"\1", kind)
            kinds[kind] = kinds.get(kind, 0) + 1
        dangerous += bool(found)
        if found and not any(code[0] in "DXOS" for code in codes):
            missed += 1
            print(f"seed {seed}: {sorted(codes)}", *found, sep="\n    ")
    print(f"{len(seeds)} pairs, {dangerous} with a danger for the stack; {missed} without a finding")
    if len(sys.argv) > 2:
        print(yaml.safe_dump(kinds))
    sys.exit(missed > 0)


main()
