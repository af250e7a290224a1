import { createHash } from 'node:crypto';
import { defaultLimits } from '../sandbox/call.ts';
import type { Limits, Program } from '../sandbox/sandbox.ts';
import type { LookupBook, StoredVersion } from './lookup-book.ts';

/** Which version of each table a run uses, from its first step to its last retry; 0: there was none when it began. */
export type LookupPins = Readonly<Record<string, number>>;

/** A program with the rows of its tables in it, and the room they need. */
export type ProgramWithTables = { readonly program: Program; readonly limits: Partial<Limits> };

/** How tables come to programs: with the program's text, once per process and version of a table. In the sandbox a lookup asks nobody. */
export type LookupTables = {
  /** The versions that count now. */
  pin(env: string, tables: readonly string[]): LookupPins;
  withTables(program: Program, env: string, pins: LookupPins): Promise<ProgramWithTables>;
};

/** Where there are no tables at all, as in tests of the engine. */
export const noTables: LookupTables = {
  pin: (_, tables) => Object.fromEntries(tables.map((name) => [name, 0])),
  withTables: async (program) => ({ program, limits: {} }),
};

/** Programs with tables kept at once. Their rows are shared. */
const kept = 100;
/** Characters of rows kept at once for programs that are sent again. */
const keptText = 60_000_000;
/** A table takes about this many bytes in the sandbox for each byte of its text: the text, the rows, the index. */
const roomFor = 12;

/** Reads rows when a program first needs them, and keeps them while programs use them. */
export function createLookupTables(book: Pick<LookupBook, 'current' | 'stored' | 'text' | 'reload'>): LookupTables {
  const programs = new Map<string, Promise<ProgramWithTables>>();
  const texts = new Map<string, string>();

  async function textOf(stored: StoredVersion): Promise<string> {
    const known = texts.get(stored.rowsId);
    if (known !== undefined) return known;
    const text = await book.text(stored);
    texts.set(stored.rowsId, text);
    let sum = [...texts.values()].reduce((size, one) => size + one.length, 0);
    for (const [id, one] of texts) {
      if (sum <= keptText || id === stored.rowsId) break;
      texts.delete(id);
      sum -= one.length;
    }
    return text;
  }

  async function storedVersions(env: string, pins: LookupPins): Promise<readonly (readonly [string, StoredVersion | null])[]> {
    const isAhead = ([name, version]: readonly [string, number]) => version > (book.current(env, name)?.version ?? 0);
    // Another process has saved it, and this one has not heard of it yet.
    if (Object.entries(pins).some(isAhead)) await book.reload();
    return Object.entries(pins).map(([name, version]) => [name, version === 0 ? null : book.stored(env, name, version)] as const);
  }

  return {
    pin: (env, tables) => Object.fromEntries(tables.map((name) => [name, book.current(env, name)?.version ?? 0])),
    async withTables(program, env, pins) {
      const stored = await storedVersions(env, pins);
      const key = [program.hash, ...stored.map(([name, one]) => one?.rowsId ?? `${name} is missing`)].join('\n');
      let ready = programs.get(key);
      if (ready === undefined) {
        ready = bind(program, key, stored);
        programs.set(key, ready);
        ready.catch(() => programs.delete(key));
        if (programs.size > kept) programs.delete(programs.keys().next().value as string);
      }
      return ready;
    },
  };

  async function bind(
    program: Program,
    key: string,
    stored: readonly (readonly [string, StoredVersion | null])[],
  ): Promise<ProgramWithTables> {
    const rows = await Promise.all(stored.map(async ([name, one]) => [name, one && (await textOf(one))] as const));
    const there = rows.flatMap(([name, text]) => (text === null ? [] : [`${JSON.stringify(name)}: ${JSON.stringify(text)}`]));
    const source = `(crossdock) => (${program.source})(crossdock, { ${there.join(', ')} })`;
    const room = Math.ceil((rows.reduce((size, [, text]) => size + (text?.length ?? 0), 0) * roomFor) / 2 ** 20);
    return {
      program: { hash: createHash('sha256').update(key).digest('hex'), source },
      // Small tables fit in what every program has.
      limits: room < 16 ? {} : { memoryMb: defaultLimits.memoryMb + room },
    };
  }
}
