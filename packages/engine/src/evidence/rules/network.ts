import { oneOf, type EvidenceRule } from "../rule.ts";

/** Firewalls, intrusion detection, DNS, VPN, telephony, bans. */
export const NETWORK_RULES: readonly EvidenceRule[] = [
  {
    id: "packet-blocked",
    title: "packet that the firewall dropped",
    techniques: ["T1046"],
    severity: null,
    signal: "blocked",
    literals: oneOf(
      'dpt=|ipaccesslog|%asa-|action=deny|action=drop|action=block|action="deny|action="drop|action="block|filterlog',
    ),
    patterns: [
      /\bDPT=\d|\bIPACCESSLOG\w{0,4}: .{0,60}denied\b|%ASA-\d-106\d{3}|\baction="?(?:deny|drop|block)/i,
    ],
  },
  {
    id: "intrusion-alert",
    title: "alert of an intrusion detection system",
    techniques: ["T1190"],
    severity: "MEDIUM",
    literals: oneOf(
      '[**]|%ips-|signature|suricata|event_type="alert|classification:|threat-detection|attack|ids:',
    ),
    patterns: [
      /\[\*\*\] \[\d{1,6}:\d{1,10}:\d{1,4}\]|%IPS-\d-SIGNATURE|"?event_type"?[=:]"?alert\b|\[Classification: .{1,100}\] \[Priority: \d\]|%(?:ASA|FTD|PIX)-\d-4000\d\d\b|\bIDS:\d{1,6}\b/i,
    ],
  },
  {
    id: "firewall-alert",
    title: "firewall tells of spoofing, scanning or a shunned host",
    techniques: ["T1557.002", "T1595"],
    severity: "LOW",
    literals: oneOf(
      "-106012|-106016|-106020|-106017|-106021|-106022|-4050|-40100|-73310|-4012|-402117|spoof|arp response collision|shunned|port scan|portscan|syn flood|land attack|martian|dropping source port zero|possible syn flooding|ping of death|teardrop|ip sweep",
    ),
    patterns: [
      /%(?:ASA|FTD|PIX)-\d-(?:106012|106016|106017|106020|106021|106022|40500[12]|40100[2-4]|73310[0-3]|402117)\b|\b(?:ip |arp |address )?spoof(?:ing|ed)? (?:attack|detected|packet)|\bport ?scan (?:attempt|detected|from)|\b(?:syn|udp|icmp) flood(?:ing)?\b|\bland attack\b|\bping of death\b|\bteardrop attack\b|\b(?:ip|address) sweep\b|\bmartian source\b|\bdropping source port zero packet\b/i,
    ],
  },
  {
    id: "device-login-refused",
    title: "login to a network device refused",
    techniques: ["T1110"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "login denied|password incorrect|login_failed|authentication rejected|aaa user|login failed|-605004|-308001|-113015|-113005|-109006|-109017|-611102|-315011|sec_login",
    ),
    patterns: [
      /%(?:ASA|FTD|PIX)-\d-(?:605004|308001|11300[56]|113015|10900[678]|109017|109010|109020|611102|713167|716039)\b|%SEC_LOGIN-\d-LOGIN_FAILED\b|\benable password incorrect\b|\bAAA user authentication Rejected\b/i,
    ],
  },
  {
    id: "device-configuration-changed",
    title: "configuration of a network device changed",
    techniques: ["T1562.004"],
    severity: "LOW",
    literals: oneOf(
      "configuration saved|cfglog_loggedcmd|config_i|-111008|configured from|management session|begin configuration|end configuration|local dbase",
    ),
    patterns: [
      /\bconfiguration saved by\b|%(?:ASA|FTD|PIX)-\d-1110(?:0[1-8])\b|\bNew user added to local dbase\b|\bUser deleted from local dbase\b|%PARSER-5-CFGLOG_LOGGEDCMD: .{0,80}command: ?(?:no |username|enable|snmp|aaa|access-list|ip |tunnel|monitor|logging|archive|copy|write|erase|reload|crypto|line |privilege|delete|show|dir|more)|%SYS-\d-CONFIG_I: Configured from .{1,60} by|\bManagement session via \w{1,10} from .{1,60} has timed out/i,
    ],
  },
  {
    id: "connection-refused-by-service",
    title: "client that a service does not let in",
    techniques: ["T1595"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf("refused|illegal port|not allowed to|address from=|not permitted to"),
    patterns: [
      /\bconnection from .{1,120} (?:refused|on illegal port)|\b(?:host|client|address|ip) .{1,80} (?:is )?not (?:allowed|permitted) to (?:talk|connect|access|use)\b|^FAIL: \S{1,40} address from=/i,
    ],
    where: ({ event }) => event.fields["src"] !== undefined,
  },
  {
    id: "attack-reported",
    title: "attack that a service tells of",
    techniques: ["T1595"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf("attack|security violation|intrusion|hack|exploit"),
    patterns: [
      /\battack(?:er)? (?:detected|blocked|attempt|from)\b|\battackalert: |\bSECURITY VIOLATION\b|\bpossible \w{1,20} attack\b|\bintrusion (?:attempt|detected)\b|\b(?:hack(?:ing)?|exploit) attempt\b/i,
    ],
    where: ({ event }) => event.fields["src"] !== undefined,
  },
  {
    id: "dns-refused",
    title: "DNS query or zone transfer refused",
    techniques: ["T1590.002"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf("denied|axfr|refused|query (cache)|zone transfer"),
    patterns: [
      /\b(?:query|update|zone transfer|notify)\b.{0,200}\bdenied\b|\bdenied AXFR\b|\bclient .{1,80}#\d{1,5}\b.{0,300}\b(?:denied|query \(cache\))|\bbad zone transfer request\b|\bAXFR\b.{0,60}\b(?:denied|refused)\b/i,
    ],
  },
  {
    id: "vpn-refused",
    title: "VPN or proxy client that does not get in",
    techniques: ["T1133", "T1110"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "tls error|tls_error|auth_failed|incoming packet authentication|connection-reset|tls handshake failed|verify error|no shared cipher|block(1)|ssl negotiation|ssl handshake failure|bad encapsulated|peer certificate|psk|certificate verify failed|ssl_do_handshake|ssl_read",
    ),
    patterns: [
      /\bTLS[_ ]Error: (?:incoming|TLS handshake|cannot locate|TLS key|tls-crypt|TLS object|reading)|\bAUTH_FAILED\b|\bincoming packet authentication failed\b|\bSIGUSR1\[soft,connection-reset\]|\bTLS handshake failed\b|\bVERIFY ERROR\b|\bBad encapsulated packet length\b/i,
      /\bblock\(\d{1,3}\): .{0,200}\b(?:authentication failed|could not access user|error after reading)\b|\bSSL (?:negotiation|handshake) (?:with client )?fail(?:ed|ure)\b|\bno shared cipher\b|\bcertificate verify failed\b|\bSSL_(?:do_handshake|read)\(\) failed\b/i,
    ],
    where: ({ event }) => event.fields["src"] !== undefined || event.message.includes("TLS Error"),
  },
  {
    id: "phone-refused",
    title: "telephone (SIP) registration or call refused",
    techniques: ["T1110"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "registration from|securityevent|failed to authenticate|no matching endpoint|extension not found|sip auth|rejected because|host 1|failed authentication|call from|tried to authenticate|host |acl|bad auth|no registration for|hacking attempt|unknown sip|request from",
    ),
    patterns: [
      /\bRegistration from .{0,300} failed\b|\bSecurityEvent="(?:InvalidAccountID|ChallengeResponseFailed|InvalidPassword|FailedACL|UnexpectedAddress|RequestBadFormat|AuthMethodNotAllowed|InvalidTransport|SessionLimit|RequestNotAllowed|RequestNotSupported|LoadAverageLimit|InvalidAuth|AuthFailed)"|\bfailed to authenticate (?:as|for|user|device|on)\b|\bNo matching endpoint found\b|\bSIP auth (?:failure|challenge)\b|\brejected because extension not found\b|\bHost .{1,80} (?:failed|tried) to authenticate\b|\bFailed ACL\b|\bFailed authentication for\b|\bNo registration for peer\b|\bhacking attempt detected\b|\bRejecting unknown SIP connection\b|\bRequest from .{0,200} failed for '/i,
    ],
  },
  {
    id: "address-banned",
    title: "address banned by a guard",
    techniques: ["T1110"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf(
      "ban |banning|banned|denylist|blacklist|blocked in csf|blocked ip|locked out|block host|lfd|added host/network|is not allowed to connect|blocklist|(brute|temporarily block|blocked for",
    ),
    patterns: [
      /\bBan(?:ning|ned)?\s{1,4}\[?[\da-f]{1,4}[.:]|\badded (?:host|network|ip|address)\S{0,20} .{1,60} to (?:deny|block|black)list\b|\bBlocked in csf\b|\bhas locked out IP\b|\b(?:ip|address|host|client) .{1,60}(?:was |is |has been |)(?:temporarily |permanently )?(?:banned|blacklisted|blocklisted|blocked (?:for|due|because|by|after))\b|\bbrute[ -]?force (?:attempt|attack)\b/i,
    ],
    unless: [/\bunban|\bremov(?:ed|ing) .{0,40}(?:blacklist|denylist)|%(?:ASA|FTD|PIX)-/i],
  },
];
