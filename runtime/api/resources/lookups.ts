import { z } from 'zod';
import { caller } from '../../access/caller.ts';
import type { Session } from '../../access/sessions.ts';
import { needsApproval } from '../../lookups/approval.ts';
import { compareRows } from '../../lookups/compare-rows.ts';
import { importCsv } from '../../lookups/import-csv.ts';
import type { Lookup, LookupContent } from '../../lookups/lookup.ts';
import type { Decision, Saving } from '../../lookups/lookup-book.ts';
import { writeLookupCsv } from '../../lookups/lookup-csv.ts';
import { rulesOf } from '../../lookups/lookup-entry.ts';
import { whyNotApprove } from '../../lookups/lookup-refusals.ts';
import { searchRows } from '../../lookups/search-rows.ts';
import { envOfQuery } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { usersSeenBy } from '../seen-users.ts';
import type { Services } from '../services.ts';
import {
  broughtBack,
  cell,
  csvImport,
  droppedDraft,
  importReply,
  lookup,
  lookupDecision,
  lookupDetail,
  lookupName,
  lookupRows,
  rowChanges,
  rowEdits,
  rowHistory,
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
    about: envOfQuery,
    query,
    reply: z.object({ items: z.array(lookup) }),
    async handle({ query: { env }, services, session }) {
      requireEnvironment(services, env);
      return { items: await withUse(services, session, env, services.lookups.withProposed(env)) };
    },
  }),
  route({
    method: 'GET',
    path: '/lookups/:name',
    summary: 'One lookup with its history, without its rows',
    permission: 'lookups.read',
    about: envOfQuery,
    params,
    query,
    reply: lookupDetail,
    handle: ({ params: { name }, query: { env }, services, session }) => detail(services, session, env, name),
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/rows',
    summary: 'Rows of a lookup, of its newest version or an earlier one',
    permission: 'lookups.read',
    about: envOfQuery,
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
        version: version ?? find(services, env, name)?.version ?? 0,
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
    about: envOfQuery,
    params,
    query,
    body: savedLookup,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why, ...change }, services, session }) {
      requireEnvironment(services, env);
      await services.lookups.save(env, name, change, savingOf(services, env, name, { why, version }));
      return detail(services, session, env, name);
    },
  }),
  route({
    method: 'PATCH',
    path: '/lookups/:name/rows',
    summary: 'Add, change or remove single rows by their key',
    permission: 'lookups.edit',
    about: envOfQuery,
    params,
    query,
    body: rowEdits,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why, ...edits }, services, session }) {
      await services.lookups.edit(env, name, edits, savingOf(services, env, name, { why, version }));
      return detail(services, session, env, name);
    },
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/import',
    summary: 'Read the rows of a CSV into a lookup; a dry run says what would change',
    permission: 'lookups.edit',
    about: envOfQuery,
    params,
    query,
    body: csvImport,
    reply: importReply,
    async handle({ params: { name }, query: { env }, body: { csv, mode, isDryRun, version, why }, services, session }) {
      requireEnvironment(services, env);
      const table = find(services, env, name);
      const head = table?.draft?.version ?? table?.version ?? 0;
      const before = table ? await services.lookups.content(env, name, head) : null;
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
      const saving = savingOf(services, env, name, { why: why || 'CSV import', version: version ?? head });
      await services.lookups.save(env, name, { purpose: table?.purpose ?? '', ...after }, saving);
      return { refused: null, changes, columns, lookup: await detail(services, session, env, name) };
    },
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/export',
    summary: 'A lookup as CSV',
    permission: 'lookups.read',
    about: envOfQuery,
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
    about: envOfQuery,
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
    about: envOfQuery,
    params,
    query,
    body: broughtBack,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body: { version, why }, services, session }) {
      const saving = savingOf(services, env, name, { why: why || `Brought back version ${version}` });
      await services.lookups.bringBack(env, name, version, saving);
      return detail(services, session, env, name);
    },
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/approve',
    summary: 'Let the draft of a lookup count, as somebody who did not change it',
    permission: 'lookups.approve',
    about: envOfQuery,
    params,
    query,
    body: lookupDecision,
    reply: lookupDetail,
    async handle({ params: { name }, query: { env }, body, services, session }) {
      requireEnvironment(services, env);
      await services.lookups.approve(env, name, { ...body, ...whoAsks() });
      return detail(services, session, env, name);
    },
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/reject',
    summary: 'Reject the draft of a lookup',
    permission: 'lookups.approve',
    about: envOfQuery,
    params,
    query,
    body: lookupDecision,
    reply: droppedDraft,
    handle: ({ params: { name }, query: { env }, body, services, session }) => dropDraft(services, session, env, name, body),
  }),
  route({
    method: 'POST',
    path: '/lookups/:name/withdraw',
    summary: 'Take back the draft of a lookup',
    permission: 'lookups.edit',
    about: envOfQuery,
    params,
    query,
    body: lookupDecision,
    reply: droppedDraft,
    handle: ({ params: { name }, query: { env }, body, services, session }) => dropDraft(services, session, env, name, body),
  }),
  route({
    method: 'GET',
    path: '/lookups/:name/row-history',
    summary: 'Who changed the rows of a key, newest first',
    permission: 'lookups.read',
    about: envOfQuery,
    params,
    query: query.extend({ key: z.string().max(2_000).describe('the value of the key column; of several, a JSON list') }),
    reply: rowHistory,
    async handle({ params: { name }, query: { env, key }, services }) {
      requireEnvironment(services, env);
      const events = await services.lookups.rowHistory(env, name, keyParts(key));
      return { items: events.map((event) => ({ ...event, approvedBy: event.approvedBy ?? null })) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/lookups/:name',
    summary: 'Remove a lookup that no deployed flow uses',
    permission: 'lookups.edit',
    about: envOfQuery,
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

function keyParts(key: string): readonly (string | number | boolean | null)[] {
  if (!key.startsWith('[')) return [key];
  try {
    return z.array(cell).parse(JSON.parse(key));
  } catch {
    return [key];
  }
}

async function dropDraft(services: Services, session: Session, env: string, name: string, body: z.output<typeof lookupDecision>) {
  requireEnvironment(services, env);
  const lookup = await services.lookups.reject(env, name, { ...body, ...whoAsks() });
  return { lookup: lookup && (await detail(services, session, env, name)) };
}

async function withUse(services: Services, session: Session, env: string, lookups: readonly Lookup[]) {
  const uses = await services.flows.usersOfLookups(env);
  const { class: environmentClass } = services.environments.require(env);
  const seenOf = usersSeenBy(session, services);
  const users = await Promise.all(lookups.map(({ name }) => seenOf(uses.filter(({ lookup }) => lookup === name))));
  return lookups.map((one, i) => ({
    ...one,
    columns: [...one.columns],
    ...rulesOf(one),
    waitsForApproval: needsApproval(one, environmentClass),
    draft: one.draft && {
      ...one.draft,
      authors: one.draft.authors.map(({ name }) => ({ name })),
      table: {
        ...rulesOf(one.draft.table),
        purpose: one.draft.table.purpose,
        columns: [...one.draft.table.columns],
        ignoreCase: one.draft.table.ignoreCase,
      },
    },
    usedBy: (users[i]?.seen ?? []).map(({ flow, name, isLive }) => ({ flow, name, isLive })),
    usedByOthers: users[i]?.others ?? 0,
  }));
}

async function detail(services: Services, session: Session, env: string, name: string) {
  requireEnvironment(services, env);
  const history = [...services.lookups.history(env, name)];
  const table = find(services, env, name) as Lookup;
  const [one] = await withUse(services, session, env, [table]);
  const why = table.draft && whyNotApprove(table.draft, whoAsks());
  return { ...(one as NonNullable<typeof one>), history, mayApprove: table.draft && { may: why === null, why } };
}

/** Also one that is new and waits for approval. */
function find(services: Services, env: string, name: string): Lookup | undefined {
  return services.lookups.withProposed(env).find((one) => one.name === name);
}

function savingOf(services: Services, env: string, name: string, saving: Pick<Saving, 'why' | 'version'>): Saving {
  const { by } = whoAsks();
  const isProposal = needsApproval(services.lookups.get(env, name), services.environments.require(env).class);
  return { ...saving, by: by.name, byId: by.id, isProposal };
}

function whoAsks(): Pick<Decision, 'by' | 'isInstallation'> {
  const who = caller();
  return { by: { id: who?.id ?? null, name: who?.name ?? 'somebody' }, isInstallation: who === null || who.kind === 'installation' };
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
