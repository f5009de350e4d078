import type { Fate, Watch } from "./proxy.ts";

/** Bolt's COMMIT message: a chunk of two bytes, the structure 0x12 without fields, and the end of the message. */
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00]);
/** Only the transaction that stores a cycle says it; statements travel as plain text. */
const LOCK = Buffer.from("SET l.lockedBy = $runId");

/** What is told of a connection to the database. */
export interface BoltEvents {
  /** Bytes of the client. `isCommit`: they ask to commit a cycle. */
  client?(bytes: Buffer, isCommit: boolean): Fate;
  /** Bytes of the server. `isAnswer`: the first after a commit of a cycle was asked for, so it is committed. */
  server?(bytes: Buffer, isAnswer: boolean): Fate;
}

/** Tells the commit of a cycle from all else that passes. */
export function boltWatch({ client, server }: BoltEvents): Watch {
  let isLocked = false;
  let isCommitting = false;
  let tail = Buffer.alloc(0);
  return {
    fromClient(bytes) {
      // A message may be cut between two packets.
      const seen = Buffer.concat([tail, bytes]);
      tail = seen.subarray(-64);
      isLocked ||= seen.includes(LOCK);
      const isCommit = isLocked && bytes.includes(COMMIT);
      if (isCommit) [isLocked, isCommitting] = [false, true];
      return client?.(seen, isCommit) ?? "pass";
    },
    fromServer(bytes) {
      const isAnswer = isCommitting;
      isCommitting = false;
      return server?.(bytes, isAnswer) ?? "pass";
    },
  };
}
