import { z } from 'zod';
import { connectionPolicy } from '../../connections/connection-policy.ts';
import { kinds } from '../../connections/kinds/kinds.ts';
import { activityHour } from './flow-shapes.ts';
import { usedByOthers } from './used-by-others.ts';

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
        .enum(['closed', 'half-open', 'open', 'held', 'paused', 'maintenance'])
        .describe(
          '`closed`: calls go through; `open`, `half-open`: its breaker; `held`: its system asked to wait; `paused`: a person did it; `maintenance`: a window of its policy is on',
        ),
      since: z.string().nullable(),
      until: z.string().nullable().describe('null: not known, or until a person resumes it'),
      waiting: z.int().describe('runs that wait for it; counted to 10,000'),
      by: z.string().nullable(),
      why: z.string().nullable(),
    })
    .describe('what holds its calls back now'),
  calls: z
    .array(activityHour)
    .describe(
      'the last 24 hours of all workers, to the minute; `done`: the system answered, if only with a refusal; `failed`: it was not reached, gave no answer, or an error of the server',
    ),
  nextMaintenance: z.object({ title: z.string(), from: z.string(), to: z.string() }).nullable(),
  expiresAt: z.string().nullable().describe('when the first of its secrets and certificates ends'),
  authorized: z
    .object({ at: z.string(), by: z.string(), expiresAt: z.string().nullable() })
    .nullable()
    .describe('who signed in at the system; null: nobody yet, or the system takes it no more'),
  warnings: z
    .array(
      z.object({
        code: z.enum(['EXPIRED', 'EXPIRES_SOON', 'NOT_CONNECTED', 'TOKEN_REFUSED', 'SECRET_UNREADABLE', 'NO_SECRET']),
        words: z.string(),
      }),
    )
    .describe('what needs a person, now or soon'),
  lastTest: z.object({ at: z.string(), ok: z.boolean(), ms: z.int(), words: z.string(), by: z.string() }).nullable(),
  updatedAt: z.string(),
  changedBy: z.string().nullable(),
  usedBy: z.array(z.string()).describe('flow ids'),
  usedByOthers,
});

export const connectionCheck = z.object({
  ok: z.boolean(),
  ms: z.int(),
  steps: z
    .array(z.object({ title: z.string(), ok: z.boolean(), words: z.string() }))
    .describe('in their order; the first that fails is the last'),
  remedy: z.string().nullable().describe('what to do; null: nothing'),
});

export const checkRequest = z.strictObject({
  path: z
    .string()
    .max(500)
    .regex(/^\/[^\s\\]*$/, 'a path that can be read, such as /health')
    .default('/')
    .describe('what is asked for, below the address'),
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
