import { spawn } from "node:child_process";
import type { JournalAnswer, JournalRequest } from "../transport.ts";
import { journalArguments } from "./journal-arguments.ts";
import { checkJournalRequest, journalUnavailable } from "./journal-error.ts";

const stallMs = 30_000;
const complaintBytesMax = 2_000;

/** The journal of this machine. */
export function localJournal(request: JournalRequest): Promise<JournalAnswer> {
  checkJournalRequest(request);
  return new Promise((resolve, reject) => {
    const journalctl = spawn("journalctl", journalArguments(request), { stdio: ["ignore", "pipe", "pipe"] });
    const pieces: Buffer[] = [];
    let bytes = 0;
    let complaint = "";
    const stall = setTimeout(() => journalctl.kill("SIGKILL"), stallMs);
    journalctl.stdout.on("data", (piece: Buffer) => {
      stall.refresh();
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= request.bytesMax) journalctl.kill();
    });
    journalctl.stderr.on("data", (piece: Buffer) => {
      if (complaint.length < complaintBytesMax) complaint += piece.toString("utf8");
    });
    journalctl.on("error", (cause) => {
      clearTimeout(stall);
      reject(journalUnavailable("this machine", cause.message, cause));
    });
    journalctl.on("close", (_, signal) => {
      clearTimeout(stall);
      if (signal === "SIGKILL") reject(journalUnavailable("this machine", `no answer in ${stallMs} ms`));
      else resolve({ json: Buffer.concat(pieces).subarray(0, request.bytesMax), complaint });
    });
  });
}
