import type { EventText } from "../event-text.ts";
import { oneOf, type EvidenceRule, type Severity, type Signal } from "../rule.ts";

const verb = ({ event }: EventText): string =>
  event.fields["eventName"] ??
  event.fields["detail.eventName"] ??
  event.fields["operationName"] ??
  event.fields["protoPayload.methodName"] ??
  "";

/** A call of a cloud's API by its name; refused calls do nothing, so only those that went through count. */
function call(
  id: string,
  title: string,
  technique: string,
  severity: Severity,
  names: readonly string[],
  signal?: Signal,
): EvidenceRule {
  const known = new Set(names.map((name) => name.toLowerCase()));
  return {
    id,
    title,
    techniques: [technique],
    severity,
    ...(signal === undefined ? {} : { signal }),
    literals: names,
    where: (seen) =>
      known.has(
        verb(seen)
          .toLowerCase()
          .replace(/^.{0,80}[./](?=\w+$)/, ""),
      ),
  };
}

/** AWS CloudTrail and its kin, Kubernetes, containers. */
export const CLOUD_RULES: readonly EvidenceRule[] = [
  call("cloud-log-stopped", "cloud audit log stopped or deleted", "T1562.008", "HIGH", [
    "StopLogging",
    "DeleteTrail",
    "DeleteFlowLogs",
    "DeleteLogGroup",
    "DeleteLogStream",
    "StopConfigurationRecorder",
    "DeleteConfigurationRecorder",
    "DeleteDetector",
    "DisassociateFromMasterAccount",
    "DeleteSink",
  ]),
  call("cloud-log-changed", "cloud audit or guard changed", "T1562.008", "MEDIUM", [
    "UpdateTrail",
    "PutEventSelectors",
    "UpdateDetector",
    "DeleteAlarms",
    "DisableAlarmActions",
    "DisableSecurityHub",
    "DeleteWebACL",
    "PutBucketLogging",
    "DisableKey",
    "ScheduleKeyDeletion",
    "DisableEbsEncryptionByDefault",
    "UpdateSink",
  ]),
  call(
    "cloud-right-given",
    "cloud right, key or user added",
    "T1098.003",
    "MEDIUM",
    [
      "AttachUserPolicy",
      "AttachRolePolicy",
      "AttachGroupPolicy",
      "PutUserPolicy",
      "PutRolePolicy",
      "PutGroupPolicy",
      "CreatePolicyVersion",
      "SetDefaultPolicyVersion",
      "AddUserToGroup",
      "CreateUser",
      "CreateAccessKey",
      "CreateLoginProfile",
      "UpdateLoginProfile",
      "UpdateAssumeRolePolicy",
      "AddRoleToInstanceProfile",
      "CreateServiceAccountKey",
      "SetIamPolicy",
      "DeactivateMFADevice",
      "DeleteVirtualMFADevice",
    ],
    "account",
  ),
  call("cloud-door-opened", "cloud data or network opened to others", "T1537", "MEDIUM", [
    "AuthorizeSecurityGroupIngress",
    "PutBucketPolicy",
    "PutBucketAcl",
    "DeletePublicAccessBlock",
    "DeleteBucketPublicAccessBlock",
    "ModifySnapshotAttribute",
    "ModifyImageAttribute",
    "ModifyDBSnapshotAttribute",
    "CreateSnapshotExport",
    "SharedSnapshotVolumeCreated",
    "GetPasswordData",
    "ImportKeyPair",
    "SendSSHPublicKey",
  ]),
  {
    id: "cloud-login-failed",
    title: "failed login to a cloud console",
    techniques: ["T1110", "T1078.004"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "consolelogin|userloginfailed|login_failure|signinlogs|user.authentication|user.session.start",
    ),
    patterns: [
      /eventName="(?:ConsoleLogin|CheckMfa)".{0,2000}(?:errorMessage="|ConsoleLogin="?Failure)|(?:errorMessage="|ConsoleLogin="?Failure).{0,2000}eventName="ConsoleLogin"|\bUserLoginFailed\b|\blogin_failure\b|\buser\.(?:session\.start|authentication\.\w{1,20})\b.{0,2000}\bFAILURE\b/i,
    ],
  },
  {
    id: "cloud-root-used",
    title: "root account of a cloud used",
    techniques: ["T1078.004"],
    severity: "MEDIUM",
    literals: ['"root"'],

    patterns: [/userIdentity\.type="Root"/],
    where: (seen) =>
      verb(seen) !== "" &&
      seen.event.fields["eventType"] !== "AwsServiceEvent" &&
      seen.event.fields["userIdentity.invokedBy"] === undefined,
  },
  {
    id: "cloud-access-denied",
    title: "cloud call refused",
    techniques: ["T1580"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf("accessdenied|unauthorizedoperation|permission_denied|unauthorizedaccess"),
    patterns: [
      /(?:errorCode|error_code|status\.message|errorMessage|Error)"?[=:]"?(?:Client\.)?(?:AccessDenied\w{0,10}|UnauthorizedOperation|UnauthorizedAccess|PERMISSION_DENIED)/i,
    ],
  },
  {
    id: "cloud-threat-reported",
    title: "threat reported by a cloud's own guard",
    techniques: ["T1078.004"],
    severity: "MEDIUM",
    literals: oneOf("guardduty|unauthorizedaccess:|recon:|cryptocurrency:|backdoor:|trojan:"),
    patterns: [
      /\b(?:UnauthorizedAccess|Recon|CryptoCurrency|Backdoor|Trojan|Stealth|PenTest|CredentialAccess|Exfiltration|Impact|Persistence|PrivilegeEscalation):(?:EC2|IAMUser|S3|Kubernetes|Lambda|RDS|Runtime)\//i,
    ],
  },
  {
    id: "container-entered",
    hears: "commands",
    title: "shell in a running container or pod",
    techniques: ["T1609"],
    severity: "MEDIUM",
    literals: oneOf("pods/exec|/exec|exec_create|exec_start|kubectl exec|docker exec|subresource"),
    patterns: [
      /\/pods\/[^/ ]{1,253}\/(?:exec|attach|portforward)\b|objectRef\.subresource="(?:exec|attach|portforward)"|\bexec_(?:create|start): \/?\S{0,60}sh\b|\bkubectl(?: -n \S{1,63})? exec\b|COMMAND=\S{0,40}docker exec\b/i,
    ],
  },
  {
    id: "cluster-right-given",
    title: "Kubernetes right given or secrets read",
    techniques: ["T1098", "T1552.007"],
    severity: "MEDIUM",
    signal: "account",
    hears: "commands",
    literals: oneOf("rolebindings|system:anonymous|cluster-admin"),
    // Whether the cluster is up, anybody may ask.
    where: ({ event: { fields }, text }) => {
      const resource = fields["objectRef.resource"] ?? "";
      const isTaken = /^20\d$/.test(fields["responseStatus.code"] ?? "");
      return (
        (/^(?:create|update|patch)$/.test(fields["verb"] ?? "") && resource.endsWith("rolebindings")) ||
        (fields["user.username"] === "system:anonymous" && resource !== "" && isTaken) ||
        /\bclusterrolebinding\b.{0,100}cluster-admin/i.test(text)
      );
    },
  },
  {
    id: "container-destroyed",
    title: "container, volume or network deleted",
    techniques: ["T1485"],
    severity: "LOW",
    literals: oneOf('destroy|delete|kill|"prune'),
    patterns: [/\b(?:docker\.|")?(?:Action|action|status)"?[=:]"?(?:destroy|delete|prune)"/],
    where: ({ text }) => /\bdocker\b|\bcontainer\b/i.test(text),
  },
  {
    id: "access-granted-to-sensor",
    title: "program given the microphone, camera, screen or disk",
    techniques: ["T1123", "T1125"],
    severity: "LOW",
    literals: ["ktccservice"],

    patterns: [/\bUpdate Access Record: kTCCService\w{1,40} for \S{1,200} to (?:Allowed|Denied)\b/],
  },
];
