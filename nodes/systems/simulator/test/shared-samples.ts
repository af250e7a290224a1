import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const shared = fileURLToPath(new URL('../../../../../shared/samples/', import.meta.url));

/** The real documents of a folder that lie beside the repository, by name; null, said loudly, where they are absent. None of them is ours to commit. */
export function samplesOf(folder: string): { readonly name: string; readonly text: string; readonly json: unknown }[] | null {
  const path = join(shared, folder);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: the real samples of ${folder} are not here; tests against them did not run.`);
    return null;
  }
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const text = readFileSync(join(path, name), 'utf8');
      return { name, text, json: JSON.parse(text) as unknown };
    });
}
