import { z } from 'zod';
import { connectionPolicy } from '../../connections/connection-policy.ts';
import { kinds } from '../../connections/kinds/kinds.ts';

const kindName = z.enum(kinds.map(({ kind }) => kind));

/** The public fields of all kinds; each connection has those of its own. */
const publicFields = Object.fromEntries(
  kinds.flatMap(({ fields }) => Object.entries(fields.shape).map(([name, field]) => [name, withoutDefault(field).optional()])),
);

const shownSecret = z.object({
  isSet: z.boolean(),
  setAt: z.string().nullable(),
  setBy: z.string().nullable(),
  from: z.string().nullable().describe('where it is read at each use: `env:NAME` or `file:PATH`; null: it is kept here, encrypted'),
  expiresAt: z.string().nullable().describe('as it was given, or as the certificate or token itself says'),
});

export const connection = z.object({
  name: z.string(),
  env: z.string(),
  system: z.string().describe('`http`, `erp`, `shopify`, ...'),
  address: z.string().describe('base URL'),
  auth: z
    .object({
      kind: kindName,
      ...(publicFields as {
        readonly header: z.ZodOptional<z.ZodString>;
        readonly user: z.ZodOptional<z.ZodString>;
      }),
      hasSecret: z.boolean().describe('all secrets that its kind needs are set'),
      secrets: z.record(z.string(), shownSecret).describe('never sent out; by field, whether it is set, when and by whom'),
    })
    .describe('the kind, its public fields, and what is known of its secrets'),
  policy: connectionPolicy,
  traffic: z
    .object({
      state: z
        .enum(['closed', 'half-open', 'open', 'held', 'paused'])
        .describe(
          '`closed`: calls go through; `open`, `half-open`: its breaker; `held`: its system asked to wait; `paused`: a person did it',
        ),
      since: z.string().nullable(),
      until: z.string().nullable().describe('null: not known, or until a person resumes it'),
      waiting: z.int().describe('runs that wait for it; counted to 10,000'),
      by: z.string().nullable(),
      why: z.string().nullable(),
    })
    .describe('what holds its calls back now'),
  updatedAt: z.string(),
  changedBy: z.string().nullable(),
  usedBy: z.array(z.string()).describe('flow ids'),
});

export const connectionKind = z.object({
  kind: kindName,
  title: z.string(),
  summary: z.string(),
  uses: z.array(z.enum(['http', 'intake', 'sftp', 'database'])),
  schemes: z.array(z.string()).describe('what the address may begin with'),
  schema: z.record(z.string(), z.unknown()).describe('JSON Schema of `auth`; secrets are `writeOnly`'),
  secrets: z.array(z.string()).describe('the fields that are written and never read back'),
  canConnect: z.boolean().describe('a person signs in at the system once'),
});

function withoutDefault(field: unknown): z.ZodType {
  return field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : (field as z.ZodType);
}
