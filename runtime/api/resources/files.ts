import { z } from 'zod';
import { readsAnew } from '../../connections/reads-anew.ts';
import { connectionWanted } from '../../files/connection-file.ts';
import type { PlanChange } from '../../files/plan.ts';
import { whoOf } from '../../promotion/who.ts';
import { envOfBody, envOfQuery } from '../about.ts';
import { type Further, route } from '../route.ts';
import { applied, applyRequest, drift, exportedFiles, partHash, planRequest, shownPlan, stalePlan } from '../shapes/file-shapes.ts';
import { environmentName } from '../shapes/requests.ts';
import { apiError } from '../shapes/system-shapes.ts';

const query = z.object({ env: environmentName });

export const fileRoutes = [
  route({
    method: 'GET',
    path: '/files/export',
    summary: 'An environment as files: flows, contracts, lookups, connections without secrets, variables, settings',
    permission: 'files.read',
    about: envOfQuery,
    query: query.extend({ drafts: z.stringbool().default(false).describe('also the drafts of flows that do not run there') }),
    reply: exportedFiles,
    async handle({ query: { env, drafts }, services }) {
      return { env, files: Object.fromEntries(await services.files.export(env, { withDrafts: drafts })) };
    },
  }),
  route({
    method: 'GET',
    path: '/files/state',
    summary: 'What an environment is right now, as hashes of its parts',
    permission: 'files.read',
    about: envOfQuery,
    query,
    reply: z.object({ items: z.array(partHash) }),
    handle: async ({ query: { env }, services }) => ({ items: [...(await services.files.hashes(env))] }),
  }),
  route({
    method: 'GET',
    path: '/files/drift',
    summary: 'What of an environment is no longer as files or a promotion made it',
    permission: 'files.read',
    about: envOfQuery,
    query,
    reply: z.object({ items: z.array(drift) }),
    handle: async ({ query: { env }, services }) => ({ items: [...(await services.files.drift(env))] }),
  }),
  route({
    method: 'POST',
    path: '/files/plan',
    summary: 'Say what would have to be done so that an environment is as files say; changes nothing',
    permission: 'files.read',
    about: envOfBody,
    body: planRequest,
    reply: shownPlan,
    handle({ body: { env, files, secrets, ...options }, services }) {
      const given = Object.entries(secrets).map(([name, fields]) => [name, Object.fromEntries(fields.map((field) => [field, '']))]);
      return services.files.plan(env, new Map(Object.entries(files)), options, Object.fromEntries(given));
    },
  }),
  route({
    method: 'POST',
    path: '/files/apply',
    summary: 'Make an environment as files say: all of the plan that was looked at, or nothing',
    permission: 'files.apply',
    about: envOfBody,
    /** Whatever the plan changes needs the permission that changing it by hand needs. */
    async also({ body: { env, files, secrets, ...options }, services }) {
      if (!services.environments.get(env)) return [];
      const { changes, asksForPromotion } = await services.files.plan(env, new Map(Object.entries(files)), options, secrets);
      const readsOutside = changes.some(({ kind, name, action }) => {
        const wanted = kind === 'connection' && action !== 'remove' ? connectionWanted(files, name, secrets[name] ?? {}) : null;
        return (
          wanted !== null &&
          readsAnew(
            services.connections.list(env).find((one) => one.name === name),
            wanted,
          )
        );
      });
      return [
        ...changes.flatMap((change) => rightsFor(change, env, asksForPromotion)),
        ...(readsOutside ? [{ permission: 'secrets.manage', about: {} } as const] : []),
      ];
    },
    body: applyRequest,
    reply: applied,
    failures: { STALE_PLAN: apiError.extend(stalePlan.shape) },
    async handle({ body: { env, files, plan, secrets, note, ...options }, services, session }) {
      const { user } = session;
      const order = { secrets, note, by: user.name, byId: user.id || null, who: whoOf(session) };
      const { waiting, ...done } = await services.files.apply(env, {
        ...options,
        ...order,
        files: new Map(Object.entries(files)),
        planId: plan,
      });
      return { ...done, waiting: [...waiting] };
    },
  }),
];

function rightsFor({ kind, publishes, deploys, action }: PlanChange, env: string, asksForPromotion: boolean): Further[] {
  switch (kind) {
    case 'contract':
      return [{ permission: 'contracts.edit', about: {} }];
    case 'lookup':
      return [{ permission: 'lookups.edit', about: { env } }];
    case 'variable':
      return [{ permission: 'variables.edit', about: { env } }];
    case 'connection':
      return [{ permission: 'connections.edit', about: { env } }];
    case 'environment':
      return [{ permission: 'environments.edit', about: {} }];
    case 'flow': {
      const toRun: Further = {
        permission: asksForPromotion && action !== 'remove' ? 'promotions.request' : 'flows.deploy',
        about: { env },
      };
      return [
        ...(action === 'remove' || (deploys && !publishes) ? [] : [{ permission: 'flows.edit', about: {} } as const]),
        ...(publishes ? [{ permission: 'flows.publish', about: {} } as const] : []),
        ...(deploys ? [toRun] : []),
      ];
    }
  }
}
