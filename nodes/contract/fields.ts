import { z } from 'zod';
import type { Json } from './item.ts';

// Schemas that many nodes share.

/** Any JSON value, as the result of an expression. */
export const anyValue = z.unknown() as unknown as z.ZodType<Json>;

/** A place in a record, such as `shipTo.name` or `lines[0].sku`; a dot within a name is written `\.`. */
export const recordPath = z
  .string()
  .regex(
    /^(?:[^.[\]\\]|\\.)+(?:\[\d{1,6}\])*(?:\.(?:[^.[\]\\]|\\.)+(?:\[\d{1,6}\])*)*$/,
    'write names with dots between, such as shipTo.name or lines[0].sku',
  )
  .refine((path) => !/(^|\.)(__proto__|prototype|constructor)(\.|\[|$)/.test(path), 'this name is reserved by JavaScript');
