import type { EventText } from "../event-text.ts";
import { oneOf, type EvidenceRule } from "../rule.ts";

const inRequest = ({ isRequest }: EventText): boolean => isRequest;
const attack = { techniques: ["T1190"], severity: "MEDIUM", signal: "probe", hears: "all" } as const;

/** Attacks in the text of requests; the text holds them as sent and with %XX decoded once and twice. */
export const WEB_ATTACK_RULES: readonly EvidenceRule[] = [
  {
    ...attack,
    id: "web-path-traversal",
    title: "path traversal",
    techniques: ["T1190", "T1083"],
    literals: oneOf(
      "../|..\\|..;|/etc/|%2e|%252e|win.ini|/proc/self|web-inf|meta-inf|boot.ini|file://|php://|expect://|gopher://|data://|dict://|phar://|%c0%a",
    ),
    patterns: [
      /(?:^|[\s"/\\=;:])\.{2,3}[/\\;]{1,4}(?:\.{1,2}[/\\;]|etc\b|php|[a-z]{0,20}win|proc|var|usr|opt|windows|boot|\w{0,12}[/\\ ?"])/i,
      /[/=]\.\.[/\\;]|%c0%a[ef]|%u2215/i,
      /\/etc\/(?:passwd|shadow|group|hosts|issue|f5-release|ssh)(?![\w-]|\.html?\b)|\/proc\/self\/|\b(?:win|boot)\.ini\b|\/(?:web|meta)-inf\//i,
      /[=&?](?:file|php|expect|data|gopher|dict|phar):\/\//i,
    ],
    where: inRequest,
  },
  {
    ...attack,
    id: "web-sql-injection",
    title: "SQL injection",
    literals: oneOf(
      "select|union|sleep|benchmark|waitfor|information_schema|or |or+|order by|order+by|'|substr|concat(|extractvalue|updatexml|xp_cmdshell|convert(|chr(|char(|drop table|load_file|outfile|pg_sleep|sqlite_|utl_|dbms_",
    ),
    patterns: [
      /\bunion(?:\s|\+|%20|\/\*.{0,40}?\*\/){1,8}(?:all(?:\s|\+|%20|\/\*.{0,40}?\*\/){1,8})?select\b/i,
      /['")](?:\s|\+|\/\*\*\/){0,8}(?:or|and|\|\||&&)(?:\s|\+|\/\*\*\/){0,8}[('"]{0,3}[\w]{1,20}['"]{0,1}(?:\s|\+){0,4}(?:=|<|>|like\b|in\b)/i,
      /[?&=][^ ]{0,60}[\s+](?:or|and)[\s+]{1,4}\(?(\d{1,6})\)?\s{0,2}=\s{0,2}\1\b/i,
      /\b(?:sleep|pg_sleep|benchmark|extractvalue|updatexml|load_file|xp_cmdshell|dbms_pipe\.\w+|utl_\w+\.\w+|substr(?:ing)?|group_concat|concat_ws|char|chr|ascii|conver?t)\s{0,2}\(/i,
      /\bwaitfor[\s+]{1,4}delay\b|\binformation_schema\b|\bsqlite_master\b|\bsysobjects\b|\binto[\s+]{1,4}(?:out|dump)file\b/i,
      /;[\s+]{0,4}(?:drop|alter|insert|delete|update|truncate|exec|declare)[\s+]{1,4}\w/i,
      /\b(?:order|group)[\s+]{1,4}by[\s+]{1,4}\d{1,4}\b|\bselect[\s+(*].{0,200}?[\s+)]from[\s+(]/i,
      /[?&][^ =]{1,40}=[^ &]{0,60}'(?:--|#|;|\s{0,3}\/\*| HTTP)/i,
    ],
    where: inRequest,
  },
  {
    ...attack,
    id: "web-cross-site-scripting",
    title: "script in a request (XSS)",
    techniques: ["T1189"],
    literals: oneOf(
      "<script|javascript:|onerror|onload|alert(|prompt(|confirm(|<svg|<img|<iframe|document.cookie|onmouse|onfocus|<body|<br|<p|<a|<object|<embed|srcdoc|string.fromcharcode|eval(|<video|<h1|<meta|<div|<input|<b>",
    ),
    patterns: [
      /<\/?script\b|\bjavascript:|\bon(?:error|load|click|focus|mouse\w{2,6}|toggle|start|begin|pointer\w{2,6}|animation\w{2,6})\s{0,3}=|[\s"'=>;/(](?:alert|prompt|confirm|eval)\s{0,2}[(`]|\bdocument\.(?:cookie|domain|write)|\bString\.fromCharCode\b/i,
      /<(?:svg|img|iframe|object|embed|video|audio|math|details|base|meta|link|style|body|form|input|marquee|isindex|div|h\d|br|p|a|b)(?:[\s/>]|$)/i,
    ],
    where: inRequest,
  },
  {
    ...attack,
    id: "web-script-in-text",
    title: "script in a logged value (XSS)",
    techniques: ["T1189"],
    literals: oneOf("<script|onerror=|onload=|javascript:"),
    patterns: [
      /<script\b[^>]{0,200}>|<(?:img|svg|iframe|body)\b[^>]{0,200}\bon(?:error|load)\s{0,2}=|["'=]javascript:[\w.]{1,40}\(/i,
    ],
  },
  {
    ...attack,
    id: "web-command-injection",
    title: "command injection",
    techniques: ["T1190", "T1059"],
    severity: "MEDIUM",
    literals: oneOf(
      ";|`|$(|&&|cmd|exec|/bin/|command=|whoami|wget|curl|/dev/tcp/|call_user_func|invokefunction|phpinfo|system(|passthru|popen|assert|file_get_contents|base64_decode",
    ).concat("|"),

    patterns: [
      /[;|`&(](?:\s|\+|\$\{?IFS\}?){0,6}(?:\/(?:usr\/)?(?:local\/)?s?bin\/)?(?:cat|ls|id|uname|whoami|wget|curl|nc|ncat|bash|sh|zsh|ping6?|chmod|rm|echo|printf|python\d?|perl|php|ruby|nslookup|powershell|cmd(?:\.exe)?|busybox|tftp|touch|sleep|type|dir)(?:\s|\+|\$\{?IFS|%20|<|>|;|\||`|\)|-|$)/i,
      /[?&/](?:cmd|command|exec|execute|shell|run|ping|daemon|upload|dir|download|log|ip|cli|query|do|func|arg|option|load|process|step|read|function|req|feature|exe|module|payload|cgi|code|print|host|url|addr)=[^ &]{0,60}(?:whoami|wget|curl|\/bin\/|cat(?:\+|\s|%20)\/|cmd\.exe|powershell|\bid(?:;|&| HTTP|$)|ls(?:\+|%20| -| HTTP))/i,
      /\/(?:bin\/(?:sh|bash)|cmd\.exe|powershell\.exe|dev\/tcp\/\w)\b/i,
      /\$\((?:\w|\/)|\bphpinfo\b|\b(?:system|passthru|shell_exec|proc_open|popen|assert|call_user_func(?:_array)?|invokefunction|file_get_contents|base64_decode)\s{0,2}[(&=]/i,
    ],
    where: inRequest,
  },
  {
    ...attack,
    id: "web-lookup-injection",
    title: "JNDI lookup (Log4Shell)",
    techniques: ["T1190", "T1203"],
    severity: "HIGH",
    literals: ["${", "jndi:"],

    patterns: [
      /\$\{(?:[^}]{0,40}:-?)?j|jndi(?::|\})|\$\{(?:lower|upper|env|sys|java|date|main|ctx|base64|script|dns|url):/i,
    ],
    unless: [/^\$\{env:\w+\}$/],
    where: ({ text }) =>
      /jndi|\$\{(?:lower|upper|::|env:\w{1,20}:-|date:|script:|dns:|url:|sys:\w{1,20}:-)/i.test(text),
  },
  {
    ...attack,
    id: "web-expression-injection",
    title: "expression, template or class loader injection",
    literals: oneOf(
      "() {|(){|ognl|class.module|classloader|{{|freemarker|#_memberaccess|#cmd|t(java|runtime|java.lang|__proto__|constructor.constructor|<%=|<?php|o:|rO0AB|x=id|__import__|multipart/form-data|${|#{|%{",
    ),
    patterns: [
      /\(\) ?\{ ?(?::|_|[^}]{1,20});? ?\};?/,
      /\bclass\.module\.classLoader\b|\bclassLoader[.[]|\bognl\b|#_memberAccess|\bfreemarker\.template|\bgetRuntime\s{0,2}\(|\bT\(java\.|\bjava\.lang\.(?:Runtime|ProcessBuilder|System)\b|\bProcessBuilder\b/i,
      /\{\{.{0,80}(?:\d{1,7}\s?\*\s?\d{1,7}|constructor|__class__|config|request\.|self\.|\b_self\b).{0,80}\}\}|[$#%]\{\s?(?:\d{1,7}\s?\*\s?\d{1,7}|\(?#|T\()|constructor\.constructor\(|__proto__|__import__\s{0,2}\(/,
      /<\?php\b|<%=? ?(?:Runtime|eval)|\brO0AB[\w+/]{4}|\bO:\d{1,3}:"\w/,
    ],
    unless: [/\bstruct\b|=> \{/],
    where: ({ isRequest, text }) =>
      isRequest || /\(\) ?\{ ?:?;|ognl|constructor\.constructor\(|__class__|<\?php|rO0AB/i.test(text),
  },
  {
    ...attack,
    id: "web-remote-file-inclusion",
    title: "address of a foreign file or host in a parameter",
    severity: "LOW",
    literals: oneOf("=http|=ftp|=//|=\\\\"),
    patterns: [
      /\.(?:php\d?|asp|jsp|cgi)[^ ]{0,80}\?[^ ]{0,200}=(?:https?|ftp):\/\/[^ ]{1,200}\?(?: |$|")/i,
      /[?&](?:url|uri|file|page|path|template|include|dest|redirect_url|target|src|proxy|n|p|dir)=(?:https?|ftp):\/\/(?:\d{1,3}(?:\.\d{1,3}){3}|localhost|metadata|169\.254)|[?&][\w.[\]]{1,40}=(?:https?|ftp):\/\/[^ &?]{1,120}\.(?:txt|php|jpg|gif|htm)\?{1,2}/i,
    ],
    where: inRequest,
  },
];
