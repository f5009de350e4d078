# Runs on a host that is read without SFTP: POSIX sh and its usual programs, which read and never write. Requests come on its
# standard input, so a path is never part of a command. The first line is `DS1 NONCE`; then each request is three lines:
# `OP a b c d` (numbers), a path, a second text. An answer is text and bytes between marks `\n@NONCE KIND ...\n`, the last of them Z.
# NONCE is random for each connection: no log can hold a mark.
#   A  the folder is one of those that may be read; without effect where the reader has a list of its own
#   L  the entries of a folder, a line of `ls -ni` each
#   R  a regular file: its first block (1 KiB) and d blocks from block c on; only `=` while inode and size are a and b
#   J  journal entries as JSON, from the cursor in the second text on, or of the last a days; at most d bytes; long ones too if b is 1
# A file is read through one descriptor, whose inode is told where the system shows it: a name exchanged in between is found out.
# Every line can be joined to the next by a blank, as one quoted word of any login shell: no single quotes.
LC_ALL=C; PATH=/usr/bin:/bin:/usr/sbin:/sbin; TZ=UTC0; export LC_ALL PATH TZ; unset CDPATH ENV BASH_ENV; set -fu;
nl=$(printf "\n_"); nl=${nl%_};
say() { printf "\n@%s %s\n" "$n" "$*"; };
enter() {
  cd -P -- "$1" 2>/dev/null || {
    s=$1; while [ -n "$s" ] && [ ! -d "$s" ]; do s=${s%/*}; done;
    if [ -x "${s:-/}" ] && [ "$s" != "$1" ]; then say X none; else say X closed; fi; exit; };
  IFS=$nl; k=; for r in $roots; do case $PWD/ in "$r"*) k=1;; esac; done; IFS=" ";
  [ -n "$k" ] || { say X outside "$PWD"; exit; }; };
IFS=" " read -r v n || exit 64; [ "$v" = DS1 ] || exit 65;
say T "$(date -u "+%Y %m %d %H %M %S")";
while IFS=" " read -r o a b c d; do
  IFS= read -r p && IFS= read -r q || exit 66;
  case $a$b$c$d in *[!0-9]*) exit 67;; esac;
  ( case $o in
    L) enter "$p"; [ -r . ] || { say X closed; exit; };
      say F;
      set +f; set -- ./* ./.*;
      case "$*" in
        *"$nl"*) for f do shift; case $f in *"$nl"*) ;; *) set -- "$@" "$f";; esac; done; LC_ALL=C.UTF-8 ls -dni -- "$@";;
        *) LC_ALL=C.UTF-8 ls -ani .;;
      esac 2>/dev/null | head -n 20000;;
    R) f=${p##*/}; p=${p%/*}; enter "${p:-/}";
      l=$(LC_ALL=C.UTF-8 ls -dni -- "./$f" 2>/dev/null) || { say X none; exit; };
      set -- $l;
      case $2 in -*) ;; l*) say X link "$(readlink -f -- "./$f" 2>/dev/null)"; exit;; *) say X type "$2"; exit;; esac;
      if [ "$1" = "$a" ] && [ "$6" = "$b" ]; then say = "$l"; exit; fi;
      [ -r "./$f" ] || { say X closed; exit; };
      say F "$l";
      { if [ "$c" -gt 0 ]; then
          dd bs=1024 count=1 2>/dev/null <&3; say B; dd bs=1024 skip="$((c-1))" count="$d" 2>/dev/null <&3;
        else say B; dd bs=1024 count="$d" 2>/dev/null <&3; fi;
        say E "$?"; LC_ALL=C.UTF-8 ls -dniL -- "./$f" /dev/fd/3 2>/dev/null; } 3<"./$f";;
    J) command -v journalctl >/dev/null 2>&1 || { say X journal; exit; };
      set -- --no-pager -o json --output-fields=MESSAGE,PRIORITY,SYSLOG_IDENTIFIER,SYSLOG_PID,_COMM,_PID,_HOSTNAME,_SYSTEMD_UNIT,UNIT;
      [ "$b" -eq 0 ] || set -- "$@" --all;
      if [ -n "$p" ]; then enter "$p"; set -- "$@" -D "$PWD"; fi;
      if [ -n "$q" ]; then set -- "$@" "--cursor=$q"; else set -- "$@" "--since=-$a days"; fi;
      say F;
      { e=$( { journalctl "$@" | head -c "$d" >&3; } 2>&1 ); } 3>&1;
      say E; printf "%.2000s" "$e";;
  esac );
  if [ "$o" = A ] && [ -z "$fixed" ]; then r=$(cd -P -- "$p" 2>/dev/null && pwd -P) && roots=$roots${r%/}/$nl; fi;
  say Z;
done
