import {
  admins,
  clientPort,
  deploy,
  guessedUsers,
  processId,
  scannerAddress,
  type Person,
} from "../people.ts";
import { hostNames, type HostName, type Scene, type SceneKind } from "../scene.ts";

const adminCommands = [
  "/usr/bin/systemctl status nginx",
  "/usr/bin/systemctl restart orders",
  "/usr/bin/journalctl -u ssh -n 100",
  "/usr/bin/apt-get update",
  "/usr/bin/apt-get upgrade",
  "/usr/bin/tail -f /var/log/syslog",
  "/usr/sbin/ufw status",
  "/usr/bin/less /var/log/auth.log",
  "/usr/bin/du -sh /var/lib",
  "/usr/bin/docker ps",
] as const;

/** What sshd and logind write when someone comes in; `sessionEnd` with the same session closes it. */
export function sessionStart(
  scene: Scene,
  host: HostName,
  person: Person,
  method: string,
  address = person.address,
) {
  const { random } = scene;
  const sshd = `sshd[${processId(random)}]`;
  const port = clientPort(random);
  const session = random.int(20, 9_999);
  scene.syslog(
    host,
    "auth.log",
    sshd,
    `Accepted ${method} for ${person.user} from ${address} port ${port} ssh2${method === "publickey" ? `: ED25519 SHA256:${person.keySha256}` : ""}`,
  );
  scene.wait(5, 40);
  scene.syslog(
    host,
    "auth.log",
    sshd,
    `pam_unix(sshd:session): session opened for user ${person.user}(uid=${person.uid}) by (uid=0)`,
  );
  scene.syslog(host, "auth.log", "systemd-logind[612]", `New session ${session} of user ${person.user}.`);
  scene.syslog(
    host,
    "syslog",
    "systemd[1]",
    `Started session-${session}.scope - Session ${session} of User ${person.user}.`,
  );
  return { host, person, address, sshd, port, session };
}

export function sessionEnd(
  scene: Scene,
  { host, person, address, sshd, port, session }: ReturnType<typeof sessionStart>,
): void {
  scene.syslog(
    host,
    "auth.log",
    sshd,
    `Received disconnect from ${address} port ${port}:11: disconnected by user`,
  );
  scene.syslog(host, "auth.log", sshd, `Disconnected from user ${person.user} ${address} port ${port}`);
  scene.syslog(host, "auth.log", sshd, `pam_unix(sshd:session): session closed for user ${person.user}`);
  scene.wait(1, 30);
  scene.syslog(host, "syslog", "systemd[1]", `session-${session}.scope: Deactivated successfully.`);
  scene.syslog(
    host,
    "auth.log",
    "systemd-logind[612]",
    `Session ${session} logged out. Waiting for processes to exit.`,
  );
  scene.syslog(host, "auth.log", "systemd-logind[612]", `Removed session ${session}.`);
}

export function sudo(
  scene: Scene,
  host: HostName,
  person: Person,
  command: string,
  directory = `/home/${person.user}`,
): void {
  const program = `sudo`;
  scene.syslog(
    host,
    "auth.log",
    program,
    `${person.user.padStart(8)} : TTY=pts/${scene.random.int(0, 3)} ; PWD=${directory} ; USER=root ; COMMAND=${command}`,
  );
  scene.syslog(
    host,
    "auth.log",
    program,
    `pam_unix(sudo:session): session opened for user root(uid=0) by (uid=${person.uid})`,
  );
  scene.wait(50, 4_000);
  scene.syslog(host, "auth.log", program, "pam_unix(sudo:session): session closed for user root");
}

/** One guess at a password, by someone who may not even know a user. */
export function failedGuess(
  scene: Scene,
  host: HostName,
  address: string,
  user: string,
  exists: boolean,
): void {
  const { random } = scene;
  const sshd = `sshd[${processId(random)}]`;
  const port = clientPort(random);
  if (!exists) {
    scene.syslog(host, "auth.log", sshd, `Invalid user ${user} from ${address} port ${port}`);
    scene.syslog(host, "auth.log", sshd, "pam_unix(sshd:auth): check pass; user unknown");
  }
  scene.syslog(
    host,
    "auth.log",
    sshd,
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${address}${exists ? `  user=${user}` : ""}`,
  );
  scene.wait(1_200, 2_400);
  scene.syslog(
    host,
    "auth.log",
    sshd,
    `Failed password for ${exists ? "" : "invalid user "}${user} from ${address} port ${port} ssh2`,
  );
  scene.wait(100, 900);
  scene.syslog(
    host,
    "auth.log",
    sshd,
    random.chance(0.5)
      ? `Received disconnect from ${address} port ${port}:11: Bye Bye [preauth]`
      : `Connection closed by ${exists ? "authenticating" : "invalid"} user ${user} ${address} port ${port} [preauth]`,
  );
}

function adminSession(scene: Scene): void {
  const { random } = scene;
  const host = random.pick(hostNames);
  const session = sessionStart(scene, host, random.pick(admins), "publickey");
  for (let commands = random.int(0, 3); commands > 0; commands -= 1) {
    scene.wait(4_000, 90_000);
    sudo(scene, host, session.person, random.pick(adminCommands));
  }
  scene.wait(5_000, 400_000);
  sessionEnd(scene, session);
}

function deployment(scene: Scene): void {
  const session = sessionStart(scene, "app1", deploy, "publickey");
  scene.wait(500, 3_000);
  sudo(scene, "app1", deploy, "/usr/bin/systemctl reload orders", "/srv/orders");
  scene.wait(200, 2_000);
  sessionEnd(scene, session);
}

function guesses(scene: Scene): void {
  const { random } = scene;
  const host = random.chance(0.75) ? "web1" : random.pick(hostNames);
  const address = scannerAddress(random);
  for (let tries = random.int(1, 3); tries > 0; tries -= 1) {
    const isRoot = random.chance(0.35);
    failedGuess(scene, host, address, isRoot ? "root" : random.pick(guessedUsers), isRoot);
    if (host === "web1" && random.chance(0.6)) {
      scene.write(
        host,
        "fail2ban.log",
        fail2ban(
          scene,
          "filter",
          "INFO",
          `[sshd] Found ${address} - ${new Date(scene.nowMs).toISOString().slice(0, 19).replace("T", " ")}`,
        ),
      );
    }
    scene.wait(2_000, 30_000);
  }
  if (host === "web1" && random.chance(0.3)) {
    scene.write(host, "fail2ban.log", fail2ban(scene, "actions", "NOTICE", `[sshd] Ban ${address}`));
    scene.wait(590_000, 601_000);
    scene.write(host, "fail2ban.log", fail2ban(scene, "actions", "NOTICE", `[sshd] Unban ${address}`));
  }
}

function fail2ban(scene: Scene, part: "filter" | "actions", level: string, message: string): string {
  const time = new Date(scene.nowMs).toISOString().slice(0, -1).replace("T", " ").replace(".", ",");
  return `${time} fail2ban.${part.padEnd(15)} [871]: ${level.padEnd(7)} ${message}`;
}

function badHandshake(scene: Scene): void {
  const { random } = scene;
  const sshd = `sshd[${processId(random)}]`;
  const place = `${scannerAddress(random)} port ${clientPort(random)}`;
  scene.syslog(
    random.pick(hostNames),
    "auth.log",
    sshd,
    random.pick([
      "error: kex_exchange_identification: Connection closed by remote host",
      `banner exchange: Connection from ${place}: invalid format`,
      `Unable to negotiate with ${place}: no matching key exchange method found. Their offer: diffie-hellman-group14-sha1,diffie-hellman-group1-sha1 [preauth]`,
      `fatal: Timeout before authentication for ${place}`,
      `Connection reset by ${place} [preauth]`,
      `error: maximum authentication attempts exceeded for root from ${place} ssh2 [preauth]`,
    ]),
  );
}

export const loginScenes: readonly [SceneKind, ...SceneKind[]] = [
  { weight: 9, play: adminSession },
  { weight: 3, play: deployment },
  { weight: 22, play: guesses },
  { weight: 10, play: badHandshake },
];
