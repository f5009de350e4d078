import { oneOf, type EvidenceRule } from "../rule.ts";

const run = { techniques: ["T1059.004"], severity: "HIGH", hears: "commands" } as const;

/** What attackers run on a host, wherever a command line is logged: sudo, auditd, shell history, an application. */
export const SHELL_RULES: readonly EvidenceRule[] = [
  {
    ...run,
    id: "reverse-shell",
    title: "reverse shell",
    literals: oneOf(
      "/dev/tcp|/dev/udp|nc |ncat|netcat|socat|mkfifo|mknod|backpipe|pty.spawn|pf_inet|/inet/tcp|fsockopen|tcpsocket|xterm -display|telnet |0<&|os.dup2|tcpclient|/bin/sh|/bin/bash",
    ),
    patterns: [
      /\/dev\/(?:tcp|udp)\/|\/inet\/(?:tcp|udp)\/\d|\bpty\.spawn\b|\bos\.dup2\(|\bPF_INET\s?,\s?SOCK_STREAM|\bfsockopen\(|\bTCPSocket\.|\bNet\.Sockets\.TCPClient\b/i,
      /\b(?:nc|ncat|netcat)(?:\.\w{1,20})? .{0,120}-(?:[a-z]{0,4}[ec])\s{1,4}\S{0,40}(?:sh|cmd)\b|\bncat .{0,120}--(?:exec|sh-exec)\b|\bsocat\b.{0,200}(?:\bexec\b|\btcp-connect\b|\bsystem\b|-O \/tmp)|\/bin\/(?:ba)?sh\s{0,3}\|\s{0,3}nc\b/i,
      /\b(?:mkfifo|mknod)\b.{0,200}\|\s{0,4}(?:nc|ncat|telnet|openssl)\b|\bbackpipe\b|&& (?:nc|telnet) .{0,60}0<|\bmknod \/tmp\//i,
      /\bwhile read \w{1,20} 0<&\d|\b(?:ba|z|k)?sh -i\b.{0,40}[>&]{1,2}|\btelnet \S{1,80} \S{1,10} ?(?:<|\|)/i,
    ],
  },
  {
    ...run,
    id: "shell-by-detour",
    title: "shell opened by a program that is none",
    techniques: ["T1548.003", "T1059"],
    severity: "MEDIUM",
    literals: oneOf("-exec|checkpoint-action|system(|execl(|:!|exec |spawn |--interactive"),
    patterns: [
      /\bfind\b.{0,200}\s-exec \S{0,40}\b(?:ba|da|z|k)?sh\b(?! -c)|--checkpoint-action=exec|\bvim?\b.{0,60}\s-c\s{1,4}\W{0,3}:!|\b[gmn]?awk\b.{0,80}\bsystem\(.{0,20}sh\b|\bos\.(?:system|execl)\(.{0,20}sh\b|\b(?:perl|ruby)\b.{0,60}\bexec\b.{0,20}\/(?:ba|da|z)?sh\b|\bexpect\b.{0,40}\bspawn .{0,20}\bsh\b|\bnmap\b.{0,40}--interactive\b/i,
    ],
  },
  {
    ...run,
    id: "download-and-run",
    title: "download that is run at once",
    techniques: ["T1105", "T1059.004"],
    literals: oneOf(
      "wget|curl|fetch |tftp|lwp-download|base64|certutil|iwr |downloadstring|downloadfile|invoke-webrequest|bitsadmin",
    ),
    patterns: [
      /\b(?:wget|curl|fetch|lwp-download)\b.{0,400}\|\s{0,4}(?:sudo\s{1,4})?(?:\S{0,40}\/)?(?:ba|da|z|k)?sh\b|\b(?:wget|curl)\b.{0,400}\|\s{0,4}(?:sudo\s{1,4})?(?:python\d?|perl|php|ruby|node)\b/i,
      /\b(?:wget|curl|tftp|fetch)\b.{0,400}(?:;|&&)\s{0,4}(?:chmod (?:[ugoa]{0,3}\+x|[0-7]{3,4})|(?:ba)?sh \S|\.\/\S)/i,
      /\b(?:ba)?sh\s{1,4}(?:-c\s{1,4})?["']?(?:<\(|\$\(|`)(?:wget|curl)\b|\bbase64\s{1,4}(?:-d|--decode)\b.{0,80}\|\s{0,4}(?:\S{0,20}\/)?(?:ba)?sh\b|\becho\b.{0,4000}\|\s{0,4}base64 -d\s{0,4}\|/i,
      /\bwget \S{0,60} - http|\bcertutil\b.{0,80}-urlcache\b|\bDownload(?:String|File)\s{0,2}\(|\bIEX\b.{0,60}\b(?:iwr|Invoke-WebRequest|New-Object)\b|\bbitsadmin\b.{0,60}\/transfer\b/i,
    ],
  },
  {
    ...run,
    id: "history-or-log-cleared",
    title: "log or shell history cleared",
    techniques: ["T1070.002", "T1070.003"],
    literals: oneOf(
      "/var/log|history|wtmp|utmp|lastlog|wevtutil|clear-eventlog|histfile|histsize|journalctl|1102|logs cleared|log cleared|shred |truncate",
    ),
    patterns: [
      /\b(?:rm|shred|unlink|truncate|mv)\b[^|;]{0,60}\s\/?(?:\S{0,60}\/)?(?:var\/log\b|\S{0,40}(?:wtmp|btmp|utmp|lastlog)\b)|(?:>|\btee\b)\s{0,4}\/var\/log\/\S|\b(?:cat|cp|ln(?: -\w{1,3})?) \/dev\/(?:null|zero)\b.{0,60}(?:\/var\/log|history)/i,
      /\b(?:rm|shred|unlink|chattr \+i|truncate|ln -\w{1,3}|echo ""? ?>|cat \/dev\/(?:null|zero) ?>)[^|;]{0,60}(?:sh_history|\.history)\b|(?:^|[\s;&:])history -[cw]\b|\bHIST(?:FILE)?SIZE=0\b|\bHISTFILE=(?:\/dev\/null|\s|$)|\bunset HISTFILE\b|\bshopt -ou history\b|\bset \+o history\b|\bempty_bash_history\b/i,
      /\bwevtutil(?:\.exe)? (?:cl|clear-log)\b|\bClear-EventLog\b|\bjournalctl\b.{0,40}--(?:vacuum-(?:time|size)[= ]1?[sMK]?\b|rotate --vacuum)/i,
    ],
    unless: [/\blogrotate\b.{0,40}\b(?:renam|rotat)/i],
  },
  {
    ...run,
    id: "guard-switched-off",
    title: "security service, firewall or audit switched off",
    techniques: ["T1562.001", "T1562.004"],
    severity: "MEDIUM",
    literals: oneOf(
      'auditd|setenforce|ufw disable|iptables -f|firewalld|apparmor|selinux|systemctl stop|systemctl disable|service |audit_enabled=0|defender|disablerealtime|fail2ban|crowdsec|rsyslog|falco|daemon_end|daemon_abort|exiting (due to fatal|remove_rule|5001|stopped|nft flush|auditctl|enforcing=0|enforcing="0',
    ),
    patterns: [
      /\b(?:systemctl (?:stop|disable|mask)(?: --now)?|service|rc-service|\/etc\/init\.d\/)\s?(?:auditd|rsyslog|syslog(?:-ng)?|firewalld|ufw|iptables|nftables|apparmor|fail2ban|crowdsec|falco|clamav\S{0,12}|wazuh-agent|ossec|osqueryd|falcon-sensor|filebeat|auditbeat)\b(?! (?:start|restart|reload|status))/i,
      /\bsetenforce (?:0|permissive)\b|\bufw(?: --force)? disable\b|\biptables (?:-F|--flush|-P INPUT ACCEPT)|\bnft flush ruleset\b|\bauditctl (?:-e ?0|-D)\b|\baudit_enabled="?0\b.{0,60}\bold="?1|\benforcing="?0\b.{0,60}old_enforcing="?1|\bSELINUX=(?:disabled|permissive)\b/i,
      /\bDisableRealtimeMonitoring\b|\bSet-MpPreference\b|\bnetsh advfirewall set \w{1,20} state off\b/i,
      /^The audit daemon is exiting|^exiting \(due to fatal error\)|\btype=DAEMON_(?:END|ABORT)\b|\bauid="?\d{1,9}\b.{0,200}\bop="?remove_rule\b|\bauditd\b.{0,20}\bexiting\b/i,
    ],
  },
  {
    ...run,
    id: "set-uid-file",
    title: "file made to run as its owner (SUID)",
    techniques: ["T1548.001"],
    severity: "MEDIUM",
    literals: oneOf("chmod|u+s|setcap|chown root"),
    patterns: [
      /\bchmod\b[^|;]{0,40}\s(?:[ugoa]{0,3}\+[rwx]{0,3}s\b|[2467]\d{3}\b)|\bsetcap\b.{0,60}\bcap_(?:setuid|sys_admin|dac_override)|\bchown root(?::root)?.{0,60}(?:chmod|;| \/tmp\/)/i,
    ],
  },
  {
    ...run,
    id: "kernel-module",
    title: "kernel module loaded by hand or unsigned",
    techniques: ["T1547.006"],
    severity: "MEDIUM",
    literals: oneOf("insmod|module verification failed|taint|init_module|bpf_probe_write|modprobe "),
    patterns: [
      /\binsmod \S|\bmodule verification failed\b|\bloading out-of-tree module taints kernel\b|\bsyscall="?(?:175|313|finit_module|init_module)\b|\bbpf_probe_write_user\b|COMMAND=\S{0,40}modprobe \S/i,
    ],
    // Drivers that distributions build beside the kernel.
    unless: [
      /^(?:\[[^\]]{0,30}\] )?(?:nvidia|nv|vbox|zfs|spl|wl|v4l2loopback|vmmon|vmnet|rtl8|evdi|acpi_call)\w{0,20}: (?:loading|module)/,
    ],
  },
  {
    ...run,
    id: "run-from-temporary-folder",
    title: "program run from a folder that anyone can write to",
    techniques: ["T1059", "T1036"],
    severity: "MEDIUM",
    literals: ["/tmp/", "/dev/shm/", "/var/tmp/"],

    patterns: [
      /\b(?:exe|COMMAND|Image|process\.executable|a0)="?\/(?:tmp|dev\/shm|var\/tmp)\/|\bCOMMAND=(?:\S{0,40}\/)?(?:ba|da)?sh \/(?:tmp|dev\/shm|var\/tmp)\/|HISTORY: .{0,40}UID=\d{1,6} (?:\S{1,30} )?\/(?:tmp|dev\/shm|var\/tmp)\/|\bchmod \+x \/(?:tmp|dev\/shm|var\/tmp)\//i,
    ],
    unless: [/\/tmp\/(?:go-build|pip-|npm-|yarn|\.mount_|snap|apt-|dpkg|rust|cargo)/],
  },
  {
    ...run,
    id: "attack-tool",
    title: "tool of attackers",
    techniques: ["T1588.002"],
    literals: oneOf(
      "mimikatz|linpeas|xmrig|kinsing|chisel|meterpreter|msfvenom|cobalt|rootkit|hashcat|john |lazagne|pspy|minerd|stratum+tcp|ratload|ewok|xspy|ghost_|ftshell|0bin0sh1|simplehttpserver|http.server|hydra|psexec|bloodhound|sharphound|rubeus|secretsdump|impacket|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa|echo binary|.scsi|/bin/sh .|masscan|nmap ",
    ),
    patterns: [
      /\b(?:mimikatz|linpeas|xmrig|kinsing|kdevtmpfsi|meterpreter|msfvenom|msfconsole|lazagne|pspy(?:32|64)|minerd|sharphound|bloodhound|rubeus|secretsdump|impacket)\b|\bstratum\+tcp:\/\/|\bcobalt ?strike\b|\bchisel (?:client|server)\b|\b(?:hashcat|john|hydra|masscan)(?:\s{1,4}-|\s{1,4}\/)/i,
      /\/tmp\/ratload\b|\bewok -t\b|\bxspy -display\b|\bghost_\w{1,20} -v\b|\bftshell\b|\b0bin0sh1|\/\.scsi\/dev\/|\bcp \/bin\/(?:ba)?sh \.|\becho binary >>|A{64}/i,
      /(?:HISTORY|COMMAND|cmd|argc|\$ ).{0,200}(?:-m (?:SimpleHTTPServer|http\.server)\b)/,
      /HISTORY: .{0,60}UID=\d{1,6} \/bin\/(?:ba)?sh$/,
    ],
  },
  {
    ...run,
    id: "container-escape",
    title: "way out of a container",
    techniques: ["T1611"],
    literals: oneOf(
      "nsenter|release_agent|docker.sock|--privileged|/proc/1/root|hostpid|privileged|core_pattern",
    ),
    patterns: [
      /\bnsenter\b.{0,60}(?:-t ?1\b|--target[= ]1\b)|\brelease_agent\b|\/proc\/1\/root\b|\bcore_pattern\b.{0,40}(?:\||>)|\bdocker\b.{0,80}(?:--privileged|-v \/:\/|docker\.sock)|"?privileged"?[=:]"?true\b|"?hostPID"?[=:]"?true\b/i,
    ],
  },
  {
    ...run,
    id: "data-sent-out",
    title: "files sent to another host",
    techniques: ["T1048"],
    severity: "MEDIUM",
    literals: oneOf("curl|wget --post|scp |rsync|tar |nc |rclone|aws s3|base64"),
    patterns: [
      /\bcurl\b.{0,200}(?:\s-T\s|--upload-file|--data-binary\s{1,4}@|-F\s{1,4}\S{0,40}=@|\s-d\s{1,4}@)|\bwget\b.{0,100}--post-file|\btar\b.{0,200}\|\s{0,4}(?:nc|ssh|curl|openssl)\b|\brclone (?:copy|sync|move)\b.{0,200}\w:|\bscp\b.{0,200}(?:shadow|passwd|\.sql|\.pem|id_rsa|\.kdbx).{0,100}@|\bxxd\b.{0,80}\|\s{0,4}(?:dig|nslookup|host)\b/i,
    ],
  },
  {
    ...run,
    id: "credentials-read",
    title: "file of password hashes or private keys read or copied",
    techniques: ["T1003.008", "T1552.004"],
    severity: "MEDIUM",
    literals: oneOf("/etc/shadow|/etc/gshadow|id_rsa|id_ed25519|id_ecdsa"),
    patterns: [
      /\b(?:cat|less|more|head|tail|cp|mv|strings|base64|xxd|tar|zip|scp|grep|awk)\b[^|;"]{0,80} (?:\S{0,60}\/)?(?:etc\/g?shadow|id_(?:rsa|ed25519|ecdsa))(?![\w.])/,
    ],
  },
  {
    ...run,
    id: "host-searched",
    title: "search for a way to more rights, or to other hosts",
    techniques: ["T1083", "T1046", "T1040"],
    severity: "LOW",
    literals: oneOf("-perm|nmap|tcpdump|masscan|arp-scan"),
    patterns: [
      /\bfind \S{1,60} .{0,60}-perm [-/]?(?:u=s|g=s|[246]000)|\b(?:nmap|masscan|arp-scan) .{0,80}(?:-[sp]\w|--top|\/\d{1,2}\b)|\btcpdump\b.{0,80} -w\b/,
    ],
  },
  {
    ...run,
    id: "kernel-guard-refused",
    title: "what a program did was refused by the kernel's guard, or it listens to the network",
    techniques: ["T1068", "T1040"],
    severity: "LOW",
    signal: "denied",
    literals: oneOf('prom=256|apparmor="denied|avc:|promiscuous'),
    patterns: [
      /\bapparmor="DENIED"|\bavc: {1,3}denied\b|\bentered promiscuous mode\b|\btype=ANOM_PROMISCUOUS\b.{0,100}\bprom="?256/i,
    ],
    unless: [/\bdevice (?:veth|docker|br-|cni|cali|tap|vnet|virbr)/],
  },
  {
    ...run,
    id: "malware-found",
    title: "malware found by a scanner",
    techniques: ["T1204"],
    literals: oneOf("found|infected|virus|malware|trojan|rootkit|quarantin|threat|1116|1117"),
    patterns: [
      /\b(?:Trojan|VirTool|Webshell|Rootkit|Htran|Backdoor|Exploit|Worm|Ransom|Malware|Virus|Coinminer|Win\.|Unix\.|Php\.|Eicar).{0,100}FOUND\b|: [\w.-]{3,80} FOUND$/,
      /\bPossible (?:trojan|rootkit)\b|\brootkit\b.{0,60}\b(?:found|detected|infected)\b|\b(?:virus|malware|threat|trojan)\b(?! (?:scan|database|definition|protect|check)).{0,60}\b(?:detected|found|quarantined|blocked)\b|\bINFECTED\b.{0,60}(?:\/|\()/i,
    ],
    unless: [
      /\b(?:no|0|not) (?:virus|malware|threats?|rootkits?|infected)\b|\b(?:virus|malware|threat|rootkit)s?\b.{0,20}\bnot found\b|\bInfected files: 0\b/i,
    ],
  },
];
