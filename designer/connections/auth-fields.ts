import { isObject } from '../state/is-object.ts';

/** A kind of credentials, as the server describes it. */
export type CredentialKind = {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly schemes: readonly string[];
  readonly schema: Readonly<Record<string, unknown>>;
  readonly canConnect: boolean;
};

/** One field of a kind's credentials. */
export type AuthField = {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly isRequired: boolean;
  /** Written and never read back. */
  readonly isSecret: boolean;
  /** Several lines, such as a key in PEM. */
  readonly hasLines: boolean;
  /** null: any text. */
  readonly options: readonly string[] | null;
  readonly default: string;
  readonly pattern: RegExp | null;
};

/** The form of a kind's credentials, derived from its JSON Schema: public fields first, then the secrets. */
export function authFields({ schema }: Pick<CredentialKind, 'schema'>): readonly AuthField[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).flatMap(([key, given]) => {
    if (key === 'kind' || !isObject(given)) return [];
    const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '');
    const pattern = text('pattern');
    return [
      {
        key,
        title: text('title') || key,
        help: sentence(text('description')),
        isRequired: required.includes(key) && given.default === undefined,
        isSecret: given.writeOnly === true,
        hasLines: given.control === 'lines',
        options: Array.isArray(given.enum) ? given.enum.map(String) : null,
        default: given.default === undefined ? '' : String(given.default),
        pattern: pattern === '' || given.control === 'lines' ? null : patternOf(pattern),
      },
    ];
  });
}

/** The server writes descriptions as the end of a sentence. */
function sentence(text: string): string {
  if (text === '') return '';
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

function patternOf(source: string): RegExp | null {
  try {
    return new RegExp(source, 'u');
  } catch {
    return null;
  }
}
