import { z } from 'zod';
import { flowInGiven, flowOfPath } from '../about.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';
import {
  deployedNow,
  deploymentReply,
  deploymentRequest,
  goBackRequest,
  historyLine,
  pauseOfFlow,
  rollbackReply,
  rollbackRequest,
  shareRequest,
  shownPause,
} from '../shapes/deployment-shapes.ts';
import { environmentName, flowIdParam } from '../shapes/requests.ts';

const inEnvironment = flowIdParam.extend({ env: environmentName });
const about = async ({ params, services }: { readonly params: z.output<typeof inEnvironment>; readonly services: Services }) => ({
  env: params.env,
  channel: await services.flows.channelOf(params.id),
});

/** Which version of a flow runs where, since when, and what is to come. */
export const deploymentRoutes = [
  route({
    method: 'POST',
    path: '/flows/:id/deployments',
    summary:
      'Run a version in an environment, in place of the one that runs there or beside it with a share of the messages; now, or at a time',
    permission: 'flows.deploy',
    about: flowInGiven,
    params: flowIdParam,
    body: deploymentRequest,
    reply: deploymentReply,
    status: 201,
    async handle({ params, body, services, session }) {
      const deployed = await services.flows.deploy(params.id, { ...body, by: session.user.name });
      return { ...deployed, missingConnections: [...deployed.missingConnections] };
    },
  }),
  route({
    method: 'GET',
    path: '/flows/:id/deployments',
    summary: 'What ran of a flow, in one environment or in all, newest first; and what runs and is to come',
    permission: 'flows.read',
    about: flowOfPath,
    params: flowIdParam,
    query: z.object({ env: environmentName.optional() }),
    reply: z.object({ items: z.array(historyLine), now: z.array(deployedNow) }),
    async handle({ params, query, services, session }) {
      const { id } = params;
      const asked = query.env === undefined ? services.environments.list() : [services.environments.require(query.env, 'query.env')];
      // The history tells what the environment was like, down to the values of its variables: it is for those who have a role there.
      const channel = await services.flows.channelOf(id);
      const environments = asked.filter(({ name }) => session.may('runs.read', { env: name, channel }));
      const seen = new Set(environments.map(({ name }) => name));
      const items = (await services.flows.history(id, query.env)).filter(({ env }) => seen.has(env));
      const now = await Promise.all(
        environments.map(async ({ name }) => ({
          ...services.flows.deployedNow(id, name),
          waiting: await services.runs.held(name, id),
          rolloutCounts: await services.flows.rolloutCounts(id, name),
        })),
      );
      return { items: items as z.input<typeof historyLine>[], now };
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/deployments/:env',
    summary: 'Take the flow out of an environment: it accepts no more messages there; runs under way end',
    permission: 'flows.deploy',
    about,
    params: inEnvironment,
    async handle({ params, services, session }) {
      await services.flows.undeploy(params.id, params.env, session.user.name);
    },
  }),
  route({
    method: 'POST',
    path: '/flows/:id/deployments/:env/rollback',
    summary: 'Bring a version back that ran there, with its configuration as it was',
    permission: 'deployments.rollback',
    about,
    params: inEnvironment,
    body: rollbackRequest,
    reply: rollbackReply,
    async handle({ params, body, services, session }) {
      const { env } = params;
      // What the configuration is shared by is more than this flow.
      const mayRestore = session.may('deployments.rollback', { env });
      const back = await services.flows.rollback(params.id, { ...body, env, mayRestore, by: session.user.name });
      const { restored, left } = back.configuration;
      return {
        ...back,
        missingConnections: [...back.missingConnections],
        configuration: { restored: restored.map((one) => ({ ...one })), left: [...left] },
      };
    },
  }),
  route({
    method: 'PUT',
    path: '/flows/:id/deployments/:env/rollout',
    summary: 'Give the version that comes gradually another share of the messages; with 100 it is live alone',
    permission: 'deployments.rollout',
    about,
    params: inEnvironment,
    body: shareRequest,
    reply: deploymentReply,
    async handle({ params, body, services, session }) {
      const deployed = await services.flows.changeShare(params.id, { ...body, env: params.env, by: session.user.name });
      return { ...deployed, missingConnections: [...deployed.missingConnections] };
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/deployments/:env/rollout',
    summary: 'Give the version that comes gradually up: the live one takes all messages again',
    permission: 'deployments.rollout',
    about,
    params: inEnvironment,
    body: goBackRequest,
    async handle({ params, body, services, session }) {
      await services.flows.endRollout(params.id, { ...body, env: params.env, by: session.user.name });
    },
  }),
  route({
    method: 'PUT',
    path: '/flows/:id/deployments/:env/pause',
    summary: 'Hold a flow: it takes no more messages, or keeps them and runs them later; runs under way end',
    permission: 'deployments.pause',
    about,
    params: inEnvironment,
    body: pauseOfFlow,
    reply: shownPause,
    handle: ({ params, body, services, session }) => services.flows.pause(params.id, { ...body, env: params.env, by: session.user.name }),
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/deployments/:env/pause',
    summary: 'Let a paused flow go on; what was kept runs, in the order in which it came',
    permission: 'deployments.pause',
    about,
    params: inEnvironment,
    async handle({ params, services, session }) {
      await services.flows.resume(params.id, { env: params.env, by: session.user.name });
    },
  }),
  route({
    method: 'DELETE',
    path: '/flows/:id/deployments/:env/schedule',
    summary: 'Call a scheduled deployment off, or take note that one did not happen',
    permission: 'flows.deploy',
    about,
    params: inEnvironment,
    async handle({ params, services, session }) {
      await services.flows.unschedule(params.id, params.env, session.user.name);
    },
  }),
];
