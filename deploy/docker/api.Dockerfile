# The API. Built from the repository's root: docker build -f deploy/docker/api.Dockerfile -t deepsec-api .
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY packages/collector/package.json packages/collector/
COPY packages/engine/package.json packages/engine/
COPY packages/rules/package.json packages/rules/
COPY packages/schema/package.json packages/schema/
COPY packages/settings/package.json packages/settings/
# No install script runs (.npmrc), and nothing of the page or the tests is installed.
RUN npm ci --omit=dev --omit=optional --workspace @deepsec/api

FROM node:24-bookworm-slim
# ssh -G reads ~/.ssh/config; known_hosts and keys are mounted.
RUN apt-get update \
  && apt-get install -y --no-install-recommends openssh-client \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY packages packages
COPY neo4j/migrations neo4j/migrations
COPY apps/api apps/api
USER node
ENV NODE_ENV=production DEEPSEC_DATA_DIR=/data DEEPSEC_CONFIG=/config/deepsec.yaml DEEPSEC_API_HOST=0.0.0.0
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The cycle that goes on ends first.
STOPSIGNAL SIGTERM
CMD ["node", "apps/api/main.ts"]
