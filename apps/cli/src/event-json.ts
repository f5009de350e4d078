import { parameters, type LogEvent, type LogTemplate, type Parameter } from "@deepsec/engine";
import type { RuleJson } from "./rules/rules-found.ts";

/** An event as `events` and `collect` print it: one object a line. */
export interface EventJson {
  readonly source: string;
  readonly timestamp: string | null;
  readonly level: string | null;
  readonly message: string;
  /** Numbers of all its physical lines, from 1. */
  readonly lines: readonly number[];
  readonly fields: Readonly<Record<string, string>>;
  readonly weight: number;
  readonly template: string;
  readonly templateText: string;
  readonly parameters: readonly Parameter[];
  readonly suspicious: boolean;
  /** Those that it is evidence for by itself. */
  readonly rules: readonly RuleJson[];
}

export function eventJson(
  source: string,
  event: LogEvent,
  template: LogTemplate,
  suspicious: boolean,
  rules: readonly RuleJson[],
): EventJson {
  const lines: number[] = [];
  for (let line = event.firstLine; line <= event.lastLine; line++) lines.push(line);
  return {
    source,
    timestamp: event.timestamp,
    level: event.level,
    message: event.message,
    lines,
    fields: event.fields,
    weight: event.weight,
    template: template.id,
    templateText: template.text,
    parameters: parameters(template, event.message),
    suspicious,
    rules,
  };
}
