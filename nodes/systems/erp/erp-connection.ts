import { z } from 'zod';

/** The field that names the ERP's connection. */
export const erpConnection = z
  .string()
  .min(1)
  .default('erp-main')
  .meta({ title: 'Connection', help: 'The ERP of the environment the flow runs in.', control: 'connection', system: 'erp' });
