import type { EventText } from "../event-text.ts";
import { oneOf, type EvidenceRule, type Severity, type Signal } from "../rule.ts";

const PROVIDER =
  /\bEventID \d|\bEventID"?[=:]|\bevent_id="?\d|\bMicrosoft-Windows|\bwinlog\b|\bMSWinEventLog\b|\bWinEvtLog\b|\bEventCode=|\bEvtid\b/i;

/** Event ids are the same in every language of Windows. */
function windows(
  ids: readonly string[],
  id: string,
  title: string,
  technique: string,
  severity: Severity | null,
  signal?: Signal,
): EvidenceRule {
  const known = new Set(ids);
  const isEvent = ({ event, text }: EventText): boolean => {
    const { fields } = event;
    const named =
      fields["event_id"] ??
      fields["EventID"] ??
      fields["EventCode"] ??
      fields["eventid"] ??
      fields["event.code"] ??
      fields["winlog.event_id"] ??
      fields["Event.System.EventID"];
    if (named !== undefined) return known.has(named);
    const found =
      /\b(?:EventID|EventCode|event_id|Security-Auditing(?: |:)|AUDIT_(?:SUCCESS|FAILURE)\()\W{0,3}(\d{2,5})\b/i.exec(
        text,
      );
    return found !== null && known.has(found[1] ?? "");
  };
  return {
    id,
    title,
    techniques: [technique],
    severity,
    ...(signal === undefined ? {} : { signal }),
    literals: ids,
    where: (seen) => PROVIDER.test(seen.text) && isEvent(seen),
  };
}

/** Windows' Security, System, Defender and PowerShell logs. */
export const WINDOWS_RULES: readonly EvidenceRule[] = [
  windows(
    ["4625", "4771", "4776", "529", "530", "531", "532", "533", "534", "535", "537", "539"],
    "windows-login-failed",
    "failed Windows login",
    "T1110",
    "LOW",
    "login-failed",
  ),
  windows(
    ["4740"],
    "windows-account-locked",
    "Windows account locked after failed logins",
    "T1110",
    "LOW",
    "login-failed",
  ),
  windows(["4624", "4648"], "windows-login", "Windows login", "T1078", null, "login"),
  windows(["4672"], "windows-privilege", "Windows login with special rights", "T1078", null, "privilege"),
  windows(
    ["4720", "4722", "4727", "4728", "4731", "4732", "4756", "4764", "4781"],
    "windows-account-created",
    "Windows user or group created, enabled or given a right",
    "T1136",
    "MEDIUM",
    "account",
  ),
  windows(
    ["4723", "4724", "4725", "4726", "4738", "4767"],
    "windows-account-changed",
    "Windows account changed",
    "T1098",
    "LOW",
    "account",
  ),
  windows(
    ["1102", "104", "517", "1100"],
    "windows-log-cleared",
    "Windows log cleared or stopped",
    "T1070.001",
    "HIGH",
  ),
  windows(
    ["4697", "7045", "4698", "4702", "106"],
    "windows-service-added",
    "Windows service or task added",
    "T1543.003",
    "MEDIUM",
    "persistence",
  ),
  windows(
    ["4719", "4739", "4907", "5001", "5007", "5010", "5012", "2003", "4950"],
    "windows-guard-changed",
    "Windows audit policy, Defender or firewall changed",
    "T1562",
    "MEDIUM",
  ),
  windows(
    ["1116", "1117", "1006", "1015", "1119"],
    "windows-malware",
    "malware found by Defender",
    "T1204",
    "HIGH",
  ),
  {
    id: "windows-command",
    hears: "commands",
    title: "command line of an attacker on Windows",
    techniques: ["T1059.001", "T1003.001"],
    severity: "HIGH",
    literals: oneOf("powershell|rundll32|regsvr32|mshta|procdump|comsvcs|vssadmin|lsass|wmic"),
    patterns: [
      /\bpowershell(?:\.exe)?"?\s.{0,200}-(?:e|en|enc|encodedcommand)\s{1,4}[\w+/=]{20}|\bpowershell\b.{0,200}-w(?:indowstyle)? hidden|\bcomsvcs\.dll\b.{0,20}MiniDump|\bprocdump\S{0,6} .{0,60}lsass|\bvssadmin(?:\.exe)? delete shadows\b|\bmshta(?:\.exe)? (?:https?:|javascript:|vbscript:)|\bregsvr32(?:\.exe)? .{0,60}\/i:http|\bwmic\b.{0,100}process call create\b|\bshadowcopy delete\b/i,
    ],
  },
];
