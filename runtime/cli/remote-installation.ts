import type { Flow } from '@crossdock/flows/document/flow';
import type { Detail } from '../api/refusal.ts';
import type { Drift } from '../files/known-good.ts';
import { ApiRefusal, NotReachable } from './api-refusal.ts';
import type { Installation, RolloutNow } from './installation.ts';
import type { LookupFile } from './lookup-file.ts';
import { promotionClient } from './promotion-client.ts';

/** Files of a whole environment take their time, ms. */
const patience = 300_000;

/** An installation whose server runs, through its API. */
export function remoteInstallation({ url, token }: { readonly url: string; readonly token: string }): Installation {
  async function call<T>(method: string, path: string, body?: unknown, patienceMs = 30_000): Promise<T> {
    const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    let response: Response;
    try {
      response = await fetch(`${url}/api${path}`, {
        method,
        headers,
        signal: AbortSignal.timeout(patienceMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (cause) {
      throw new NotReachable(`No Crossdock answers at ${url}. Start it with npm start, or name another one with --server URL.`, { cause });
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    if (!response.ok) {
      if (!isJson) throw new Error(`${url} answered ${response.status} to ${method} ${path}.`);
      const failure = JSON.parse(text) as Failure;
      throw new ApiRefusal(failureText(failure), failure);
    }
    return (isJson ? JSON.parse(text) : undefined) as T;
  }
  const flowPath = (id: string) => `/flows/${encodeURIComponent(id)}`;

  return {
    place: url,
    async flowIds() {
      const { items } = await call<{ items: { id: string }[] }>('GET', '/flows');
      return items.map((flow) => flow.id);
    },
    async flow(id, version) {
      const { flow } = await call<{ flow: Flow }>('GET', version === undefined ? flowPath(id) : `${flowPath(id)}/versions/${version}`);
      return flow;
    },
    async put(flow, id) {
      const draft = await call<{ revision: number; problems: { severity: string }[] }>('PUT', flowPath(id), { flow });
      return { revision: draft.revision, errors: draft.problems.filter((problem) => problem.severity === 'error').length };
    },
    async publish(id, note) {
      const { number } = await call<{ number: number }>('POST', `${flowPath(id)}/versions`, { note });
      return { version: number };
    },
    latestVersion: async (id) => (await call<{ latestVersion: number | null }>('GET', flowPath(id))).latestVersion,
    deploy: (id, version, env, rollout) => call('POST', `${flowPath(id)}/deployments`, { env, version, rollout }),
    rollout: {
      async of(id, env) {
        const { now } = await call<{ now: RolloutNow[] }>('GET', `${flowPath(id)}/deployments?env=${encodeURIComponent(env)}`);
        return now[0] as RolloutNow;
      },
      share: (id, { env, ...request }) => call('PUT', `${flowPath(id)}/deployments/${env}/rollout`, request),
      back: (id, { env, why }) => call('DELETE', `${flowPath(id)}/deployments/${env}/rollout`, { why }),
    },
    rollback: (id, { env, ...request }) => call('POST', `${flowPath(id)}/deployments/${env}/rollback`, request),
    pause: (id, { env, until, ...request }) =>
      call('PUT', `${flowPath(id)}/deployments/${env}/pause`, { ...request, until: until === null ? null : new Date(until).toISOString() }),
    resume: (id, env) => call('DELETE', `${flowPath(id)}/deployments/${env}/pause`),
    lookupNames: async (env) => (await call<{ items: { name: string }[] }>('GET', `/lookups?env=${env}`)).items.map(({ name }) => name),
    async lookup(env, name) {
      const table = await call<Omit<LookupFile, 'rows'>>('GET', `/lookups/${name}?env=${env}`);
      const { rows } = await call<Pick<LookupFile, 'rows'>>('GET', `/lookups/${name}/rows?env=${env}&limit=50000`);
      const { purpose, columns, ignoreCase } = table;
      return { name, purpose, columns, ignoreCase, rows };
    },
    async putLookup(env, { name, ...table }, why) {
      return (await call<{ version: number }>('PUT', `/lookups/${name}?env=${env}`, { ...table, why })).version;
    },
    files: {
      async export(env, withDrafts) {
        const { files } = await call<{ files: Record<string, string> }>(
          'GET',
          `/files/export?env=${env}&drafts=${withDrafts}`,
          undefined,
          patience,
        );
        return new Map(Object.entries(files));
      },
      plan(env, files, options, secrets) {
        const fields = Object.entries(secrets).map(([name, values]) => [name, Object.keys(values)]);
        return call(
          'POST',
          '/files/plan',
          { env, files: Object.fromEntries(files), secrets: Object.fromEntries(fields), ...options },
          patience,
        );
      },
      apply: (env, files, options, given) =>
        call('POST', '/files/apply', { env, files: Object.fromEntries(files), ...given, ...options }, patience),
      drift: async (env) => (await call<{ items: Drift[] }>('GET', `/files/drift?env=${env}`)).items,
    },
    secrets: {
      status: () => call('GET', '/secrets'),
      rotate: () => call('POST', '/secrets/rotate'),
      rekey: () => call('POST', '/secrets/rekey'),
    },
    audit: {
      list(query) {
        const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
        return call('GET', `/audit?${new URLSearchParams(given)}`);
      },
      verify: (expected) => call('POST', '/audit/verify', { expected }),
    },
    promotions: promotionClient(call, url),
    link: async (name) =>
      `${url.replace('127.0.0.1', 'localhost')}/sign-in?token=${(await call<{ token: string }>('POST', '/sign-in-links', { name })).token}`,
    close: async () => {},
  };
}

type Failure = { readonly code: string; readonly message: string; readonly details: readonly Detail[] };

function failureText({ message, details }: Failure): string {
  return [message, ...details.map((detail) => `  ${detail.path}: ${detail.message}`)].join('\n');
}
