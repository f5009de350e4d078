# The page. Built from the repository's root: docker build -f deploy/docker/web.Dockerfile -t deepsec-web .
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY apps/web/package.json apps/web/
COPY packages/schema/package.json packages/schema/
# The build's native parts are optional packages, so these are not left out here.
RUN npm ci --workspace @deepsec/web
COPY packages/schema packages/schema
COPY apps/web apps/web
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
RUN npm run build --workspace @deepsec/web && rm -rf apps/web/.next/cache

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json ./
COPY --from=build /app/apps/web apps/web
USER node
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /app/apps/web
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "../../node_modules/next/dist/bin/next", "start", "-H", "0.0.0.0", "-p", "3000"]
