type Schema = Readonly<Record<string, unknown>>;

/** One difference between two versions of a contract. `breaking`: a document that fits the older may not fit the newer, or a reader finds a field gone. */
export type SchemaChange = {
  /** `lines[].sku`; empty: the document itself. */
  readonly path: string;
  readonly kind: 'compatible' | 'breaking';
  /** `backward`: a document of the older version may not fit the newer; `forward`: one of the newer may not fit the older, which readers still know. */
  readonly breaks: readonly Direction[];
  readonly what: ChangeKind;
  readonly message: string;
};

export type Direction = 'backward' | 'forward';

export type ChangeKind =
  | 'removed'
  | 'new required'
  | 'new optional'
  | 'required'
  | 'optional'
  | 'type'
  | 'fewer values'
  | 'more values'
  | 'closed'
  | 'opened'
  | 'rule';

/** What changed from one schema to the next, field by field. Pure; references are followed. */
export function compareSchemas(before: Schema, after: Schema): readonly SchemaChange[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const changes: SchemaChange[] = [];
  const isBelowAny = (path: string, owners: ReadonlySet<string>) =>
    [...owners].some((owner) => path.startsWith(`${owner}.`) || path.startsWith(`${owner}[`));
  const gone = new Set<string>();
  for (const [path] of old) {
    if (now.has(path) || isBelowAny(path, gone)) continue;
    gone.add(path);
    const was = old.get(path) as ComparedField;
    const isRefused = now.get(parentOf(path))?.isClosed === true;
    const breaks = directions(isRefused, was.isRequired);
    changes.push({ path, kind: 'breaking', breaks, what: 'removed', message: 'was removed' });
  }
  const fresh = new Set<string>();
  for (const [path, field] of now) {
    const was = old.get(path);
    if (was) changes.push(...compareFields(path, was, field));
    else if (!isBelowAny(path, fresh)) {
      fresh.add(path);
      const breaks = directions(field.isRequired, old.get(parentOf(path))?.isClosed === true);
      changes.push(
        field.isRequired
          ? { path, kind: 'breaking', breaks, what: 'new required', message: 'is new and required' }
          : { path, kind: 'compatible', breaks, what: 'new optional', message: 'is new and optional' },
      );
    }
  }
  return changes;
}

function directions(isBackward: boolean, isForward: boolean): readonly Direction[] {
  return [...(isBackward ? (['backward'] as const) : []), ...(isForward ? (['forward'] as const) : [])];
}

/** `lines[]` of `lines[].sku`. */
function parentOf(path: string): string {
  if (path.endsWith('[]')) return path.slice(0, -2);
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}

type ComparedField = {
  readonly isRequired: boolean;
  /** Empty: anything. */
  readonly types: readonly string[];
  readonly allowed: readonly string[] | null;
  readonly isClosed: boolean;
  /** Bounds, patterns and formats. */
  readonly rules: Readonly<Record<string, unknown>>;
};

const ruleNames = ['pattern', 'format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'].concat([
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
]);
const least = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems']);
const most = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems']);
const deepest = 12;

function fieldsOf(root: Schema): ReadonlyMap<string, ComparedField> {
  const fields = new Map<string, ComparedField>();
  const visit = (given: unknown, path: string, isRequired: boolean, depth: number): void => {
    const schema = followed(given, root);
    if (!schema || depth > deepest) return;
    fields.set(path, fieldOf(schema, isRequired));
    const required = Array.isArray(schema.required) ? schema.required : [];
    for (const [name, part] of Object.entries(isSchema(schema.properties) ? schema.properties : {}))
      visit(part, path === '' ? name : `${path}.${name}`, required.includes(name), depth + 1);
    if (isSchema(schema.items)) visit(schema.items, `${path}[]`, true, depth + 1);
  };
  visit(root, '', true, 0);
  return fields;
}

function fieldOf(schema: Schema, isRequired: boolean): ComparedField {
  const types = Array.isArray(schema.type) ? schema.type.map(String) : typeof schema.type === 'string' ? [schema.type] : [];
  const allowed = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : null;
  return {
    isRequired,
    types: types.sort(),
    allowed: allowed?.map((value) => JSON.stringify(value)) ?? null,
    isClosed: schema.additionalProperties === false || schema.unevaluatedProperties === false,
    rules: Object.fromEntries(ruleNames.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
  };
}

function compareFields(path: string, was: ComparedField, is: ComparedField): SchemaChange[] {
  const changes: SchemaChange[] = [];
  const note = (what: ChangeKind, isBackward: boolean, isForward: boolean, message: string) =>
    changes.push({ path, kind: isBackward ? 'breaking' : 'compatible', breaks: directions(isBackward, isForward), what, message });
  if (is.isRequired && !was.isRequired) note('required', true, false, 'is required now');
  if (!is.isRequired && was.isRequired) note('optional', false, true, 'is optional now');
  if (was.types.join() !== is.types.join())
    note('type', !isWider(was.types, is.types), !isWider(is.types, was.types), `was ${typeWords(was.types)}, is ${typeWords(is.types)}`);
  const lost = is.allowed ? (was.allowed?.filter((value) => !is.allowed?.includes(value)) ?? null) : [];
  if (lost === null) note('fewer values', true, false, `takes only ${is.allowed?.join(', ')} now`);
  else if (lost.length > 0) note('fewer values', true, false, `does not take ${lost.join(', ')} any more`);
  const won = was.allowed ? (is.allowed?.filter((value) => !was.allowed?.includes(value)) ?? null) : [];
  if (won === null) note('more values', false, true, 'takes any value now');
  else if (won.length > 0) note('more values', false, true, `takes ${won.join(', ')} as well`);
  if (is.isClosed && !was.isClosed) note('closed', true, false, 'takes no other fields now');
  if (!is.isClosed && was.isClosed) note('opened', false, true, 'takes other fields too');
  for (const name of ruleNames) {
    const [before, after] = [was.rules[name], is.rules[name]];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    if (after === undefined) note('rule', false, true, `has no ${name} any more`);
    else {
      const words = `${name} ${before === undefined ? 'is' : `was ${String(before)}, is`} ${String(after)}`;
      note('rule', !isLooser(name, before, after), before !== undefined && !isLooser(name, after, before), words);
    }
  }
  return changes;
}

function isWider(was: readonly string[], is: readonly string[]): boolean {
  if (is.length === 0) return true;
  if (was.length === 0) return false;
  return was.every((type) => is.includes(type) || (type === 'integer' && is.includes('number')));
}

function isLooser(name: string, before: unknown, after: unknown): boolean {
  if (typeof before !== 'number' || typeof after !== 'number') return false;
  return least.has(name) ? after <= before : most.has(name) && after >= before;
}

function typeWords(types: readonly string[]): string {
  return types.length === 0 ? 'anything' : types.map((type) => (type === 'string' ? 'text' : type)).join(' or ');
}

/** Where a reference within the document leads; a schema of several parts is read by its own fields only. */
function followed(given: unknown, root: Schema, hops = 0): Schema | null {
  if (!isSchema(given)) return null;
  if (typeof given.$ref !== 'string' || !given.$ref.startsWith('#') || hops > deepest) return given;
  const target = given.$ref
    .slice(1)
    .split('/')
    .filter((part) => part !== '')
    .reduce<unknown>((at, part) => (isSchema(at) ? at[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined), root);
  const { $ref: _, ...hints } = given;
  return isSchema(target) ? followed({ ...target, ...hints }, root, hops + 1) : given;
}

function isSchema(value: unknown): value is Schema {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
