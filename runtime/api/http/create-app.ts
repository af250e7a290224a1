import { randomUUID } from 'node:crypto';
import express, { type Express, type RequestHandler, type Response } from 'express';
import type { Log } from '../../engine/log.ts';
import type { Health, HealthState } from '../../observe/health.ts';
import { openapiDocument } from '../openapi.ts';
import { Refusal } from '../refusal.ts';
import type { Route } from '../route.ts';
import { routes as allRoutes } from '../routes.ts';
import type { Services } from '../services.ts';
import { callHandler } from './call-handler.ts';
import { checkHost } from './check-host.ts';
import { designerFiles } from './designer-files.ts';
import { errorAnswer } from './error-answer.ts';
import type { EventStreams } from './event-streams.ts';
import { securityHeaders } from './security-headers.ts';

export type AppOptions = {
  readonly services: Services;
  readonly streams: EventStreams;
  readonly log: Log;
  readonly health: Pick<Health, 'live' | 'ready'>;
  readonly metrics: () => Promise<{ readonly contentType: string; readonly text: string }>;
  /** Names beside localhost by which people reach this server. */
  readonly hostNames: readonly string[];
  /** Proxies whose word about the caller counts: how many stand in front, or their addresses. Default: none. */
  readonly proxies?: number | readonly string[] | undefined;
  /** Default: all of the API. */
  readonly routes?: readonly Route[] | undefined;
  /** The built designer. */
  readonly designerFolder: string;
};

/** Everything over HTTP but the intake: API, description, health, metrics and the designer's files. */
export function createApp({
  services,
  streams,
  log,
  health,
  metrics,
  hostNames,
  proxies,
  routes = allRoutes,
  designerFolder,
}: AppOptions): Express {
  const app = express();
  const designer = designerFiles(designerFolder);
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', proxies ?? false);
  app.use(withRequestId, securityHeaders(designer.scriptHashes), checkHost(hostNames));

  app.get('/healthz', async (_request, response) => {
    answerState(response, await health.live());
  });
  app.get('/readyz', async (_request, response) => {
    answerState(response, await health.ready());
  });
  app.get('/metrics', async (_request, response) => {
    const { contentType, text } = await metrics();
    response.set('content-type', contentType).send(text);
  });
  app.get(
    '/openapi.json',
    described(() => openapiDocument(services.version)),
  );

  // Registered at systems outside, so it stands apart from the API and stays as it is.
  app.get('/oauth/callback', (request, _response, next) => {
    request.url = `/api${request.url}`;
    next();
  });
  app.use('/api', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  // A lookup of 5 MB, as CSV within JSON.
  app.use('/api/lookups', express.raw({ type: 'application/json', limit: '10mb' }));
  // All files of an environment.
  app.use('/api/files', express.raw({ type: 'application/json', limit: '32mb' }));
  app.use('/api', express.raw({ type: 'application/json', limit: '2mb' }));
  for (const route of routes) {
    if (route.method === 'EVENTS') app.get(`/api${route.path}`, streams.handler(route, services));
    else app[verbs[route.method]](`/api${route.path}`, callHandler(route, services));
  }
  for (const [path, methods] of methodsByPath(routes)) {
    app.all(`/api${path}`, (request, response) => {
      response.set('allow', methods.join(', '));
      throw new Refusal('METHOD_NOT_ALLOWED', `${request.method} is not possible here; possible: ${methods.join(', ')}.`);
    });
  }
  app.use('/api', noSuchPath);
  app.use(designer.router);
  app.use(noSuchPath);
  app.use(errorAnswer(log));
  return app;
}

function answerState(response: Response, state: HealthState): void {
  response
    .status(state.status === 'ok' ? 200 : 503)
    .set('cache-control', 'no-store')
    .json(state);
}

const verbs = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

/** The caller's own id when it is one, so that its log and ours can be laid side by side. */
const withRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id') ?? '';
  response.set('x-request-id', /^[\w.-]{1,64}$/.test(given) ? given : randomUUID());
  next();
};

const noSuchPath: RequestHandler = (request) => {
  throw new Refusal(
    'NO_SUCH_PATH',
    `There is no ${request.method} ${request.originalUrl.split('?')[0]}. GET /openapi.json lists all paths.`,
  );
};

/** Made at the first request: the description costs some milliseconds that a start should not pay. */
function described(make: () => unknown): RequestHandler {
  let text: string | undefined;
  return (_request, response) => {
    text ??= JSON.stringify(make());
    response.type('json').send(text);
  };
}

function methodsByPath(routes: readonly Route[]): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { path, method } of routes) methods.set(path, [...(methods.get(path) ?? []), method === 'EVENTS' ? 'GET' : method]);
  return methods;
}
