# The server alone. Node runs its TypeScript as it is, so nothing is built but the packages' folder.
FROM node:24-bookworm-slim AS packages
RUN npm install --global pnpm@12
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY shared/package.json shared/
COPY server/package.json server/
RUN pnpm install --prod --frozen-lockfile --filter "@sidethread/server..."

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATABASE_URL=file:/data/sidethread.db
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=packages /app/shared shared
COPY --from=packages /app/server server
COPY shared/src shared/src
COPY server/src server/src
RUN install --directory --owner=node --group=node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "--eval", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No shell between: SIGTERM reaches Node.
CMD ["node", "server/src/main.ts"]
