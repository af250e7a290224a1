import type { Pin, ShownItem } from '../server/shapes.ts';
import { dataTexts } from '../texts/data.ts';

type Outputs = Pin['outputs'];
type Pinnable = { readonly ok: true; readonly outputs: Outputs } | { readonly ok: false; readonly reason: string };

const bytesAtMost = 512 * 1024;

/** The output of a run as it would be pinned, or why it cannot be. */
export function pinnable(output: Readonly<Record<string, readonly ShownItem[]>> | null): Pinnable {
  const ports = Object.entries(output ?? {}).filter(([, items]) => items.length > 0);
  if (ports.length === 0) return { ok: false, reason: dataTexts.pin.nothing };
  if (ports.some(([, items]) => items.some((item) => item.isCut))) return { ok: false, reason: dataTexts.pin.cutItem };
  return withinLimit(Object.fromEntries(ports.map(([port, items]) => [port, items.map((item) => item.json)])) as Outputs);
}

/** What a person wrote as pinned data: an object with a list for each port that the step has; a single record stands for a list of one. */
export function pinOf(text: string, ports: readonly string[]): Pinnable {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    return { ok: false, reason: dataTexts.pin.notJson((error as Error).message) };
  }
  if (Array.isArray(given)) given = { [ports[0] ?? 'out']: given };
  if (given === null || typeof given !== 'object') return { ok: false, reason: dataTexts.pin.notPorts(ports.join(', ')) };
  const entries = Object.entries(given as Record<string, unknown>);
  const unknown = entries.find(([port]) => !ports.includes(port));
  if (unknown) return { ok: false, reason: dataTexts.pin.unknownPort(unknown[0], ports.join(', ')) };
  if (entries.some(([, items]) => !Array.isArray(items))) return { ok: false, reason: dataTexts.pin.notPorts(ports.join(', ')) };
  return withinLimit(given as Outputs);
}

function withinLimit(outputs: Outputs): Pinnable {
  const bytes = new TextEncoder().encode(JSON.stringify(outputs)).length;
  return bytes > bytesAtMost ? { ok: false, reason: dataTexts.pin.tooLarge } : { ok: true, outputs };
}
