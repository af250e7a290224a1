# syntax=docker/dockerfile:1
# One image for servers and workers: docker run IMAGE server, docker run IMAGE worker --lanes amazon

FROM node:24-slim AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .pnpmfile.cjs ./
COPY flows/package.json flows/
COPY nodes/package.json nodes/
COPY runtime/package.json runtime/
COPY designer/package.json designer/
COPY test/package.json test/
RUN npm install --global "$(node -p 'require("./package.json").packageManager.split("+")[0]')"

# The designer is the only part that is built.
FROM manifests AS designer
RUN --mount=type=cache,target=/pnpm pnpm install --frozen-lockfile --config.pm-on-fail=ignore --store-dir /pnpm --filter crossdock --filter @crossdock/designer...
COPY tsconfig.json ./
COPY flows flows
COPY nodes nodes
COPY designer designer
RUN NODE_ENV=production node_modules/.bin/vite build --logLevel error designer

# What runs: the packages of the runtime without tools.
FROM manifests AS runtime
RUN --mount=type=cache,target=/pnpm pnpm install --frozen-lockfile --config.pm-on-fail=ignore --store-dir /pnpm --prod --filter @crossdock/runtime... \
  # The image brings its Node along.
  && rm -rf node_modules/node-linux-* node_modules/.pnpm/node-linux-*
COPY flows flows
COPY nodes nodes
COPY runtime runtime
# The code for the sandbox is bundled once, here: the running container writes nothing into the image.
RUN node --input-type=module --eval "const { loadBundle, loadChild } = await import('/app/runtime/sandbox/bundle.ts'); await Promise.all([loadBundle(), loadChild()])"

FROM node:24-slim
LABEL org.opencontainers.image.title="Crossdock"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 CROSSDOCK_DATA=/data
WORKDIR /app
RUN install --directory --owner=node --group=node --mode=0700 /data \
  && printf '#!/bin/sh\nexec node --disable-warning=ExperimentalWarning /app/runtime/cli/main.ts "$@"\n' > /usr/local/bin/crossdock \
  && printf '#!/bin/sh\nexec node --eval "fetch(\\"http://127.0.0.1:\\" + process.env.PORT + process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))" "${1:-/healthz}"\n' > /usr/local/bin/healthcheck \
  && chmod 755 /usr/local/bin/crossdock /usr/local/bin/healthcheck
COPY --from=runtime /app ./
COPY --from=designer /app/designer/dist designer/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=4s --start-period=30s CMD ["healthcheck", "/healthz"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["crossdock"]
CMD ["server"]
