import { relatedLines } from "./related-lines.fixture.ts";

/** Written before the distance was tried on them, to see whether the lexicon is general. */
export const SECOND_RELATED_LINES = relatedLines(String.raw`
exim[{pid}]: {hex} == {user}@example.net R=dnslookup T=remote_smtp defer (110): Connection timed out
sendmail[{pid}]: {hex}: to=<{user}@example.net>, delay=00:{n}, stat=Deferred: Connection refused by mx.example.net.
exim[{pid}]: {hex} <= {user}@example.org H=host{n} P=esmtp S={n}

spamd[{pid}]: spamd: identified spam ({n}/5.0) for {user} in {n} seconds
rspamd[{pid}]: reject message from {ip}, spam score {n}
spamd[{pid}]: spamd: server started on port {n}

nsd[{pid}]: xfrd: zone example.org: master {ip} timed out
named[{pid}]: zone example.net/IN: refresh: retry limit for master {ip}#53 exceeded
nsd[{pid}]: nsd started (NSD {n}), pid {n}

postgres[{pid}]: ERROR:  duplicate key value violates unique constraint "users_pkey{n}"
mysqld[{pid}]: [ERROR] Duplicate entry '{n}' for key 'PRIMARY'
postgres[{pid}]: LOG:  database system is ready to accept connections {n}

oracle[{pid}]: ORA-01653: unable to extend table APP.ORDERS by {n} in tablespace USERS
mysqld[{pid}]: [ERROR] The table 'orders{n}' is full
oracle[{pid}]: Thread 1 advanced to log sequence {n}

mongod[{pid}]: Authentication failed for user {user} from client {ip}:{n}
mysqld[{pid}]: Access denied for user '{user}'@'{ip}' (using password: YES)
mongod[{pid}]: WiredTiger message: checkpoint finished after {n} ms

redis[{pid}]: MASTER <-> REPLICA sync: Lost connection with master {ip}
postgres[{pid}]: FATAL:  could not receive data from WAL stream: server closed the connection {n}
redis[{pid}]: Ready to accept connections on port {n}

kube-controller-manager[{pid}]: Node worker{n} status is now: NodeNotReady
kubelet[{pid}]: Error updating node status, will retry: connection refused {n}
kube-controller-manager[{pid}]: Started deployment controller in {n} ms

kubelet[{pid}]: Container app{n} failed with OOMKilled
kernel: oom-kill:constraint=CONSTRAINT_MEMCG task=python3 pid={pid}
kubelet[{pid}]: Container app{n} started

dockerd[{pid}]: Error response from daemon: manifest for app:{n} not found
podman[{pid}]: Error: initializing source docker://registry.example.org/web:{n}: reading manifest: unauthorized
dockerd[{pid}]: Daemon has completed initialization {n}

envoy[{pid}]: upstream connect error or disconnect/reset before headers, reset reason: connection failure {n}
traefik[{pid}]: 502 Bad Gateway error: dial tcp {ip}:{n}: connect: no route to host
envoy[{pid}]: all dependencies initialized, starting workers {n}

nginx: [error] access forbidden by rule, client: {ip}, server: example.org, request: "GET /admin"
apache2[{pid}]: [authz_core:error] client denied by server configuration: /srv/www/private{n}
nginx: [notice] gracefully shutting down worker {n}

varnishd[{pid}]: Child (pid) died signal=11 {n}
apache2[{pid}]: child pid {n} exit signal Segmentation fault (11)
varnishd[{pid}]: Child starts {n}

tomcat[{pid}]: SEVERE: The web application failed to start {n}
systemd[1]: Failed to start tomcat9.service - Tomcat application server {n}.
tomcat[{pid}]: INFO: Server startup in {n} ms

ceph-osd[{pid}]: osd.{n} marked itself down
ceph-mon[{pid}]: health check failed: {n} osds down
ceph-osd[{pid}]: osd.{n} scrub ok

zpool[{pid}]: pool tank{n} state DEGRADED: one or more devices faulted
mdadm[{pid}]: DegradedArray event detected on md device /dev/md{n}
zpool[{pid}]: pool tank{n} scrub completed without errors

kernel: nvme nvme0: I/O {n} QID {n} timeout, aborting
kernel: sd 2:0:0:0: [sdb] tag#{n} FAILED Result: hostbyte=DID_OK driverbyte=DRIVER_SENSE
kernel: input: Power Button as /devices/LNXPWRBN:{n}

kernel: EDAC MC0: {n} CE memory read error on CPU_SrcID#0_Channel#1_DIMM#0
ipmievd[{pid}]: Memory sensor DIMM{n} Correctable ECC
kernel: EDAC MC0: Giving out device to module skx_edac {n}

ipmievd[{pid}]: Fan sensor FAN{n} Lower Critical going low
kernel: thermal thermal_zone0: critical temperature reached {n}
ipmievd[{pid}]: Reading sensors... {n}

anacron[{pid}]: Job 'cron.weekly' terminated {n}
systemd[1]: logrotate.timer: Triggered daily job {n}
postfix/master[{pid}]: daemon started -- version {n}

crond[{pid}]: (root) FAILED to authorize user with PAM (Authentication failure) {n}
cron[{pid}]: Authentication service cannot retrieve user credentials {n}
crond[{pid}]: (root) CMD (/usr/lib/sa/sa1 1 {n})

firewalld[{pid}]: WARNING: ALREADY_ENABLED: port {n}:tcp
ufw[{pid}]: Rule added port {n}
kernel: random: crng init done {n}

suricata[{pid}]: [1:{n}:3] ET SCAN Potential SSH Scan [Classification: Attempted Information Leak] {ip}:{n} -> {ip}:22
snort[{pid}]: [1:{n}:7] PORTSCAN detected from {ip}
suricata[{pid}]: rule reload complete, {n} rules

wazuh[{pid}]: Multiple authentication failures from {ip}, {n} in 60 s
fail2ban.filter[{pid}]: INFO [sshd] Found {ip} - {n}
wazuh[{pid}]: Integrity scan completed in {n} s

rpm[{pid}]: error: unpacking of archive failed on file /usr/bin/app{n}: cpio: read
dpkg[{pid}]: error processing archive /var/cache/apt/archives/app_{n}_amd64.deb (--unpack)
rpm[{pid}]: package app-{n} is already installed

unattended-upgrade[{pid}]: Packages that will be upgraded: libc6 {n}
dnf[{pid}]: Upgraded: glibc-{n}.x86_64
unattended-upgrade[{pid}]: ERROR Cache lock can not be acquired, exiting {n}

cargo[{pid}]: error[E{n}]: mismatched types src/main.rs:{n}
g++[{pid}]: main.cpp:{n}:{n}: error: no matching function for call to run{n}
cargo[{pid}]: Finished release [optimized] target(s) in {n}s

runner[{pid}]: ERROR: Job failed (system failure): prepare environment: exit status {n}
buildkite-agent[{pid}]: Command failed with exit status {n}, build step aborted
runner[{pid}]: Job succeeded in {n} s

ansible[{pid}]: fatal: [web{n}]: UNREACHABLE! => Failed to connect to the host via ssh
puppet-agent[{pid}]: Could not send report: Failed to open TCP connection to puppet:{n}
ansible[{pid}]: ok: [web{n}] changed=0

wpa_supplicant[{pid}]: wlan0: CTRL-EVENT-DISCONNECTED bssid={hex} reason={n}
NetworkManager[{pid}]: <warn> device (wlan0): link timed out {n}
wpa_supplicant[{pid}]: Successfully initialized wpa_supplicant {n}

pppd[{pid}]: LCP terminated by peer {n}
xl2tpd[{pid}]: Connection {n} closed to {ip}, port 1701 (Timeout)
pppd[{pid}]: pppd 2.4.{n} started by root, uid 0

slapd[{pid}]: conn={n} op=0 BIND dn="uid={user}" method=128 RESULT err=49 invalid credentials
krb5kdc[{pid}]: AS_REQ {ip}: PREAUTH_FAILED: {user}@EXAMPLE.ORG, Preauthentication failed {n}
slapd[{pid}]: slapd starting {n}

gdm-password[{pid}]: gkr-pam: unable to locate daemon control file {n}
gdm-password[{pid}]: pam_unix(gdm-password:auth): authentication failure; logname= uid={n} user={user}
kernel: hid-generic 0003: input: USB HID v1.{n} Mouse

su[{pid}]: pam_unix(su:session): session opened for user root by {user}(uid={n})
sudo: {user} : TTY=pts/{n} ; PWD=/home ; USER=root ; COMMAND=/bin/bash
rsyslogd[{pid}]: rsyslogd was HUPed {n}

app[{pid}]: ERROR Failed to acquire lock after {n} ms, transaction rolled back
app[{pid}]: ERROR Deadlock found when trying to get lock; try restarting transaction {n}
app[{pid}]: ERROR template {n} not found for locale de

app[{pid}]: WARN Consumer group orders lag {n} exceeds threshold
app[{pid}]: WARN kafka consumer poll timeout expired, leaving group {n}
app[{pid}]: WARN Config property {n} is deprecated

app[{pid}]: ERROR S3 upload of {n}.pdf failed: SlowDown
app[{pid}]: ERROR PutObject to bucket invoices{n} returned 503
app[{pid}]: INFO S3 upload of {n}.pdf finished

app[{pid}]: WARN JVM pause of {n} ms detected, GC
app[{pid}]: ERROR java.lang.OutOfMemoryError: GC overhead limit exceeded {n}
app[{pid}]: INFO Metrics reporter started with interval {n}

app[{pid}]: INFO JWT expired for user {user}, login required {n}
app[{pid}]: WARN Invalid token signature from {ip}
app[{pid}]: INFO Sent newsletter {n} to {user}

esxi[{pid}]: vm web{n} powered off
libvirtd[{pid}]: domain vm{n} destroyed
esxi[{pid}]: datastore ds{n} rescan took {n} ms

corosync[{pid}]: [TOTEM ] A processor failed, forming new configuration {n}
pacemakerd[{pid}]: warning: Node host{n} lost, fencing required {n}
corosync[{pid}]: [MAIN ] Corosync Cluster Engine {n} started

keepalived[{pid}]: VRRP_Instance(VI_{n}) Entering MASTER STATE
keepalived[{pid}]: VRRP_Instance(VI_{n}) Received advert with higher priority, entering BACKUP STATE
keepalived[{pid}]: Opening file '/etc/keepalived/keepalived.conf' {n}

vsftpd[{pid}]: [{user}] FAIL LOGIN: Client "{ip}"
proftpd[{pid}]: {ip} - USER {user}: no such user found from {ip} to port {n}
vsftpd[{pid}]: [{user}] OK UPLOAD: Client "{ip}", "/srv/d{n}", {n} bytes

asterisk[{pid}]: NOTICE Registration from '<sip:{n}>' failed for '{ip}' - Wrong password
asterisk[{pid}]: WARNING {ip} rejected: no matching endpoint found for call {n}
asterisk[{pid}]: Reloading module res_musiconhold {n}

cupsd[{pid}]: Printer office{n} stopped: unable to connect
cupsd[{pid}]: Job {n} stopped: filter failed
systemd-resolved[{pid}]: Using degraded feature set for DNS server {ip}

systemd-journald[{pid}]: Journal file /var/log/journal/{hex} is truncated, ignoring
systemd-journald[{pid}]: File {path} corrupted or uncleanly shut down, renaming and replacing
systemd-journald[{pid}]: Runtime Journal is {n}M, max {n}M

backup[{pid}]: ERROR not enough space on target: {n} GB needed
rsync[{pid}]: write failed on "/backup/{n}": Disk quota exceeded (122)
backup[{pid}]: INFO finished in {n} s

kernel: TCP: request_sock_TCP: Possible SYN flooding on port {n}. Dropping request.
kernel: nf_conntrack: nf_conntrack: table full, dropping packet {n}
kernel: TCP cubic registered {n}
`);
