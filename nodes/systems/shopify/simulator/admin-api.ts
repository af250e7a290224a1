import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { everyShare } from '../../simulator/every-share.ts';
import { isSecret, readBody, send } from '../../simulator/http.ts';
import { type Field, GraphqlSyntaxError, type Operation, parseOperation } from './graphql-document.ts';
import type { Inventory } from './inventory.ts';
import { inventorySetQuantities } from './inventory-mutation.ts';
import type { Outbox } from './outbox.ts';
import { costBucket, requestedCost } from './query-cost.ts';
import { select, UnknownField } from './select.ts';
import { shopQueries } from './shop-queries.ts';

export type AdminBehaviour = {
  readonly mode?: 'ok' | 'slow' | 'failing' | 'throttling' | 'down' | undefined;
  /** `slow`: how long an answer takes, in milliseconds. Default 3,000. */
  readonly delayMs?: number | undefined;
  /** `failing`: the status it answers. Default 503. */
  readonly status?: number | undefined;
  /** Points a second. Default 100, the vendor's Standard plan; 2 when `throttling`. */
  readonly restoreRate?: number | undefined;
  /** Size of the bucket in points. Default 2,000; 20 when `throttling`. */
  readonly bucket?: number | undefined;
  /** `throttling`: seconds it asks to wait in `Retry-After`. Default: it names none. */
  readonly retryAfter?: number | undefined;
  /** Share of mutations that take effect and then the connection is dropped. Default 0. */
  readonly dropAfterAccept?: number | undefined;
  /** How it treats the key of `@idempotent`. Default `honoured`. */
  readonly keys?: 'honoured' | 'forgotten' | undefined;
  /** The HTTP status of a throttled answer; both occur in practice. Default 200. */
  readonly throttledStatus?: 200 | 429 | undefined;
};

export type AdminApi = {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  behave(behaviour: AdminBehaviour): void;
  close(): void;
};

type Variables = { readonly [name: string]: unknown };
type GraphqlError = { readonly message: string; readonly extensions?: Record<string, unknown>; readonly path?: readonly string[] };

/** `POST /admin/api/{version}/graphql.json` with token, query cost and throttle. Errors come with HTTP 200, as the vendor sends them. */
export function adminApi({
  outbox,
  inventory,
  token,
  now,
}: {
  outbox: Outbox;
  inventory: Inventory;
  token: string;
  now: () => number;
}): AdminApi {
  const closing = new AbortController();
  const queries = shopQueries({ outbox, inventory });
  let behaviour: AdminBehaviour = {};
  let bucket = bucketFor(behaviour, now);
  let isDropped = everyShare(0);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const version = /^\/admin\/api\/(\d{4}-\d{2}|unstable)\/graphql\.json$/.exec(request.url ?? '')?.[1];
    if (version === undefined || request.method !== 'POST') return send(response, { status: 404, body: '{"errors":"Not Found"}' });
    if (!isSecret(String(request.headers['x-shopify-access-token'] ?? ''), token))
      return send(response, {
        status: 401,
        body: '{"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}',
      });
    if (behaviour.mode === 'failing')
      return send(response, { status: behaviour.status ?? 503, body: '{"errors":"Internal Server Error"}' });
    if (behaviour.mode === 'slow')
      await sleep(behaviour.delayMs ?? 3000, undefined, { signal: closing.signal, ref: false }).catch(() => {});

    const call = parseCall(body);
    if (call === undefined) return send(response, { status: 400, body: '{"errors":"The body is not a GraphQL request in JSON."}' });
    let operation: Operation;
    try {
      operation = parseOperation(call.query, call.variables);
    } catch (error) {
      if (error instanceof GraphqlSyntaxError) return send(response, ok({ errors: [{ message: error.message }] }));
      throw error;
    }

    const cost = requestedCost(operation);
    if (cost > 1000)
      return send(
        response,
        ok({
          errors: [
            {
              message: `Query cost is ${cost}, which exceeds the single query max cost limit (1000).`,
              extensions: { code: 'MAX_COST_EXCEEDED', cost, maxCost: 1000 },
            },
          ],
        }),
      );
    const isTaken = bucket.take(cost);
    const costHeader = (actual: number | null) => ({
      cost: { requestedQueryCost: cost, actualQueryCost: actual, throttleStatus: bucket.status() },
    });
    if (!isTaken) {
      const error: GraphqlError = {
        message: 'Throttled',
        extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
      };
      return send(response, {
        status: behaviour.throttledStatus ?? 200,
        ...(behaviour.retryAfter !== undefined && { headers: { 'retry-after': String(behaviour.retryAfter) } }),
        body: JSON.stringify({ errors: [error], extensions: costHeader(null) }),
      });
    }
    const { data, errors } = await execute(operation, version);
    if (operation.kind === 'mutation' && isDropped()) return void request.socket.destroy();
    const actual = data === null ? 0 : Math.min(cost, operation.kind === 'mutation' ? cost : actualCost(data));
    bucket.giveBack(cost - actual);
    return send(
      response,
      ok({ ...(data === null ? {} : { data }), ...(errors.length === 0 ? {} : { errors }), extensions: costHeader(actual) }),
    );
  }

  async function execute(operation: Operation, version: string): Promise<{ data: Record<string, unknown> | null; errors: GraphqlError[] }> {
    const data: Record<string, unknown> = {};
    try {
      for (const field of operation.fields) data[field.alias] = await resolve(operation, field, version);
      return { data, errors: [] };
    } catch (error) {
      if (error instanceof UnknownField)
        return { data: null, errors: [{ message: error.message, extensions: { code: 'undefinedField' } }] };
      if (error instanceof FieldRefused)
        return { data: null, errors: [{ message: error.message, extensions: { code: error.code }, path: [error.field] }] };
      throw error;
    }
  }

  async function resolve(operation: Operation, field: Field, version: string): Promise<unknown> {
    const root = operation.kind === 'query' ? 'QueryRoot' : 'Mutation';
    if (operation.kind === 'mutation' && field.name === 'inventorySetQuantities') {
      const result = await inventorySetQuantities({ field, version, inventory, now, forgetsKeys: behaviour.keys === 'forgotten' });
      if ('refused' in result) throw new FieldRefused(field.name, result.refused.code, result.refused.message);
      return select(result.payload, 'InventorySetQuantitiesPayload', field.fields);
    }
    const query = operation.kind === 'query' ? queries[field.name] : undefined;
    if (query === undefined) throw new UnknownField(field.name, root);
    return select(query.resolve(field.args), query.type, field.fields);
  }

  return {
    handle,
    behave(wanted) {
      behaviour = wanted;
      bucket = bucketFor(wanted, now);
      isDropped = everyShare(wanted.dropAfterAccept ?? 0);
    },
    close: () => closing.abort(),
  };
}

class FieldRefused extends Error {
  override readonly name = 'FieldRefused';
  readonly field: string;
  readonly code: string;
  constructor(field: string, code: string, message: string) {
    super(message);
    this.field = field;
    this.code = code;
  }
}

function bucketFor({ mode, bucket, restoreRate }: AdminBehaviour, now: () => number) {
  const isThrottling = mode === 'throttling';
  return costBucket({ size: bucket ?? (isThrottling ? 20 : 2000), restoreRate: restoreRate ?? (isThrottling ? 2 : 100), now });
}

function parseCall(body: Buffer): { query: string; variables: Variables } | undefined {
  try {
    const { query, variables } = JSON.parse(body.toString('utf8')) as { query?: unknown; variables?: unknown };
    return typeof query === 'string' ? { query, variables: (variables ?? {}) as Variables } : undefined;
  } catch {
    return undefined;
  }
}

/** The objects really handed out. */
function actualCost(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, entry) => sum + actualCost(entry), 0);
  if (data === null || typeof data !== 'object') return 0;
  return 1 + Object.values(data).reduce<number>((sum, entry) => sum + actualCost(entry), 0);
}

function ok(body: unknown) {
  return { status: 200, body: JSON.stringify(body) };
}
