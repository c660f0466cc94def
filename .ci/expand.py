"""Expands the template of a project by the official SAM translator, once for each stage, and sees that each stage has
what its spec asks for and nothing else. Then another log level of one stage has to give another version of the function.

usage: expand.py SLSGEN PROJECT
"""

import json
import logging
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

logging.disable(logging.CRITICAL)


class NoManagedPolicies:
    def load(self):
        return {}


def expand(project, stage):
    """The template as CloudFormation sees it, with everything looked up that can be."""
    template = yaml_parse((project / "template.yaml").read_text())
    template["Resources"]["Function"]["Properties"]["CodeUri"] = "s3://bucket/key"
    return Stack(transform(template, {"Stage": stage}, NoManagedPolicies()), stage)


class Stack:
    def __init__(self, template, stage):
        self.template = template
        self.parameters = {name: it.get("Default") for name, it in template["Parameters"].items()} | {"Stage": stage}
        resources = template["Resources"].items()
        self.resources = {name: it for name, it in resources if "Condition" not in it or self.holds(it["Condition"])}

    def holds(self, condition):
        return self.value(self.template["Conditions"][condition])

    def value(self, it):
        if isinstance(it, list):
            return [value for value in map(self.value, it) if value is not None]
        if not isinstance(it, dict):
            return it
        match list(it.items()):
            case [("Ref", "AWS::NoValue")]:
                return None
            case [("Ref", name)]:
                return self.parameters.get(name, it)
            case [("Condition", name)] if isinstance(name, str):
                return self.holds(name)
            case [("Fn::FindInMap", [name, *keys])]:
                [row, column] = map(self.value, keys)
                return self.template["Mappings"][name][row][column]
            case [("Fn::Equals", [left, right])]:
                return self.value(left) == self.value(right)
            case [("Fn::Not", [condition])]:
                return not self.value(condition)
            case [("Fn::Or", conditions)]:
                return any(map(self.value, conditions))
            case [("Fn::If", [condition, yes, no])]:
                return self.value(yes if self.holds(condition) else no)
        values = {key: self.value(value) for key, value in it.items()}
        return {key: value for key, value in values.items() if value is not None}

    def of(self, kind):
        return {name: self.value(it) for name, it in self.resources.items() if it["Type"] == kind}


def check(what, found, expected):
    if found != expected:
        sys.exit(f"{what}: {found!r} in place of {expected!r}")


def check_stage(stage, settings, stack, has_canary):
    canary = settings.get("deploy") == "canary"
    alarms = settings.get("alarms", False)
    email = settings.get("alarm_email")
    names = set(stack.of("AWS::CloudWatch::Alarm"))
    canary_names = {name for name in names if name.startswith("Canary")}
    check(f"{stage}: alarms", bool(names - canary_names), alarms)
    check(f"{stage}: alarms of the canary", bool(canary_names), canary)
    for name, alarm in stack.of("AWS::CloudWatch::Alarm").items():
        actions = [{"Ref": "AlarmTopic"}] if email else None
        check(f"{stage}: actions of {name}", alarm["Properties"].get("AlarmActions"), actions)
    topics = [topic["Properties"]["Subscription"] for topic in stack.of("AWS::SNS::Topic").values()]
    check(f"{stage}: topics", topics, [[{"Protocol": "email", "Endpoint": email}]] if email else [])
    dashboards = [it["Properties"]["DashboardBody"]["Fn::Sub"] for it in stack.of("AWS::CloudWatch::Dashboard").values()]
    check(f"{stage}: dashboards", len(dashboards), int(settings.get("dashboard", False)))
    for body in dashboards:
        widgets = json.loads(body)["widgets"]
        check(f"{stage}: widgets without a title", [it for it in widgets if not it["properties"].get("title")], [])
    groups = list(stack.of("AWS::CodeDeploy::DeploymentGroup").values())
    watched = [{alarm["Name"]["Ref"] for alarm in it["Properties"]["AlarmConfiguration"]["Alarms"]} for it in groups]
    check(f"{stage}: what CodeDeploy watches", watched, [canary_names] if canary else [])
    aliases = list(stack.of("AWS::Lambda::Alias").values())
    check(f"{stage}: aliases", len(aliases), int(has_canary))
    for alias in aliases:
        check(f"{stage}: CodeDeploy shifts the alias", "UpdatePolicy" in alias, canary)
    disposable = settings.get("data") == "disposable"
    policies = ["Delete", "Delete"] if disposable else ["RetainExceptOnCreate", "Retain"]
    for kind in ["AWS::DynamoDB::Table", "AWS::Cognito::UserPool"]:
        for name, it in stack.of(kind).items():
            expected = ["Delete", "Delete"] if name == "IdempotencyRecords" else policies
            check(f"{stage}: {name}", [it["DeletionPolicy"], it["UpdateReplacePolicy"]], expected)
    [function] = stack.of("AWS::Lambda::Function").values()
    counted = "METRICS_NAMESPACE" in function["Properties"]["Environment"]["Variables"]
    check(f"{stage}: metrics", counted, canary or alarms or settings.get("dashboard", False))


def check_keys(stage, settings, api, stack):
    """Each client has a key, and a plan with its own limit or else the stage's or the API's."""
    keys = {name: it["Properties"] for name, it in stack.of("AWS::ApiGateway::ApiKey").items()}
    plans = {name: it["Properties"] for name, it in stack.of("AWS::ApiGateway::UsagePlan").items()}
    ties = [it["Properties"] for it in stack.of("AWS::ApiGateway::UsagePlanKey").values()]
    found = {}
    pairs = []
    for tie in ties:
        key, plan = keys[tie["KeyId"]["Ref"]], plans[tie["UsagePlanId"]["Ref"]]
        tags = {tag["Key"]: tag["Value"] for tag in key["Tags"]}
        check(f"{stage}: tags of a key and its plan", plan["Tags"], key["Tags"])
        check(f"{stage}: the stage of a key", tags["Stage"], stage)
        check(f"{stage}: what a key opens", [sorted(opened) for opened in plan["ApiStages"]], [["ApiId", "Stage"]])
        client = tags.get("Client")
        found[client] = plan.get("Throttle")
        pairs.append(f"${{{tie['KeyId']['Ref']}}}={client}")
    clients = api.get("keys")
    limits = {client: settings.get("throttle", api.get("throttle")) for client in clients or found}
    limits |= {client: own["throttle"] for client, own in (clients or {}).items() if own and "throttle" in own}
    for client, limit in limits.items():
        limits[client] = limit and {"RateLimit": limit["rate"], "BurstLimit": limit["burst"]}
    check(f"{stage}: clients and their limits", found, limits)
    check(f"{stage}: keys and plans", [len(keys), len(plans)], [len(ties), len(ties)])
    [function] = stack.of("AWS::Lambda::Function").values()
    told = function["Properties"]["Environment"]["Variables"].get("API_CLIENTS", {"Fn::Sub": ""})["Fn::Sub"]
    check(f"{stage}: whose key is whose", sorted(told.split(",")), sorted(pairs) if clients else [""])


def check_role(project, stage, stages):
    """Who may take the role that deploys a stage: see .github/workflows/deploy.yml."""
    stack = Stack(yaml_parse((project / ".github/deploy-role.yaml").read_text()), stage)
    [role] = stack.of("AWS::IAM::Role").values()
    [trust] = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    subjects = trust["Condition"]["StringLike"]["token.actions.githubusercontent.com:sub"]
    protected = [name for name, settings in stages.items() if settings.get("deletion_protection")]
    prefix = "repo:${Repository}:"
    if stage in (protected or [list(stages)[-1]]):
        expected = ["environment:${Stage}"]
    else:
        expected = ["ref:refs/heads/main", "ref:refs/tags/v*"]
    check(f"{stage}: who deploys", subjects, [{"Fn::Sub": prefix + subject} for subject in expected])
    jobs = yaml.safe_load((project / ".github/workflows/deploy.yml").read_text())["jobs"]
    environment = stage if expected == ["environment:${Stage}"] else None
    check(f"{stage}: environment", jobs[f"deploy-{stage}"].get("environment"), environment)


def versions(project, stage):
    return list(expand(project, stage).of("AWS::Lambda::Version"))


def main(slsgen, project):
    text = (project / "slsgen.yaml").read_text()
    spec = yaml.safe_load(text)
    stages = spec.get("stages") or {"dev": {}, "test": {}, "prod": {}}
    has_canary = any(settings.get("deploy") == "canary" for settings in stages.values())
    for stage, settings in stages.items():
        stack = expand(project, stage)
        check_stage(stage, settings, stack, has_canary)
        check_keys(stage, settings, spec.get("api", {}), stack)
        check_role(project, stage, stages)
    if not has_canary:
        return
    first, settings = next(iter(stages.items()))
    settings["log_level"] = "warn" if settings.get("log_level") != "warn" else "error"
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "spec.yaml"
        changed.write_text(yaml.safe_dump(spec, sort_keys=False))
        other = Path(folder) / "project"
        subprocess.run([slsgen, "-q", "new", "--spec", changed, "--out", other], check=True)
        [before], [after] = versions(project, first), versions(other, first)
        check("another setting gives another version", before == after, False)
        check("the same settings give the same version", versions(project, first), [before])


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
