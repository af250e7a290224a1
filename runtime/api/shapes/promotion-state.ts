import { z } from 'zod';

/** What a promotion can be. */
export const promotionState = z.enum([
  /** Waits for approvals. */
  'open',
  'approved',
  'scheduled',
  /** Being deployed or rolled back this moment. */
  'deploying',
  'deployed',
  'rejected',
  'withdrawn',
  'expired',
  /** The last attempt to deploy it changed nothing; it can be tried again. */
  'failed',
  'rolled-back',
]);
