import type { LogEvent } from "../event.ts";
import type { AuditRecord } from "./audit-records.ts";
import { type SigmaFields, SigmaView } from "./sigma-view.ts";

const SUDO =
  /^ {0,20}(\S{1,64}) : (?:.{0,200}? ; )?(?:TTY=\S{1,100} ; )?PWD=(.{1,500}?) ; USER=(\S{1,64}) ;.{0,300}?\bCOMMAND=(.{1,8000})/;
const CRON = /^\((\S{1,64})\) CMD \((.{1,8000})\)$/;
const HISTORY = /^HISTORY: .{0,40}?UID=(\d{1,10}) (.{1,8000})/;

/** A command that an event says was run, by sudo, cron, a shell's history, auditd or what names its fields so. */
export function processViews(event: LogEvent, records: readonly AuditRecord[]): SigmaView[] {
  if (records.length > 0) return auditProcess(records);
  const { message, fields } = event;
  const [, caller, folder, user, command] = message.includes("COMMAND=") ? (SUDO.exec(message) ?? []) : [];
  if (command !== undefined)
    return [
      commandView(command, {
        User: user,
        LogonUser: caller,
        CurrentDirectory: folder,
        ParentImage: "/usr/bin/sudo",
        ParentCommandLine: `sudo ${command}`,
      }),
    ];
  const [, owner, job] = message.includes(" CMD (") ? (CRON.exec(message) ?? []) : [];
  if (job !== undefined) return [commandView(job, { User: owner, ParentImage: "/usr/sbin/cron" })];
  const [, , typed] = message.startsWith("HISTORY: ") ? (HISTORY.exec(message) ?? []) : [];
  if (typed !== undefined) return [commandView(typed, {})];
  const image = fields["Image"] ?? fields["process.executable"];
  const line = fields["CommandLine"] ?? fields["process.command_line"];
  if (image === undefined && line === undefined) return [];
  const named: SigmaFields = {
    Image: image,
    CommandLine: line,
    ParentImage: fields["process.parent.executable"],
    ParentCommandLine: fields["process.parent.command_line"],
    CurrentDirectory: fields["process.working_directory"],
    User: fields["user.name"],
  };
  return [new SigmaView(line ?? image ?? "", { ...fields, ...known(named) })];
}

/** Files that auditd saw come into being. */
export function fileView(records: readonly AuditRecord[]): SigmaView[] {
  const folder = valueOf(records, "CWD", "cwd");
  const image = valueOf(records, "SYSCALL", "exe");
  return records.flatMap(({ text, fields }) => {
    const { type, name, nametype } = fields;
    if (type !== "PATH" || name === undefined || nametype !== "CREATE") return [];
    const path = name.startsWith("/") || folder === undefined ? name : `${folder.replace(/\/$/, "")}/${name}`;
    return new SigmaView(text, known({ TargetFilename: path, Image: image }));
  });
}

function auditProcess(records: readonly AuditRecord[]): SigmaView[] {
  const run = records.find(({ fields }) => fields["type"] === "EXECVE");
  const words = run === undefined ? [] : wordsOf(run.fields);
  const command = words.length > 0 ? words.join(" ") : valueOf(records, "PROCTITLE", "proctitle");
  const image = valueOf(records, "SYSCALL", "exe");
  if (command === undefined) return [];
  const view: SigmaFields = {
    User: valueOf(records, "SYSCALL", "UID") ?? valueOf(records, "SYSCALL", "uid"),
    CurrentDirectory: valueOf(records, "CWD", "cwd"),
  };
  return [commandView(command, view, image)];
}

function wordsOf(fields: AuditRecord["fields"]): string[] {
  const words: string[] = [];
  for (let i = 0; i < 256; i++) {
    const word = fields[`a${i}`];
    if (word === undefined) break;
    words.push(word);
  }
  return words;
}

function valueOf(records: readonly AuditRecord[], type: string, name: string): string | undefined {
  return records.find(({ fields }) => fields["type"] === type && fields[name] !== undefined)?.fields[name];
}

/** A program named without its folder is also seen as one in some folder: rules ask for `/curl` at the end. */
function commandView(command: string, fields: SigmaFields, image?: string): SigmaView {
  const [program = ""] = command.trimStart().split(/\s/, 1);
  const name = image ?? program;
  return new SigmaView(
    command,
    known({ ...fields, CommandLine: command, Image: name.includes("/") ? name : [name, `/${name}`] }),
  );
}

function known(fields: SigmaFields): SigmaFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
