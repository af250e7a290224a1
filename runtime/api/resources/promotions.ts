import { z } from 'zod';
import type { Session } from '../../access/sessions.ts';
import { whoOf } from '../../promotion/who.ts';
import { requireEnvironment } from '../require-environment.ts';
import { type Further, route } from '../route.ts';
import type { Services } from '../services.ts';
import {
  approvalRequest,
  bundleDeployment,
  changedItems,
  commentRequest,
  gate,
  newPromotion,
  previewRequest,
  promotion,
  promotionCounts,
  promotionId,
  promotionPolicy,
  promotionPreview,
  promotionSummary,
  rejectionRequest,
  rollbackRequest,
} from '../shapes/promotion-shapes.ts';
import { environmentName, pageStart } from '../shapes/requests.ts';
import { shadowReport } from '../shapes/shadow-shapes.ts';
import { apiError, page } from '../shapes/system-shapes.ts';

const params = z.object({ id: promotionId });
const target = z.object({ name: environmentName });

type Asked = { readonly params: { readonly id: string }; readonly services: Services; readonly session: Session };
const about = ({ params, services }: Asked) => services.promotions.subject(params.id);
/** For looking at it: who sees one of its channels sees it. */
const seen = ({ params, services, session }: Asked) => services.promotions.place(params.id, whoOf(session));
const ofTarget = ({ body }: { readonly body: { readonly to: string } }) => ({ env: body.to });

export const promotionRoutes = [
  route({
    method: 'GET',
    path: '/promotions',
    summary: 'Promotions, newest first',
    permission: 'promotions.read',
    about: ({ query: { env } }) => (env === undefined ? null : { env }),
    query: z.object({
      state: z.enum(['open', 'closed']).optional().describe('`open`: somebody still has to do something about it'),
      env: environmentName.optional().describe('the target'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      after: pageStart.optional(),
    }),
    reply: page(promotionSummary),
    async handle({ query, services, session }) {
      const { items, next } = await services.promotions.list(query, whoOf(session));
      return { items: [...items], next };
    },
  }),
  route({
    method: 'GET',
    path: '/promotions/count',
    summary: 'How many promotions are open, and how many wait for the one who asks',
    permission: 'promotions.read',
    about: () => null,
    reply: promotionCounts,
    handle: ({ services, session }) => services.promotions.count(whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/preview',
    summary: 'What a promotion would change and need; stores nothing',
    permission: 'promotions.request',
    about: ofTarget,
    body: previewRequest,
    reply: promotionPreview,
    handle: ({ body, services, session }) => services.promotions.preview(body, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions',
    summary: 'Ask for flows, lookups and contracts to be moved to another environment, together',
    permission: 'promotions.request',
    about: ofTarget,
    body: newPromotion,
    reply: promotion,
    status: 201,
    failures: { PROMOTION_EXISTS: apiError.extend({ promotion: promotionId.describe('the open one that asks for the same') }) },
    handle: ({ body, services, session }) => services.promotions.create(body, whoOf(session)),
  }),
  route({
    method: 'GET',
    path: '/promotions/:id',
    summary: 'One promotion: what it changes, its gates and approvals',
    permission: 'promotions.read',
    about: seen,
    params,
    reply: promotion,
    handle: ({ params: { id }, services, session }) => services.promotions.get(id, whoOf(session)),
  }),
  route({
    method: 'PUT',
    path: '/promotions/:id/items',
    summary: 'Change what it moves; approvals that were given do not count any more',
    permission: 'promotions.request',
    about,
    also: ofWanted,
    params,
    body: changedItems,
    reply: promotion,
    handle: ({ params: { id }, body, services, session }) => services.promotions.change(id, body.items, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/check',
    summary: 'Run its gates again',
    permission: 'promotions.request',
    about,
    params,
    reply: promotion,
    handle: ({ params: { id }, services, session }) => services.promotions.check(id, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/shadow',
    summary: 'Try the last messages of the target on what is to come, with nothing sent; goes on behind the answer',
    permission: 'promotions.request',
    about,
    params,
    reply: promotion,
    handle: ({ params: { id }, services, session }) => services.promotions.runShadow(id, whoOf(session)),
  }),
  route({
    method: 'GET',
    path: '/promotions/:id/shadow',
    summary: 'What its shadow run found, run by run; values only for those who may see the content of messages there',
    permission: 'promotions.read',
    about: seen,
    params,
    reply: shadowReport,
    async handle({ params: { id }, services, session }) {
      const report = await services.promotions.shadow(id, whoOf(session));
      const env = (await services.promotions.subject(id))?.env;
      if (report.hasValues && report.runs.length > 0)
        await services.recordView({ by: session.user.name, subject: id, env, what: '/promotions/:id/shadow' });
      return report;
    },
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/approve',
    summary: 'Approve exactly what it moves now',
    permission: 'promotions.decide',
    about,
    params,
    body: approvalRequest,
    reply: promotion,
    handle: ({ params: { id }, body, services, session }) => services.promotions.approve(id, body.note, whoOf(session), body),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/reject',
    summary: 'Reject it; it ends',
    permission: 'promotions.decide',
    about,
    params,
    body: rejectionRequest,
    reply: promotion,
    handle: ({ params: { id }, body, services, session }) => services.promotions.reject(id, body.why, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/withdraw',
    summary: 'Take it back; it ends',
    permission: 'promotions.request',
    about,
    params,
    reply: promotion,
    handle: ({ params: { id }, services, session }) => services.promotions.withdraw(id, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/comments',
    summary: 'Say something about it, or ask for changes',
    permission: 'promotions.read',
    about: seen,
    params,
    body: commentRequest,
    reply: promotion,
    handle: ({ params: { id }, body, services, session }) => services.promotions.comment(id, body, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/deploy',
    summary: 'Run its gates once more, then move everything or nothing; with `at` later',
    permission: 'promotions.deploy',
    about,
    params,
    body: bundleDeployment,
    reply: promotion,
    failures: { PROMOTION_GATES: apiError.extend({ gates: z.array(gate).describe('those in the way') }) },
    handle: ({ params: { id }, body, services, session }) => services.promotions.deploy(id, body, whoOf(session)),
  }),
  route({
    method: 'DELETE',
    path: '/promotions/:id/schedule',
    summary: 'Take it off the schedule; it stays approved',
    permission: 'promotions.deploy',
    about,
    params,
    reply: promotion,
    handle: ({ params: { id }, services, session }) => services.promotions.unschedule(id, whoOf(session)),
  }),
  route({
    method: 'POST',
    path: '/promotions/:id/rollback',
    summary: 'Bring back what the target had before, everything together',
    permission: 'promotions.deploy',
    about,
    params,
    body: rollbackRequest,
    reply: promotion,
    handle: ({ params: { id }, body, services, session }) => services.promotions.rollback(id, body, whoOf(session)),
  }),
  route({
    method: 'GET',
    path: '/environments/:name/promotion-policy',
    summary: 'What an environment asks of promotions',
    permission: 'promotions.read',
    about: ({ params }) => ({ env: params.name }),
    params: target,
    reply: promotionPolicy,
    handle({ params: { name }, services }) {
      requireEnvironment(services, name);
      return services.promotions.policy(name);
    },
  }),
  route({
    method: 'PUT',
    path: '/environments/:name/promotion-policy',
    summary: 'Change what an environment asks of promotions',
    permission: 'environments.edit',
    params: target,
    body: promotionPolicy,
    reply: promotionPolicy,
    handle({ params: { name }, body, services, session }) {
      requireEnvironment(services, name);
      return services.promotions.setPolicy(name, body, session.user.name);
    },
  }),
];

/** What is put in has to be theirs to ask for, as what is in it: flows of their channels; tables and contracts with a role for all. */
async function ofWanted({ params, body, services }: Asked & { readonly body: z.output<typeof changedItems> }): Promise<Further[]> {
  const subject = await services.promotions.subject(params.id);
  if (!subject) return [];
  const channels = await Promise.all(
    body.items.map(async (item) => (item.kind === 'flow' ? ((await services.flows.channelOf(item.flow)) ?? null) : undefined)),
  );
  // Of a flow that does not exist the handler says so.
  return channels
    .filter((channel) => channel !== null)
    .map((channel) => ({ permission: 'promotions.request', about: { env: subject.env, ...(channel !== undefined && { channel }) } }));
}
