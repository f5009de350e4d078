import { describe, expect, test } from "vitest";
import { eventsOf, linesOf } from "./events-of.fixture.ts";

describe("one event is", () => {
  test("a line that is nothing but a time, with the text up to the next", () => {
    const dated = `Tue Feb  3 07:01:02 2026
Thread 1 advanced to log sequence 12
  Current log# 3
Tue Feb  3 07:01:03 2026
Errors in file /u01/x.trc:
`;
    expect(linesOf(dated)).toEqual([
      [1, 3],
      [4, 5],
    ]);
    expect(eventsOf(dated)[1]).toMatchObject({
      timestamp: "2026-02-03T07:01:03Z",
      message: "Errors in file /u01/x.trc:",
    });
  });

  test("a report of Erlang up to a blank line", () => {
    const reports = `=INFO REPORT==== 3-Feb-2026::07:01:02 ===
accepting connection <0.1.0> (192.0.2.9:1 -> 192.0.2.1:5672)

=ERROR REPORT==== 3-Feb-2026::07:01:03 ===
closing connection
{badarg,1}
`;
    expect(linesOf(reports)).toEqual([
      [1, 2],
      [4, 6],
    ]);
    expect(eventsOf(reports)[0]?.fields["src"]).toBe("192.0.2.9");
  });

  test("an element with a time up to its end, and an element without one is a line of text", () => {
    const elements = `<entry logger="a.B" timestamp="1770102062345" level="ERROR">
<text>boom</text>
</entry>
<div class="x">
2026-02-03 07:01:03 INFO next
`;
    expect(linesOf(elements)).toEqual([
      [1, 3],
      [4, 4],
      [5, 5],
    ]);
    expect(eventsOf(elements)[0]).toMatchObject({ timestamp: "2026-02-03T07:01:02.345Z", level: "error" });
  });

  test("the sections of a request in an audit log, with the time of the first", () => {
    const sections = `--4f6a1b2c-A--
[03/Feb/2026:07:01:02 +0000] ZaBc 192.0.2.9 51111 192.0.2.1 443
--4f6a1b2c-B--
GET / HTTP/1.1

--4f6a1b2c-Z--

--5f6a1b2c-A--
`;
    expect(linesOf(sections)).toEqual([
      [1, 6],
      [8, 8],
    ]);
    expect(eventsOf(sections)[0]).toMatchObject({
      timestamp: "2026-02-03T07:01:02+00:00",
      fields: { src: "192.0.2.9" },
    });
  });
});
