import { spacedTime } from "../log-time.ts";
import { processId } from "../people.ts";
import { internalAddress, type Scene, type SceneKind } from "../scene.ts";

const file = "postgresql/postgresql-15-main.log";
const tables = ["orders", "order_items", "stock", "customers", "payments"] as const;

type Message = readonly [level: string, text: string, ...more: string[]];

/** What one backend writes; `session` is user@database, or empty for the server's own processes. */
export function postgres(scene: Scene, session: string, ...messages: readonly Message[]): void {
  const pid = session === "" ? 811 : processId(scene.random);
  for (const message of messages) writeMessage(scene, pid, session, message);
}

function writeMessage(scene: Scene, pid: number, session: string, [level, text, ...more]: Message): void {
  const who = session === "" ? "" : `${session} `;
  scene.write("db1", file, `${spacedTime(scene.nowMs, ".")} UTC [${pid}] ${who}${level}:  ${text}`, ...more);
}

/** A checkpoint, as one comes every five minutes. */
export function checkpoint(scene: Scene): void {
  const { random } = scene;
  postgres(scene, "", ["LOG", "checkpoint starting: time"]);
  scene.wait(3_000, 60_000);
  const [write, sync] = [random.int(3, 60), random.int(1, 90)];
  postgres(scene, "", [
    "LOG",
    `checkpoint complete: wrote ${random.longTail(20, 9_000)} buffers (${random.int(0, 6)}.${random.int(0, 9)}%); 0 WAL file(s) added, ${random.int(0, 2)} removed, ${random.int(0, 4)} recycled; write=${write}.${random.int(100, 999)} s, sync=0.0${sync} s, total=${write}.${random.int(100, 999)} s; sync files=${random.int(5, 120)}, longest=0.0${random.int(1, 60)} s, average=0.00${random.int(1, 9)} s; distance=${random.int(500, 40_000)} kB, estimate=${random.int(9_000, 60_000)} kB`,
  ]);
}

function connection(scene: Scene): void {
  const { random } = scene;
  const pid = processId(random);
  const port = random.int(32_768, 60_999);
  writeMessage(scene, pid, "[unknown]@[unknown]", [
    "LOG",
    `connection received: host=${internalAddress.app1} port=${port}`,
  ]);
  scene.wait(2, 20);
  writeMessage(scene, pid, "orders@shop", [
    "LOG",
    "connection authorized: user=orders database=shop application_name=orders SSL enabled (protocol=TLSv1.3, cipher=TLS_AES_256_GCM_SHA384, bits=256)",
  ]);
  scene.wait(20_000, 1_200_000);
  writeMessage(scene, pid, "orders@shop", [
    "LOG",
    `disconnection: session time: 0:${random.int(10, 29)}:${random.int(10, 59)}.${random.int(100, 999)} user=orders database=shop host=${internalAddress.app1} port=${port}`,
  ]);
}

function slowStatement(scene: Scene): void {
  const { random } = scene;
  const table = random.pick(tables);
  postgres(scene, "orders@shop", [
    "LOG",
    `duration: ${random.longTail(500, 30_000)}.${random.int(100, 999)} ms  statement: ${random.pick([
      `select * from ${table} where customer_id = ${random.int(1_000, 99_999)} order by created_at desc limit 50`,
      `select count(*) from ${table} where created_at > now() - interval '${random.int(1, 30)} days'`,
      `update stock set reserved = reserved + ${random.int(1, 9)} where sku = ${random.int(1_000, 9_999)}`,
      `refresh materialized view concurrently ${table}_per_day`,
    ])}`,
  ]);
}

function failedStatement(scene: Scene): void {
  const { random } = scene;
  const [id, table] = [random.int(100_000, 999_999), random.pick(tables)];
  postgres(
    scene,
    "orders@shop",
    ...random.pick<readonly Message[]>([
      [
        ["ERROR", `duplicate key value violates unique constraint "${table}_pkey"`],
        ["DETAIL", `Key (id)=(${id}) already exists.`],
        ["STATEMENT", `insert into ${table} (id, state) values (${id}, 'new')`],
      ],
      [
        ["ERROR", "deadlock detected"],
        [
          "DETAIL",
          `Process ${processId(random)} waits for ShareLock on transaction ${random.int(1_000_000, 9_999_999)}; blocked by process ${processId(random)}.`,
          `\tProcess ${processId(random)} waits for ShareLock on transaction ${random.int(1_000_000, 9_999_999)}; blocked by process ${processId(random)}.`,
        ],
        ["HINT", "See server log for query details."],
      ],
      [
        ["ERROR", "canceling statement due to statement timeout"],
        ["STATEMENT", `select * from ${table} where note like '%${random.pick(["tent", "rope", "lamp"])}%'`],
      ],
      [
        [
          "ERROR",
          `insert or update on table "${table}" violates foreign key constraint "${table}_customer_id_fkey"`,
        ],
        ["DETAIL", `Key (customer_id)=(${random.int(1_000, 99_999)}) is not present in table "customers".`],
      ],
    ]),
  );
}

function upkeep(scene: Scene): void {
  const { random } = scene;
  const table = random.pick(tables);
  const message = random.pick<Message>([
    [
      "LOG",
      `automatic vacuum of table "shop.public.${table}": index scans: ${random.int(0, 1)}`,
      `\tpages: 0 removed, ${random.int(900, 9_000)} remain, ${random.int(90, 900)} scanned (${random.int(5, 40)}.${random.int(10, 99)}% of total)`,
      `\ttuples: ${random.int(100, 9_000)} removed, ${random.int(9_000, 90_000)} remain, 0 are dead but not yet removable`,
      `\tsystem usage: CPU: user: 0.${random.int(10, 99)} s, system: 0.0${random.int(1, 9)} s, elapsed: ${random.int(1, 20)}.${random.int(10, 99)} s`,
    ],
    ["LOG", `automatic analyze of table "shop.public.${table}"`],
    [
      "LOG",
      `temporary file: path "base/pgsql_tmp/pgsql_tmp${processId(random)}.${random.int(0, 9)}", size ${random.longTail(1_000_000, 900_000_000)}`,
    ],
    ["LOG", `could not receive data from client: Connection reset by peer`],
    [
      "LOG",
      `process ${processId(random)} still waiting for ExclusiveLock on tuple (${random.int(0, 900)},${random.int(1, 90)}) of relation ${random.int(16_384, 17_000)} after 1000.${random.int(100, 999)} ms`,
    ],
  ]);
  postgres(scene, "", message);
}

function refusedLogin(scene: Scene): void {
  const { random } = scene;
  const user = random.pick(["reports", "postgres", "readonly"]);
  postgres(
    scene,
    `${user}@shop`,
    ["FATAL", `password authentication failed for user "${user}"`],
    [
      "DETAIL",
      `Connection matched pg_hba.conf line ${random.int(90, 110)}: "hostssl all all 10.20.0.0/24 scram-sha-256"`,
    ],
  );
}

export const databaseScenes: readonly [SceneKind, ...SceneKind[]] = [
  { weight: 14, play: connection },
  { weight: 16, play: slowStatement },
  { weight: 7, play: failedStatement },
  { weight: 10, play: upkeep },
  { weight: 1, play: refusedLogin },
];
