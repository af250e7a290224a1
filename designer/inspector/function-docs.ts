import { lookupReference, reference } from '@crossdock/nodes/library/reference';

/** One function of the library as completion shows it. */
export type FunctionDoc = {
  readonly name: string;
  readonly parameters: string;
  readonly help: string;
  /** How it is called, and what that gives. */
  readonly example: string;
  readonly gives: unknown;
};

/** The function library, by the name it has in expressions. Data only: the functions themselves run in the sandbox. */
export const functionDocs: Readonly<Record<string, readonly FunctionDoc[]>> = grouped();

/** `lookup` itself, which is called as it is; its members stand with the other libraries. */
export const lookupDoc: FunctionDoc = lookedUp();

function lookedUp(): FunctionDoc {
  const [first] = lookupReference;
  if (!first) throw new Error('the reference of lookups is empty');
  return {
    name: first.name,
    parameters: first.signature.slice(first.name.length),
    help: first.summary,
    example: first.example,
    gives: first.gives,
  };
}

function grouped(): Record<string, FunctionDoc[]> {
  const docs: Record<string, FunctionDoc[]> = {};
  for (const { name, signature, summary, example, gives } of [
    ...reference,
    ...lookupReference.filter((entry) => entry.name.includes('.')),
  ]) {
    const [library = '', member = ''] = name.split('.');
    docs[library] ??= [];
    docs[library].push({ name: member, parameters: signature.slice(name.length + 1, -1), help: summary, example, gives });
  }
  return docs;
}
