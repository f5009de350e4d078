import { listOf, WordTable } from "./word-table.ts";

/**
 * Words that log statements are written in. A word outside this list may be a name (of a user, a device, a service); one inside
 * is taken for text. The list is of the trade, not of any one program; inflections are found by their endings.
 */
const TEXT_WORDS = `
began begun bought brought built came caught chose chosen cut dealt done drawn driven fed fell felt forgot forgotten gave gone
grew grown had held hidden hung kept laid led lent let lit made meant met paid ran rose said saw seen sold spent spoke stood stuck
taken thrown threw told took understood went won worn written
a about above access account across act action add additional address after again against age agent alarm alert alias all alloc
allocate allocation allow almost alone already also alternate although always an and another any api app appear append application
apply archive are area argument array as ask assign at attach attempt attribute audit auth authenticate authentication author
authority authorization auto available average avoid away back background backup bad balance bandwidth base batch be because become
been before begin behind being below best between beyond big bind bios bit bitmap block board body boot both bound boundary break
bridge broadcast broken browser buffer bug build bus busy but by byte bytes cable cache calculate call callback can cancel candidate
cannot capability capable capacity card case catch cause cert certificate chain change channel char character check checkpoint
checksum child children chip choose chunk cipher class clean cleanup clear client clock clone close cluster code collect collection
column command commit common compile complete component compress compute computer condition config configuration configure confirm
conflict connect connection connectivity consider consistent console constraint consume consumer container content context continue
control controller convert cookie copy core correct corrupt could count counter country coverage crash create creation credential
critical cron current cursor cycle daemon damage data database datagram date day days dead deadlock debug decode decrypt deep default
define degrade delay delete deletion deliver delivery demand deny dependency deploy deployment deprecated depth describe descriptor
destination destroy detach detail details detect device diagnostic dialog did die different digest direct directory dirty disable
disconnect discover disk dispatch display dma do document does domain done down download draft driver drive drop due dump duplicate
duration during dynamic each early edit effect either element else email empty enable encode encounter encrypt end endpoint engine
enough ensure enter entity entries entry env environment epoch equal err error errors escape establish etc evaluate even event ever
every evict exact exceed except exception exchange exclude exec execute execution executor exist exit expand expect expire expiry
export extend extension external extra fail failover failure fallback false fan fast fatal fault feature fetch few field file
filename filesystem fill filter final find finish firewall first fix flag flash flow flush folder follow font for force foreground
fork form format forward found fragment frame free frequency fresh from front full function further garbage gateway general generate
generic get give given global go good got grace graceful grant graph group grow guest handle handler handshake hang hard hardware
has hash have he head header health healthy heap heartbeat height help here hidden high history hit hold home hook host hostname hot
hour hours how however http https icon id ideal identifier identify identity idle if ignore illegal image immediate immediately
implement import impossible in inactive include incoming incomplete incorrect increase index info inform information inherit init
initial initialize initiate inject inode input insert inside inspect install installation instance instead instruction insufficient
integer integrity interface internal interrupt interval into introduce invalid invoke io ip irq is isolate issue it item iteration
its itself job join journal jump just keep kernel key keyboard keyword kill kind know label language large last late latency later
launch layer layout lead leader leak lease leave left length less level library licence license life lifecycle lifetime light like
limit line link list listen listener little live load loader local locale location lock log logger logical login logon logout long
longer look lookup loop lost low mac machine magic mail main maintain maintenance major make malformed manage manager manual many map
mark mask master match matrix max maximum may me media member memory menu merge message messages metadata meter method metric middle
might migrate migration min minimum minor minute minutes mirror mismatch miss missing mixed mobile mode model modification modify
module moment monitor more most mount move much multiple must mutex my name namespace native near need negative negotiate neither
nested net network never new newer next nice no node nodes nominal non none nor normal not note nothing notice notification notify
now null number object obsolete obtain occur of off offline offset ok old older on once one online only onto open operate operation
operator option optional or order origin original orphan os other otherwise our out outbound outgoing output outside over overflow
overhead override own owner pack package packet page pages panic parameter parent parity park parse parser part partial participant
partition party pass password past patch path pattern pause payload peer pending per percent perform performance period periodic
permanent permission permit persist phase physical ping pipe pipeline place plain plan platform play please plug plugin point
pointer policy poll pool poor port position possible post power precision prefer prefix preparation prepare present preserve press
prevent previous primary print prior priority private privilege probe problem procedure proceed process processor produce producer
product profile program progress project promote prompt proper properties property protect protection protocol provide provider
proxy public publish publisher pull purge purpose push put quality query queue quick quiet quit quorum quota raid raise ram random
range rank rate ratio raw reach read reader ready real realm reason reboot rebuild receive receiver recent recipient reclaim
recommend reconnect record recover recovery recreate recursive redirect reduce redundant reference refresh refuse region register
registration registry regular reject relation relative relay release reload remain remote removal remove rename render renew renewal
repair repeat replace replay replica replicate replication reply report repository request require requirement reschedule reserve
reset resize resolution resolve resource respond responder response rest restart restore restrict result resume retention retire
retrieve retry return reuse reverse review revision revoke right ring role roll rollback root rotate round route router row rule run
runtime safe same sample save say scan schedule scheduler schema scope screen script scroll search second secondary seconds secret
section sector secure security see seek segment select self semaphore send sender sensor sent sequence serial serve server service
session set setting settings setup several severe severity shadow share shared she shell shift short should show shut shutdown
side sign signal signature silent similar simple since single site size skip sleep slice slot slow small snapshot so socket soft
software some soon sort sound source space span spare spawn special specific specify speed split stack stage stale stall standard
standby start startup stat state statement static statistics status step still stop storage store stream strict string strong
structure style subject submit subscribe subscription subsystem succeed success successful such suffix suggest suite summary super
supply support suppress suspend swap switch symbol sync synchronize syntax system table tag tail take talk tap target task teardown
temperature temporary tenant term terminal terminate test text than that the their them then there these they thing this thread
threshold throttle through throughput throw ticket time timeout timer times timestamp timezone title to together token tolerance too
tool top topic topology torn total touch toward trace track traffic train transaction transfer transform transition translate
transmission transmit transparent transport trap tree trial trigger truncate trust try tune tunnel turn two type unable unavailable
uncaught unchanged under undo unexpected unhandled unhealthy unicast uninstall unique unit unknown unless unlock unreachable
unrecognized unregister unsafe unset unspecified unstable unsupported until unused up update upgrade upload upon uptime url usage
use user users using utility valid validate validation value variable various vector vendor verbose verification verify version
very via view violation virtual visible vm volume wait wake walk want warm warn warning was watch watchdog way we web weight well
were what when where whether which while who whole why wide width wifi will window with within without word work worker workflow
would wrap write writer wrong wrote yes yet yield you your zero zone
`;

/**
 * Words that say how something stands or what was done: the opposites that must stay apart. Such a word never becomes a
 * wildcard because other values stand in its place.
 */
const STATE_WORDS = `
abort aborted accept accepted active add added allow allowed attach attached available bad begin blocked bound cancel cancelled
canceled clean clear cleared close closed commit complete completed connect connected create created critical crash crashed dead
debug degraded delete deleted delivered denied deny destroyed detach detached dirty disable disabled disconnect disconnected
discarded done down drop dropped enable enabled end ended error established exceeded exited expired fail failed failing failure
false fatal finish finished forward found free full good granted healthy high hold idle inactive info init initialized installed
invalid joined killed leave left load loaded locked login logout lost low master missing mounted moved new no none normal notice
offline ok old on online open opened off out passed paused pending permit permitted primary queued read ready received recovered
refused register registered reject rejected released reload removed reset resolved restart restarted restored resume resumed retry
revoked rollback running secondary send sent shutdown skip skipped slave standby start started starting stop stopped stopping
submitted succeeded success successful suspend suspended sync synced synchronized terminated timeout true unhealthy unknown
unlocked unmounted unreachable up update updated valid verified waiting warn warning write yes
`;

/** Words after which the next word names something, even a word of this vocabulary. */
const USER_WORDS = "user username users login account";
/** Things that have names: a word that is not of this vocabulary is likely a name when it follows one of these. */
const NAMED_WORDS = `
account agent app application backend bucket class client cluster container daemon database device directory disk domain driver file
filesystem folder frontend group host hostname image index instance interface job machine member module name named namespace node
package partition peer pid plugin pod pool process processor profile program proxy queue realm repository role schema server service
session share source table task tenant thread topic unit volume worker zone
`;
/** Keys (`rhost=`) whose values are names, beside the words above. */
const KEY_WORDS = `
addr address arch caller dest destination dev dst email exe from gateway hostname id iface ip key logname mac mail nick owner path peer
rcpt recipient remote rhost ruser sender sessionid src sid subject tid to tty uri url uuid vhost who whom
`;
/** Words that are always values: switches, and the users that every system has. */
const VALUE_WORDS = "true false null root admin";
/** Units of size and duration, as they stand after a number. */
const UNITS = `
B KB MB GB TB PB kB KiB MiB GiB TiB bytes byte kbytes ns us µs ms s sec secs second seconds min mins minute minutes hr hrs hour hours
day days msec msecs usec
`;
const METHODS = "GET POST PUT DELETE HEAD OPTIONS PATCH CONNECT TRACE PROPFIND";
const PREPOSITIONS = "as at by for from in into of on onto to via with";
/** Small words that end a name: `user alice logged`, `user from`. */
const GRAMMAR_WORDS = `
a an and are as at be been but by can cannot could did do does for from had has have if in into is it its may might must no not of
off on onto or our out over per shall should since than that the their then there this to until up via was were when which while
will with without would
`;

export const IS_TEXT = 1;
export const IS_STATE = 2;
export const IS_USER = 4;
export const IS_NAMED = 8;
export const IS_PREPOSITION = 16;
export const IS_GRAMMAR = 32;
export const IS_VALUE = 64;
export const IS_UNIT = 128;
export const IS_METHOD = 256;
export const IS_KEY = 512;

const TABLE = new WordTable(13);

learn(TEXT_WORDS, IS_TEXT);
learn(STATE_WORDS, IS_TEXT | IS_STATE);
learn(USER_WORDS, IS_TEXT | IS_USER);
learn(NAMED_WORDS, IS_TEXT | IS_NAMED);
learn(PREPOSITIONS, IS_TEXT | IS_PREPOSITION);
learn(GRAMMAR_WORDS, IS_TEXT | IS_GRAMMAR);
learn(KEY_WORDS, IS_TEXT | IS_KEY);
learn(VALUE_WORDS, IS_VALUE);
for (const word of listOf(VALUE_WORDS)) TABLE.add(word.toUpperCase(), IS_VALUE);
for (const word of listOf(UNITS)) TABLE.add(word, IS_TEXT | IS_UNIT);
for (const word of listOf(METHODS)) TABLE.add(word, IS_TEXT | IS_METHOD);

/** Each word as it stands and with a capital first letter. */
function learn(words: string, flags: number): void {
  for (const word of listOf(words)) {
    TABLE.add(word, flags);
    TABLE.add(word.charAt(0).toUpperCase() + word.slice(1), flags);
  }
}

/** Flags of a word, by its hash; 0 when it is not in the vocabulary. */
export function wordFlags(hash: number): number {
  return TABLE.get(hash);
}
