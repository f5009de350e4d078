import { accessTime, nginxErrorTime } from "../log-time.ts";
import { processId, scannerAddress, visitorAddress } from "../people.ts";
import type { Random } from "../random.ts";
import type { Scene, SceneKind } from "../scene.ts";

const browsers = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
] as const;

const bots = [
  "Mozilla/5.0 (compatible; ExampleBot/2.1; +https://bot.example/)",
  "curl/8.5.0",
  "python-requests/2.32.3",
  "Go-http-client/1.1",
  "-",
] as const;

const words = ["lamp", "chair", "kettle", "bike", "tent", "rope", "stove", "jacket", "boots", "map"] as const;
const assets = ["app.css", "app.js", "vendor.js", "logo.svg", "hero.webp", "font.woff2"] as const;
const probes = [
  "/.env",
  "/.git/config",
  "/wp-login.php",
  "/wp-admin/setup-config.php",
  "/phpmyadmin/index.php",
  "/actuator/health",
  "/cgi-bin/luci",
  "/boaform/admin/formLogin",
  "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
  "/index.php?page=../../../../etc/passwd",
  "/api/v1/pods",
  "/owa/auth/logon.aspx",
] as const;

export interface Request {
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly referrer?: string;
  readonly agent: string;
}

export function access(
  scene: Scene,
  { address, method, path, status, bytes, referrer = "-", agent }: Request,
): void {
  scene.write(
    "web1",
    "nginx/access.log",
    `${address} - - [${accessTime(scene.nowMs)}] "${method} ${path} HTTP/1.1" ${status} ${bytes} "${referrer}" "${agent}"`,
  );
}

function nginxError(scene: Scene, level: string, message: string): void {
  scene.write("web1", "nginx/error.log", `${nginxErrorTime(scene.nowMs)} [${level}] 1147#1147: ${message}`);
}

function page(random: Random): string {
  return random
    .weighted([
      { weight: 5, path: () => "/" },
      { weight: 8, path: () => `/products/${random.int(1_000, 9_999)}` },
      { weight: 4, path: () => `/search?q=${random.pick(words)}&page=${random.int(1, 12)}` },
      { weight: 3, path: () => `/categories/${random.pick(words)}s` },
      { weight: 2, path: () => "/cart" },
      { weight: 1, path: () => `/account/orders/${random.int(100_000, 999_999)}` },
    ])
    .path();
}

function visit(scene: Scene): void {
  const { random } = scene;
  const visitor = { address: visitorAddress(random), agent: random.pick(browsers) };
  let referrer = random.chance(0.4) ? "https://www.example.com/" : "-";
  for (let pages = random.int(1, 4); pages > 0; pages -= 1) {
    const path = page(random);
    access(scene, {
      ...visitor,
      method: "GET",
      path,
      status: random.chance(0.06) ? 304 : 200,
      bytes: random.longTail(900, 90_000),
      referrer,
    });
    referrer = `https://shop.example.org${path}`;
    for (let files = random.int(0, 3); files > 0; files -= 1) {
      scene.wait(10, 200);
      access(scene, {
        ...visitor,
        method: "GET",
        path: `/static/${random.hex(8)}/${random.pick(assets)}`,
        status: random.chance(0.3) ? 304 : 200,
        bytes: random.longTail(400, 400_000),
        referrer,
      });
    }
    scene.wait(2_000, 40_000);
  }
}

function apiCalls(scene: Scene): void {
  const { random } = scene;
  const caller = { address: visitorAddress(random), agent: random.pick(browsers) };
  for (let calls = random.int(1, 3); calls > 0; calls -= 1) {
    access(scene, {
      ...caller,
      ...random.pick([
        { method: "POST", path: "/api/orders", status: random.chance(0.03) ? 500 : 201 },
        { method: "GET", path: `/api/orders/${random.int(100_000, 999_999)}`, status: 200 },
        {
          method: "PUT",
          path: `/api/carts/${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
          status: 204,
        },
        { method: "POST", path: "/api/login", status: random.chance(0.15) ? 401 : 200 },
        {
          method: "GET",
          path: "/api/stock?sku=" + random.int(1_000, 9_999),
          status: random.chance(0.02) ? 504 : 200,
        },
        { method: "DELETE", path: `/api/carts/items/${random.int(1, 900)}`, status: 204 },
      ]),
      bytes: random.longTail(40, 20_000),
    });
    scene.wait(300, 8_000);
  }
}

function smallThings(scene: Scene): void {
  const { random } = scene;
  const address = visitorAddress(random);
  access(
    scene,
    random.pick([
      { address, agent: random.pick(bots), method: "GET", path: "/robots.txt", status: 200, bytes: 112 },
      { address, agent: random.pick(browsers), method: "GET", path: "/favicon.ico", status: 404, bytes: 153 },
      { address, agent: random.pick(browsers), method: "GET", path: "/shop", status: 301, bytes: 169 },
      { address, agent: random.pick(bots), method: "HEAD", path: "/", status: 200, bytes: 0 },
      {
        address: "10.20.0.12",
        agent: "kube-probe/1.30",
        method: "GET",
        path: "/healthz",
        status: 200,
        bytes: 2,
      },
      {
        address: "10.20.0.13",
        agent: "Prometheus/2.53.0",
        method: "GET",
        path: "/metrics",
        status: 200,
        bytes: random.int(9_000, 9_900),
      },
    ]),
  );
}

function probing(scene: Scene): void {
  const { random } = scene;
  const address = scannerAddress(random);
  const agent = random.pick(bots);
  for (let tries = random.int(1, 5); tries > 0; tries -= 1) {
    const path = random.pick(probes);
    const isForbidden = path.startsWith("/.");
    access(scene, { address, agent, method: "GET", path, status: isForbidden ? 403 : 404, bytes: 153 });
    if (isForbidden)
      nginxError(
        scene,
        "error",
        `*${random.int(10_000, 999_999)} access forbidden by rule, client: ${address}, server: shop.example.org, request: "GET ${path} HTTP/1.1", host: "192.0.2.200"`,
      );
    scene.wait(80, 900);
  }
}

function upstreamTrouble(scene: Scene): void {
  const { random } = scene;
  const address = visitorAddress(random);
  const path = random.pick(["/api/orders", "/api/stock?sku=4711", "/search?q=tent"]);
  const context = `client: ${address}, server: shop.example.org, request: "GET ${path} HTTP/1.1", upstream: "http://10.20.0.12:8080${path}", host: "shop.example.org"`;
  const connection = `*${random.int(10_000, 999_999)}`;
  const [status, message] = random.pick([
    [
      504,
      `${connection} upstream timed out (110: Connection timed out) while reading response header from upstream, ${context}`,
    ],
    [
      502,
      `${connection} connect() failed (111: Connection refused) while connecting to upstream, ${context}`,
    ],
    [
      502,
      `${connection} upstream prematurely closed connection while reading response header from upstream, ${context}`,
    ],
  ]);
  nginxError(scene, "error", message);
  access(scene, { address, agent: random.pick(browsers), method: "GET", path, status, bytes: 167 });
}

function serverErrors(scene: Scene): void {
  const { random } = scene;
  const image = `/img/${random.pick(words)}-${random.int(1, 99)}.webp`;
  const connection = `*${random.int(10_000, 999_999)}`;
  const client = `client: ${visitorAddress(random)}, server: shop.example.org`;
  const [level, message] = random.pick<readonly [level: string, message: string]>([
    [
      "error",
      `${connection} open() "/srv/shop/public${image}" failed (2: No such file or directory), ${client}, request: "GET ${image} HTTP/1.1", host: "shop.example.org"`,
    ],
    [
      "error",
      `${connection} client intended to send too large body: ${random.int(1_048_577, 90_000_000)} bytes, ${client}, request: "POST /api/reviews HTTP/1.1", host: "shop.example.org"`,
    ],
    [
      "error",
      `${connection} limiting requests, excess: ${random.int(20, 60)}.${random.int(100, 999)} by zone "perip", ${client}, request: "GET /search?q=a HTTP/1.1", host: "shop.example.org"`,
    ],
    [
      "crit",
      `${connection} SSL_do_handshake() failed (SSL: error:0A00006C:SSL routines::bad key share) while SSL handshaking, ${client.split(",")[0]}, server: 0.0.0.0:443`,
    ],
    [
      "warn",
      `${connection} an upstream response is buffered to a temporary file /var/cache/nginx/proxy_temp/${random.int(0, 9)}/${random.int(10, 99)}/${String(random.int(1, 999_999)).padStart(10, "0")} while reading upstream, ${client}`,
    ],
    ["notice", `signal 1 (SIGHUP) received from ${processId(random)}, reconfiguring`],
  ]);
  nginxError(scene, level, message);
}

export const webScenes: readonly [SceneKind, ...SceneKind[]] = [
  { weight: 70, play: visit },
  { weight: 60, play: apiCalls },
  { weight: 55, play: smallThings },
  { weight: 12, play: probing },
  { weight: 8, play: upstreamTrouble },
  { weight: 14, play: serverErrors },
];
