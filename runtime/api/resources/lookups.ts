import { z } from 'zod';
import { compareRows } from '../../lookups/compare-rows.ts';
import { importCsv } from '../../lookups/import-csv.ts';
import type { Lookup, LookupContent } from '../../lookups/lookup.ts';
import { writeLookupCsv } from '../../lookups/lookup-csv.ts';
import { searchRows } from '../../lookups/search-rows.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import {
  broughtBack,
  csvImport,
  importReply,
  lookup,
  lookupDetail,
  lookupName,
  lookupRows,
  rowChanges,
  rowEdits,
  savedLookup,
} from '../shapes/lookup-shapes.ts';
import { environmentName } from '../shapes/requests.ts';

const params = z.object({ name: lookupName });
const query = z.object({ env: environmentName });
const versionNumber = z.coerce.number().int().min(1);

export const lookupRoutes = [
  route({
    method: 'GET',
    path: '/lookups',
    summary: 'The lookups of an environment, without their rows',
    permission: 'lookups.read',
    query,
    reply: z.object({ items: z.array(lookup) }),
    async handle({ query: { env }, services }) {
      requireEnvironment(services, env);
      return { items: await withUse(services, env, services.lookups.list(env)) };
    },
  }),
  route({
    method: 'GET',
    path: '/lookups/:name',
    summary: 'One lookup with its history, without its rows',
    permission: 'lookups.read',
    params,
    query,
    reply: lookupDetail,
    handle: ({ params: { name }, query: { env }, services }) => detail(services, env, name),
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/rows',
    summary: 'Rows of a lookup, of its newest version or an earlier one',
    permission: 'lookups.read',
    params,
    query: query.extend({
      version: versionNumber.optional(),
      q: z.string().max(200).default('').describe('only rows with a cell that holds this text'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(50_000).default(200),
    }),
    reply: lookupRows,
    async handle({ params: { name }, query: { env, version, q, offset, limit }, services }) {
      const content = await services.lookups.content(env, name, version);
      const found = searchRows(content.rows, q);
      return {
        version: version ?? services.lookups.get(env, name)?.version ?? 0,
        total: content.rows.length,
        matching: found.length,
        rows: found.slice(offset, offset + limit).map((row) => [...row]),
      };
    },
  }),
  route({
    method: 'PUT',
    path: '/lookups/:name',
    summary: 'Make a lookup, or its next version',
    permission: 'lookups.edit',
    params,
    query,
    body: savedLookup,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why, ...change }, services, session }) {
      requireEnvironment(services, env);
      await services.lookups.save(env, name, change, { by: session.user.name, why, version });
      return detail(services, env, name);
    },
  }),
  route({
    method: 'PATCH',
    path: '/lookups/:name/rows',
    summary: 'Add, change or remove single rows by their key',
    permission: 'lookups.edit',
    params,
    query,
    body: rowEdits,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why, ...edits }, services, session }) {
      await services.lookups.edit(env, name, edits, { by: session.user.name, why, version });
      return detail(services, env, name);
    },
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/import',
    summary: 'Read the rows of a CSV into a lookup; a dry run says what would change',
    permission: 'lookups.edit',
    params,
    query,
    body: csvImport,
    reply: importReply,
    async handle({ params: { name }, query: { env }, body: { csv, mode, isDryRun, version, why }, services, session }) {
      requireEnvironment(services, env);
      const table = services.lookups.get(env, name);
      const before = table ? await services.lookups.content(env, name) : null;
      let after: LookupContent;
      try {
        after = importCsv(csv, mode, before);
      } catch (error) {
        // What a dry run finds is its answer, not a failure.
        if (!isDryRun || !(error instanceof Refusal)) throw error;
        const { code, message, details } = error;
        return { refused: { code, message, problems: [...details] }, changes: null, columns: [], lookup: null };
      }
      const changes = shown(compareRows(before ?? { ...after, rows: [] }, after));
      const columns = [...after.columns];
      if (isDryRun) return { refused: null, changes, columns, lookup: null };
      const saving = { by: session.user.name, why: why || 'CSV import', version: version ?? table?.version ?? 0 };
      await services.lookups.save(env, name, { purpose: table?.purpose ?? '', ...after }, saving);
      return { refused: null, changes, columns, lookup: await detail(services, env, name) };
    },
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/export',
    summary: 'A lookup as CSV',
    permission: 'lookups.read',
    params,
    query: query.extend({ version: versionNumber.optional() }),
    reply: z.object({ fileName: z.string(), csv: z.string() }),
    async handle({ params: { name }, query: { env, version }, services }) {
      return { fileName: `${name}.csv`, csv: writeLookupCsv(await services.lookups.content(env, name, version)) };
    },
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/changes',
    summary: 'What differs between two versions of a lookup',
    permission: 'lookups.read',
    params,
    query: query.extend({ from: z.coerce.number().int().min(0).describe('0: nothing'), to: versionNumber }),
    reply: rowChanges,
    async handle({ params: { name }, query: { env, from, to }, services }) {
      const after = await services.lookups.content(env, name, to);
      const before = from === 0 ? { ...after, rows: [] } : await services.lookups.content(env, name, from);
      return shown(compareRows(before, after));
    },
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/bring-back',
    summary: 'Make an earlier version of a lookup its next one',
    permission: 'lookups.edit',
    params,
    query,
    body: broughtBack,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why }, services, session }) {
      const saving = { by: session.user.name, why: why || `Brought back version ${version}` };
      await services.lookups.bringBack(env, name, version, saving);
      return detail(services, env, name);
    },
  }),
  route({
    method: 'DELETE',
    path: '/lookups/:name',
    summary: 'Remove a lookup that no deployed flow uses',
    permission: 'lookups.edit',
    params,
    query,
    async handle({ params: { name }, query: { env }, services, session }) {
      const users = (await services.flows.usersOfLookups(env)).filter((use) => use.lookup === name && use.isLive);
      if (users.length > 0) {
        const names = [...new Set(users.map((use) => use.flow))].join(', ');
        throw new Refusal('LOOKUP_IN_USE', `"${name}" is used in ${env} by ${names}. Take them out of ${env} first.`);
      }
      if (!(await services.lookups.remove(env, name, session.user.name)))
        throw new Refusal('NO_SUCH_LOOKUP', `${env} has no lookup "${name}".`);
    },
  }),
];

async function withUse(services: Services, env: string, lookups: readonly Lookup[]) {
  const uses = await services.flows.usersOfLookups(env);
  return lookups.map((one) => ({
    ...one,
    columns: [...one.columns],
    usedBy: uses.filter((use) => use.lookup === one.name).map(({ flow, name, isLive }) => ({ flow, name, isLive })),
  }));
}

async function detail(services: Services, env: string, name: string) {
  requireEnvironment(services, env);
  const history = [...services.lookups.history(env, name)];
  const [one] = await withUse(services, env, [services.lookups.get(env, name) as Lookup]);
  return { ...(one as NonNullable<typeof one>), history };
}

function shown({ items, ...counts }: ReturnType<typeof compareRows>) {
  return {
    ...counts,
    items: items.map((change) => ({
      kind: change.kind,
      row: [...change.row],
      ...(change.kind === 'changed' && { before: [...change.before] }),
    })),
  };
}
