import { describe, expect, test } from "vitest";
import type { LogEvent } from "../event.ts";
import { EntityCollector } from "./entity-collector.ts";

function event(message: string, fields: Record<string, string> = {}): LogEvent {
  const place = { firstLine: 1, lastLine: 1, offsetBytes: 0, lengthBytes: 0 };
  return { ...place, timestamp: null, level: null, message, fields, weight: 1 };
}

/** Handles are the templates themselves here. */
function casesOf(events: readonly (readonly [number, LogEvent])[]) {
  const collector = new EntityCollector();
  for (const [template, one] of events) collector.add(one, template);
  return collector.cases((handle) => handle);
}

function letters(at: number): string {
  return at.toString(26).replace(/\d/g, (digit) => String.fromCharCode(113 + Number(digit)));
}

const ORDERS = Array.from({ length: 30 }, (_, at) => `o-${7000 + at}`);

describe("EntityCollector", () => {
  test("finds the kind that links templates, and gives each case its events in their order", () => {
    const rounds = ORDERS.flatMap((order, at) => [
      [0, event(`order ${order} placed by 10.0.0.${at}:4${1000 + at}`)] as const,
      [1, event(`charged ${at % 7} items for order ${order}, took ${at * 13}ms`)] as const,
      [2, event(`order ${order} shipped in box ${at % 3} with order ${order}`)] as const,
    ]);
    const [orders, ...others] = casesOf(rounds);
    expect(others).toEqual([]);
    expect(orders?.kind).toBe("order");
    expect(orders?.values).toEqual(ORDERS);
    expect([...(orders?.templates.subarray(3, 6) ?? [])]).toEqual([0, 1, 2]);
    expect([...(orders?.positions?.subarray(3, 6) ?? [])]).toEqual([3, 4, 5]);
  });

  test("an event that names several values is in the case of each", () => {
    const rounds = ORDERS.flatMap((order, at) => [
      [0, event(`order ${order} placed`)] as const,
      [1, event(`order ${order} replaces order ${ORDERS[(at + 1) % 30]}`)] as const,
    ]);
    const [orders] = casesOf(rounds);
    expect(orders?.templates.length).toBe(90);
  });

  test("a process id counts together with its host and program", () => {
    const rounds = ["gate1", "gate2"].flatMap((host) =>
      Array.from({ length: 20 }, (_, at) => ({ host, program: "sshd", pid: String(500 + at) })).flatMap(
        (fields) => [
          [0, event("session opened", fields)] as const,
          [1, event("session closed", fields)] as const,
        ],
      ),
    );
    const [processes] = casesOf(rounds);
    expect(processes?.kind).toBe("sshd process");
    expect(processes?.values.length).toBe(40);
    expect(processes?.values[0]).toBe("gate1 sshd[500]");
  });

  test("a field of a structured line identifies too", () => {
    const rounds = ORDERS.flatMap((_, at) => [
      [0, event("received", { trace: `${9000 + at}` })] as const,
      [1, event("answered", { trace: `${9000 + at}` })] as const,
    ]);
    expect(casesOf(rounds).map(({ kind, values }) => [kind, values.length])).toEqual([["trace", 30]]);
  });

  test("of two kinds that name the same events the one with more links stays", () => {
    const rounds = ORDERS.flatMap((order, at) =>
      [0, 1, 2, 3].map(
        (template) =>
          [template, event(`step of order ${order} on lane ${at * 4 + (template >> 1)}`)] as const,
      ),
    );
    expect(casesOf(rounds).map(({ kind }) => kind)).toEqual(["order"]);
  });

  test("values of one template, or few for all events, identify nothing", () => {
    const single = ORDERS.map((order) => [0, event(`order ${order} placed`)] as const);
    const states = Array.from({ length: 200 }, (_, at) => [at % 3, event(`status ${at % 5} set`)] as const);
    expect(casesOf([...single, ...states])).toEqual([]);
  });

  test("forgets on the way what never comes again, and loses nothing of the rest", () => {
    const steps = Array.from({ length: 130_000 }, (_, at) => ({ order: Math.floor(at / 50), step: at % 50 }));
    const [orders, ...others] = casesOf(
      steps.map(({ order, step }) => [
        step % 5,
        event(`order o-${order} step took ticks ${order * 50 + step} of clock ${step % 2}`),
      ]),
    );
    expect(others).toEqual([]);
    expect(orders?.values.length).toBe(2600);
    expect(orders?.positions?.length).toBe(steps.length);
    expect(orders?.positions?.every((position, at) => position === at)).toBe(true);
  });

  test("says how many mentions went past the bound on kinds", () => {
    const collector = new EntityCollector();
    for (let at = 0; at < 5000; at++) collector.add(event(`${letters(at)}_7`), 0);
    expect(collector.leftOut).toBe(5000 - 4096);
  });

  test("says of how many messages only the beginning was searched", () => {
    const collector = new EntityCollector();
    collector.add(event("x".repeat(5000)), 0);
    expect(collector.longMessages).toBe(1);
  });
});
