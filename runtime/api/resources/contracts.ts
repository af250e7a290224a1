import { z } from 'zod';
import type { Session } from '../../access/sessions.ts';
import type { ShownContract } from '../../lifecycle/contract-book.ts';
import { Refusal } from '../refusal.ts';
import { route } from '../route.ts';
import { usersSeenBy } from '../seen-users.ts';
import type { Services } from '../services.ts';
import {
  compatibilityRequest,
  contractCheck,
  contractDraft,
  contractNameParam,
  contractShape,
  contractSubjectParam,
  newContract,
} from '../shapes/contract-shapes.ts';

export const contractRoutes = [
  route({
    method: 'GET',
    path: '/contracts',
    summary: "All contracts with their schema: the canonical documents and the company's own",
    permission: 'flows.read',
    reply: z.object({ items: z.array(contractShape) }),
    handle: async ({ services, session }) => ({ items: await withUse(services, session, services.contracts.list()) }),
  }),
  route({
    method: 'GET',
    path: '/contracts/:name',
    summary: 'One contract',
    permission: 'flows.read',
    params: contractNameParam,
    reply: contractShape,
    async handle({ params: { name }, services, session }) {
      const found = services.contracts.list().find((one) => one.name === name);
      if (!found) throw new Refusal('NO_SUCH_CONTRACT', `There is no contract "${name}".`);
      return (await withUse(services, session, [found]))[0] as z.input<typeof contractShape>;
    },
  }),
  route({
    method: 'POST',
    path: '/contracts',
    summary: 'Make a contract, or its next version; versions never change',
    permission: 'contracts.edit',
    body: newContract,
    reply: contractShape,
    status: 201,
    async handle({ body, services, session }) {
      const made = await services.contracts.add({ ...body, by: session.user.name });
      return (await withUse(services, session, [made]))[0] as z.input<typeof contractShape>;
    },
  }),
  route({
    method: 'POST',
    path: '/contracts/check',
    summary: 'Say what is wrong with a schema, and what it would change',
    permission: 'flows.read',
    body: contractDraft,
    reply: contractCheck,
    handle({ body: { subject, schema }, services }) {
      const { problems, newest, changes, compatibility, broken } = services.contracts.check(subject, schema);
      return {
        problems: [...problems],
        newest,
        changes: changes.map((change) => ({ ...change, breaks: [...change.breaks] })),
        compatibility,
        broken: broken.map((one) => ({ ...one, breaks: [...one.breaks] })),
      };
    },
  }),
  route({
    method: 'PUT',
    path: '/contracts/subjects/:subject/compatibility',
    summary: 'Say what the next versions of a contract may change',
    permission: 'contracts.edit',
    params: contractSubjectParam,
    body: compatibilityRequest,
    reply: compatibilityRequest,
    async handle({ params: { subject }, body: { compatibility }, services, session }) {
      await services.contracts.setCompatibility(subject, compatibility, session.user.name);
      return { compatibility };
    },
  }),
  route({
    method: 'DELETE',
    path: '/contracts/:name',
    summary: 'Take one of the own contracts off the list; no flow may use it',
    permission: 'contracts.edit',
    params: contractNameParam,
    async handle({ params: { name }, services, session }) {
      const users = (await services.flows.usersOfContracts()).filter((use) => use.contract === name);
      if (users.length > 0)
        throw new Refusal(
          'CONTRACT_IN_USE',
          `${name} is used by ${[...new Set(users.map((use) => use.name))].join(', ')}. Take it out there first.`,
        );
      await services.contracts.remove(name, session.user.name);
    },
  }),
];

async function withUse(services: Services, session: Session, contracts: readonly ShownContract[]) {
  const uses = await services.flows.usersOfContracts();
  const seenOf = usersSeenBy(session, services);
  return Promise.all(
    contracts.map(async (one) => {
      const { seen, others } = await seenOf(uses.filter((use) => use.contract === one.name));
      const changes = one.changes.map((change) => ({ ...change, breaks: [...change.breaks] }));
      return { ...one, changes, usedBy: seen.map(({ flow, name, isLive }) => ({ flow, name, isLive })), usedByOthers: others };
    }),
  );
}
