import { z } from 'zod';
import type { CredentialKind, SecretField } from './kind.ts';
import { type KindName, kinds } from './kinds.ts';

/** A reference to a secret that lies outside: in a variable of the process, or in a file of the folder for secrets. */
export const secretSource = z
  .string()
  .max(300)
  .regex(
    /^(env:[A-Za-z_][A-Za-z0-9_]{0,120}|file:[^/\\\0][^\\\0]*)$/,
    'write env:NAME, or file:PATH within the folder of CROSSDOCK_SECRET_FILES',
  );

/** A secret as it is written: the value, where it lies, or only until when it is valid. */
const secretValue = z.union(
  [
    z.string().min(1).max(50_000),
    z.strictObject({
      value: z.string().min(1).max(50_000).optional(),
      from: secretSource.optional(),
      expiresAt: z.iso.datetime({ offset: true }).nullable().optional(),
    }),
  ],
  'give the secret as text, or { "from": "env:NAME" }, { "from": "file:PATH" }',
);

export type WrittenSecret = z.output<typeof secretValue>;

/** Credentials as they are written: the kind, its fields, its secrets. */
export type WrittenAuth = { readonly kind: KindName; readonly isRotation?: boolean | undefined } & { readonly [field: string]: unknown };

/** All that may be written as `auth`. */
export const writtenAuth = z.discriminatedUnion(
  'kind',
  kinds.map((kind) => writtenShape(kind)) as unknown as [z.ZodObject<{ kind: z.ZodLiteral<KindName> }>],
) as unknown as z.ZodType<WrittenAuth, WrittenAuth>;

/** A secret left out stays what it was, as long as it is sent to the same hosts. */
function writtenShape(kind: CredentialKind) {
  const secrets = Object.entries(kind.secrets).map(([name, field]) => [name, secretShape(field)]);
  const rotation = { isRotation: z.boolean().optional().describe('keep the secret before this one valid as well') };
  return z.strictObject({
    kind: z.literal(kind.kind),
    ...kind.fields.shape,
    ...Object.fromEntries(secrets),
    ...(kind.hasRotation && rotation),
  });
}

function secretShape({ title, description, control }: SecretField) {
  return secretValue.optional().meta({ title, description: `${description}; never read back; left out, the stored one stays`, control });
}

/** The secrets of what is written, by field. */
export function writtenSecrets(auth: WrittenAuth, kind: CredentialKind): ReadonlyMap<string, WrittenSecret> {
  const names = Object.keys(kind.secrets).filter((name) => auth[name] !== undefined);
  return new Map(names.map((name) => [name, auth[name] as WrittenSecret]));
}

/** What may be read of it. */
export function publicFields(auth: WrittenAuth, kind: CredentialKind): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.keys(kind.fields.shape).flatMap((name) => (auth[name] === undefined ? [] : [[name, auth[name]]])));
}
