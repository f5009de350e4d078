import { WILDCARD, type LogTemplate } from "./log-template.ts";
import { Message } from "./template/message.ts";
import { Outline, readOutline } from "./template/outline.ts";
import { tokenize } from "./template/tokenize.ts";
import { kindAt, type ParameterKind } from "./template/value-kind.ts";

/** The value that a message has at one wildcard of its template. */
export interface Parameter {
  /** Which wildcard of the template's text, from 0. */
  readonly slot: number;
  readonly kind: ParameterKind;
  readonly value: string;
}

/** Serve every call in turn: they hold nothing from one call to the next. */
const MESSAGE = new Message();
const OUTLINE = new Outline();

/**
 * The values of a message at the wildcards of its template, in order. Empty when the message is not one of this template.
 */
export function parameters(template: LogTemplate, message: string): Parameter[] {
  const line = template.text.indexOf("\n");
  const text = line < 0 ? template.text : template.text.slice(0, line);
  MESSAGE.read(message);
  tokenize(MESSAGE);
  readOutline(MESSAGE, OUTLINE);
  return alongPoints(text) ?? betweenTexts(text, MESSAGE.textOf(0, MESSAGE.count));
}

/** Walks template and message side by side, from point to point; null when they part. */
function alongPoints(template: string): Parameter[] | null {
  const found: Parameter[] = [];
  let at = 0;
  let from = 0;
  for (let k = 0; k <= OUTLINE.count; k++) {
    const isLast = k === OUTLINE.count;
    const first = isLast ? MESSAGE.count : (OUTLINE.from[k] ?? 0);
    let text = MESSAGE.textOf(from, first);
    // of the blanks on both sides of an empty name the template keeps one
    if (template[at - 1] === " " && text.startsWith(" ")) text = text.slice(1);
    if (isLast) text = text.trimEnd();
    if (!template.startsWith(text, at)) return null;
    at += text.length;
    if (isLast) break;
    const last = OUTLINE.to[k] ?? 0;
    const unit = OUTLINE.unit[k] ?? 0;
    const value = MESSAGE.textOf(first, last);
    from = unit > 0 ? unit + 1 : last;
    const unitText = unit > 0 ? MESSAGE.textOf(last, unit + 1) : "";
    if (template.startsWith(WILDCARD, at)) {
      at += WILDCARD.length;
      const isUnitText = unitText !== "" && template.startsWith(unitText, at);
      if (isUnitText) at += unitText.length;
      found.push(parameter(found.length, isUnitText ? value : value + unitText, template, at));
    } else if (template.startsWith(value + unitText, at)) at += value.length + unitText.length;
    else return null;
  }
  return at === template.length ? found : null;
}

/** For a template that is no outline: what stands between its texts, each found as early as it can be. */
function betweenTexts(template: string, line: string): Parameter[] {
  const texts = template.split(WILDCARD);
  const first = texts[0] ?? "";
  if (!line.startsWith(first)) return [];
  const found: Parameter[] = [];
  let at = first.length;
  let end = first.length;
  for (const [i, text] of texts.slice(1).entries()) {
    const isLast = i === texts.length - 2;
    const to = isLast ? line.length - text.length : line.indexOf(text, at);
    if (to < at || !line.startsWith(text, to)) return [];
    end += WILDCARD.length;
    found.push(parameter(i, line.slice(at, to), template, end));
    end += text.length;
    at = to + text.length;
  }
  return at === line.length || found.length > 0 ? found : [];
}

/** @param end - Where the template goes on behind the wildcard and its unit. */
function parameter(slot: number, value: string, template: string, end: number): Parameter {
  const before = template.lastIndexOf(WILDCARD, end - 1);
  return {
    slot,
    kind: kindAt(value, template.slice(0, before), template.slice(before + WILDCARD.length)),
    value,
  };
}
