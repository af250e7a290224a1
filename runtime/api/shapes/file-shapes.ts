import { z } from 'zod';
import { plan, planKinds, planOptions } from '../../files/plan.ts';
import { environmentName } from './requests.ts';

const files = z
  .record(z.string().min(1).max(400), z.string())
  .describe('path within the folder to text, such as `flows/orders.flow.json`; the layout stands in the README.md of every export');

const secrets = z
  .record(z.string().max(60), z.record(z.string().max(60), z.string().min(1).max(50_000)))
  .default({})
  .describe('values for the vault, by connection and field; never read back');

export const exportedFiles = z.object({ env: z.string(), files });

export const planRequest = planOptions
  .extend({
    env: environmentName,
    files,
    secrets: z
      .record(z.string().max(60), z.array(z.string().max(60)))
      .default({})
      .describe('the secrets that will come along, by connection: fields only'),
  })
  .strict();

export const applyRequest = planOptions
  .extend({
    env: environmentName,
    files,
    plan: z.string().min(1).max(80).describe('`id` of the plan that was looked at; another one by now is refused'),
    secrets,
    note: z.string().trim().max(500).default('').describe('for new versions and the history'),
  })
  .strict();

export const shownPlan = plan;

export const stalePlan = z.object({ plan: z.string().describe('`id` of the plan as it is now') });

export const applied = z.object({
  plan,
  versions: z.record(z.string(), z.int()).describe('by flow, what was published or runs now'),
  promotion: z.string().nullable().describe('the request that asks for the deployments; null: none was needed'),
  waiting: z.array(z.string()).describe('lookups whose change waits until somebody else approves it'),
});

const partKind = z.enum(planKinds);

export const partHash = z.object({
  kind: partKind,
  name: z.string(),
  path: z.string().describe('its file'),
  hash: z.string().describe('SHA-256 of its canonical text: equal exactly when the contents are'),
});

export const drift = z.object({
  kind: partKind,
  name: z.string(),
  words: z.string(),
  at: z.string().describe('when it was as it should be'),
});
