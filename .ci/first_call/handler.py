"""The same in Python: one GetItem with boto3."""

import json
import os

import boto3

client = boto3.client("dynamodb")


def handle(event, context):
    key = {"id": {"S": event["pathParameters"]["id"]}}
    item = client.get_item(TableName=os.environ["TABLE_ITEMS"], Key=key)["Item"]
    body = {name: next(iter(value.values())) for name, value in item.items()}
    return {"statusCode": 200, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
