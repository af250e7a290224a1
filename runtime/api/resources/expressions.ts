import { z } from 'zod';
import { envOfBody } from '../about.ts';
import { requireEnvironment } from '../require-environment.ts';
import { route } from '../route.ts';
import { environmentName } from '../shapes/requests.ts';

const evaluated = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.string(),
    at: z.object({ from: z.int(), to: z.int() }).nullable().describe('the part of the expression that failed; null: it cannot be told'),
  }),
]);

/** Expressions, tried before a run does. */
export const expressionRoutes = [
  route({
    method: 'POST',
    path: '/expressions/evaluate',
    summary: 'Evaluate templates on records, in one call of the sandbox; the results stand by expression, then by record',
    permission: 'runs.test',
    about: envOfBody,
    body: z.strictObject({
      env: environmentName.default('dev'),
      expressions: z.array(z.string().max(20_000)).min(1).max(200).describe('templates: `Order {{ item.name }}`'),
      items: z.array(z.unknown()).max(200).describe('what each expression is tried on: the content of records'),
      each: z.unknown().optional().describe('what the loop around the expressions stands at'),
      index: z.int().min(0).optional(),
      parent: z.unknown().optional(),
    }),
    reply: z.object({ results: z.array(z.array(evaluated)) }),
    async handle({ body, services }) {
      requireEnvironment(services, body.env);
      return { results: (await services.runs.evaluate(body)) as z.input<typeof evaluated>[][] };
    },
  }),
];
