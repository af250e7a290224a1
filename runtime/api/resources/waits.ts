import { z } from 'zod';
import { rolesFor } from '../../access/grants.ts';
import type { Session } from '../../access/sessions.ts';
import { NotReplayable } from '../../engine/run-service.ts';
import { type Approval, mayDecide } from '../../engine/waits/approvals.ts';
import { entryOfFlow, envOfBody, envOfQuery, runOfPath } from '../about.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { type Given, route } from '../route.ts';
import type { Services } from '../services.ts';
import { environmentName, pageStart, runIdParam } from '../shapes/requests.ts';
import { page } from '../shapes/system-shapes.ts';
import { approval, approvalComment, compensationRequest, newEvent, rejectionComment } from '../shapes/wait-shapes.ts';

const approvalId = z.object({ id: z.string().min(1).max(80).describe('the approval') });

/** What runs wait for: people decide, systems tell what happened; and giving a run up. */
export const waitRoutes = [
  route({
    method: 'GET',
    path: '/approvals',
    summary: 'What people are asked to decide: open ones oldest first, decided ones newest first',
    permission: 'approvals.read',
    about: envOfQuery,
    shows: ofApproval,
    query: z.object({
      env: environmentName,
      state: z.enum(['open', 'decided']).default('open'),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      after: pageStart.optional(),
    }),
    reply: page(approval),
    async handle({ query: { after, ...query }, services, session }) {
      requireEnvironment(services, query.env);
      const { items, next } = await services.waits.approvals.list({ ...query, after: after ?? null });
      return { items: await Promise.all(items.map((one) => shown(one, services, session))), next };
    },
  }),
  route({
    method: 'GET',
    path: '/approvals/count',
    summary: 'How many approvals are open; 100 stands for 100 or more',
    permission: 'approvals.read',
    about: envOfQuery,
    shows: entryOfFlow,
    query: z.object({ env: environmentName }),
    reply: z.object({ open: z.int() }),
    async handle({ query, services, visible }) {
      requireEnvironment(services, query.env);
      const { approvals } = services.waits;
      if (!visible) return { open: await approvals.countOpen(query.env) };
      const { items } = await approvals.list({ env: query.env, state: 'open', limit: 100, after: null });
      return { open: (await visible(items)).length };
    },
  }),
  route({
    method: 'POST',
    path: '/approvals/:id/approval',
    summary: 'Approve: the record goes on',
    permission: 'approvals.decide',
    about: aboutApproval,
    params: approvalId,
    body: approvalComment,
    reply: approval,
    handle: (given) => decide('approved', given),
  }),
  route({
    method: 'POST',
    path: '/approvals/:id/rejection',
    summary: 'Reject: the record leaves by the rejected output',
    permission: 'approvals.decide',
    about: aboutApproval,
    params: approvalId,
    body: rejectionComment,
    reply: approval,
    handle: (given) => decide('rejected', given),
  }),
  route({
    method: 'POST',
    path: '/events',
    summary: 'Tell that something happened outside: runs that wait for its name and key go on',
    permission: 'events.send',
    about: envOfBody,
    body: newEvent,
    reply: z.object({
      id: z.string(),
      duplicate: z.boolean().describe('an event with this idempotency key was sent before; this one changed nothing'),
      woken: z.int().describe('runs that went on; 0: it is kept for seven days for those that will wait'),
    }),
    status: 202,
    async handle({ body: { body, ...event }, services, session }) {
      requireEnvironment(services, event.env);
      const by = session.user.name;
      const sent = await services.waits.events.send({ ...event, body: JSON.stringify(body), by });
      // What systems send to the intake is not recorded one by one: this is a person, or a token of theirs, who lets runs go on.
      if (!sent.duplicate) {
        const { env, name, key } = event;
        await services.audit.record({ by, act: 'event.sent', subject: name, env, details: { key, event: sent.id, woken: sent.woken } });
      }
      return sent;
    },
  }),
  route({
    method: 'POST',
    path: '/runs/:id/compensation',
    summary: 'Give a failed run up: a run of its own takes back what it did',
    permission: 'runs.replay',
    about: runOfPath,
    params: runIdParam,
    body: compensationRequest,
    reply: z.object({ runId: z.string().describe('the run that takes it back') }),
    status: 202,
    async handle({ params, body, services, session }) {
      const by = session.user.name;
      const started = await services.runs.compensate(params.id, { by, reason: body.reason }).catch((error: unknown) => {
        if (error instanceof NotReplayable) throw new Refusal('NOT_REPLAYABLE', error.message, [{ path: '', message: error.code }]);
        throw error;
      });
      if (!started) throw new Refusal('NO_SUCH_RUN', `There is no run "${params.id}"; its retention may have ended.`);
      await services.audit.record({ by, act: 'run.compensated', subject: params.id, details: { run: started.runId, ...body } });
      return started;
    },
  }),
];

async function decide(
  decision: 'approved' | 'rejected',
  {
    params,
    body,
    services,
    session,
  }: Pick<Given<{ id: string }, undefined, { comment: string }>, 'params' | 'body' | 'services' | 'session'>,
) {
  const by = session.user.name;
  const asked = await services.waits.approvals.get(params.id);
  const roles = asked ? rolesFor(session, { env: asked.env, channel: await services.flows.channelOf(asked.flow) }) : [];
  const decided = await services.waits.approvals.decide(params.id, { decision, by, roles, comment: body.comment });
  if (!decided) throw new Refusal('NO_SUCH_APPROVAL', `There is no approval "${params.id}"; its retention may have ended.`);
  if (decided.kind === 'not allowed')
    throw new Refusal('NOT_ALLOWED', `Only somebody with the role "${decided.approval.role}" may decide this. Ask one of them.`);
  if (decided.kind === 'too late') throw new Refusal('ALREADY_DECIDED', tooLate(decided.approval));
  await services.audit.record({
    by,
    act: `approval.${decision}`,
    subject: decided.approval.runId,
    details: { approval: params.id, title: decided.approval.title, ...body },
  });
  return shown(decided.approval, services, session);
}

function tooLate({ state, decidedBy, decidedAt, runId }: Approval): string {
  if (state === 'closed') return `Run ${runId} was cancelled, so there is nothing to decide any more.`;
  if (state === 'timed out') return 'The time to decide is over, and the record has gone on by the time-out output.';
  return `${decidedBy} ${state} it already${decidedAt === null ? '' : `, at ${new Date(decidedAt).toISOString()}`}. Nothing was changed.`;
}

/** Where an approval is asked. */
async function aboutApproval({ params, services }: { readonly params: { readonly id: string }; readonly services: Services }) {
  const asked = await services.waits.approvals.get(params.id);
  return asked && { env: asked.env, channel: await services.flows.channelOf(asked.flow) };
}

function ofApproval({ flow }: { readonly flow: { readonly id: string } }) {
  return { flow: flow.id };
}

async function shown(one: Approval, services: Services, session: Session) {
  const place = { env: one.env, channel: await services.flows.channelOf(one.flow) };
  const isForThem = session.may('approvals.decide', place) && mayDecide(one.role, rolesFor(session, place));
  const { flow, since, until, decidedAt, keys, ...rest } = one;
  return {
    ...rest,
    keys: [...keys],
    flow: { id: flow, name: services.runs.flowName(flow) },
    mayDecide: one.state === 'open' && isForThem,
    since: new Date(since).toISOString(),
    until: until === null ? null : new Date(until).toISOString(),
    decidedAt: decidedAt === null ? null : new Date(decidedAt).toISOString(),
  };
}
