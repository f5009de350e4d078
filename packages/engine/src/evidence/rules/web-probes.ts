import type { EventText } from "../event-text.ts";
import { oneOf, type EvidenceRule } from "../rule.ts";

const inRequest = ({ isRequest }: EventText): boolean => isRequest;
const probe = { techniques: ["T1595.002"], severity: "LOW", signal: "probe", hears: "all" } as const;

/** Requests that look for something to attack, and how servers answer. */
export const WEB_PROBE_RULES: readonly EvidenceRule[] = [
  {
    ...probe,
    id: "web-shell",
    title: "request to a web shell or back door",
    severity: "MEDIUM",
    techniques: ["T1505.003"],
    literals: oneOf(
      "shell|c99|r57|b374k|wso|cmd.|backdoor|eval-stdin|uploads/|alfa|adminer|.php?|up.php|webadmin|cmdasp",
    ),
    patterns: [
      /\/[^ /?]{0,60}(?:shell|c99|r57|b374k|\bwso\d?|backdoor|cmdasp|alfacgiapi|alfa-rex|webadmin|eval-stdin|cmd|filesman|weevely|antichat|priv8|\bup)\d{0,4}\.(?:php\d?|phtml|asp|aspx|jsp|jspx|cgi|pl|txt)\b/i,
      /\/(?:uploads?|images?|media|tmp|files|wp-content\/uploads)\/[^ ?]{0,120}\.(?:php\d?|phtml|jspx?|aspx?)\b/i,
    ],
    where: inRequest,
  },
  {
    ...probe,
    id: "web-file-probe",
    title: "request for a file that is nobody's business",
    techniques: ["T1595.003", "T1083"],
    literals: oneOf(
      ".env|.git|.svn|.bash|.ssh|.aws|.htpasswd|.htaccess|wp-config|.sql|.bak|.old|.swp|id_rsa|backup|.ds_store|web.config|config.|dump|phpinfo|info.php|server-status|.vscode|credentials|.npmrc|.docker|.kube|xmlrpc|phpunit|.inc|.key|.pem|.zip|.tar|.rar|.pgpass|.mysql_history|.profile|database.|heapdump|/actuator|secrets|.mdb|/.well-known/../|error_log|debug.log|test.php|getphpinfo",
    ),
    patterns: [
      /\/\.(?:env|git|svn|hg|bash\w*|ssh|aws|ht(?:passwd|access)|ds_store|vscode|idea|npmrc|docker\w*|kube|pgpass|mysql_history|profile|netrc|config|history|zsh\w*|wp-config|s3cfg|ftpconfig|sftp|remote|circleci|gitlab-ci|travis|terraform)\b/i,
      /\/\.?(?:wp-config|configuration|config(?:uration)?|settings|database|db|local|secrets?|credentials?|parameters|application|appsettings|web)[\w-]{0,20}\.(?:php|inc|ya?ml|json|xml|ini|config|properties|js|env|cfg|conf|py|txt)(?:[._~-]\w{0,6}|~)?[ ?"]/i,
      /\/[^ ?]{0,120}\.(?:sql|bak|old|swp|mdb|sqlite3?|key|pem|pfx|p12|kdbx|dump|rdb|orig|save|inc|log|cfg|ini|conf)(?:\.(?:gz|zip|tar|tgz|bz2|7z))?[ ?"]/i,
      /\/(?:backups?|dump|www|site|wwwroot|htdocs|public_html|db|database|archive)[\w-]{0,20}\.(?:zip|tar|tgz|rar|7z|gz|sql)\b/i,
      /\/(?:phpinfo|php_info|info|pinfo|test|i|getphpinfo)\.php\b|\/id_(?:rsa|dsa|ecdsa|ed25519)\b|\/server-(?:status|info)\b|\/(?:error|debug|access)[_.]log\b|\/heapdump\b|\/actuator\b/i,
    ],
    where: inRequest,
  },
  {
    ...probe,
    id: "web-admin-probe",
    title: "request for an admin page or a known hole",
    literals: oneOf(
      "phpmyadmin|gponform|pma|mysqladmin|myadmin|wp-|/cgi-bin|setup.|manager/html|administrator|solr/|jenkins|boaform|hnap1|_ignition|phpunit|telerik|/sap/|/nwa|autodiscover|owa/|/ecp/|tmui|vpn|/remote/|dana-na|+cscoe+|global-protect|/api/v2/cmdb|mboximport|think|_profiler|/console|jmx-console|invoker|struts|axis2|hudson|/solr|crx/|etc/designs|/druid|_cat/|/v2/_catalog|/containers/|geoserver|evox|sdk|w00tw00t|author=|muieblackcat|xmlrpc|login.cgi|.cgi|/admin|magento|/hnap|laravel|/telescope|/nmaplowercheck|goform|vcav|webui|/ztp_gate|.js.map|execute-solution|/ghost/api|crowdsec-test|swagger|api-docs|graphql|roundcube|webmail|squirrelmail",
    ),
    patterns: [
      /\/(?:php-?myadmin|pma|mysql-?admin|myadmin|dbadmin|sqladmin|mysql|roundcube|webmail|squirrelmail|horde)[\w.-]{0,20}(?:\/|[ ?"])/i,
      /\/(?:wp-(?:admin|login|json\/wp\/v2\/users|content\/plugins\/[\w-]{1,60}\/[\w./-]{0,80}\.(?:php|txt|md))|xmlrpc\.php|administrator\/|manager\/(?:html|text|status)|host-manager|jmx-console|web-console|admin-console|invoker\/|axis2|solr\/admin|jenkins\/|hudson|_ignition|_profiler|telescope\/requests|horizon\/api|druid\/index|_cat\/indices|v2\/_catalog|geoserver|crx\/|etc\/designs|nwa\b|sap\/(?:bc|public|admin)|sdk\b|evox|hnap1|boaform|gponform|goform|getcfg\.php|dana-na|dana-cached|remote\/(?:fgt_lang|login|logincheck)|\+cscoe\+|\+cscot\+|global-protect|sslvpn|vpn\/|vpns\/|tmui|mgmt\/tm|owa\/auth|ecp\/|autodiscover\/|powershell\/|api\/v2\/cmdb|ghost\/api\/admin|php\/(?:ztp_gate|utils)|unauth\/|ui\/vcav|analytics\/telemetry|service\/extension\/backup|catalog-portal|s\/[^/ ]{1,12}\/_\/;|telerik\.web|webui\/|nmaplowercheck|sitecore\/|core\/skin)/i,
      /\/cgi-bin\/[^ ?]{1,80}|\/(?:setup|login|admin|config|status|test|luci|apply|backup|system|user|[a-z]{1,20}configuration)\.(?:cgi|sh|pl)\b|\/scripts\/setup\.php|\/phpunit\/|\/(?:install|setup)\.php\b/i,
      /\bw00tw00t|\bmuieblackcat|[?&]author=\d|[?&]rest_route=\/wp\/v2\/users|\/crowdsec-test-/i,
      /\/(?:admin|manage|management|console|root|sysadmin|adm)\w{0,8}(?:\/(?:login|index|config|setup)\w{0,10}(?:\.\w{2,4})?)? HTTP/i,
    ],
    where: ({ isRequest, status, text }) =>
      isRequest &&
      (status === 0 ||
        status >= 400 ||
        /["/](?:\+cscoe|w00tw00t|.{0,200}(?:author=\d|invokefunction|mboximport|cgi-bin))/i.test(text) ||
        /POST [^ ]{0,100}(?:wp-login|xmlrpc)\.php/i.test(text)),
  },
  {
    ...probe,
    id: "web-scanner",
    title: "tool of a scanner or attacker",
    literals: oneOf(
      "nikto|sqlmap|nmap|masscan|zgrab|nuclei|acunetix|nessus|dirbuster|gobuster|feroxbuster|wpscan|joomscan|hydra|zmeu|morfeus|openvas|w3af|havij|ffuf|wfuzz|l9explore|l9tcpid|netsparker|arachni|jorgee|whatweb|dirsearch|censys|shodan|expanse|internetmeasurement|assetnote|qualys|burp|zaproxy|libredtail|hello, world|hello world|mozlila|report runner|masscan-ng|commix|xsser|metasploit|httpx|katana|leakix|odin|paros|skipfish|vega/|webinspect|appscan|nimbostratus|fimap|cgichk|anyscan|email|harvest|siphon|grabber|extractor",
    ),
    patterns: [
      /[\s"(;/[:](?:nikto|sqlmap|nmap|masscan|zgrab|nuclei|acunetix|nessus|dirbuster|gobuster|feroxbuster|wpscan|joomscan|hydra|zmeu|morfeus|openvas|w3af|havij|ffuf|fuzz faster|wfuzz|l9explore|l9tcpid|leakix|netsparker|arachni|jorgee|whatweb|dirsearch|censysinspect|shodan|expanse|internetmeasurement|assetnote|qualys|burp(?:suite| collaborator)?|(?:owasp )?zap(?:roxy)?|libredtail|mozlila|report runner|commix|xsser|metasploit|katana|paros|skipfish|webinspect|appscan|fimap|anyscan|hello,? world|\w{0,20}(?:email ?(?:collector|siphon|wolf|extractor)|_email_hunter|harvest(?:er)?|extractor ?pro|sitesnagger|webbandit|teleport ?pro))\b/i,
    ],
    where: inRequest,
  },
  {
    ...probe,
    id: "web-no-http",
    title: "bytes on a web port that are no HTTP",
    techniques: ["T1595"],
    literals: oneOf('" 400 |" 408 |\\x|mstshash|gh0st'),
    patterns: [
      /^"(?!(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|PROPFIND|CONNECT|TRACE) )[^"]{0,400}" 4\d\d\b/,
      /\bmstshash=|"\\x16\\x03|"\\x03\\x00|\bGh0st\b|\bMGLNDD_/i,
    ],
  },
  {
    ...probe,
    id: "web-open-proxy-probe",
    title: "server tried as an open proxy",
    techniques: ["T1090"],
    literals: oneOf("connect |get http|post http|tcp_denied|none/405|head http"),
    patterns: [
      /^"(?:CONNECT [\w.-]{1,255}(?::\d| HTTP)|(?:GET|POST|HEAD) https?:\/\/)|\bTCP_DENIED\/4\d\d\b|\bNONE(?:_NONE)?\/4\d\d\b|request: "CONNECT /i,
    ],
  },
  {
    ...probe,
    id: "web-refused-by-server",
    hears: "service",
    title: "request that the server's own guard refused",
    techniques: ["T1595"],
    literals: oneOf(
      "access forbidden by rule|limiting requests|limiting connections|delaying request|client denied by server|modsecurity|invalid nonce|malformed|uri too long|trusted domain error|not allowed: |notallowed|notexist|script not found|does not exist: |not found or unable to stat|suhosin|- dropped variable|(attacker '|request exceeded|invalid uri|invalid method|uri too long|(36)file name too long|crowdsec|waf|blocked by",
    ),
    patterns: [
      /\baccess forbidden by rule\b|\blimiting (?:requests|connections)(?:,| by)|\bdelaying request(?:,|s)|\bclient denied by server configuration\b|\bModSecurity: (?:Access denied|Warning)|\bNOT(?:ALLOWED|EXIST)\b|\b(?:script '.{1,200}' not found|file does not exist: \S{0,300}\.(?:php\d?|asp|exe|pl|cgi|jsp|dll|env)\b|script not found) ?(?:or unable to stat|:|$)|\(attacker '|\binvalid (?:uri|method) in request\b|\brequest exceeded the limit\b|\bDigest: (?:invalid|realm mismatch|unknown algorithm|client used wrong)|\bclient sent (?:malformed|invalid)\b|\bURI too long\b|\bTrusted domain error\b|\bblocked by (?:waf|mod_security|crowdsec)\b|\bwaf\b.{0,60}\bblock(?:ed)?\b/i,
    ],
  },
  {
    ...probe,
    id: "web-login-tried",
    title: "password sent to a well-known login form",
    techniques: ["T1110"],
    signal: "login-failed",
    literals: oneOf("wp-login.php|xmlrpc.php|administrator/index.php|sign_in"),
    // A wrong password is answered by the form again (200), a right one by another page (302).
    patterns: [
      /method="?POST"?.{0,40}\/sign_in.{0,200}action="?create"?.{0,200}status="?200\b/,
      /^"POST [^ ]{0,100}(?:wp-login\.php|xmlrpc\.php|administrator\/index\.php)[^ ]{0,100} HTTP\/[\d.]{1,3}" (?:200|40[13])\b/,
    ],
  },
  {
    ...probe,
    id: "web-cache-bypass",
    title: "request with a random number, past the cache",
    techniques: ["T1499.002"],
    literals: ["/?"],

    patterns: [/^"(?:GET|HEAD|POST) \/\?\d{6,20} HTTP/],
  },
  {
    id: "web-posted",
    hears: "all",
    title: "form or upload that was taken",
    techniques: ["T1190"],
    severity: null,
    signal: "answered",
    literals: ["post /", "put /"],

    patterns: [/^"(?:POST|PUT) [^"]{1,2000}" (?:20[0-4]|30[23])\b/],
  },
  {
    id: "web-missed",
    hears: "all",
    title: "request that was refused",
    techniques: ["T1595.003"],
    severity: null,
    signal: "missed",
    literals: oneOf("404|403|400|405"),
    where: ({ isRequest, status }) =>
      isRequest && (status === 404 || status === 403 || status === 400 || status === 405),
  },
];
