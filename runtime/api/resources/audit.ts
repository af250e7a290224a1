import { z } from 'zod';
import { exportText } from '../../audit/export-audit.ts';
import { route } from '../route.ts';
import { auditEntry, auditExport, auditFilter, auditLink, auditStart, auditVerdict, exportFormat } from '../shapes/audit-shapes.ts';
import { page } from '../shapes/system-shapes.ts';

/** Lines in one part of an export: one more than this is looked for, and the store gives 5,000 at most. */
const partSize = 4000;

export const auditRoutes = [
  route({
    method: 'GET',
    path: '/audit',
    summary: 'Who did what, newest first',
    permission: 'audit.read',
    query: auditFilter.extend({ limit: z.coerce.number().int().min(1).max(500).default(100), after: auditStart.optional() }),
    reply: page(auditEntry),
    async handle({ query, services }) {
      const { items, next } = await services.audit.list(query);
      return { items: [...items], next };
    },
  }),
  route({
    method: 'GET',
    path: '/audit/export',
    summary: 'Lines of the audit as CSV or JSON lines, newest first, in parts of 4,000',
    permission: 'audit.export',
    query: auditFilter.extend({ format: exportFormat.default('csv'), after: auditStart.optional() }),
    reply: auditExport,
    async handle({ query: { format, ...filter }, services, session }) {
      const { items, next } = await services.audit.list({ ...filter, limit: partSize });
      const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
      await services.audit.record({
        by: session.user.name,
        act: 'audit.exported',
        subject: 'audit',
        details: { ...asked, lines: items.length },
      });
      return {
        fileName: `audit.${format}`,
        contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        text: exportText(items, format),
        lines: items.length,
        next,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/audit/verify',
    summary: 'Recompute the chain of the audit: whether a line was changed or removed',
    permission: 'audit.read',
    body: z.strictObject({ expected: auditLink.optional().describe('a last line that was noted before') }),
    reply: auditVerdict,
    handle: ({ body, services }) => services.audit.verify(body.expected),
  }),
];
