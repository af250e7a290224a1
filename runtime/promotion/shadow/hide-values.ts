import { redact, redacted } from '../../engine/view/redact.ts';
import type { ShadowDifference } from './compare-facts.ts';

/** Characters of JSON of a value that is kept; of a longer one its beginning. */
const longest = 600;

/** The difference as it may be kept: what the flows hide is hidden, and what is long is cut. */
export function kept({ from, to, ...difference }: ShadowDifference, names: ReadonlySet<string>): ShadowDifference {
  const isHidden = difference.path.some((step) => typeof step === 'string' && names.has(step.toLowerCase()));
  const shown = (value: unknown) => (isHidden ? redacted : short(redact(value, names)));
  return { ...difference, ...(from !== undefined && { from: shown(from) }), ...(to !== undefined && { to: shown(to) }) };
}

function short(value: unknown): unknown {
  const text = JSON.stringify(value) ?? 'null';
  return text.length <= longest ? value : `${text.slice(0, longest - 3)}...`;
}
