import { z } from 'zod';
import { variableLimits, variableName } from '../../variables/variable.ts';
import { usedByOthers } from './used-by-others.ts';

export const variableNameShape = z
  .string()
  .max(variableLimits.name)
  .regex(variableName, 'is no name for a variable: begin with a letter, go on with letters, digits and _')
  .describe('expressions read it as `vars.name`');

const type = z.enum(['text', 'number', 'boolean', 'duration', 'json']).describe('a duration is a number of seconds');

export const variable = z.object({
  env: z.string(),
  name: z.string(),
  type,
  value: z.unknown(),
  purpose: z.string(),
  revision: z.int(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  why: z.string(),
  usedBy: z.array(z.object({ flow: z.string(), name: z.string(), isLive: z.boolean() })),
  usedByOthers,
});

export const variableChange = z.strictObject({
  type,
  value: z.unknown(),
  purpose: z.string().trim().max(200).default('').describe('what it decides, for whom'),
  why: z.string().trim().max(500).default(''),
  revision: z
    .int()
    .min(0)
    .optional()
    .describe('the one that was changed, 0 for a new variable; another one by now is refused. Left out: whatever stands is replaced'),
});
