import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseExactJson } from '@crossdock/flows/document/exact-json';
import type { Output } from '@crossdock/runtime/cli/command';
import { crossdock as runCommand } from '@crossdock/runtime/cli/crossdock';
import { onTestFinished } from 'vitest';
import { startChild, type Variables } from './child.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const samples = join(root, 'flows/samples');
export const referenceFlow = join(samples, 'shopify-order-to-erp.flow.json');
export const sampleMessage = (name: string): string => join(samples, 'messages', `shopify-order-${name}.json`);

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** `crossdock WORDS...` as a process of its own, to its end: for what the process adds to a command, which is its exit code and its outputs. */
export async function crossdockProcess(words: readonly string[], variables: Variables = {}): Promise<Ended> {
  const child = startChild('runtime/cli/main.ts', words, variables);
  const { code } = await child.exit;
  return { code, ...child.written };
}

/** `crossdock WORDS...` within this process, with these variables and no others: what a command does, without the start of a process for each. */
export async function crossdock(words: readonly string[], variables: Variables = {}): Promise<Ended> {
  const written = { out: '', err: '' };
  const output: Output = {
    out(text) {
      written.out += text;
    },
    err(text) {
      written.err += text;
    },
  };
  // The systems of the tests run on this machine.
  const code = await runCommand(words, output, { CROSSDOCK_EGRESS: 'private', ...variables });
  return { code, ...written };
}

/** A new folder that goes when the test ends. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-test-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/** A copy of a JSON file with something changed; large whole numbers become text, so that none loses a digit. */
export async function changedCopy<T = Record<string, unknown>>(file: string, change: (value: T) => void): Promise<string> {
  const value = parseExactJson(await readFile(file, 'utf8')) as T;
  change(value);
  const copy = join(await newFolder(), file.endsWith('.flow.json') ? 'changed.flow.json' : 'changed.json');
  await writeFile(copy, JSON.stringify(value));
  return copy;
}
