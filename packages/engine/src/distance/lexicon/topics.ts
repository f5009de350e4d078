/** What a line is about. A domain is a bundle of topics that an administrator would look at together. */
export interface Topic {
  readonly domain: string;
  /** Words as they stand in lines, lower case; `*` at the end takes all that begin so; `word:0.4` weighs less than 1. */
  readonly words: string;
}

/**
 * The subjects of operational logs: the curated part of the distance. Names of well-known programs stand among the words,
 * because the program says the subject where the words do not.
 */
export const TOPICS: Readonly<Record<string, Topic>> = {
  // Security
  login: {
    domain: "security",
    words:
      "authent* auth password* passwd login* logon logins logged:0.7 signin credential* publickey pubkey preauth kerberos " +
      "krb* pam:0.6 sasl ldap* ntlm sso saml oauth* mfa otp token:0.4 sshd:0.7 ssh:0.7 sssd unauthorized:0.7 unauthenticated " +
      "passphrase userauth winbind* radius* gdm* logname ruser:0.6 rhost:0.6 identity:0.4 su:0.4 sudo:0.4 auths",
  },
  session: {
    domain: "security",
    words: "session* logout logoff logind logged:0.4 seat:0.6",
  },
  privilege: {
    domain: "security",
    words:
      "sudo su sudoers privilege* superuser escalat* polkit* setuid root:0.4 doas capabilit*:0.5 pkexec tty:0.3 pts:0.3",
  },
  account: {
    domain: "security",
    words:
      "useradd usermod userdel groupadd groupmod groupdel adduser deluser addgroup account* uid:0.4 gid:0.4 chage chpasswd " +
      "gpasswd shadow:0.6 newusers group:0.2 user:0.2 users:0.2",
  },
  permission: {
    domain: "security",
    words:
      "permission* denied:0.6 acl acls apparmor selinux avc forbidden accessdenied authoriz* iam unauthorized rbac policy:0.5 " +
      "policies:0.5 seccomp scontext tcontext access:0.4 privileged:0.4 deny:0.4",
  },
  tls: {
    domain: "security",
    words:
      "ssl* tls* cert certs certificate* handshake* x509 cipher* openssl certbot acme letsencrypt pem:0.6 stunnel gnutls " +
      "crypto*:0.6 csr ocsp expir*:0.4 ca:0.3",
  },
  threat: {
    domain: "security",
    words:
      "attack* exploit* malware virus* trojan* intrusion* breakin suspicious ban:0.7 banned:0.7 unban:0.7 fail2ban flood* brute " +
      "clamd clamav rkhunter infected rootkit* snort suricata scan:0.3 abuse* spoof* injection crowdsec threat*",
  },
  // Network
  "network link": {
    domain: "network",
    words:
      "link carrier nic ethernet eth* iface* interface* duplex mbps gbps bond* vlan* bridge:0.5 wlan* wifi loopback lo:0.5 " +
      "networkmanager wpa* promiscuous e1000* igb ixgbe veth* network:0.5 networking vif en0 airport*",
  },
  connection: {
    domain: "network",
    words:
      "connect* connection* socket* tcp udp peer:0.7 peers:0.7 port:0.3 listen* unreachable refused:0.6 reset:0.4 network:0.5 " +
      "channel:0.5 client:0.3 clients:0.3 disconnect* proxy:0.4 reconnect* route:0.5 host:0.2 remote:0.3 upstream:0.5 " +
      "keepalive* broken:0.4 eof:0.6 rpc:0.5 transport:0.5 backend:0.4 netty cnxn endpoint:0.4 cnx dial* address:0.2",
  },
  dns: {
    domain: "network",
    words:
      "dns* resolve* resolving resolv* nameserver* zone named bind9 unbound dnsmasq servfail nxdomain soa axfr ixfr recursive " +
      "recursion:0.8 getaddrinfo rndc pdns coredns mdns* bonjour reverse:0.3 domain:0.3 enotfound eai hostname:0.4 dnssec lookup:0.5 notify:0.2",
  },
  dhcp: { domain: "network", words: "dhcp* lease* dhclient dhcpd bound:0.3 discover:0.5 arp:0.4 bootp*" },
  routing: {
    domain: "network",
    words:
      "bgp* ospf* neighbor* nbr adjacen* adjchg route:0.6 routes routing zebra frr bird rip nexthop adjchange isis arp:0.6 vrrp* keepalived",
  },
  firewall: {
    domain: "network",
    words:
      "iptables ip6tables nft nftables ufw firewall* conntrack netfilter nf packet* spt dpt sport dport proto:0.8 src:0.4 dst:0.4 " +
      "drop:0.5 dropped:0.5 dropping:0.5 deny:0.5 pf pfsense syn:0.6 nat ipset fail2ban:0.5 blocklist rule:0.4 rules:0.4 flooding:0.6",
  },
  http: {
    domain: "network",
    words:
      "http https httpd nginx apache* haproxy url uri get:0.5 post:0.5 put:0.4 request:0.5 requests:0.5 response:0.6 upstream:0.7 web:0.6 wsgi " +
      "api:0.5 rest:0.4 gateway:0.6 html favicon* referer useragent caddy traefik envoy varnish squid tomcat servlet* jetty vhost:0.8 " +
      "endpoint:0.5 frontend:0.5 backend:0.5 php* layer7 layer4 favicon robots cgi fastcgi",
  },
  mail: {
    domain: "mail",
    words:
      "mail* smtp* imap* pop3* postfix sendmail exim* dovecot mailbox* recipient* sender:0.7 bounce* nrcpt rcpt relay:0.7 spam* dkim " +
      "opendkim dmarc opendmarc spf ehlo helo milter amavis* qmgr msgid message:0.2 qmail lmtp sieve greylist* email* undeliver* deferred:0.7 rspamd inbox",
  },
  vpn: {
    domain: "network",
    words:
      "vpn* openvpn ovpn* ipsec ike* wireguard wg0 tunnel* charon strongswan psk preshared l2tp pptp sa:0.4 sas:0.4",
  },
  clock: {
    domain: "time",
    words:
      "ntp* chrony* clock* stratum timesync* timesyncd synchroniz* drift* offset:0.2 leap time:0.4 slew* hwclock timekeeping " +
      "clocksource tsc rtc timezone synced:0.4 skew*",
  },
  proxy: {
    domain: "network",
    words: "proxy* socks* socks5 squid tunnel:0.3 haproxy:0.6 traefik:0.4 envoy:0.5 tcp_denied",
  },
  snmp: { domain: "network", words: "snmp* mib trap:0.4 oid" },
  // Storage
  disk: {
    domain: "storage",
    words:
      "disk* sd:0.7 sda* sdb* sdc* sdd* ata* sata scsi* nvme* sector* smart* smartd blk block:0.2 io:0.7 i_o medium:0.6 fpdma drive* iscsi* multipath* " +
      "lun* storage sense:0.6 hdd ssd unreadable uncorrectable:0.8 reallocated mpt* megaraid hba fibre dev:0.3 device:0.2 sas:0.4 platter offline:0.3",
  },
  filesystem: {
    domain: "storage",
    words:
      "filesystem* ext2* ext3* ext4* xfs* btrfs zfs inode* mount* umount* unmount* remount* ext4_find_entry superblock directory directories:0.8 fsck nfs* " +
      "quota* readonly file:0.3 files:0.3 vfs fs:0.7 lblock cifs smb* samba folder:0.6 path:0.2 symlink fuse dentry hdfs:0.5 journal:0.3 open:0.1",
  },
  space: {
    domain: "storage",
    words:
      "space:0.8 full:0.6 no_space left_on:0.6 disk_full quota watermark* capacity enospc inodes:0.5 disk:0.4 diskfull",
  },
  raid: {
    domain: "storage",
    words:
      "raid* mdadm md lvm* volume* array* degraded:0.6 rebuild* zfs zpool zed mirror* resync* parity dm vg:0.8 lv pv spare scrub* vdev pool:0.3 " +
      "device-mapper mapper physical:0.2 multipath:0.5 checksum:0.5 csum:0.6",
  },
  backup: {
    domain: "storage",
    words:
      "backup* restor* snapshot* archive* borg* bacula* rsync dump:0.5 dumped:0.5 restic duplicity veeam recovery:0.4 snap:0.6",
  },
  "object store": {
    domain: "storage",
    words: "s3 bucket* blob* object:0.7 objects:0.7 minio ceph* osd osds swift gcs azureblob",
  },
  "data blocks": {
    domain: "storage",
    words:
      "block* replica:0.6 replicas:0.6 replicat*:0.6 datanode* namenode hdfs dfs chunk* blockmap fsnamesystem fsdataset blk:0.5 shard*:0.5",
  },
  transfer: {
    domain: "storage",
    words:
      "ftp* sftp tftp upload* download* transfer* scp vsftpd proftpd fetch* copied:0.6 copy:0.6 copying:0.6",
  },
  // Compute
  memory: {
    domain: "compute",
    words:
      "memory mem oom* heap gc garbage swap* rss alloc* malloc page:0.5 pages:0.5 anon outofmemory* slab hugepage* hugetlb cgroup:0.4 " +
      "highmem lowmem ram dimm:0.4 lowmemory memorystore leak* tcp_mem maxmemory numa dma:0.5 zone:0.2 zonelist* overcommit maxpermsize",
  },
  cpu: {
    domain: "compute",
    words:
      "cpu* processor*:0.6 core:0.5 cores:0.6 load:0.4 lockup* throttl* mhz bogomips irqbalance stall* rcu:0.6 vcpu*:0.6 fpu simd cache:0.2 smp hyperthread* microcode",
  },
  process: {
    domain: "compute",
    words:
      "process* pid signal:0.7 signals:0.7 kill* exit* fork* child* crash* segfault* panic:0.5 thread* worker* sigkill sigterm sighup abort* " +
      "coredump core:0.4 dumped:0.5 zombie spawned:0.5 terminat*:0.4 comm:0.5 exec:0.4",
  },
  exceptions: {
    domain: "software",
    words:
      "exception* stacktrace traceback nullpointer* assertion* bug oops:0.8 segfault* trap:0.6 fault:0.7 protection:0.4 backtrace illegalstate* " +
      "illegalargument* keyerror typeerror valueerror stack:0.5 unhandled uncaught",
  },
  container: {
    domain: "containers",
    words:
      "docker* container* podman pod pods kube* k8s cri crio sandbox probe* liveness readiness shim runc deployment* replicaset namespace:0.5 " +
      "evict*:0.6 helm node:0.1 crashloop* statefulset daemonset cgroup:0.5 containerd coredns:0.3 ingress kubernetes",
  },
  image: {
    domain: "containers",
    words: "image* pull* push:0.6 pushed:0.6 registry layer:0.6 layers:0.6 imagecache tag:0.4",
  },
  "virtual machine": {
    domain: "compute",
    words:
      "instance* vm vms hypervisor* libvirt* qemu* kvm guest* vcpu* nova hyperv vmware* xen* migrat* spawn*:0.5 virt domain:0.3 virtual:0.5 machine:0.3 " +
      "vif:0.4 flavor openstack ec2 lifecycle:0.5 virsh",
  },
  job: {
    domain: "jobs",
    words:
      "job* task* stage:0.7 executor* cron* crond anacron schedul* crontab* timer:0.7 batch mapreduce mapred yarn cmd:0.7 atd at:0 spark:0.6 reducer " +
      "mapper:0.5 workflow* airflow celery attempt:0.4 hourly daily weekly nightly rdd partition:0.3 driver:0.1 queue:0.1 @reboot",
  },
  service: {
    domain: "services",
    words:
      "service* unit:0.6 systemd daemon* startup shutdown reload* restart* launchd init:0.4 supervisor* main:0.2 rc xinetd target:0.4 slice:0.6 " +
      "upstart pm2 runit listening:0.3 server:0.3",
  },
  // Data
  database: {
    domain: "data",
    words:
      "database* db sql* mysql* postgres* mariadb innodb table:0.6 tables:0.6 query:0.6 queries:0.6 mongo* oracle sqlite cassandra schema psql* " +
      "hikari* jdbc tablespace wal checkpoint* redis:0.6 index:0.4 indexes:0.5 rows:0.7 autovacuum vacuum* relation:0.7 select:0.5 statement:0.7 buffer:0.3 " +
      "elasticsearch:0.6 influx* clickhouse ibdata* hbase regionserver region:0.4 pg xlog pgbouncer mssql sqlserver slot:0.3 cursor:0.4",
  },
  transaction: {
    domain: "data",
    words:
      "transaction* deadlock* lock locks locked:0.6 locking serializ* commit* rollback* concurrent* latch mutex* isolation txn* committer",
  },
  replication: {
    domain: "data",
    words:
      "replication* replica* slave* standby* master:0.7 primary:0.7 secondary:0.6 binlog failover* replicat* sync:0.3 syncing:0.4",
  },
  cache: {
    domain: "data",
    words: "cache* cached memcache* ttl evict*:0.5 redis:0.4 varnish:0.5 cachemanager",
  },
  messaging: {
    domain: "data",
    words:
      "kafka broker* rabbitmq amqp topic:0.6 topics:0.6 consumer* producer* queue* partition:0.6 partitions:0.6 mqtt activemq nats pulsar subscri* publish*:0.6 celery:0.3",
  },
  // Cluster
  election: {
    domain: "cluster",
    words:
      "election* elect* leader* follower* quorum* raft vote* voting zxid zookeeper etcd consul looking following:0.6 leading:0.7 heartbeat* paxos epoch:0.7 learner* pacemaker corosync split-brain observer:0.5",
  },
  membership: {
    domain: "cluster",
    words:
      "cluster* node:0.5 nodes:0.6 member* register* deregister* unregister* registered join* peer:0.4 gossip serf discovery:0.5 slot:0.2 master:0.3 datanode:0.3 membership driver:0.2",
  },
  // Machine
  hardware: {
    domain: "machine",
    words:
      "hardware pci* bios* acpi* usb* irq* firmware driver* dmi chipset mce mcelog ecc edac ipmi* sensor* bus hub plug pnp* isapnp agp* hotplug " +
      "mouse* keyboard* bluetooth hid* thunderbolt microcode apic ioapic mtrr xhci* ehci* uhci* ohci* probing:0.6 descriptor:0.6 device:0.2 devices:0.3 udev* " +
      "infiniband ib gpu nvidia* dimm:0.6 apm console:0.4 vga i2c pcie interrupt* smbus serial:0.4 iokit bridge:0.4 router:0.4 parity:0.3 machine:0.3 display* camera* audio*",
  },
  power: {
    domain: "machine",
    words:
      "power* temperature* thermal* fan fans overheat* throttl*:0.6 battery batteries ups upsd apcups* voltage* psu watt* sleep* wake* suspend* hibernat* " +
      "charger charging lid ac:0.3 temp:0.5 degrees:0.7 celsius screen:0.3",
  },
  boot: {
    domain: "machine",
    words:
      "boot* cmdline initrd initramfs initializ*:0.5 bios:0.4 linux:0.5 version:0.3 grub uefi efi e820 dracut secondary:0.3 command:0.1 posix registered:0.2",
  },
  // Software
  package: {
    domain: "software",
    words:
      "package* apt apt-get dpkg yum dnf rpm npm pip pip3 install* upgrad* repo repos repositor* dependenc* registry:0.5 module:0.3 archives metadata:0.6 deb snapd flatpak " +
      "gem cargo brew zypper pacman yarn:0.3 version:0.3 packages unattended libssl* 404:0.1",
  },
  build: {
    domain: "software",
    words:
      "build* compil* make gcc g++ clang javac maven gradle linker ld:0.4 makefile undeclared undefined:0.6 identifier:0.5 symbol:0.7 cmake pipeline* jenkins gitlab* runner:0.6 " +
      "ci webpack tsc step:0.4 artifact* cc1 ninja bazel go:0.1 syntax:0.5 reference:0.3",
  },
  test: {
    domain: "software",
    words:
      "test tests testing tested assert* junit pytest suite* spec specs failures:0.5 passed:0.5 mocha jest surefire conformance",
  },
  config: {
    domain: "software",
    words:
      "config* setting:0.7 settings:0.7 parameter* option:0.6 options:0.6 conf properties:0.6 property:0.5 deprecat* default:0.4 defaulting unlimited limit:0.3 sysctl env:0.4 environment:0.7 " +
      "yaml yml ini variable:0.6 set:0.3 enable:0.2 directive* instead:0.3",
  },
  logging: {
    domain: "software",
    words:
      "syslog* rsyslog* klogd logger* audit* auditd journald journal:0.5 rotat*:0.6 logrotate log:0.4 logs:0.5 slf4j* log4j* logging backlog:0.5 suppressed ratelimit*",
  },
};
