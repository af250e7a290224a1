import { z } from 'zod';
import { maintenanceWindow } from './maintenance-window.ts';

/**
 * What a connection allows, and what happens when its system does not answer. Every field has a default, so what was stored before a field existed is read
 * with it.
 */
export const connectionPolicy = z.strictObject({
  concurrency: z.int().min(1).max(500).default(10).describe('calls at once, in each process of the runtime'),
  timeoutSeconds: z.number().min(0.1).max(600).default(30).describe('the longest a call may take; a step may ask for less'),
  rate: z
    .strictObject({
      count: z.int().min(1).max(100_000),
      perSeconds: z.number().min(0.1).max(86_400).default(1),
      burst: z.int().min(1).max(100_000).default(1).describe('calls at once after a quiet time; 1 spaces them evenly'),
    })
    .refine(({ count, burst }) => burst <= count, { path: ['burst'], error: 'is more than count; give at most as many as count' })
    .nullable()
    .default(null)
    .describe('calls in a time, of all processes together; null: no limit'),
  retryBudget: z
    .strictObject({
      ratio: z.number().min(0).max(1).default(0.2).describe('repeats for each call, so that repeats cannot multiply the load'),
      minPerMinute: z.int().min(0).max(10_000).default(30).describe('repeats a minute that are always allowed, in each process'),
    })
    .prefault({}),
  breaker: z
    .strictObject({
      failures: z.int().min(1).max(1000).default(10).describe('it opens at so many failed calls, when they are at least half of all'),
      windowSeconds: z.number().min(1).max(3600).default(30).describe('within this time'),
      openSeconds: z
        .number()
        .min(1)
        .max(3600)
        .default(15)
        .describe('nothing is sent for so long; then a few calls try whether it works again'),
    })
    .nullable()
    .prefault({})
    .describe('null: calls are sent whatever becomes of them'),
  network: z
    .enum(['public', 'private'])
    .default('public')
    .describe('`private`: also addresses of inner networks and of this machine; else they are refused'),
  maintenance: z
    .array(maintenanceWindow)
    .max(20)
    .default([])
    .describe('times in which its system is not to be called; runs wait until they are over'),
});

export type ConnectionPolicy = z.output<typeof connectionPolicy>;

/** A whole policy from a part of one. */
export const policyOf = (part: z.input<typeof connectionPolicy>): ConnectionPolicy => connectionPolicy.parse(part);
