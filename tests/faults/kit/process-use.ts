import { readFileSync } from "node:fs";

// Linux counts processor time in hundredths of a second for every program that asks /proc.
const TICKS_PER_SECOND = 100;

/** Memory that a process holds now; 0 when it is gone. */
export function rssMiB(pid: number): number {
  const [, kib] = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? [];
  return Math.round(Number(kib ?? 0) / 1024);
}

/** Processor time that a process used so far, all threads, user and system. */
export function cpuSeconds(pid: number): number {
  // The name in brackets may hold blanks; what follows it does not.
  const fields = read(`/proc/${pid}/stat`).split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND;
}

/** The same of a process and all that it started. */
export function familyCpuSeconds(pid: number): number {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(" ").filter(Boolean).map(Number);
  return children.reduce((sum, child) => sum + familyCpuSeconds(child), cpuSeconds(pid));
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process is gone.
    return "";
  }
}
