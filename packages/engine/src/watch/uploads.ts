import type { HabitMemory } from "../habit/habit-memory.ts";
import { type KnownSet, knownSet, see } from "./known-set.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

const MINUTE_MS = 60_000;
const AFTER_POST_MS = 10 * MINUTE_MS;
const ENTRY_COUNT_MAX = 1_000;

export const WEB_SHELL: WatchRule = {
  id: "uploaded-script-called",
  kind: "value",
  title: "a script in a folder for uploads answers for the first time",
  description: "HIGH when that address sent something in the 10 minutes before.",
  severity: "HIGH",
  techniques: ["T1505.003"],
};

const REQUEST = /^"([A-Z]{3,7}) ([^ ?"]{1,1000})(\?[^ "]{0,1000})? HTTP\/[\d.]{1,3}" (2\d\d|3\d\d)\b/;
/** Folders that hold what visitors send, and files there that a server would run. */
const SCRIPT =
  /\/(?:uploads?|files?|media|images?|img|avatars?|attachments?|tmp|temp|cache|userfiles|wp-content\/(?:uploads|cache))\/[^?]{0,300}\.(?:php\d?|phtml|phar|jspx?|aspx?|ashx|cgi|pl|py|sh)$/i;

interface UploadHabit {
  /** By address: when it last sent something that was taken. */
  posts: KnownSet;
  scripts: KnownSet;
}

/** Watches the folders that take what visitors send: a script that answers there, and who sent something just before. */
export class Uploads {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  see(watched: Watched): void {
    const { event, host, timeMs } = watched;
    const found = REQUEST.exec(event.message);
    const [, method, path, query = "", status = ""] = found ?? [];
    if (method === undefined || path === undefined) return;
    const isPost = method === "POST" || method === "PUT";
    const isScript = status.startsWith("2") && SCRIPT.test(path);
    if (!isPost && !isScript) return;
    const src = event.fields["src"] ?? "";
    const habit = this.#habits.of("upload", host, timeMs, (): UploadHabit => ({
      posts: knownSet(timeMs),
      scripts: knownSet(timeMs),
    }));
    if (isScript && see(habit.scripts, path, timeMs, ENTRY_COUNT_MAX) !== "known") {
      const postMs = habit.posts.entries[`=${src}`];
      const afterMs = postMs === undefined ? Number.NaN : timeMs - postMs;
      const isAfterPost = afterMs >= 0 && afterMs <= AFTER_POST_MS;
      const how = isAfterPost
        ? `; ${src} had sent something ${Math.round(afterMs / 1_000)} s before`
        : "; nothing was sent by that address just before";
      const isCommand = /[?&](?:cmd|exec|c|command|shell)=/i.test(query);
      this.#findings.add({
        ...occasionOf(watched),
        rule: WEB_SHELL,
        subject: host,
        severity: isAfterPost ? "HIGH" : "MEDIUM",
        reason: `${path} on ${host}, asked for by ${src}${isCommand ? " with a command" : ""}${how}`,
        values: [
          { kind: "path", text: path.slice(0, 200) },
          ...(src === "" ? [] : [{ kind: "ip", text: src }]),
        ],
      });
    }
    if (isPost) see(habit.posts, src, timeMs, ENTRY_COUNT_MAX);
  }
}
