import { z } from 'zod';
import { expression } from '../contract/expression.ts';

/** Until when a wait lasts at most. */
export const timeoutFields = {
  timeout: expression(z.number().min(0), {
    title: 'Time-out',
    help: 'After it the record leaves on "Timed out". Empty: it waits as long as it takes.',
    placeholder: '2',
    unitField: 'timeoutUnit',
  }).optional(),
  timeoutUnit: z.enum(['seconds', 'minutes', 'hours', 'days']).default('days').meta({ title: 'Time-out in', control: 'select' }),
};

export const timeoutPort = { name: 'timeout', title: 'Timed out', help: 'The record as it was, when the time-out is over.' };
