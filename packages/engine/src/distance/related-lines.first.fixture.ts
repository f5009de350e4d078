import { relatedLines } from "./related-lines.fixture.ts";

/** The lexicon was tried on these while it was written. */
export const FIRST_RELATED_LINES = relatedLines(String.raw`
postfix/smtp[{pid}]: {hex}: to=<{user}@example.net>, relay=none, delay={n}, status=deferred (connect to mx.example.net[{ip}]:25: Connection timed out)
postfix/smtp[{pid}]: connect to mail.example.com[{ip}]:25: No route to host
postfix/smtp[{pid}]: {hex}: to=<{user}@example.net>, relay=mx.example.net[{ip}]:25, delay={n}, status=sent (250 2.0.0 OK)

dovecot: imap-login: Login: user=<{user}>, method=PLAIN, rip={ip}, lip={ip}, mpid={n}, TLS
dovecot: pop3-login: Login: user=<{user}>, method=PLAIN, rip={ip}, lip={ip}, mpid={n}
dovecot: master: Warning: Killed with signal 15 (by pid={n} uid=0 code=kill)

opendkim[{pid}]: {hex}: bad signature data
opendmarc[{pid}]: {hex}: example.com fail
opendkim[{pid}]: OpenDKIM Filter v{n} starting

named[{pid}]: zone example.com/IN: refresh: failure trying master {ip}#53: timed out
named[{pid}]: transfer of 'example.com/IN' from {ip}#53: failed to connect: connection refused
named[{pid}]: zone example.com/IN: sending notifies (serial {n})

unbound[{pid}]: error: SERVFAIL <host{n}.example.com. A IN>: all servers for this domain failed
dnsmasq[{pid}]: nameserver {ip} refused to do a recursive query
unbound[{pid}]: info: start of service (unbound {n})

mysqld[{pid}]: [ERROR] InnoDB: Write to file ./ibdata{n} failed at offset {n}. No space left on device
postgres[{pid}]: PANIC:  could not write to file "pg_wal/xlogtemp.{n}": No space left on device
mysqld[{pid}]: [Note] InnoDB: Completed initialization of buffer pool {n}

postgres[{pid}]: FATAL:  remaining connection slots are reserved for non-replication superuser connections
postgres[{pid}]: FATAL:  sorry, too many clients already
postgres[{pid}]: LOG:  connection received: host={ip} port={n}

mysqld[{pid}]: [ERROR] Slave SQL for channel '': Error 'Duplicate entry' on query. Error_code: {n}
mysqld[{pid}]: [ERROR] Slave I/O for channel '': error connecting to master 'repl@{ip}:3306', Error_code: {n}
mysqld[{pid}]: [Note] Event Scheduler: Loaded {n} events

redis[{pid}]: # OOM command not allowed when used memory > 'maxmemory' {n}
redis[{pid}]: # Can't save in background: fork: Cannot allocate memory {n}
redis[{pid}]: * Background saving terminated with success {n}

mongod[{pid}]: Slow query: find on app.orders took {n}ms
mysqld[{pid}]: Slow query: {n} seconds, rows examined {n}, select from orders
mongod[{pid}]: Listening on {ip}:{n}

kubelet[{pid}]: Readiness probe failed: Get "http://{ip}:{n}/healthz": dial tcp: connection refused
kubelet[{pid}]: Liveness probe for container {hex} failed: context deadline exceeded after {n}s
kubelet[{pid}]: Volume mount succeeded for pod {hex} in {n}s

kubelet[{pid}]: eviction manager: attempting to reclaim memory, pods {n}
kernel: Memory cgroup out of memory: Kill process {pid} (java) score {n}
kubelet[{pid}]: Successfully pulled image registry.example.org/web:{n}

kube-scheduler[{pid}]: Failed to schedule pod app/{hex}: 0/{n} nodes are available: insufficient cpu
kube-scheduler[{pid}]: Unable to schedule pod db/{hex}: no fit: insufficient memory {n}
kube-scheduler[{pid}]: Successfully bound pod app/{hex} to node worker{n}

dockerd[{pid}]: level=error msg="Not continuing with pull after error: unauthorized: authentication required {n}"
containerd[{pid}]: failed to pull image registry.example.org/app:{n}: 401 Unauthorized
dockerd[{pid}]: level=info msg="Loading containers: done. {n}"

containerd[{pid}]: level=info msg="shim disconnected" id={hex}
dockerd[{pid}]: level=info msg="Container {hex} exited"
containerd[{pid}]: level=info msg="loading plugin io.containerd.grpc.v{n}"

etcd[{pid}]: failed to send out heartbeat on time (exceeded the {n}ms timeout)
etcd[{pid}]: lost leader {hex} at term {n}
etcd[{pid}]: finished scheduled compaction at {n}

consul[{pid}]: agent: Coordinate update error: No cluster leader {n}
consul[{pid}]: raft: Heartbeat timeout reached, starting election {n}
consul[{pid}]: agent: Synced service "web{n}"

apache2[{pid}]: AH00161: server reached MaxRequestWorkers setting, consider raising {n}
php-fpm[{pid}]: WARNING: [pool www] server reached pm.max_children setting ({n}), consider raising it
php-fpm[{pid}]: NOTICE: fpm is running, pid {n}

nginx: open() "/srv/www/favicon{n}.ico" failed (2: No such file or directory), client: {ip}
apache2[{pid}]: File does not exist: /srv/www/robots{n}.txt, client {ip}
nginx: signal process started {n}

haproxy[{pid}]: Health check for server app/web{n} failed, reason: Layer7 timeout
haproxy[{pid}]: Server app/web{n} is DOWN. {n} active servers left
haproxy[{pid}]: Proxy app started with {n} threads.

nginx: SSL_do_handshake() failed (SSL: error:{n}:unknown protocol) while SSL handshaking, client: {ip}
stunnel[{pid}]: SSL_accept: certificate verify failed {n}
nginx: start worker process {n}

kernel: sd {n}:0:0:0: [sda] Unhandled sense code: Medium Error
smartd[{pid}]: Device: /dev/sda [SAT], {n} Reallocated sectors detected
kernel: sd {n}:0:0:0: [sda] Write cache: enabled

mdadm[{pid}]: Fail event detected on md device /dev/md{n}
kernel: md/raid1:md{n}: Disk failure on sdb1, disabling device.
mdadm[{pid}]: RebuildFinished event detected on md device /dev/md{n}

zed[{pid}]: eid={n} class=checksum pool='tank' vdev=sdc
kernel: BTRFS error (device sdb): csum failed root {n} ino {n}
zed[{pid}]: eid={n} class=scrub_finish pool='tank'

multipathd[{pid}]: sdb: remaining active paths: {n} - path failed
kernel: device-mapper: multipath: Failing path {n}:32.
multipathd[{pid}]: sdb: path reinstated, remaining active paths: {n}

kernel: XFS (dm-{n}): Filesystem has been shut down due to log error
kernel: EXT4-fs (sda{n}): Remounting filesystem read-only
kernel: e1000e eth0: NIC Link is Up {n} Mbps Full Duplex

kernel: mce: [Hardware Error]: Machine check events logged {n}
mcelog[{pid}]: corrected DIMM memory error count exceeded threshold: {n} in 24h
mcelog[{pid}]: daemon started with {n} clients

kernel: CPU{n}: Core temperature above threshold, cpu clock throttled (total events = {n})
ipmievd[{pid}]: Temperature sensor CPU{n} Temp Upper Critical going high
kernel: CPU{n}: Booted as secondary processor

upsd[{pid}]: UPS ups{n} on battery
apcupsd[{pid}]: Power failure. Running on UPS batteries {n}
upsd[{pid}]: User monuser@{ip} logged in to UPS ups{n}

kernel: usb {n}-1: device descriptor read/64, error -110
kernel: usb {n}-2: device not accepting address {n}, error -71
kernel: Bluetooth: HCI socket layer initialized {n}

CRON[{pid}]: (root) CMD (/usr/local/bin/backup{n}.sh)
crond[{pid}]: (www-data) CMD (php /srv/www/cron{n}.php)
crond[{pid}]: (CRON) STARTUP (fork ok {n})

cron[{pid}]: (root) RELOAD (crontabs/root{n})
crontab[{pid}]: ({user}) REPLACE ({user})
kernel: audit: backlog limit exceeded {n}

sshd[{pid}]: Invalid user {user} from {ip} port {n}
sshd[{pid}]: Connection closed by authenticating user {user} {ip} port {n} [preauth]
sshd[{pid}]: Server listening on :: port {n}.

login[{pid}]: FAILED LOGIN ({n}) on '/dev/tty1' FOR '{user}', Authentication failure
sshd[{pid}]: error: maximum authentication attempts exceeded for {user} from {ip} port {n} ssh2
login[{pid}]: ROOT LOGIN on '/dev/tty{n}'

fail2ban.actions[{pid}]: NOTICE [sshd] Ban {ip}
fail2ban.actions[{pid}]: NOTICE [nginx-http-auth] Unban {ip}
fail2ban.server[{pid}]: INFO Starting Fail2ban v{n}

ovpn-server[{pid}]: {ip}:{n} TLS Error: TLS handshake failed
ovpn-server[{pid}]: {ip}:{n} VERIFY ERROR: depth=0, error=certificate has expired
ovpn-server[{pid}]: Initialization Sequence Completed {n}

charon[{pid}]: IKE_SA conn[{n}] established between {ip}...{ip}
charon[{pid}]: CHILD_SA conn{n} established with SPIs {hex}
charon[{pid}]: loading ca certificates from '/etc/ipsec.d/cacerts{n}'

kernel: IN=eth0 OUT= SRC={ip} DST={ip} LEN={n} PROTO=UDP SPT={n} DPT={n} DROP
pf[{pid}]: block in on em0: {ip}.{n} > {ip}.{n}: tcp
kernel: eth0: renamed from veth{hex}

yum[{pid}]: Installed: httpd-{n}.el8.x86_64
dpkg[{pid}]: status installed nginx:amd64 1.{n}
yum[{pid}]: Error: Cannot retrieve repository metadata (repomd.xml) for repository base{n}

apt[{pid}]: E: Unable to fetch some archives, maybe run apt-get update {n}
dnf[{pid}]: Error: Failed to download metadata for repo 'appstream{n}'
apt[{pid}]: Setting up libssl3 (3.{n})

gitlab-runner[{pid}]: WARNING: Job failed: exit code {n} job={n}
jenkins[{pid}]: Build step 'Execute shell' marked build #{n} as failure
gitlab-runner[{pid}]: Checking for jobs... received job={n}

maven[{pid}]: [ERROR] COMPILATION ERROR : {n} errors
javac[{pid}]: App.java:{n}: error: cannot find symbol
maven[{pid}]: [INFO] BUILD SUCCESS in {n} s

pytest[{pid}]: FAILED tests/test_api.py::test_{n} - AssertionError
junit[{pid}]: Tests run: {n}, Failures: {n}, Errors: 0 <<< FAILURE!
pytest[{pid}]: collected {n} items

npm[{pid}]: npm ERR! network request to https://registry.example.org/react-{n} failed, reason: getaddrinfo ENOTFOUND
pip[{pid}]: WARNING: Retrying after connection broken by NewConnectionError: Failed to establish a new connection {n}
npm[{pid}]: added {n} packages in {n}s

chronyd[{pid}]: Selected source {ip}
systemd-timesyncd[{pid}]: Synchronized to time server {ip}:123
chronyd[{pid}]: Could not open /etc/chrony.keys{n}

chronyd[{pid}]: System clock wrong by {n} seconds
ntpd[{pid}]: time slew +{n} s
systemd[1]: Reached target Multi-User System {n}.

systemd[1]: backup{n}.service: Start request repeated too quickly.
systemd[1]: Failed to start backup{n}.service - Nightly backup.
systemd[1]: Mounted /srv/d{n}.

rsync[{pid}]: rsync: write failed on "/backup/d{n}": No space left on device (28)
kernel: EXT4-fs warning (device sdb1): ext4_dx_add_entry:{n}: Directory index full!
rsync[{pid}]: sent {n} bytes  received {n} bytes  total size {n}

borg[{pid}]: Creating archive at /backup::{n}
bacula-dir[{pid}]: Start Backup JobId {n}, Job=nightly
bacula-dir[{pid}]: Error: Bacula Dir could not authenticate File daemon at {ip}:{n}

squid[{pid}]: TCP_DENIED/403 {n} GET http://bad.example.org/ - HIER_NONE/- text/html
squid[{pid}]: TCP_DENIED/407 {n} CONNECT shop.example.org:443 {user} HIER_NONE/- text/html
squid[{pid}]: storeDirWriteCleanLogs: Finished. Wrote {n} entries.

rabbitmq[{pid}]: missed heartbeats from client, timeout: {n}s, closing AMQP connection {hex}
rabbitmq[{pid}]: client unexpectedly closed TCP connection {hex}
rabbitmq[{pid}]: Memory high watermark set to {n} MiB

kafka[{pid}]: WARN Connection to node {n} (broker{n}/{ip}:9092) could not be established. Broker may not be available.
kafka[{pid}]: ERROR Disconnected from node {n} due to request timeout
kafka[{pid}]: INFO Rolled new log segment at offset {n} in {n} ms.

dhcpd[{pid}]: DHCPDISCOVER from {hex} via eth0: network 10.0.{n}.0/24: no free leases
dhcpd[{pid}]: DHCPDISCOVER from {hex} via eth1
ntpd[{pid}]: peer {ip} now invalid

NetworkManager[{pid}]: <info> device (eth0): state change: activated -> failed {n}
kernel: igb eth{n}: igb: eth0 NIC Link is Down
NetworkManager[{pid}]: <info> NetworkManager (version 1.{n}) is starting...

bgpd[{pid}]: %ADJCHANGE: neighbor {ip} Down Hold Timer Expired
ospfd[{pid}]: AdjChg: Nbr {ip} Full -> Down (InactivityTimer)
bgpd[{pid}]: BGPd {n} starting: vty@2605, bgp@179

auditd[{pid}]: Audit daemon is low on disk space for logging {n}
rsyslogd[{pid}]: file '/var/log/messages{n}': write error: No space left on device
auditd[{pid}]: Audit daemon rotating log files {n}

audit[{pid}]: AVC avc: denied { read } for pid={n} comm="httpd" scontext=system_u tclass=file
kernel: audit: apparmor="DENIED" operation="open" profile="nginx" name="/etc/shadow" pid={n}
audit[{pid}]: SERVICE_START pid={n} unit=sshd

vault[{pid}]: [ERROR] permission denied: path=secret/data/app{n} user={user}
vault[{pid}]: [WARN] invalid token presented from {ip}, lookup failed {n}
vault[{pid}]: [INFO] core: vault is unsealed {n}

app[{pid}]: ERROR java.net.SocketTimeoutException: Read timed out calling payment{n}
app[{pid}]: ERROR org.apache.http.conn.HttpHostConnectException: Connect to payment{n}:443 failed: Connection refused
app[{pid}]: INFO payment{n} request completed in {n} ms

app[{pid}]: WARN HikariPool-1 - Connection is not available, request timed out after {n}ms.
app[{pid}]: ERROR org.postgresql.util.PSQLException: FATAL: too many connections for role app {n}
app[{pid}]: INFO HikariPool-1 - Start completed. {n}

elasticsearch[{pid}]: [WARN] [gc][{n}] overhead, spent [{n}ms] collecting in the last second
elasticsearch[{pid}]: [ERROR] fatal error in thread [{n}], exiting java.lang.OutOfMemoryError: Java heap space
elasticsearch[{pid}]: [INFO] [{n}] creating index [logs], cause [api]

elasticsearch[{pid}]: [WARN] high disk watermark [90%] exceeded on [{hex}] free: {n}gb
elasticsearch[{pid}]: [ERROR] flood stage disk watermark exceeded, index [{n}] marked read-only
elasticsearch[{pid}]: [INFO] publish_address {ip}:{n}, bound_addresses

libvirtd[{pid}]: Domain id={n} name='vm{n}' is starting
libvirtd[{pid}]: Domain id={n} name='vm{n}' shutting down
libvirtd[{pid}]: internal error: cannot load AppArmor profile {n}

userdel[{pid}]: delete user '{user}'
useradd[{pid}]: new user: name={user}, UID={n}, GID={n}
userdel[{pid}]: cannot lock /etc/passwd; try again later {n}.

passwd[{pid}]: pam_unix(passwd:chauthtok): password changed for {user}
chage[{pid}]: changed password expiry for {user}
systemd[1]: Created slice User Slice of UID {n}.

app[{pid}]: INFO User {user} logged in from {ip}
app[{pid}]: INFO User {user} logged out after {n} s
app[{pid}]: INFO Cache warmed with {n} entries

app[{pid}]: ERROR Payment gateway returned 503 Service Unavailable for order {n}
app[{pid}]: ERROR Payment declined for order {n}: gateway error
app[{pid}]: INFO Thread pool resized to {n}

sudo[{pid}]: pam_unix(sudo:auth): authentication failure; logname={user} uid={n} tty=/dev/pts/{n} ruser={user} rhost=  user={user}
polkitd[{pid}]: Operator of unix-session:{n} FAILED to authenticate to gain authorization for action org.freedesktop.policykit.exec
sudo[{pid}]: {user} : TTY=pts/{n} ; PWD=/root ; USER=root ; COMMAND=/usr/bin/less

clamd[{pid}]: /srv/d{n}/upload.exe: Win.Trojan.Agent-{n} FOUND
rkhunter[{pid}]: Warning: Suspicious file found: /tmp/.x{n}
clamd[{pid}]: SelfCheck: Database status OK. {n}

iscsid[{pid}]: Kernel reported iSCSI connection {n}:0 error (1011) state (3)
kernel: connection{n}:0: ping timeout of 5 secs expired, recv timeout 5
iscsid[{pid}]: iSCSI daemon with pid={n} started!
`);
