import { describe, expect, test } from "vitest";
import { eventsOf, linesOf } from "./events-of.fixture.ts";

describe("one event is", () => {
  test("a Java exception with its causes, under the entry that reports it", () => {
    const trace = `2026-02-03 07:01:02,345 ERROR [w-1] o.e.Shop - refused
org.example.ShopException: no stock
	at org.example.Shop.order(Shop.java:12) ~[shop.jar:?]
	Suppressed: java.io.IOException: closed
		at org.example.Stock.close(Stock.java:9)
Caused by: java.sql.SQLException: constraint
	at org.example.Sql.run(Sql.java:40)
	... 54 common frames omitted
2026-02-03 07:01:03,000 INFO [w-1] o.e.Shop - next
`;
    expect(linesOf(trace)).toEqual([
      [1, 8],
      [9, 9],
    ]);
  });

  test("an exception of a main thread, without any header", () => {
    const [event] = eventsOf(
      'Exception in thread "main" java.lang.IllegalStateException: x\n\tat a.B.main(B.java:3)\nCaused by: a.C: y\n\t... 1 more\n',
    );
    expect(event).toMatchObject({ firstLine: 1, lastLine: 4, level: "error" });
  });

  test("a traceback with the one it caused, and the next is another", () => {
    const first = 'Traceback (most recent call last):\n  File "/a.py", line 3, in f\n    g()\nKeyError: 7\n';
    const chained = `${first}\nDuring handling of the above exception, another exception occurred:\n\n${first}`;
    expect(linesOf(chained)).toEqual([[1, 11]]);
    expect(linesOf(first + first)).toEqual([
      [1, 4],
      [5, 8],
    ]);
  });

  test("a Go panic with its goroutines", () => {
    const panic = `2026/02/03 07:01:02 http: panic serving 192.0.2.9:56: nil pointer
goroutine 67 [running]:
net/http.(*conn).serve.func1()
	/usr/local/go/src/net/http/server.go:1868 +0xb0
panic({0x103383820?, 0x103ba2fa0?})
	/usr/local/go/src/runtime/panic.go:920 +0x26c
created by net/http.(*Server).Serve in goroutine 1
	/usr/local/go/src/net/http/server.go:3086 +0x4cc

goroutine 1 [IO wait]:
main.main()
	/srv/main.go:9 +0x1
exit status 2
2026/02/03 07:01:03 http: done
`;
    expect(linesOf(panic)).toEqual([
      [1, 13],
      [14, 14],
    ]);
    expect(eventsOf(panic)[0]?.level).toBe("error");
  });

  test("an error of Node with the place in the script", () => {
    const crash = `/srv/app/index.js:12
        throw new TypeError('no');
        ^

TypeError: no
    at run (/srv/app/index.js:12:9)
    at node:internal/main:1:2 {
  code: 'E_NO'
}

Node.js v24.1.0
listening again
`;
    expect(linesOf(crash)).toEqual([
      [1, 11],
      [12, 12],
    ]);
  });

  test("a .NET exception in the console's two-line form", () => {
    const text = `fail: Example.Web.Server[13]
      Request failed.
      System.InvalidOperationException: empty
         at Example.Cart.Get() in /src/Cart.cs:line 42
info: Example.Web.Server[14]
      Listening
`;
    const events = eventsOf(text);
    expect(
      events.map((event) => [event.firstLine, event.lastLine, event.level, event.fields["program"]]),
    ).toEqual([
      [1, 4, "error", "Example.Web.Server"],
      [5, 6, "info", "Example.Web.Server"],
    ]);
  });

  test("an error of Ruby and one of PHP with their frames", () => {
    const ruby =
      "/srv/a.rb:3:in `f': no (RuntimeError)\n\tfrom /srv/a.rb:7:in `g'\n\tfrom /srv/a.rb:9:in `<main>'\nnext\n";
    const php =
      "[03-Feb-2026 07:01:02 UTC] PHP Fatal error:  Uncaught Error: no in /srv/a.php:3\nStack trace:\n#0 /srv/a.php(9): f()\n#1 {main}\n  thrown in /srv/a.php on line 3\n";
    expect(linesOf(ruby)).toEqual([
      [1, 3],
      [4, 4],
    ]);
    expect(linesOf(php)).toEqual([[1, 5]]);
  });

  test("a statement of Postgres over tab-indented lines", () => {
    const text = `2026-02-03 07:01:02.095 CET [885] ERROR:  invalid input
2026-02-03 07:01:02.095 CET [885] STATEMENT:  create table t (
	    id int

	);
2026-02-03 07:01:03.000 CET [885] LOG:  done
`;
    expect(linesOf(text)).toEqual([
      [1, 1],
      [2, 5],
      [6, 6],
    ]);
  });

  test("a slow query of MySQL", () => {
    const query =
      "# User@Host: app[app] @ web [192.0.2.7]\n# Query_time: 2.5  Lock_time: 0\nSET timestamp=1770098462;\nSELECT *\nFROM t;\n";
    expect(linesOf(`# Time: 2026-02-03T07:01:02.000000Z\n${query}${query}`)).toEqual([
      [1, 6],
      [7, 11],
    ]);
  });

  test("the records of one serial of auditd", () => {
    const text =
      "type=SYSCALL msg=audit(1770098462.123:411): success=no\ntype=PROCTITLE msg=audit(1770098462.123:411): proctitle=636174002F6574632F78\ntype=SYSCALL msg=audit(1770098462.123:412): success=yes\n";
    const events = eventsOf(text);
    expect(events.map((event) => [event.firstLine, event.lastLine])).toEqual([
      [1, 2],
      [3, 3],
    ]);
    expect(events[0]?.fields).toMatchObject({ audit_id: "411", proctitle: "cat /etc/x" });
  });

  test("a line that a container runtime cut", () => {
    const docker =
      '{"log":"{\\"level\\":\\"err","stream":"stdout","time":"2026-02-03T07:01:02.1Z"}\n{"log":"or\\",\\"msg\\":\\"no\\"}\\n","stream":"stdout","time":"2026-02-03T07:01:02.2Z"}\n';
    const cri = "2026-02-03T07:01:02.1+00:00 stderr P INFO ha\n2026-02-03T07:01:02.2+00:00 stderr F lf\n";
    expect(eventsOf(docker)).toMatchObject([
      { firstLine: 1, lastLine: 2, level: "error", message: "no", timestamp: "2026-02-03T07:01:02.1Z" },
    ]);
    expect(eventsOf(cri)).toMatchObject([{ firstLine: 1, lastLine: 2, level: "info", message: "half" }]);
  });

  test("an event of Windows over several lines, the next on one", () => {
    const one =
      "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Audit'/><EventID>4625</EventID><Level>2</Level><TimeCreated SystemTime='2026-02-03T07:01:02.1234567Z'/><Computer>WS1</Computer></System><EventData><Data Name='TargetUserName'>ann</Data><Data Name='IpAddress'>192.0.2.50</Data></EventData></Event>\n";
    const events = eventsOf(one.replace("<EventData>", "\n<EventData>\n\n") + one);
    const expected = {
      level: "error",
      timestamp: "2026-02-03T07:01:02.1234567Z",
      message: "EventID 4625 Audit TargetUserName=ann IpAddress=192.0.2.50",
      fields: { event_id: "4625", src: "192.0.2.50", user: "ann", host: "WS1", program: "Audit" },
    };
    expect(events).toMatchObject([
      { ...expected, firstLine: 1, lastLine: 4 },
      { ...expected, firstLine: 5, lastLine: 5 },
    ]);
  });

  test("an entry of the journal's export format, with a message of two lines", () => {
    const text =
      "__CURSOR=s=1\n__REALTIME_TIMESTAMP=1770098462000000\nPRIORITY=4\n_HOSTNAME=gw\nSYSLOG_IDENTIFIER=app\nMESSAGE\n\u0007\0\0\0\0\0\0\0one\ntwo\n_PID=7\n\n__CURSOR=s=2\n__REALTIME_TIMESTAMP=1770098463000000\nMESSAGE=three\n\n";
    expect(eventsOf(text)).toMatchObject([
      {
        firstLine: 1,
        lastLine: 9,
        level: "warn",
        message: "one\ntwo",
        timestamp: "2026-02-03T06:01:02.000000Z",
        fields: { host: "gw", program: "app", pid: "7" },
      },
      { firstLine: 11, lastLine: 13, message: "three" },
    ]);
  });

  test("java.util.logging's pair of lines", () => {
    const text =
      "Feb 03, 2026 7:01:02 AM org.example.Main run\nSEVERE: no port\nFeb 03, 2026 7:01:03 AM org.example.Main run\nINFO: up\n";
    expect(eventsOf(text)).toMatchObject([
      {
        lastLine: 2,
        level: "error",
        message: "no port",
        timestamp: "2026-02-03T07:01:02Z",
        fields: { program: "org.example.Main" },
      },
      { lastLine: 4, level: "info", message: "up" },
    ]);
  });

  test("an object over several lines", () => {
    expect(eventsOf('{\n  "level": "warn",\n  "msg": "slow"\n}\nnext\n')).toMatchObject([
      { firstLine: 1, lastLine: 4, level: "warn", message: "slow" },
      { firstLine: 5, lastLine: 5 },
    ]);
  });

  test("at most a thousand lines and one, and what follows is counted too", () => {
    const events = eventsOf(`2026-02-03 07:01:02 ERROR x\n${"\tat a.B.c(B.java:1)\n".repeat(3_000)}`);
    expect(events.reduce((sum, event) => sum + event.lastLine - event.firstLine + 1, 0)).toBe(3_001);
    expect(Math.max(...events.map((event) => event.lastLine - event.firstLine + 1))).toBe(1_001);
  });
});

test("each element of Records is an event of its line", () => {
  const records =
    '{"Records":[{"eventTime":"2026-02-03T07:01:02Z","eventName":"StopLogging","sourceIPAddress":"203.0.113.64"},{"eventTime":"2026-02-03T07:02:02Z","eventName":"ConsoleLogin"}]}\n';
  expect(eventsOf(records)).toMatchObject([
    {
      timestamp: "2026-02-03T07:01:02Z",
      firstLine: 1,
      lastLine: 1,
      fields: { eventName: "StopLogging", src: "203.0.113.64" },
    },
    { timestamp: "2026-02-03T07:02:02Z", firstLine: 1, lastLine: 1, message: 'eventName="ConsoleLogin"' },
  ]);
});
