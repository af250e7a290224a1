import { vi } from 'vitest';
import { type Exploration, explore, type Model, type Options, type Sampling, sample } from './explore.ts';

/** `TEST_PROTOCOLS=long`: larger models; `told`: results and counterexamples are printed, as they are with `long`. */
export const isLong = process.env.TEST_PROTOCOLS === 'long';
const isTold = isLong || process.env.TEST_PROTOCOLS === 'told';

vi.setConfig({ testTimeout: isLong ? 3_600_000 : 180_000 });

/** Resolves when the model holds under every schedule; rejects with the steps that break it. */
export async function holds(model: Model, options?: Options): Promise<Exploration> {
  const exploration = await explore(model, options);
  if (exploration.broken) throw new Error(inWords(exploration));
  if (!exploration.isComplete)
    throw new Error(`${model.name}: ${exploration.schedules} schedules were not all of them. Make the model smaller or raise the limit.`);
  if (isTold) console.info(inWords(exploration));
  return exploration;
}

/** Resolves when a large model holds under schedules drawn at random; `TEST_PROTOCOLS=long` draws a hundred times as many. */
export async function holdsInSamples(model: Model, { schedules, ...sampling }: Sampling): Promise<void> {
  const seed = Number(process.env.TEST_SEED ?? 1);
  const exploration = await sample(model, { seed, ...sampling, schedules: isLong ? schedules * 100 : schedules });
  if (exploration.broken) throw new Error(`${inWords(exploration)}\nseed ${seed}`);
  if (isTold) console.info(inWords(exploration));
}

/** Resolves to what a wrong protocol breaks; rejects when the explorer finds nothing. */
export async function breaks(model: Model, options?: Options): Promise<string> {
  const exploration = await explore(model, options);
  if (!exploration.broken) throw new Error(`${inWords(exploration)}\nThis protocol is wrong and should have been found out.`);
  if (isTold) console.info(inWords(exploration));
  return exploration.broken.why;
}

/** The result in a line, and the steps of a counterexample one below the other. */
export function inWords({ name, broken, schedules, states, steps, ms }: Exploration): string {
  const size = `${schedules} schedules, ${states} states, ${steps} steps, ${ms} ms`;
  if (!broken) return `holds: ${name} (${size})`;
  const lines = broken.trace.map((line, index) => `${String(index + 1).padStart(4)}. ${line}`);
  return [`BROKEN: ${name} (${size})`, ...lines, `      ${broken.why}`].join('\n');
}
