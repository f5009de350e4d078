"""Asks pySigma what rules mean: reads {rules, events} on standard input, prints for each rule what its condition tree says of its events."""

import ipaddress
import json
import re
import sys

from sigma.conditions import (
    ConditionAND,
    ConditionFieldEqualsValueExpression,
    ConditionNOT,
    ConditionOR,
    ConditionValueExpression,
)
from sigma.rule import SigmaRule
from sigma.types import (
    CompareOperators,
    SigmaBool,
    SigmaCasedString,
    SigmaCIDRExpression,
    SigmaCompareExpression,
    SigmaExists,
    SigmaExpansion,
    SigmaFieldReference,
    SigmaNull,
    SigmaNumber,
    SigmaRegularExpression,
    SigmaRegularExpressionFlag,
    SigmaString,
    SpecialChars,
)

NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,18})?")
COMPARE = {
    CompareOperators.LT: lambda a, b: a < b,
    CompareOperators.LTE: lambda a, b: a <= b,
    CompareOperators.GT: lambda a, b: a > b,
    CompareOperators.GTE: lambda a, b: a >= b,
}
FLAGS = {
    SigmaRegularExpressionFlag.IGNORECASE: re.IGNORECASE,
    SigmaRegularExpressionFlag.MULTILINE: re.MULTILINE,
    SigmaRegularExpressionFlag.DOTALL: re.DOTALL,
}


def string_holds(value, text, is_keyword):
    source = "".join(
        re.escape(part) if isinstance(part, str) else ".*" if part == SpecialChars.WILDCARD_MULTI else "."
        for part in value.s
    )
    flags = re.DOTALL if isinstance(value, SigmaCasedString) else re.DOTALL | re.IGNORECASE
    pattern = re.compile(source, flags)
    return (pattern.search(text) if is_keyword else pattern.fullmatch(text)) is not None


def is_in(text, network):
    try:
        return ipaddress.ip_address(text) in network
    except ValueError:
        return False


def value_holds(value, text, is_keyword, event):
    if isinstance(value, SigmaExpansion):
        return any(value_holds(one, text, is_keyword, event) for one in value.values)
    if isinstance(value, SigmaString):
        return string_holds(value, text, is_keyword)
    if isinstance(value, SigmaRegularExpression):
        flags = 0
        for flag in value.flags:
            flags |= FLAGS[flag]
        return re.search(str(value.regexp), text, flags) is not None
    if isinstance(value, SigmaCIDRExpression):
        return is_in(text, value.network)
    if isinstance(value, SigmaCompareExpression):
        return NUMBER.fullmatch(text) is not None and COMPARE[value.op](float(text), value.number.number)
    if isinstance(value, SigmaNumber):
        if is_keyword:
            return str(value.number) in text
        return text == str(value.number) or (
            NUMBER.fullmatch(text) is not None and float(text) == value.number
        )
    if isinstance(value, SigmaBool):
        return text.lower() == str(value.boolean).lower()
    if isinstance(value, SigmaFieldReference):
        other = event["fields"].get(value.field)
        if other is None:
            return False
        text, other = text.lower(), other.lower()
        if value.starts_with and value.ends_with:
            return other in text
        if value.starts_with:
            return text.startswith(other)
        return text.endswith(other) if value.ends_with else text == other
    raise TypeError(f"not compared: {type(value).__name__}")


def holds(condition, event):
    if isinstance(condition, ConditionAND):
        return all(holds(one, event) for one in condition.args)
    if isinstance(condition, ConditionOR):
        return any(holds(one, event) for one in condition.args)
    if isinstance(condition, ConditionNOT):
        return not holds(condition.args[0], event)
    if isinstance(condition, ConditionValueExpression):
        return value_holds(condition.value, event["text"], True, event)
    if isinstance(condition, ConditionFieldEqualsValueExpression):
        text = event["fields"].get(condition.field)
        if isinstance(condition.value, SigmaNull):
            return text is None
        if isinstance(condition.value, SigmaExists):
            return (text is not None) == bool(condition.value)
        return text is not None and value_holds(condition.value, text, False, event)
    raise TypeError(f"not compared: {type(condition).__name__}")


def answer(document, events):
    try:
        rule = SigmaRule.from_dict(document)
        trees = [condition.parsed for condition in rule.detection.parsed_condition]
        return {"matches": "".join("1" if any(holds(tree, event) for tree in trees) else "0" for event in events)}
    except Exception as error:  # whatever pySigma refuses a rule with
        return {"error": f"{type(error).__name__}: {error}"}


given = json.load(sys.stdin)
json.dump([answer(rule, events) for rule, events in zip(given["rules"], given["events"])], sys.stdout)
