import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A file of the repository's root or below. */
export const fileOf = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export type Service = {
  readonly image: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly healthcheck: { readonly test: readonly string[]; readonly interval: string; readonly retries: number };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly ports?: readonly string[];
  readonly networks: readonly string[];
  readonly restart: string;
  readonly stop_grace_period: string;
};

export type Compose = {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
};

/** docker-compose.yml as compose reads it with these variables. Throws for one that is demanded and missing. */
export function composeWith(variables: Readonly<Record<string, string>>): Compose {
  return filledIn(parse(fileOf('docker-compose.yml'), { merge: true }), variables) as Compose;
}

function filledIn(value: unknown, variables: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolated(value, variables);
  if (Array.isArray(value)) return value.map((one) => filledIn(one, variables));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filledIn(one, variables)]));
}

/** `$$`, `${NAME}`, `${NAME:-default}` and `${NAME:?why}`: https://docs.docker.com/reference/compose-file/interpolation/ */
function interpolated(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replaceAll(
    /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}|\$(\w+)/g,
    (match, name?: string, sign?: string, rest?: string, bare?: string) => {
      if (match === '$$') return '$';
      if (name === undefined) throw new Error(`$${bare} is filled in by compose; write $$${bare} or \${${bare}}`);
      const value = variables[name] ?? '';
      if (value !== '') return value;
      if (sign === '?') throw new Error(`${name}: ${rest}`);
      return rest ?? '';
    },
  );
}

/** The names and values of an env file. */
export function envFile(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = line.match(/^([A-Z_]+)=(.*)$/) ?? [];
      if (name === undefined || value === undefined) throw new Error(`"${line}" is no line of an env file`);
      return [name, value];
    }),
  );
}
