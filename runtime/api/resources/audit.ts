import { z } from 'zod';
import { route } from '../route.ts';
import { pageStart } from '../shapes/requests.ts';
import { page } from '../shapes/system-shapes.ts';

const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  act: z.string().describe('such as `flow.published`'),
  subject: z.string(),
  details: z.record(z.string(), z.unknown()),
});

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/audit',
    summary: 'Who changed what, newest first',
    permission: 'audit.read',
    query: z.object({
      subject: z.string().max(200).optional(),
      by: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
      after: pageStart.optional(),
    }),
    reply: page(auditEntry),
    async handle({ query, services }) {
      const { items, next } = await services.audit.list(query);
      return { items: [...items], next };
    },
  }),
];
