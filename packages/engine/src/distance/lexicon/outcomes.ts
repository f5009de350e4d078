/** How an event turned out. `sign` −1: something went wrong; +1: it went well; 0: it only began, ended or went on. */
export interface Outcome {
  readonly sign: -1 | 0 | 1;
  /** As in `Topic.words`; two words joined by `_` must follow each other. */
  readonly words: string;
}

export const OUTCOMES: Readonly<Record<string, Outcome>> = {
  failed: {
    sign: -1,
    words:
      "fail* abnormal* alert:0.6 error errors:0.6 err unsuccessful* unable cannot can't could_not couldn't cant abort* bad:0.7 fault* corrupt* broken crash* panic* fatal* critical* severe " +
      "problem* exception* assertion* uncorrectable* unreadable segfault* bug aborted not_complete unclean undefined undeclared inconsisten* errno broke " +
      "denied:0.2 refused:0.3 not_completed not_start dead failing failure* incomplete won't",
  },
  refused: {
    sign: -1,
    words:
      "denied deny denies refus* reject* forbidden unauthori* not_allowed not_authorized not_permitted block:0.3 blocked dropped:0.7 dropping:0.7 drop:0.6 ban:0.6 banned " +
      "disallow* declin* blacklist* bounce* accessdenied not_in:0.6 unauthenticated prohibited blocking:0.6 discard* revoked possible_break identified_spam:0.6",
  },
  invalid: {
    sign: -1,
    words:
      "invalid* illegal* incorrect* malformed unknown* unexpected* mismatch* unrecogni* unsupported wrong* duplicate* conflict* bad:0.5 unparsable garbage:0.3 truncated:0.6 improper " +
      "not_valid not_match not_supported unverified untrusted suspicious* violat*",
  },
  unreachable: {
    sign: -1,
    words:
      "timeout* timed_out unreachable no_route not_answer not_respond* no_response unrespons* hang hung stuck deadline unavailable not_available down lost disconnected:0.5 not_connected not_reach " +
      "could_not_connect reset_by dropped:0.3 broken_pipe unresolv* no_answer not_running disappear* offline lost_connection expired:0.3 no_server refused:0.6 down. unplugged:0.5",
  },
  missing: {
    sign: -1,
    words:
      "not_found no_such missing not_exist notfound nonexist* enoent absent no_file unknown:0.4 not_in:0.5 404 no_space:0 enotfound not_listed no_leader no_free",
  },
  exhausted: {
    sign: -1,
    words:
      "full:0.8 exhaust* too_many too_big too_large exceed* overflow* out_of no_space insufficient starv* low:0.5 watermark overhead oom* outofmemory* not_enough depleted limit_reached maximum:0.6 reached:0.4 " +
      "reserved_for:0.5 overload* enospc no_free nomem enomem too_quickly throttl* high:0.4 overrun* cannot_allocate consider:0.3 tuning:0.3 raising:0.5",
  },
  degraded: {
    sign: -1,
    words:
      "degrad* not_ready notready faulted:0.8 slow* retry* retries retrying back_off backoff delay*:0.6 warn* deprecat*:0.5 expire*:0.8 expiring stale* kill* oom:0.5 evict*:0.7 deadlock* restarting:0.6 lagging behind " +
      "unhealthy deferred suspended:0.5 exited:0.4 exit_code:0.5 on_battery:0.7 interrupt*:0.4 suppress* imbalance failing:0.5 137 closing:0.2 threshold:0.5 spike* unable:0.2 readonly:0.3 read_only:0.6 died dying",
  },
  succeeded: {
    sign: 1,
    words:
      "success* succeed* accept* ok established completed complete completes finish* done allow* grant* verified passed healthy recover* reinstated restored up:0.6 synchroni* saved registered:0.7 " +
      "committed delivered ready:0.7 authenticated:0.8 synced:0.8 accepted good:0.5 connected:0.7 achieved installed:0.8 queued:0.6 sent:0.5 available:0.4 pulled:0.7 resolved:0.6 bound:0.4 stored:0.6",
  },
  began: {
    sign: 0,
    words:
      "start* cmd:0.5 open opened opening begin* began launch* creat* initiali* boot* spawn* new:0.6 listen* load* add:0.6 added:0.6 adding:0.6 mounted:0.7 resum* running:0.6 activ* enter* connect:0.3 enabl* login:0.3 " +
      "logged_in:0.5 up:0.5 attach* join* pulling pull:0.4 allocat*:0.4 renew*:0.3 establish:0.5 reload* built:0.4 build:0.1 registering:0.4 attempting:0.4 trying:0.4 starting restarted wake*:0.5 detected:0.3",
  },
  ended: {
    sign: 0,
    words:
      "stop* clos* exit* shutdown shutting shut terminat* ending ended end:0.4 remov* delet* destroy* disconnect* unmount* paus* logout logged_out logoff disabl* detach* leav* left:0.4 quit kill:0.5 killed:0.6 halt* expir*:0.5 " +
      "deactivat* unload* releas* freed:0.5 down:0.5 suspend* sleep* goodbye:0.7 purg* clean*:0.4 deallocat*",
  },
  went: {
    sign: 0,
    words:
      "receiv* send* sent read:0.5 reading writ* wrote transfer* check* updat* chang* wait* request:0.4 requests:0.3 serv*:0.3 process:0.2 processing processed run:0.4 ran:0.4 sync:0.4 set:0.5 using:0.3 got:0.4 took:0.6 " +
      "total:0.4 used:0.4 audit*:0.3 scan* fetch* install*:0.5 setting:0.5 replac*:0.5 rotat* executing:0.6 notif*",
  },
};
