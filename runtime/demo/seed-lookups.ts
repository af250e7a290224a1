import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Audit } from '../audit/audit.ts';
import type { LookupBook, LookupChange } from '../lookups/lookup-book.ts';

/** Makes the tables of a folder where they never were. One that people have changed or removed is left alone. */
export async function seedLookups(given: {
  readonly folder: string;
  readonly envs: readonly string[];
  readonly lookups: LookupBook;
  readonly audit: Audit;
}): Promise<void> {
  const { folder, envs, lookups, audit } = given;
  const by = 'Crossdock';
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.lookup.json')).sort()) {
    const { name, ...table } = JSON.parse(await readFile(join(folder, file), 'utf8')) as LookupChange & { readonly name: string };
    for (const env of envs) {
      const before = await audit.list({ subject: `${env}/${name}`, limit: 1 });
      if (before.items.length === 0) await lookups.save(env, name, table, { by, why: 'Comes with Crossdock', version: 0 });
    }
  }
}
