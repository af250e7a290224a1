import { z } from 'zod';
import { connectionName, connectionRequest } from '../api/shapes/requests.ts';
import type { ConnectionChange } from '../connections/connection-book.ts';
import { errorIn, type FileProblem } from './file-problem.ts';
import { jsonText, readJson } from './json-text.ts';
import { pathOf } from './layout.ts';
import { type ConnectionPart, inVault } from './setup.ts';
import { parsed } from './shape-problems.ts';
import { writtenAuth } from './written-auth.ts';

const reference = /^(vault|env:[A-Za-z_][A-Za-z0-9_]{0,199}|file:.{1,400})$/;

const document = z.strictObject({
  format: z.literal(1).default(1),
  system: z.string(),
  address: z.string(),
  auth: z.object({ kind: z.string() }).catchall(z.json()).default({ kind: 'none' }),
  secrets: z
    .record(
      z.string(),
      z.string().regex(reference, `must be env:NAME, file:PATH or ${inVault}; a secret itself never stands in a file of the folder`),
    )
    .default({}),
  policy: z.record(z.string(), z.json()).default({}),
});

export function connectionText({ system, address, auth, secrets, policy }: ConnectionPart): string {
  return jsonText({ format: 1, system, address, auth, secrets, policy });
}

/** A connection without its secrets. What its kind needs is checked where connections are kept. */
export function readConnectionText(path: string, name: string, text: string): ConnectionPart | readonly FileProblem[] {
  if (!connectionName.safeParse(name).success)
    return [
      errorIn(
        path,
        `"${name}" is no name of a connection: start with a lower-case letter; then lower-case letters, digits and dashes. Rename the file.`,
      ),
    ];
  const read = readJson(path, text);
  if (!read.ok) return [read.problem];
  const result = parsed(path, document, read.value);
  if (!result.ok) return result.problems;
  const { format: _, ...part } = result.value;
  return part;
}

/** The change of a connection that its file asks for; null: there is none, or the plan says what is wrong with it. */
export function connectionWanted(
  files: Readonly<Record<string, string>>,
  name: string,
  secrets: Readonly<Record<string, string>>,
): ConnectionChange | null {
  const path = pathOf.connection(name);
  const part = readConnectionText(path, name, files[path] ?? '');
  if (!('auth' in part)) return null;
  const { system, address, policy } = part;
  return connectionRequest.safeParse({ system, address, policy, auth: writtenAuth(part, secrets) }).data ?? null;
}
