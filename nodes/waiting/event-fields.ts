import { z } from 'zod';

/** What events are called. */
export const eventName = { pattern: /^[a-z0-9][a-z0-9.-]{0,59}$/, example: 'parcel-scanned' };

export const eventNameField = z.string().regex(eventName.pattern, 'lower-case letters, digits, dots and dashes, at most 60').meta({
  title: 'Event',
  help: 'The same name on both sides.',
  placeholder: 'po-confirmed',
});

export const resultField = (name: string, more = '') =>
  z
    .string()
    .regex(/^([A-Za-z_][A-Za-z0-9_]*)?$/, 'a field name, or empty')
    .default(name)
    .meta({
      title: 'Put what came into',
      help: `A field of the record. Empty: the record stays as it is.${more === '' ? '' : ` ${more}`}`,
    });
