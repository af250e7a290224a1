import { z } from 'zod';
import { secretField } from './fields.ts';
import { defineKind } from './kind.ts';

export const webhookSecret = defineKind({
  kind: 'webhook-secret',
  title: 'Webhook secret',
  summary: 'Checks the signature or key of messages that the system sends to Crossdock; two are valid while one is being replaced.',
  uses: ['intake'],
  schemes: ['http', 'https'],
  canConnect: false,
  fields: z.strictObject({}),
  secrets: { secret: secretField('Secret', 'what the system signs its messages with') },
  hasRotation: true,
});
