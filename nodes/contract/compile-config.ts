import type { z } from 'zod';
import { checkCode, checkExpression, type LookupUse } from './check-expression.ts';
import { parseTemplate, type TemplatePart } from './expression.ts';

export type CompiledConfig = {
  /** JavaScript text of one expression that evaluates to the evaluated configuration, where the names of the expression scope are known. */
  readonly source: string;
  readonly expressions: readonly { readonly path: string; readonly text: string }[];
  /** What the expressions read: `item.lines`, `vars.site`. */
  readonly references: readonly string[];
  /** The tables they look things up in. */
  readonly lookups: readonly LookupUse[];
};

export type ConfigProblem = { readonly path: string; readonly message: string };

/** A configuration that does not fit its schema or holds an invalid expression. Lists every problem with its path, such as `fields[3].value`. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '));
    this.problems = problems;
  }
}

/** Turns a configuration into program text: literals as JSON, expressions and code as functions. Throws ConfigError. */
export function compileConfig(schema: z.ZodObject, config: unknown): CompiledConfig {
  const parsed = schema.safeParse(config);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.flatMap((issue) => problemsOf(issue)));
  const found: Found = { expressions: [], references: new Set(), lookups: [], problems: [] };
  const source = emit(schema, parsed.data, '', found);
  if (found.problems.length > 0) throw new ConfigError(found.problems);
  return { source, expressions: found.expressions, references: [...found.references].sort(), lookups: found.lookups };
}

type Found = {
  readonly expressions: { path: string; text: string }[];
  readonly references: Set<string>;
  readonly lookups: LookupUse[];
  readonly problems: ConfigProblem[];
};

function emit(schema: z.core.$ZodType, value: unknown, path: string, found: Found): string {
  if (value === undefined) return 'undefined';
  const meta = (schema as z.ZodType).meta();
  if (meta?.control === 'expression') return emitExpression(schema as z.ZodUnion, value, path, meta, found);
  if (meta?.control === 'code') return emitCode(String(value), path, meta, found);

  const def = schema._zod.def as z.core.$ZodTypeDef & Record<string, unknown>;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return emit(def.innerType as z.core.$ZodType, value, path, found);
    case 'lazy':
      return emit((def.getter as () => z.core.$ZodType)(), value, path, found);
    case 'pipe':
      return emit(def.in as z.core.$ZodType, value, path, found);
    case 'union': {
      const options = def.options as readonly z.ZodType[];
      const fitting = options.find((option) => option.safeParse(value).success);
      return fitting ? emit(fitting, value, path, found) : literal(value);
    }
    case 'array':
      if (!Array.isArray(value)) return literal(value);
      return `[${value.map((entry, i) => emit(def.element as z.core.$ZodType, entry, `${path}[${i}]`, found)).join(', ')}]`;
    case 'object':
      return emitFields(value, (name) => (def.shape as Record<string, z.core.$ZodType>)[name], path, found);
    case 'record':
      return emitFields(value, () => def.valueType as z.core.$ZodType, path, found);
    default:
      return literal(value);
  }
}

function emitFields(value: unknown, schemaOf: (name: string) => z.core.$ZodType | undefined, path: string, found: Found): string {
  if (value === null || typeof value !== 'object') return literal(value);
  const fields = Object.entries(value).map(([name, field]) => {
    const schema = schemaOf(name);
    const at = path === '' ? name : `${path}.${name}`;
    return `${property(name)}: ${schema ? emit(schema, field, at, found) : literal(field)}`;
  });
  return `{ ${fields.join(', ')} }`;
}

function emitExpression(schema: z.ZodUnion, value: unknown, path: string, meta: Record<string, unknown>, found: Found): string {
  if (typeof value !== 'string' || !value.includes('{{')) return `$c(${literal(typed(schema, value, path, found))})`;
  let parts: TemplatePart[];
  try {
    parts = parseTemplate(value);
  } catch (error) {
    found.problems.push({ path, message: (error as Error).message });
    return '$c(undefined)';
  }
  const emitted = parts.map((part) => ('text' in part ? literal(part.text) : oneExpression(part.expression, path, found)));
  if (meta.encode === 'path') return `$p(${literal(path)}, ${emitted.join(', ')})`;
  return parts.length === 1 ? (emitted[0] ?? '') : `$t(${emitted.join(', ')})`;
}

/** A literal given as text takes the type its field wants: `5` becomes 5 where a number is due. */
function typed(schema: z.ZodUnion, value: unknown, path: string, found: Found): unknown {
  const wanted = schema.def.options[0] as z.ZodType;
  const asGiven = wanted.safeParse(value);
  if (asGiven.success || typeof value !== 'string') return asGiven.data ?? value;
  const asJson = wanted.safeParse(jsonOr(value));
  if (asJson.success) return asJson.data;
  found.problems.push(...asGiven.error.issues.flatMap((issue) => problemsOf(issue, path)));
  return value;
}

function oneExpression(text: string, path: string, found: Found): string {
  const check = checkExpression(text);
  if (!check.ok) {
    found.problems.push({ path, message: `{{ ${text} }}: ${check.message}` });
    return '$c(undefined)';
  }
  found.expressions.push({ path, text });
  for (const reference of check.references) found.references.add(reference);
  found.lookups.push(...check.lookups);
  // The line end closes a trailing comment.
  return `$x(${literal(path)}, (item, key, headers, each, index, parent) => (${text}\n), ${literal(text)})`;
}

function emitCode(text: string, path: string, meta: Record<string, unknown>, found: Found): string {
  const parameters = meta.parameters as readonly string[];
  const isExpression = meta.form === 'expression';
  const check = isExpression ? checkExpression(text, parameters) : checkCode(text);
  if (!check.ok) {
    const line = text.slice(0, check.at).split('\n').length;
    found.problems.push({ path, message: isExpression ? check.message : `line ${line}: ${check.message}` });
    return 'undefined';
  }
  found.expressions.push({ path, text });
  for (const reference of check.references) if (!parameters.includes(reference.split('.')[0] ?? '')) found.references.add(reference);
  found.lookups.push(...check.lookups);
  const body = isExpression ? `return (${text}\n);` : text;
  return `$f(${literal(path)}, function (${parameters.join(', ')}) { "use strict"; ${body}\n})`;
}

/** JSON as a JavaScript literal. `__proto__` as a plain name would set the prototype, so it is computed. */
function literal(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{ ${Object.entries(value)
      .map(([name, field]) => `${property(name)}: ${literal(field)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

function property(name: string): string {
  return name === '__proto__' ? '["__proto__"]' : JSON.stringify(name);
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemsOf(issue: z.core.$ZodIssue, under = ''): ConfigProblem[] {
  const path = issue.path.reduce<string>(
    (at, step) => (typeof step === 'number' ? `${at}[${step}]` : at === '' ? String(step) : `${at}.${String(step)}`),
    under,
  );
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: path === '' ? key : `${path}.${key}`,
      message: 'there is no such field; remove it or check its name',
    }));
  return [{ path, message: issue.message }];
}
