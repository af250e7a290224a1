import { z } from 'zod';
import { shownStatus } from '../../vault/shown-status.ts';
import { route } from '../route.ts';
import type { Services } from '../services.ts';

const instant = z.string().describe('ISO 8601');

const secretsStatus = z.object({
  source: z
    .enum(['variable', 'file'])
    .describe('where the secret of the installation comes from: CROSSDOCK_SECRET, or a key file of its own'),
  secrets: z
    .array(z.object({ since: instant, isOurs: z.boolean().describe('this server was started with it') }))
    .describe('secrets that open the installation: two while one is being replaced'),
  keys: z
    .array(z.object({ number: z.int(), since: instant, activeFrom: instant }))
    .describe('root keys; the newest that is active seals, all open'),
  sealed: z
    .object({ total: z.int(), newest: z.int() })
    .describe('secrets and tokens of connections, and how many are sealed with the newest key'),
});

export const secretRoutes = [
  route({
    method: 'GET',
    path: '/secrets',
    summary: 'The keys of the installation, without any of them',
    permission: 'secrets.manage',
    reply: secretsStatus,
    handle: async ({ services }) => shown(await services.secrets.status()),
  }),
  route({
    method: 'POST',
    path: '/secrets/rotate',
    summary: 'End the replacement of the secret of the installation: the one before opens it no more. A key file is made anew',
    permission: 'secrets.manage',
    reply: secretsStatus,
    handle: async ({ services, session }) => shown(await services.secrets.rotate(session.user.name)),
  }),
  route({
    method: 'POST',
    path: '/secrets/rekey',
    summary: 'Add a root key; secrets are sealed anew with it in the background, while runs use them',
    permission: 'secrets.manage',
    status: 202,
    reply: secretsStatus,
    handle: async ({ services, session }) => shown(await services.secrets.rekey(session.user.name)),
  }),
];

function shown(status: Awaited<ReturnType<Services['secrets']['status']>>) {
  const { secrets, keys, ...rest } = shownStatus(status);
  return { ...rest, secrets: [...secrets], keys: [...keys] };
}
