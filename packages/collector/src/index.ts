export { backOffMs } from "./back-off.ts";
export { checkpointAt, type Checkpoint } from "./checkpoint.ts";
export { checkHost, type HostReport } from "./check-host.ts";
export { CollectError, type CollectErrorCode } from "./collect-error.ts";
export { hostKeySha256 } from "./host-key.ts";
export { type CheckState, type HostCheck } from "./host-check.ts";
export {
  FollowSettings,
  HostSettings,
  hostTarget,
  journalOptions,
  JournalSettings,
  RedactSettings,
} from "./host-settings.ts";
export { type HostTarget } from "./host-target.ts";
export { localTransport } from "./local-transport.ts";
export { type SourceEncoding } from "./newline-cut.ts";
export { type Gap, type GapKind } from "./gap.ts";
export { journalPath, type JournalOptions } from "./journal/read-journal.ts";
export { readSource } from "./read-source.ts";
export { type ReadOptions, type SourceRead } from "./source-read.ts";
export { readerFile } from "./script/reader-script.ts";
export { connectSsh, type ConnectOptions, type ShownHostKey } from "./ssh-connect.ts";
export {
  type DirectoryEntry,
  type EntryKind,
  type FileHandle,
  type FileStat,
  type Transport,
} from "./transport.ts";
