import { dayNumber } from "../log-time.ts";
import { processId } from "../people.ts";
import { hostNames, type Scene } from "../scene.ts";
import { checkpoint } from "./database.ts";
import { cronJob } from "./system.ts";

const certificates = ["shop.example.org", "www.shop.example.org"] as const;

/** What happens by the clock: plays everything due in the minute at which the scene starts (UTC). */
export function playMinute(scene: Scene): void {
  const at = new Date(scene.nowMs);
  const [hour, minute] = [at.getUTCHours(), at.getUTCMinutes()];
  scene.wait(900, 1_400);
  if (minute % 5 === 0) {
    checkpoint(scene);
    cronJob(scene, "web1", "www-data", "/usr/bin/php /srv/shop/bin/console queue:work --once");
  }
  if (minute % 10 === 5)
    for (const host of hostNames)
      cronJob(scene, host, "root", "command -v debian-sa1 > /dev/null && debian-sa1 1 1");
  if (minute === 17)
    for (const host of hostNames) cronJob(scene, host, "root", "cd / && run-parts --report /etc/cron.hourly");
  if (minute === 30) backup(scene);
  if (hour % 12 === 3 && minute === 42) renewCertificates(scene);
}

function backup(scene: Scene): void {
  const { random } = scene;
  const program = `backup[${processId(random)}]`;
  const archive = `/srv/backup/shop-${dayNumber(scene.nowMs)}-${new Date(scene.nowMs).getUTCHours()}.dump.zst`;
  scene.syslog("db1", "syslog", program, `starting dump of database shop to ${archive}`);
  scene.wait(20_000, 90_000);
  if (random.chance(0.06)) {
    scene.syslog("db1", "syslog", program, `error: cannot write ${archive}: No space left on device`);
    return;
  }
  scene.syslog(
    "db1",
    "syslog",
    program,
    `dump finished: ${random.int(310, 340)} MiB in ${random.int(20, 90)} s`,
  );
  scene.syslog(
    "db1",
    "syslog",
    program,
    `removed ${random.int(1, 2)} old archives, ${random.int(20, 60)} GiB free`,
  );
}

function renewCertificates(scene: Scene): void {
  const { random } = scene;
  const certbot = `certbot[${processId(random)}]`;
  scene.syslog("web1", "syslog", "systemd[1]", "Starting certbot.service - Certbot...");
  for (const name of certificates) {
    scene.wait(400, 1_500);
    scene.syslog(
      "web1",
      "syslog",
      certbot,
      `Certificate /etc/letsencrypt/live/${name}/fullchain.pem is not yet due for renewal (expires in ${random.int(31, 80)} days), skipped.`,
    );
  }
  scene.syslog("web1", "syslog", certbot, "No renewals were attempted.");
  scene.syslog("web1", "syslog", "systemd[1]", "Finished certbot.service - Certbot.");
}
