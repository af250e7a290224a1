import type { Json } from '@crossdock/nodes/contract/item';
import { z } from 'zod';
import type { Session } from '../../access/sessions.ts';
import type { Variable } from '../../variables/variable.ts';
import { Refusal } from '../refusal.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { usersSeenBy } from '../seen-users.ts';
import type { Services } from '../services.ts';
import { environmentName } from '../shapes/requests.ts';
import { variable, variableChange, variableNameShape } from '../shapes/variable-shapes.ts';

const params = z.object({ env: environmentName, name: variableNameShape });

export const variableRoutes = [
  route({
    method: 'GET',
    path: '/variables',
    summary: 'The variables of an environment, by name',
    permission: 'variables.read',
    about: ({ query }) => ({ env: query.env }),
    query: z.object({ env: environmentName }),
    reply: z.object({ items: z.array(variable) }),
    async handle({ query: { env }, services, session }) {
      requireEnvironment(services, env);
      return { items: await withUse(services, session, env, services.variables.list(env)) };
    },
  }),
  route({
    method: 'PUT',
    path: '/variables/:env/:name',
    summary: 'Make or change a variable',
    permission: 'variables.edit',
    about: ({ params: { env } }) => ({ env }),
    params,
    body: variableChange,
    reply: variable,
    async handle({ params: { env, name }, body: { why, revision, value = null, ...rest }, services, session }) {
      requireEnvironment(services, env);
      const change = { ...rest, value: value as Json };
      const saved = await services.variables.put(env, name, change, { by: session.user.name, why, revision });
      return (await withUse(services, session, env, [saved]))[0] as z.input<typeof variable>;
    },
  }),
  route({
    method: 'DELETE',
    path: '/variables/:env/:name',
    summary: 'Remove a variable that no deployed flow reads',
    permission: 'variables.edit',
    about: ({ params: { env } }) => ({ env }),
    params,
    async handle({ params: { env, name }, services, session }) {
      requireEnvironment(services, env);
      const users = (await services.flows.usersOfVariables(env)).filter((use) => use.variable === name && use.isLive);
      if (users.length > 0) {
        const flows = [...new Set(users.map((use) => use.name))].join(', ');
        throw new Refusal(
          'VARIABLE_IN_USE',
          `"${name}" is read in ${env} by ${flows}. Take them out of ${env} first, or publish them without it.`,
        );
      }
      if (!(await services.variables.remove(env, name, session.user.name)))
        throw new Refusal('NO_SUCH_VARIABLE', `${env} has no variable "${name}".`);
    },
  }),
];

async function withUse(services: Services, session: Session, env: string, variables: readonly Variable[]) {
  const uses = await services.flows.usersOfVariables(env);
  const seenOf = usersSeenBy(session, services);
  return Promise.all(
    variables.map(async (one) => {
      const { seen, others } = await seenOf(uses.filter((use) => use.variable === one.name));
      return { ...one, usedBy: seen.map(({ flow, name, isLive }) => ({ flow, name, isLive })), usedByOthers: others };
    }),
  );
}
