import type { Document } from '@crossdock/runtime/store/store';

/** One document before and after a step. */
export type Change = {
  readonly collection: string;
  readonly id: string;
  readonly before: Document | undefined;
  readonly after: Document | undefined;
};

/**
 * Everything that outlives a process: the documents of the store and, as documents too, what the outside world has seen. Documents are never changed in
 * place, so a step can be tried and taken back.
 */
export class State {
  readonly #collections = new Map<string, Map<string, Document>>();
  #log: Change[] | null = null;

  get(collection: string, id: string): Document | undefined {
    return this.#collections.get(collection)?.get(id);
  }

  /** By id, so that nothing depends on the order in which they came. */
  all(collection: string): Document[] {
    return [...(this.#collections.get(collection)?.values() ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  set(collection: string, id: string, after: Document | undefined): void {
    let documents = this.#collections.get(collection);
    if (!documents) {
      documents = new Map();
      this.#collections.set(collection, documents);
    }
    this.#log?.push({ collection, id, before: documents.get(id), after });
    if (after === undefined) documents.delete(id);
    else documents.set(id, after);
  }

  /** Runs a step and says what it changed, also when it throws. */
  record<T>(step: () => T): { readonly outcome: Outcome<T>; readonly changes: readonly Change[] } {
    const changes: Change[] = [];
    this.#log = changes;
    // Steps that are refused are many, and nobody reads where in the model that was.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return { outcome: { value: step() }, changes };
    } catch (error) {
      return { outcome: { error }, changes };
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
      this.#log = null;
    }
  }

  undo(changes: readonly Change[]): void {
    for (const { collection, id, before } of changes.toReversed()) this.set(collection, id, before);
  }

  /** A text that is the same for the same documents, whatever the order in which they came. */
  fingerprint(): string {
    const texts: string[] = [];
    for (const name of [...this.#collections.keys()].sort()) {
      const documents = this.all(name).map(textOf);
      if (documents.length > 0) texts.push(name, ...documents);
    }
    return texts.join('\n');
  }
}

export type Outcome<T> = { readonly value: T } | { readonly error: unknown };

const texts = new WeakMap<object, string>();

/** JSON in which fields have one order and bytes are shown. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  let text = texts.get(value);
  if (text === undefined) {
    text = write(value);
    // Only documents are frozen; anything else may still change.
    if (Object.isFrozen(value)) texts.set(value, text);
  }
  return text;
}

function write(value: object): string {
  if (value instanceof Uint8Array) return `"${Buffer.from(value).toString('base64')}"`;
  if (value instanceof Error) return JSON.stringify(`${value.name}: ${value.message}`);
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${textOf(field)}`)
    .join(',')}}`;
}
