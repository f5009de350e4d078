import { spacedTime } from "../log-time.ts";
import type { Random } from "../random.ts";
import type { Scene, SceneKind } from "../scene.ts";

type Level = "DEBUG" | "INFO" | "WARN" | "ERROR";

const gateways = ["payments.example.net", "risk.example.net", "labels.example.net"] as const;
const jobs = ["CleanupCarts", "SyncStock", "SendReminders", "ExportInvoices", "RefreshPrices"] as const;
const events = ["OrderPlaced", "OrderPaid", "OrderShipped", "OrderCancelled"] as const;

/** A line of the service's own layout; `more` are the lines of a stack trace. */
function log(
  scene: Scene,
  level: Level,
  thread: string,
  logger: string,
  message: string,
  more: readonly string[] = [],
): void {
  scene.write(
    "app1",
    "orders/orders.log",
    `${spacedTime(scene.nowMs, ".")} ${level.padEnd(5)} [${thread}] ${logger} - ${message}`,
    ...more,
  );
}

function httpThread(random: Random): string {
  return `http-nio-8080-exec-${random.int(1, 32)}`;
}

/** Frames of the framework below our own, as deep as chance has it. */
function frames(random: Random, own: readonly string[]): string[] {
  const below = [
    "java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)",
    "java.base/java.lang.reflect.Method.invoke(Method.java:580)",
    "org.springframework.web.method.support.InvocableHandlerMethod.doInvoke(InvocableHandlerMethod.java:255)",
    "org.springframework.web.servlet.DispatcherServlet.doDispatch(DispatcherServlet.java:1089)",
    "org.apache.catalina.core.ApplicationFilterChain.doFilter(ApplicationFilterChain.java:116)",
    "org.apache.tomcat.util.net.NioEndpoint$SocketProcessor.doRun(NioEndpoint.java:1741)",
    "java.base/java.lang.Thread.run(Thread.java:1583)",
  ];
  return [...own, ...below.slice(0, random.int(3, below.length))].map((frame) => `\tat ${frame}`);
}

function order(scene: Scene): void {
  const { random } = scene;
  const [id, customer] = [random.int(100_000, 999_999), random.int(1_000, 99_999)];
  const thread = httpThread(random);
  const total = `${random.longTail(5, 900)}.${random.int(10, 99)}`;
  log(
    scene,
    "INFO",
    thread,
    "o.e.orders.OrderService",
    `Order ${id} placed by customer ${customer}: ${random.int(1, 9)} items, total ${total} EUR`,
  );
  scene.wait(20, 400);
  log(
    scene,
    "INFO",
    thread,
    "o.e.orders.StockService",
    `Reserved ${random.int(1, 9)} items of order ${id} in warehouse ${random.pick(["north", "south", "harbour"])}`,
  );
  scene.wait(100, 1_500);
  log(
    scene,
    "INFO",
    thread,
    "o.e.orders.PaymentClient",
    `Payment ${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-9${random.hex(3)}-${random.hex(12)} of order ${id} captured in ${random.longTail(40, 4_000)} ms`,
  );
  if (random.chance(0.5))
    log(
      scene,
      "INFO",
      "event-publisher-1",
      "o.e.orders.EventPublisher",
      `Published ${random.pick(events)} for order ${id} to topic orders partition ${random.int(0, 11)} at offset ${random.int(1_000_000, 9_999_999)}`,
    );
}

function routine(scene: Scene): void {
  const { random } = scene;
  const job = random.pick(jobs);
  const active = random.int(0, 19);
  log(
    scene,
    ...random.pick<readonly [Level, string, string, string]>([
      [
        "INFO",
        "scheduling-1",
        "o.e.orders.JobRunner",
        `Job ${job} finished in ${random.longTail(20, 60_000)} ms, ${random.int(0, 500)} rows changed`,
      ],
      [
        "DEBUG",
        "HikariPool-1 housekeeper",
        "c.z.hikari.pool.HikariPool",
        `HikariPool-1 - Pool stats (total=20, active=${active}, idle=${20 - active}, waiting=0)`,
      ],
      [
        "INFO",
        "cache-refresh-1",
        "o.e.orders.PriceCache",
        `Refreshed ${random.int(4_000, 4_900)} prices in ${random.int(90, 900)} ms`,
      ],
      [
        "INFO",
        httpThread(random),
        "o.e.orders.SessionController",
        `User ${random.pick(["maria", "jonas", "aiko", "femi", "lucia"])} signed in from 198.51.100.${random.int(1, 254)}`,
      ],
      [
        "DEBUG",
        httpThread(random),
        "o.e.orders.CartController",
        `Cart ${random.hex(12)} loaded with ${random.int(0, 14)} items`,
      ],
      [
        "INFO",
        "kafka-consumer-2",
        "o.e.orders.StockListener",
        `Stock of sku ${random.int(1_000, 9_999)} set to ${random.int(0, 400)}`,
      ],
    ]),
  );
}

function warning(scene: Scene): void {
  const { random } = scene;
  const gateway = random.pick(gateways);
  log(
    scene,
    "WARN",
    httpThread(random),
    ...random.pick<readonly [string, string]>([
      [
        "o.e.orders.PaymentClient",
        `Retrying POST https://${gateway}/v2/charges, attempt ${random.int(2, 5)} of 5 after ${random.int(200, 3_200)} ms`,
      ],
      [
        "o.e.orders.SlowQueryFilter",
        `Query took ${random.longTail(1_000, 20_000)} ms: select o.* from orders o where o.customer_id = ? order by o.created_at desc`,
      ],
      [
        "o.e.orders.ApiVersionFilter",
        `Deprecated path /v1/orders/${random.int(100_000, 999_999)} called by client ${random.pick(["erp-sync", "mobile-3.1", "partner-7"])}`,
      ],
      [
        "o.e.orders.StockService",
        `Stock of sku ${random.int(1_000, 9_999)} is low: ${random.int(0, 4)} left`,
      ],
      [
        "o.e.orders.RateLimiter",
        `Customer ${random.int(1_000, 99_999)} is over the limit of 60 requests a minute`,
      ],
    ]),
  );
}

function circuitBreaker(scene: Scene): void {
  const { random } = scene;
  const name = random.pick(["payments", "risk", "labels"]);
  const say = (level: Level, state: string) =>
    log(
      scene,
      level,
      `breaker-${name}`,
      "o.e.orders.CircuitBreaker",
      `Circuit breaker ${name} changed to ${state}`,
    );
  say("WARN", "OPEN");
  scene.wait(30_000, 60_000);
  say("INFO", "HALF_OPEN");
  scene.wait(500, 5_000);
  say("INFO", "CLOSED");
}

function failure(scene: Scene): void {
  const { random } = scene;
  const thread = httpThread(random);
  const id = random.int(100_000, 999_999);
  const gateway = random.pick(gateways);
  const [logger, message, trace] = random.pick<readonly [string, string, readonly string[]]>([
    [
      "o.e.orders.OrderController",
      `Unhandled error in POST /api/orders (request ${random.hex(16)})`,
      [
        'java.lang.NullPointerException: Cannot invoke "org.example.orders.Address.zip()" because the return value of "org.example.orders.Customer.address()" is null',
        ...frames(random, [
          "org.example.orders.ShippingRules.zoneOf(ShippingRules.java:71)",
          "org.example.orders.OrderController.place(OrderController.java:58)",
        ]),
      ],
    ],
    [
      "o.e.orders.PaymentClient",
      `Payment of order ${id} failed`,
      [
        `org.example.orders.GatewayException: POST https://${gateway}/v2/charges failed`,
        ...frames(random, [
          "org.example.orders.PaymentClient.capture(PaymentClient.java:112)",
          "org.example.orders.OrderService.pay(OrderService.java:204)",
        ]),
        "Caused by: java.net.SocketTimeoutException: Read timed out",
        "\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)",
        "\tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:1099)",
        `\t... ${random.int(18, 64)} more`,
      ],
    ],
    [
      "o.h.e.j.s.SqlExceptionHelper",
      `Could not open connection for order ${id}`,
      [
        `java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after ${random.int(30_000, 30_020)}ms.`,
        ...frames(random, [
          "com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:686)",
          "com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:179)",
        ]),
      ],
    ],
    [
      "o.e.orders.CartController",
      `Cart ${random.hex(12)} was changed by another request`,
      [
        "org.springframework.orm.ObjectOptimisticLockingFailureException: Row was updated or deleted by another transaction",
        ...frames(random, ["org.example.orders.CartRepository.save(CartRepository.java:44)"]),
      ],
    ],
    [
      "o.e.orders.StockListener",
      `Message at offset ${random.int(1_000_000, 9_999_999)} was not understood, moved to stock-dead-letters`,
      [
        `com.fasterxml.jackson.core.JsonParseException: Unexpected character ('<' (code 60)): expected a valid value at [line: 1, column: ${random.int(1, 80)}]`,
        ...frames(random, ["com.fasterxml.jackson.core.JsonParser._constructError(JsonParser.java:2584)"]),
      ],
    ],
  ]);
  log(scene, "ERROR", thread, logger, message, trace);
}

function restart(scene: Scene): void {
  const { random } = scene;
  const say = (logger: string, message: string) => log(scene, "INFO", "main", logger, message);
  say(
    "o.e.orders.Application",
    `Starting Application v4.${random.int(10, 40)}.${random.int(0, 9)} using Java 21.0.${random.int(2, 7)} with PID ${random.int(900, 99_999)} (/srv/orders/orders.jar started by orders in /srv/orders)`,
  );
  scene.wait(800, 2_000);
  say("c.z.hikari.HikariDataSource", "HikariPool-1 - Start completed.");
  scene.wait(300, 900);
  say("o.s.b.w.embedded.tomcat.TomcatWebServer", "Tomcat started on port 8080 (http) with context path '/'");
  say(
    "o.e.orders.Application",
    `Started Application in ${random.int(4, 9)}.${random.int(100, 999)} seconds (process running for ${random.int(5, 10)}.${random.int(100, 999)})`,
  );
}

export const ordersScenes: readonly [SceneKind, ...SceneKind[]] = [
  { weight: 42, play: order },
  { weight: 60, play: routine },
  { weight: 16, play: warning },
  { weight: 1, play: circuitBreaker },
  { weight: 7, play: failure },
  { weight: 1, play: restart },
];
