import type { Failure } from './frames.ts';

type Run = (...input: string[]) => string;
export type LinkedAnswer = readonly [output: string] | readonly [Failure, string];
/** Answers a call; without one it gives the last answer again, which is lost on the way out when a promise of the call was rejected and nobody cared. */
export type Linked = (call?: readonly [outputLimit: number, ...input: string[]]) => LinkedAnswer;

/** Evaluates a program once and returns what answers its calls. Nothing a program throws or returns leaves the isolate but as text. */
export function link(crossdock: object, begin: () => void, factory: unknown): Linked {
  if (typeof factory !== 'function') throw new SyntaxError('A program is a function (crossdock) => (input) => output.');
  const run: unknown = factory(crossdock);
  if (typeof run !== 'function') throw new SyntaxError('A program is a function (crossdock) => (input) => output.');
  let last: LinkedAnswer = ['THREW', 'The program has not been called.'];
  return (call) => {
    if (call) {
      begin();
      const [outputLimit, ...input] = call;
      last = answer(run as Run, input, outputLimit);
    }
    return last;
  };
}

function answer(run: Run, input: string[], outputLimit: number): LinkedAnswer {
  try {
    const output: unknown = run(...input);
    if (typeof output !== 'string') return ['THREW', `The program returned ${typeName(output)} where text is expected.`];
    if (output.length > outputLimit) return ['OUTPUT', `The program returned ${output.length} characters; ${outputLimit} are allowed.`];
    return [output];
  } catch (error) {
    const message = describe(error);
    return [message === refusedBuffer ? 'MEMORY' : 'THREW', message];
  }
}

/** What V8 says when isolated-vm refuses a buffer beyond the memory limit. */
const refusedBuffer = 'RangeError: Array buffer allocation failed';

function typeName(value: unknown): string {
  return value === null ? 'null' : typeof value === 'undefined' ? 'nothing' : `a value of type ${typeof value}`;
}

/** What was thrown, as text. It is the user's object: reading it may throw again. */
function describe(error: unknown): string {
  try {
    const text = error instanceof Error && error.name === 'Error' ? error.message : error;
    return String(text).slice(0, 2_000);
  } catch {
    return 'The program threw something that cannot be printed.';
  }
}
