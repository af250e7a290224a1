import { schemaFaults } from '../lifecycle/contract-check.ts';
import { errorIn, type FileProblem } from './file-problem.ts';
import { jsonAsItStands, readJson } from './json-text.ts';
import type { ContractPart } from './setup.ts';

/** What Crossdock says of a contract beside its schema; other tools pass it over. */
const keyword = 'x-crossdock';

/** A JSON Schema as any tool reads it. Its fields keep their order: it is the order in which people see them. */
export function contractText({ title, schema }: ContractPart): string {
  const { [keyword]: _, ...own } = schema;
  return jsonAsItStands({ [keyword]: { title }, ...own });
}

export function readContractText(path: string, name: string, text: string): ContractPart | readonly FileProblem[] {
  if (!/^[a-z][a-z0-9-]{0,59}@[1-9]\d{0,5}$/.test(name))
    return [errorIn(path, 'A contract is called subject@version, such as ship-notice@2.schema.json. Rename the file.')];
  const read = readJson(path, text);
  if (!read.ok) return [read.problem];
  const { [keyword]: about, ...schema } = read.value;
  const title = about !== null && typeof about === 'object' && 'title' in about ? about.title : (schema.title ?? name);
  if (typeof title !== 'string' || title.trim() === '') return [errorIn(path, 'The title must be a text.', `${keyword}.title`)];
  const faults = schemaFaults(schema);
  if (faults.length > 0) return faults.map((fault) => errorIn(path, `${fault.message}.`, fault.path));
  return { title, schema };
}
