import type { LogTemplate } from "@deepsec/engine";
import { seeded } from "../../support/seeded.ts";

/** Kinds of line as a fleet of services writes them: subject, verb, object and values in many combinations. */
export function someTemplates(n: number): LogTemplate[] {
  const random = seeded(1);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  return Array.from({ length: n }, (_, i) => {
    const text = `${pick(SUBJECTS)} ${pick(["of", "for", "on", "from"])} <*> ${pick(VERBS)} ${pick(OBJECTS)} <*> ${code(i)}`;
    const program = `${pick(PROGRAMS)}${i % 20}`;
    return {
      id: i.toString(16).padStart(16, "0"),
      text,
      level: i % 3 === 0 ? "error" : "info",
      programs: [program],
      count: 1,
      lineCount: 1,
      examples: [],
    };
  });
}

const SUBJECTS = [
  "connection",
  "session",
  "disk",
  "request",
  "job",
  "transaction",
  "packet",
  "certificate",
  "node",
  "worker",
];
const VERBS = [
  "failed",
  "opened",
  "closed",
  "timed out",
  "was refused",
  "started",
  "finished",
  "was dropped",
  "expired",
];
const OBJECTS = [
  "user",
  "volume",
  "table",
  "pod",
  "address",
  "port",
  "queue",
  "image",
  "service",
  "file",
  "socket",
];
const PROGRAMS = ["sshd", "kernel", "nginx", "postgres", "kubelet", "postfix", "named", "cron"];

function code(i: number): string {
  return i.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
}
