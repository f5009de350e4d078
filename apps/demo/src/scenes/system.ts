import { processId, scannerAddress } from "../people.ts";
import { hostNames, internalAddress, type HostName, type Scene, type SceneKind } from "../scene.ts";

const units = [
  "apt-daily.service - Daily apt download activities",
  "logrotate.service - Rotate log files",
  "man-db.service - Daily man-db regeneration",
  "fstrim.service - Discard unused blocks on filesystems from /etc/fstab",
  "e2scrub_all.service - Online ext4 Metadata Check for All Filesystems",
  "dpkg-db-backup.service - Daily dpkg database backup service",
] as const;

/** A line of cron's in both of its logs. */
export function cronJob(scene: Scene, host: HostName, user: string, command: string): void {
  const cron = `CRON[${processId(scene.random)}]`;
  const uid = user === "root" ? 0 : 33;
  scene.syslog(
    host,
    "auth.log",
    cron,
    `pam_unix(cron:session): session opened for user ${user}(uid=${uid}) by (uid=0)`,
  );
  scene.syslog(host, "syslog", cron, `(${user}) CMD (${command})`);
  scene.wait(200, 4_000);
  scene.syslog(host, "auth.log", cron, `pam_unix(cron:session): session closed for user ${user}`);
}

function kernel(scene: Scene, host: HostName, message: string): void {
  // Uptime of a machine that started some weeks before the first line.
  const uptimeS = (scene.nowMs / 1_000) % 4_000_000;
  scene.syslog(host, "syslog", "kernel", `[${uptimeS.toFixed(6).padStart(12, " ")}] ${message}`);
}

function unitRun(scene: Scene): void {
  const { random } = scene;
  const host = random.pick(hostNames);
  const unit = random.pick(units);
  const name = unit.split(" ")[0] ?? unit;
  scene.syslog(host, "syslog", "systemd[1]", `Starting ${unit}...`);
  scene.wait(200, 20_000);
  scene.syslog(host, "syslog", "systemd[1]", `${name}: Deactivated successfully.`);
  scene.syslog(host, "syslog", "systemd[1]", `Finished ${unit}.`);
  if (random.chance(0.4))
    scene.syslog(
      host,
      "syslog",
      "systemd[1]",
      `${name}: Consumed ${random.int(1, 40)}.${random.int(100, 999)}s CPU time.`,
    );
}

function dhcp(scene: Scene): void {
  const { random } = scene;
  const host = random.pick(hostNames);
  const program = "dhclient[655]";
  scene.syslog(
    host,
    "syslog",
    program,
    `DHCPREQUEST for ${internalAddress[host]} on ens3 to 10.20.0.1 port 67`,
  );
  scene.wait(5, 200);
  scene.syslog(host, "syslog", program, `DHCPACK of ${internalAddress[host]} from 10.20.0.1`);
  scene.syslog(
    host,
    "syslog",
    program,
    `bound to ${internalAddress[host]} -- renewal in ${random.int(1_200, 3_400)} seconds.`,
  );
}

function daemons(scene: Scene): void {
  const { random } = scene;
  const host = random.pick(hostNames);
  const [program, message] = random.pick<readonly [string, string]>([
    ["chronyd[640]", `Selected source 192.0.2.${random.int(120, 129)} (2.debian.pool.ntp.org)`],
    [
      "chronyd[640]",
      `System clock wrong by ${random.chance(0.5) ? "-" : ""}${random.int(0, 1)}.${random.int(100_000, 999_999)} seconds`,
    ],
    [
      "systemd-resolved[598]",
      "Using degraded feature set UDP instead of UDP+EDNS0 for DNS server 10.20.0.1.",
    ],
    [
      "smartd[702]",
      `Device: /dev/sda [SAT], SMART Usage Attribute: 194 Temperature_Celsius changed from ${random.int(110, 118)} to ${random.int(110, 118)}`,
    ],
    [
      "postfix/smtp[" + processId(random) + "]",
      `${random.hex(10).toUpperCase()}: to=<ops@example.org>, relay=mail.example.org[192.0.2.25]:25, delay=${random.int(0, 4)}.${random.int(1, 9)}, delays=0.1/0.01/0.3/0.2, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as ${random.hex(10).toUpperCase()})`,
    ],
    [
      "postfix/qmgr[930]",
      `${random.hex(10).toUpperCase()}: from=<root@${host}.example.org>, size=${random.int(400, 9_000)}, nrcpt=1 (queue active)`,
    ],
    [
      "node_exporter[711]",
      `level=error caller=collector.go:${random.int(160, 180)} msg="collector failed" name=textfile duration_seconds=0.00${random.int(1, 9)} err="failed to open textfile collector directory"`,
    ],
    [
      "rsyslogd",
      `[origin software="rsyslogd" swVersion="8.2302.0" x-pid="${random.int(500, 900)}" x-info="https://www.rsyslog.com"] rsyslogd was HUPed`,
    ],
    ["dbus-daemon[590]", `[system] Successfully activated service 'org.freedesktop.hostname1'`],
  ]);
  scene.syslog(host, "syslog", program, message);
}

function firewall(scene: Scene): void {
  const { random } = scene;
  const address = scannerAddress(random);
  for (let packets = random.int(1, 4); packets > 0; packets -= 1) {
    kernel(
      scene,
      "web1",
      `[UFW BLOCK] IN=ens3 OUT= MAC=52:54:00:${random.hex(2)}:${random.hex(2)}:${random.hex(2)}:52:54:00:12:34:56:08:00 SRC=${address} DST=192.0.2.200 LEN=${random.pick([40, 44, 60])} TOS=0x00 PREC=0x00 TTL=${random.int(40, 244)} ID=${random.int(1, 65_535)} PROTO=TCP SPT=${random.int(1_024, 65_535)} DPT=${random.pick([23, 445, 1433, 3306, 3389, 5900, 8080])} WINDOW=1024 RES=0x00 SYN URGP=0`,
    );
    scene.wait(200, 5_000);
  }
}

function kernelTrouble(scene: Scene): void {
  const { random } = scene;
  const host = random.pick(hostNames);
  kernel(
    scene,
    host,
    random.pick([
      `EXT4-fs warning (device sda${random.int(1, 3)}): ext4_dx_add_entry:2516: Directory (ino: ${random.int(100_000, 999_999)}) index full, reach max htree level :2`,
      `TCP: request_sock_TCP: Possible SYN flooding on port ${random.pick([80, 443])}. Sending cookies.`,
      `perf: interrupt took too long (${random.int(2_500, 9_000)} > ${random.int(2_000, 2_499)}), lowering kernel.perf_event_max_sample_rate to ${random.int(20_000, 79_000)}`,
      `ens3: renamed from eth0`,
      `audit: type=1400 audit(${Math.trunc(scene.nowMs / 1_000)}.${random.int(100, 999)}:${random.int(30, 900)}): apparmor="DENIED" operation="open" profile="/usr/sbin/chronyd" name="/etc/ssl/openssl.cnf" pid=${processId(random)} comm="chronyd" requested_mask="r" denied_mask="r" fsuid=104 ouid=0`,
      `php-fpm8.2[${processId(random)}]: segfault at ${random.int(8, 64)} ip 00007f${random.hex(10)} sp 00007ffd${random.hex(8)} error 4 in libzend.so.8.2[7f${random.hex(10)}+2f1000]`,
    ]),
  );
}

function failingDisk(scene: Scene): void {
  const { random } = scene;
  const sector = random.int(1_000_000, 900_000_000);
  kernel(scene, "db1", `ata1.00: exception Emask 0x0 SAct 0x${random.hex(4)} SErr 0x0 action 0x0`);
  kernel(scene, "db1", `ata1.00: failed command: READ FPDMA QUEUED`);
  kernel(
    scene,
    "db1",
    `blk_update_request: I/O error, dev sda, sector ${sector} op 0x0:(READ) flags 0x0 phys_seg 1 prio class 0`,
  );
  scene.wait(2_000, 40_000);
  scene.syslog(
    "db1",
    "syslog",
    "smartd[702]",
    `Device: /dev/sda [SAT], ${random.int(1, 24)} Currently unreadable (pending) sectors`,
  );
}

function outOfMemory(scene: Scene): void {
  const { random } = scene;
  const pid = processId(random);
  kernel(
    scene,
    "app1",
    `java invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE|__GFP_COMP), order=0, oom_score_adj=0`,
  );
  kernel(
    scene,
    "app1",
    `oom-kill:constraint=CONSTRAINT_NONE,nodemask=(null),cpuset=/,mems_allowed=0,global_oom,task_memcg=/system.slice/orders.service,task=java,pid=${pid},uid=998`,
  );
  kernel(
    scene,
    "app1",
    `Out of memory: Killed process ${pid} (java) total-vm:${random.int(5_000_000, 9_000_000)}kB, anon-rss:${random.int(2_000_000, 3_900_000)}kB, file-rss:0kB, shmem-rss:0kB, UID:998 pgtables:${random.int(5_000, 9_000)}kB oom_score_adj:0`,
  );
  scene.wait(300, 900);
  scene.syslog(
    "app1",
    "syslog",
    "systemd[1]",
    "orders.service: Main process exited, code=killed, status=9/KILL",
  );
  scene.syslog("app1", "syslog", "systemd[1]", "orders.service: Failed with result 'oom-kill'.");
  scene.wait(5_000, 5_400);
  scene.syslog(
    "app1",
    "syslog",
    "systemd[1]",
    `orders.service: Scheduled restart job, restart counter is at ${random.int(1, 4)}.`,
  );
  scene.syslog("app1", "syslog", "systemd[1]", "Started orders.service - Order service.");
}

function diskSpace(scene: Scene): void {
  const { random } = scene;
  scene.syslog(
    random.pick(hostNames),
    "syslog",
    "monitor[744]",
    `WARNING: /dev/sda${random.int(1, 3)} mounted on ${random.pick(["/", "/var", "/srv"])} is ${random.int(85, 97)}% full, ${random.int(900, 9_000)} MiB left`,
  );
}

export const systemScenes: readonly [SceneKind, ...SceneKind[]] = [
  { weight: 10, play: unitRun },
  { weight: 6, play: dhcp },
  { weight: 30, play: daemons },
  { weight: 24, play: firewall },
  { weight: 8, play: kernelTrouble },
  { weight: 0.5, play: failingDisk },
  { weight: 0.15, play: outOfMemory },
  { weight: 3, play: diskSpace },
];
