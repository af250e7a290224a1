import { z } from 'zod';

/** The path of a webhook below `/in/{environment}/`. */
export const pathField = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/,
    'segments of lower-case letters, digits, ".", "-" and "_", with "/" between them',
  )
  .max(120);
