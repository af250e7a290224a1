import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command writes: results to `out`, everything else to `err`. */
export type Output = { out(text: string): void; err(text: string): void };

/** 0: done. 1: failed. 2: what was given is invalid. 3: somebody has to approve it. 4: a gate is red. 5: there are differences. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

export type Given = {
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
  readonly output: Output;
  readonly variables: Readonly<Record<string, string | undefined>>;
};

export type Command = {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is called, without `crossdock`. */
  readonly usage: string;
  /** What `--help` shows below: options and examples. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (given: Given) => Promise<ExitCode>;
};

/** What was given on the command line cannot be used; told with the way out, exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A text option; undefined when it was not given. */
export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

export function isGiven({ options }: Given, name: string): boolean {
  return options[name] === true;
}
