import { reference } from '@crossdock/nodes/library/reference';

/** One function of the library as completion shows it. */
export type FunctionDoc = { readonly name: string; readonly parameters: string; readonly help: string };

/** The function library, by the name it has in expressions. Data only: the functions themselves run in the sandbox. */
export const functionDocs: Readonly<Record<string, readonly FunctionDoc[]>> = grouped();

function grouped(): Record<string, FunctionDoc[]> {
  const docs: Record<string, FunctionDoc[]> = {};
  for (const { name, signature, summary, example } of reference) {
    const [library = '', member = ''] = name.split('.');
    docs[library] ??= [];
    docs[library].push({ name: member, parameters: signature.slice(name.length + 1, -1), help: `${summary} ${example}` });
  }
  return docs;
}
