import { oneOf, type EvidenceRule } from "../rule.ts";

/** Other users' rights: sudo, su, pkexec, accounts, groups, keys, jobs. */
export const PRIVILEGE_RULES: readonly EvidenceRule[] = [
  {
    id: "sudo-refused",
    title: "sudo or su refused",
    techniques: ["T1548.003"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "incorrect password attempt|not in sudoers|command not allowed|bad su|failed su|failed: tty|su: failed|not authorized to run|user not in",
    ),
    patterns: [
      /\bincorrect password attempts?\b|\bnot in (?:the )?sudoers\b|\bcommand not allowed ;|^bad su\b|\bfailed su\b|^failed: \w+ changing from\b|\bnot in sudo group\b/i,
    ],
  },
  {
    id: "sudo-used",
    hears: "commands",
    title: "command run as another user",
    techniques: ["T1548.003"],
    severity: null,
    signal: "privilege",
    literals: oneOf("command=|session opened for user root|successful su for root|4672"),
    patterns: [
      /^ {0,20}[^\s]{1,60} : (?:TTY=.{1,100} ; )?(?:PWD=.{1,500} ; )?USER=.{1,60} ; .{0,200}COMMAND=/,
      /^pam_unix\((?:sudo|su)(?:-[il])?:session\): session opened for user root\b/,
      /^Successful su for root by\b/,
    ],
    unless: [/incorrect password|not in sudoers|command not allowed/i],
  },
  {
    id: "privilege-exploit",
    hears: "commands",
    title: "trick for root rights (pkexec, loader)",
    techniques: ["T1068"],
    severity: "HIGH",
    literals: oneOf("gconv_path|ld_preload|ld.so.preload|shells file|glibc_tunables|dirty"),
    patterns: [
      /\bGCONV_PATH=|\bThe value for the SHELL variable was not found\b|\/etc\/ld\.so\.preload\b|\bLD_PRELOAD=\/(?:tmp|dev\/shm|var\/tmp)|\bGLIBC_TUNABLES=.{0,80}=.{0,80}=/,
    ],
  },
  {
    id: "crash-of-privileged-program",
    hears: "commands",
    title: "a program with root rights crashed",
    techniques: ["T1068"],
    severity: "MEDIUM",
    literals: oneOf("segfault|stack smashing|execute code on stack|general protection"),
    patterns: [
      /^(?:\[[^\]]{0,30}\] )?(?:su|sudo|pkexec|passwd|mount|umount|newgrp|chsh|chfn|sshd|login|polkitd?|exim4?|ping)\[\d+\]:? segfault at\b/,
      /\*{3} stack smashing detected|\bstack smashing detected\b|\battempt to execute code on stack by\b/i,
    ],
  },
  {
    id: "crash",
    title: "a program crashed or was killed for want of memory",
    techniques: ["T1499.004"],
    severity: null,
    signal: "crash",
    literals: oneOf("segfault at|out of memory|oom-kill|core dumped|dumped core|general protection"),
    patterns: [
      /\bsegfault at\b|\bOut of memory: Kill(?:ed)? process\b|\boom-kill:|\bdumped core\b|\(core dumped\)|\bgeneral protection(?: fault)?\b/i,
    ],
  },
  {
    id: "account-created",
    hears: "commands",
    title: "new user or group, or one more right",
    techniques: ["T1136.001", "T1098"],
    severity: "MEDIUM",
    signal: "account",
    literals: oneOf(
      "new user|new group|useradd|usermod|adduser|to group|add_user|net user|4720|4728|4732|4756|gpasswd",
    ),
    patterns: [
      /^new (?:user|group): name=|\btype=ADD_(?:USER|GROUP)\b.{0,600}\bres="?success/i,
      /\badd '.{1,60}' to (?:shadow )?group '(?:sudo|wheel|admin|adm|root|docker|lxd|shadow|disk)'/i,
      /\b(?:member|user) .{1,60} added (?:by .{1,60} )?to group (?:sudo|wheel|admin|root|docker|lxd)\b/i,
      /(?:COMMAND=|HISTORY:|cmd=|a0="?|\$ |# ).{0,200}\b(?:useradd|adduser|usermod -[aG]{1,2} ?G? ?(?:sudo|wheel|root|docker))\b/,
      /\bnet1? user .{1,60} \/add\b|\bnet1? localgroup .{1,60} \/add\b/i,
    ],
  },
  {
    id: "database-right-given",
    title: "user of a database given all rights",
    techniques: ["T1098"],
    severity: "MEDIUM",
    signal: "account",
    literals: oneOf("superuser|grant "),
    patterns: [
      /\b(?:alter|create) (?:role|user) .{1,120}(?<!no)superuser\b|\bgrant (?:all(?: privileges)?|super)\b.{0,40}\bon \*\.\*/i,
    ],
  },
  {
    id: "database-runs-commands",
    title: "database told to run a command, load a library or write a script",
    techniques: ["T1059", "T1505.001"],
    severity: "MEDIUM",
    literals: oneOf(" program '| soname |sys_exec|sys_eval|xp_cmdshell|outfile|dumpfile"),
    patterns: [
      /\bcopy .{1,400} (?:from|to) program '|\breturns .{1,20} soname\b|\bsys_(?:exec|eval)\s?\(|\bexec\w{0,3} (?:master\.{1,2}(?:dbo\.)?)?xp_cmdshell\b|\binto (?:out|dump)file '[^']{0,300}\.(?:php\d?|phtml|jspx?|aspx?|so|dll)'/i,
    ],
  },
  {
    id: "account-changed",
    title: "password or account changed",
    techniques: ["T1098"],
    severity: "LOW",
    signal: "account",
    literals: oneOf("password changed for|changed user|delete user|removed user|change user|uid 0"),
    patterns: [
      /^(?:pam_unix\(.{1,40}\): )?password changed for\b|^change user '.{1,60}'|^changed user\b|^delete user '|\bUID=0\b.{0,60}\bGID=/i,
    ],
  },
  {
    id: "keys-or-rights-changed",
    hears: "commands",
    title: "login keys, sudoers or the password file touched",
    techniques: ["T1098.004", "T1548.003"],
    severity: "MEDIUM",
    signal: "persistence",
    literals: oneOf("authorized_keys|/etc/sudoers|/etc/shadow|/etc/passwd|id_rsa|id_ed25519|visudo"),
    patterns: [
      /(?:>>?|\btee\b(?: -a)?|\bcp\b|\bmv\b|\bsed -i\b|\bvim?\b|\bnano\b|\bchmod\b|\bchattr\b|\becho\b).{0,200}(?:authorized_keys2?|\/etc\/(?:sudoers(?:\.d\/\w+)?|shadow|passwd))\b/,
      /\bCOMMAND=[^ ]{0,60}(?:visudo|tee|cat|cp)\b.{0,120}(?:authorized_keys|\/etc\/(?:sudoers|shadow))/,
      /\bln -s(?:f| -f)? \/etc\/(?:passwd|shadow)\b/,
      /\bname="[^"]{0,200}(?:authorized_keys2?|\/etc\/sudoers(?:\.d\/[\w.-]{1,60})?|\/etc\/shadow)"?.{0,200}nametype="?(?:CREATE|DELETE)|nametype="?(?:CREATE|DELETE).{0,200}authorized_keys/,
    ],
  },
  {
    id: "job-added",
    hears: "commands",
    title: "cron job or service added",
    techniques: ["T1053.003", "T1543.002"],
    severity: "LOW",
    signal: "persistence",
    literals: oneOf("replace|crontab|/etc/cron|systemctl enable|schtasks|/etc/rc.local|begin edit"),
    patterns: [
      /^\([^)]{1,60}\) (?:REPLACE|BEGIN EDIT)\b/,
      /(?:>>?|\btee\b(?: -a)?|\bcp\b|\bmv\b|\becho\b).{0,200}(?:\/etc\/(?:cron[\w.]{0,10}|rc\.local|profile\.d|systemd\/system)|\/var\/spool\/cron)/,
      /\|\s{0,3}crontab -|\bschtasks(?:\.exe)? .{0,60}\/create\b/i,
    ],
  },
];
