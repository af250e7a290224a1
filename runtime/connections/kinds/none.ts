import { z } from 'zod';
import { defineKind } from './kind.ts';

export const none = defineKind({
  kind: 'none',
  title: 'None',
  summary: 'The system asks for no credentials.',
  uses: ['http'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({}),
  secrets: {},
});
