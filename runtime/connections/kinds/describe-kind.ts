import { z } from 'zod';
import type { CredentialKind } from './kind.ts';
import { kinds } from './kinds.ts';

/** A kind as forms are made from it. */
export type KindDescription = Pick<CredentialKind, 'title' | 'summary' | 'canConnect'> & {
  readonly kind: (typeof kinds)[number]['kind'];
  readonly uses: CredentialKind['uses'][number][];
  readonly schemes: string[];
  readonly schema: Record<string, unknown>;
  readonly secrets: string[];
};

let described: readonly KindDescription[] | undefined;

/** All kinds, in the order in which they are offered. Made once, when they are first asked for. */
export function describeKinds(): readonly KindDescription[] {
  described ??= kinds.map((kind) => ({
    kind: kind.kind,
    title: kind.title,
    summary: kind.summary,
    uses: [...kind.uses],
    schemes: [...kind.schemes],
    canConnect: kind.canConnect,
    secrets: Object.keys(kind.secrets),
    schema: schemaOf(kind),
  }));
  return described;
}

/** JSON Schema of `auth`: the public fields as zod says them, the secrets `writeOnly`. */
function schemaOf({ kind, fields, secrets }: CredentialKind): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(fields, { io: 'input' }) as Record<string, unknown> & {
    properties?: object;
    required?: string[];
  };
  const secretFields = Object.entries(secrets).map(([name, { title, description, control }]) => [
    name,
    { type: 'string', title, description, control, writeOnly: true },
  ]);
  const needed = Object.entries(secrets).flatMap(([name, { isOptional }]) => (isOptional ? [] : [name]));
  return {
    ...schema,
    properties: { kind: { const: kind }, ...schema.properties, ...Object.fromEntries(secretFields) },
    required: ['kind', ...(schema.required ?? []), ...needed],
  };
}
