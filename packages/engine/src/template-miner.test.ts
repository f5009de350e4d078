import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import type { LogEvent } from "./event.ts";
import { TemplateMiner } from "./template-miner.ts";
import type { MinerState } from "./template/variant.ts";

// Hundreds of generated inputs each, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

function event(message: string, more: Partial<LogEvent> = {}): LogEvent {
  return {
    firstLine: 1,
    lastLine: 1,
    offsetBytes: 0,
    lengthBytes: message.length,
    timestamp: null,
    level: null,
    message,
    fields: {},
    weight: 1,
    ...more,
  };
}

function textsOf(messages: readonly string[]): string[] {
  const miner = new TemplateMiner();
  const handles = messages.map((message) => miner.add(event(message)));
  const mined = miner.mine();
  return handles.map((handle) => mined.templateOf(handle).text);
}

function trace(exception: string, frame: number): string {
  const frames = `\tat shop.Orders.save(Orders.java:${frame})\n\t... ${frame} more`;
  return `request failed\n${exception}: order ${frame}\n${frames}`;
}

const NAMES = [
  "alice",
  "bob",
  "carol zhou",
  "dave",
  "erin",
  "frank",
  "grace",
  "heidi",
  "ivan",
  "judy",
  "test",
  "root",
  "",
];
const STATES = ["up", "down", "enabled", "disabled", "started", "paused"];
const WORDS = [
  "cache",
  "nginx",
  "mariadb",
  "prometheus",
  "varnishd",
  "zabbix",
  "grafana",
  "redisd",
  "etcd",
  "consul",
  "haproxyd",
];
const name = fc.constantFrom(...NAMES);
const word = fc.constantFrom(...WORDS);
const ip = fc.tuple(fc.nat(255), fc.nat(255)).map(([a, b]) => `10.0.${a}.${b}`);
const size = fc.constantFrom("5.2 KB", "17 MB", "900 B", "1289 bytes (1.25 KB)", "64 bytes");
const host = fc.constantFrom("db1.example.net:5432", "web-04", "gateway", "localhost", "cache.example.org");

/** Lines as services write them: names, states, sizes, keys, quotes, traces, and text that no statement wrote. */
const line = fc.oneof(
  fc
    .tuple(name, ip)
    .map(([who, from]) => `Failed password for invalid user ${who} from ${from} port 4711 ssh2`),
  fc.tuple(name, host).map(([who, from]) => `Accepted publickey for ${who} from ${from}`),
  fc.tuple(word, fc.constantFrom(...STATES)).map(([what, state]) => `interface ${what} is ${state}`),
  fc.tuple(word, size, size).map(([what, a, b]) => `Block ${what} stored (estimated size ${a}, free ${b})`),
  fc
    .tuple(name, fc.constantFrom(...STATES), word)
    .map(([who, state, what]) => `user=${who} state=${state} unit=${what} took 5 ms`),
  fc.tuple(name, word).map(([who, what]) => `{"user":"${who}","action":"login","app":"${what}"}`),
  fc.tuple(word, fc.nat(3)).map(([what, n]) => `service '${what}' restarted on eth${n}`),
  fc.tuple(word, word).map(([a, b]) => `the worker of ${a} moved to ${b}`),
  fc.tuple(host, word).map(([a, b]) => `${a} error : could not resolve ${b}`),
  fc
    .tuple(word, word)
    .map(
      ([a, b]) => `request failed\ncom.example.${a}Exception: no ${b}\n\tat com.example.App.run(App.java:1)`,
    ),
  fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" ")),
  fc.string({ unit: "binary", maxLength: 40 }),
);
const level = fc.constantFrom("info", "warn", "error", null);
const program = fc.constantFrom("sshd", "kernel", "app", "cron");
const events = fc
  .array(fc.tuple(line, level, program), { minLength: 1, maxLength: 120 })
  .map((rows) => rows.map(([message, says, by]) => event(message, { level: says, fields: { program: by } })));

/** All that a miner says of its templates, in an order of its own. */
function portrait(miner: TemplateMiner): unknown {
  const mined = miner.mine();
  return mined.templates.map((template) => ({ ...template, slots: mined.slotsOf(template.id) }));
}

function mineAll(given: readonly LogEvent[]): TemplateMiner {
  const miner = new TemplateMiner();
  for (const one of given) miner.add(one);
  return miner;
}

describe("templates are a function of the multiset of events", () => {
  test("any order gives the same templates, counts, examples and values", () => {
    fc.assert(
      fc.property(events, fc.infiniteStream(fc.nat()), (given, keys) => {
        const shuffled = given
          .map((one) => ({ one, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(portrait(mineAll(shuffled))).toEqual(portrait(mineAll(given)));
      }),
      { numRuns: 300 },
    );
  });

  test("any split into batches, each after a restart from JSON, gives the same templates with the same ids", () => {
    fc.assert(
      fc.property(
        events,
        fc.array(fc.nat(120), { maxLength: 6 }),
        fc.boolean(),
        (given, cuts, isMinedBetween) => {
          let state: MinerState | undefined;
          const stops = [...cuts, given.length].toSorted((a, b) => a - b);
          let from = 0;
          for (const stop of stops) {
            const miner = new TemplateMiner(state);
            for (const one of given.slice(from, stop)) miner.add(one);
            if (isMinedBetween) miner.mine();
            state = JSON.parse(JSON.stringify(miner.state())) as MinerState;
            from = Math.max(from, stop);
          }
          expect(portrait(new TemplateMiner(state))).toEqual(portrait(mineAll(given)));
        },
      ),
      { numRuns: 300 },
    );
  });

  test("a store that writes only changed variants has all of the state", () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 1, maxLength: 5 }), (batches) => {
        const stored = new Map<string, string>();
        for (const batch of batches) {
          const variants = Array.from(
            stored.values(),
            (row) => JSON.parse(row) as MinerState["variants"][number],
          );
          const miner = new TemplateMiner({ variants });
          for (const one of batch) miner.add(one);
          miner.mine();
          for (const variant of miner.changes()) stored.set(variant.id, JSON.stringify(variant));
        }
        const variants = Array.from(
          stored.values(),
          (row) => JSON.parse(row) as MinerState["variants"][number],
        );
        expect(portrait(new TemplateMiner({ variants }))).toEqual(portrait(mineAll(batches.flat())));
      }),
      { numRuns: 150 },
    );
  });

  test("a miner that lives on mines what one made anew of its state does, and says all that changed", () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 2, maxLength: 5 }), (batches) => {
        const living = new TemplateMiner();
        const told = new Map<string, unknown>();
        for (const batch of batches) {
          for (const one of batch) living.add(one);
          const mined = living.mine();
          for (const id of mined.goneIds) told.delete(id);
          for (const template of mined.changed) told.set(template.id, template);
          const anew = new TemplateMiner(JSON.parse(JSON.stringify(living.state())) as MinerState);
          expect(portrait(living)).toEqual(portrait(anew));
          expect(mined.lineage).toEqual(anew.mine().lineage);
          expect(mined.templates).toEqual(
            [...told].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test("an id once given always leads to a template that is alive", () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 2, maxLength: 5 }), (batches) => {
        const seen = new Set<string>();
        let state: MinerState | undefined;
        for (const batch of batches) {
          const miner = new TemplateMiner(state);
          for (const one of batch) miner.add(one);
          const mined = miner.mine();
          const living = new Set(mined.templates.map(({ id }) => id));
          const moves = new Map(mined.lineage.map(({ fromId, toId }) => [fromId, toId]));
          for (const id of seen) expect(living.has(moves.get(id) ?? id)).toBe(true);
          for (const id of living) seen.add(id);
          state = miner.state();
        }
      }),
      { numRuns: 150 },
    );
  });

  test("events and lines add up over the templates", () => {
    fc.assert(
      fc.property(events, (given) => {
        const { templates } = mineAll(given).mine();
        expect(templates.reduce((sum, { count }) => sum + count, 0)).toBe(given.length);
        expect(templates.reduce((sum, { lineCount }) => sum + lineCount, 0)).toBe(given.length);
      }),
    );
  });
});

describe("what is a template of its own", () => {
  test("states of one thing stay apart", () => {
    const states = ["Started", "Paused", "Resumed", "Stopped"];
    expect(
      new Set(textsOf(states.map((state) => `[instance: 7f3a] VM ${state} (Lifecycle Event)`))).size,
    ).toBe(4);
    for (const [a, b] of [
      [
        "Accepted password for eve from 10.0.0.1 port 22 ssh2",
        "Failed password for eve from 10.0.0.1 port 22 ssh2",
      ],
      ["link eth0 is up", "link eth0 is down"],
      ["feature dark-mode enabled", "feature dark-mode disabled"],
      ["login user=eve result=success", "login user=eve result=failure"],
      ['{"job":"nightly","status":"succeeded"}', '{"job":"nightly","status":"failed"}'],
      ["backup finished with success", "backup finished with failure"],
    ]) {
      const texts = textsOf([a ?? "", b ?? ""]);
      expect(texts[0]).not.toBe(texts[1]);
    }
  });

  test("opposites stay apart however many names vary beside them", () => {
    const messages = Array.from({ length: 300 }, (_, i) => {
      const who = `${"abcdefghij"[i % 10]}ser${"klmnopqrst"[Math.floor(i / 10) % 10]}${"xyz"[i % 3]}`;
      return `session ${i % 2 === 0 ? "opened" : "closed"} for user ${who}`;
    });
    expect(new Set(textsOf(messages))).toEqual(
      new Set(["session opened for user <*>", "session closed for user <*>"]),
    );
  });

  test("a name of two words, of one and of none is one slot", () => {
    const texts = textsOf([
      "Invalid user test9 from 192.0.2.1",
      "Invalid user boris zhang from 192.0.2.2",
      "Invalid user webmaster from 192.0.2.3",
      "Invalid user  from 192.0.2.4",
      "Invalid user root from 192.0.2.6",
      "Invalid user 0101 from 192.0.2.7",
    ]);
    expect(new Set(texts)).toEqual(new Set(["Invalid user <*> from <*>"]));
  });

  test("messages of keys and values group by their keys", () => {
    const texts = textsOf([
      "user=mike ip=unknown cmd=Metastore shutdown complete",
      "user=smith ip=unknown cmd=Metastore shutdown complete",
      "user=jackson ip=unknown cmd=Metastore shutdown complete",
      '{"user":"mike","id":5,"ok":true}',
      '{"user":"smith","id":61,"ok":false}',
    ]);
    expect(new Set(texts)).toEqual(
      new Set(["user=<*> ip=unknown cmd=Metastore shutdown complete", '{"user":"<*>","id":<*>,"ok":<*>}']),
    );
  });

  test("who did it is a value, also where the name is a word", () => {
    for (const [frame, template] of [
      [
        "Failed password for _ from 192.0.2.7 port 4022 ssh2",
        "Failed password for <*> from <*> port <*> ssh2",
      ],
      ["GET bucket by _ from 192.0.2.7 refused", "GET bucket by <*> from <*> refused"],
      ["FAILED SU (to root) _ on pts/4", "FAILED SU (to <*>) <*> on <*>"],
      ["_ : TTY=pts/0 ; USER=root ; COMMAND=/bin/ls -l", "<*> : TTY=<*> ; USER=<*> ; COMMAND=<*>"],
      ["Disconnected: user=<_>, method=PLAIN", "Disconnected: user=<<*>>, method=PLAIN"],
    ] as const) {
      const names = ["annika", "mark", "bjarne", "grace"];
      expect(new Set(textsOf(names.map((who) => frame.replace("_", who))))).toEqual(new Set([template]));
    }
  });

  test("words between quotes behind a key, and qualified names, are values where several are seen", () => {
    const tags = ["View Lock", "AudioMix", "Morning Alarm", "Radio"].map(
      (tag) => `acquire lock=7, tag="${tag}", uid=4`,
    );
    expect(new Set(textsOf(tags))).toEqual(new Set(['acquire lock=<*>, tag="<*>", uid=<*>']));
    expect(textsOf(['mode ="View Lock" set'])).toEqual(['mode ="View Lock" set']);
    const classes = ["org.example.shop.Cart", "org.example.shop.Order", "com.example.pay.Card"];
    expect(new Set(textsOf(classes.map((one) => `Loaded class ${one}`)))).toEqual(
      new Set(["Loaded class <*>"]),
    );
    expect(textsOf(["man-db.service: Succeeded.", "session-4.scope: Succeeded."])).toEqual([
      "<*>: Succeeded.",
      "<*>: Succeeded.",
    ]);
    expect(textsOf(["org.example.shop.Cart: closed"])).toEqual(["org.example.shop.Cart: closed"]);
  });

  test("text that no log statement wrote is one value", () => {
    const texts = textsOf([
      "ana : TTY=pts/0 ; USER=root ; COMMAND=/usr/bin/tail -f /var/log/mail.log",
      "ivo : TTY=pts/1 ; USER=root ; COMMAND=/bin/sh",
      "npm WARN deprecated left-pad@1.3.0: use String.prototype.padStart()",
      "npm WARN deprecated q@1.5.1: You can replace it with native promises",
      'web~ app/a1 0/0/7/14/21 200 1139 - - ---- 2/1/0/0/0 0/0 {example.org|curl/8.5} "GET /a HTTP/1.1"',
      'web~ app/<NOSRV> -1/-1/-1/-1/6 503 30 - - SC-- 3/2/0/0/0 0/0 {} "POST /b c HTTP/1.1"',
    ]);
    expect(new Set(texts)).toEqual(
      new Set([
        "<*> : TTY=<*> ; USER=<*> ; COMMAND=<*>",
        "npm WARN deprecated <*>: <*>",
        'web~ <*> {<*>} "<*>"',
      ]),
    );
  });

  test("an event of many lines is grouped by its first line and the first exception in it", () => {
    const [a, b, c] = textsOf([
      trace("java.io.IOException", 5),
      trace("java.io.IOException", 61),
      trace("java.sql.SQLException", 5),
    ]);
    expect(a).toBe(b);
    expect(a).not.toBe(c);
    expect(a).toBe("request failed\njava.io.IOException");
  });

  test("free text does not become a template a line, in any order, and the others keep theirs", () => {
    const common = [
      "request",
      "network",
      "memory",
      "disk",
      "page",
      "window",
      "queue",
      "timer",
      "packet",
      "record",
      "table",
    ];
    const pick = (i: number): string => common[i % common.length] ?? "";
    const free = (i: number): string =>
      `New note text of ${pick(i)} and ${pick(Math.floor(i / 11))} but ${pick(Math.floor(i / 121))} or ${pick(Math.floor(i / 1331))}`;
    const given = Array.from({ length: 4000 }, (_, i) => event(free(i * 7)));
    given.push(event("New note counter reset"), event("session opened for user eve"));
    const { templates } = mineAll(given).mine();
    expect(templates.map(({ text }) => text).toSorted()).toEqual([
      "New note counter reset",
      "New note text of <*>",
      "session opened for user <*>",
    ]);
    expect(templates.reduce((sum, { count }) => sum + count, 0)).toBe(4002);
    const half = mineAll(given.slice(2000));
    const restarted = new TemplateMiner(JSON.parse(JSON.stringify(half.state())) as MinerState);
    for (const one of given.slice(0, 2000).toReversed()) restarted.add(one);
    expect(portrait(restarted)).toEqual(portrait(mineAll(given)));
  });
});

describe("a miner is robust", () => {
  test("never throws, whatever the text", () => {
    const wild = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc
        .array(fc.constantFrom(..."\"'<>()[]{}=:;,./\\@#-_*% \n\t019aZ<*>"), { maxLength: 200 })
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 20 }), (messages) => {
        const texts = textsOf(messages);
        expect(texts.length).toBe(messages.length);
      }),
      { numRuns: 500 },
    );
  });

  test("a state that no miner wrote is refused with a code", () => {
    const broken = { variants: [{ id: "x", forms: [{}] }] } as unknown as MinerState;
    expect(() => new TemplateMiner(broken)).toThrow(expect.objectContaining({ code: "STATE_INVALID" }));
  });
});
