import { settingsSchema } from '@crossdock/flows/document/flow';
import { z } from 'zod';
import { withValueAtPath } from '../inspector/config-value.ts';
import { formOf, type Schema } from '../inspector/form.ts';
import { settingTexts } from '../texts/setting-fields.ts';

/** The form of a flow's settings. */
export const settingFields = formOf(withTexts(z.toJSONSchema(settingsSchema, { io: 'input' }) as Schema));

/** The document's schema knows shapes; the words of the form stand with the form. */
function withTexts(schema: Schema): Schema {
  return Object.entries(settingTexts).reduce<Schema>((at, [path, hints]) => {
    const keys = path.split('.').flatMap((key) => (key === '[]' ? ['items'] : ['properties', key]));
    const here = keys.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], at);
    return here === undefined ? at : (withValueAtPath(at, keys, { ...(here as object), ...hints }) as Schema);
  }, schema);
}
