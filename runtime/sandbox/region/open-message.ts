import { NodeError } from '@crossdock/nodes/contract/errors';
import type { Evaluate } from '@crossdock/nodes/contract/expression';
import type { Item, Json } from '@crossdock/nodes/contract/item';
import { normaliseKey } from './normalise-key.ts';
import { emptyNotes, noItems, type Pass, partsOf } from './pass.ts';
import type { RegionProgram } from './program.ts';
import type { Extraction, Request } from './protocol.ts';
import { settle } from './settle-step.ts';

/** Lets the trigger read the message, and draws the intake's keys from its first item. */
export function openMessage(pass: Pass, request: Extract<Request, { from: 'message' }>): void {
  const { program } = pass;
  const index = program.nodes.findIndex((node) => node.kind === 'trigger');
  const trigger = program.nodes[index];
  if (!trigger) throw new NodeError('NO_TRIGGER', 'The flow has no trigger.');
  const started = program.elapsed();
  const open = partsOf(program, trigger).open;
  const bodies = open?.({ config: trigger.config, message: { text: pass.parts[0] ?? '', ...request.message } }) ?? [];
  const items = bodies.map((json, i): Item => ({ id: String(i), json }));
  if (request.extract) {
    pass.extraction = extract(program, items);
    // From here on the run is known by its correlation id, also to expressions, as it will be after a resume.
    if (pass.extraction.correlation !== null) pass.run = { ...pass.run, correlationId: pass.extraction.correlation };
    program.enter(pass.run, request.vars);
  }
  const port = trigger.outputs[0] ?? 'out';
  settle(pass, index, { in: items.length, emitted: { [port]: items }, failed: [], notes: emptyNotes, inputs: noItems, started });
}

function extract(program: RegionProgram, items: readonly Item[]): Extraction {
  const rules = program.extraction;
  const [first] = items;
  const text = (rule: Evaluate<Json> | undefined): string | null => {
    const value = rule && first ? rule(first) : undefined;
    return value === undefined || value === null || value === '' ? null : typeof value === 'string' ? value : JSON.stringify(value);
  };
  const keys = rules.keys.flatMap((rule): [string, string][] => {
    const value = text(rule.value);
    const key = value === null ? '' : normaliseKey(value, rule.normalise);
    return key === '' ? [] : [[rule.kind, key]];
  });
  return { dedupe: text(rules.dedupe), ordering: text(rules.ordering), correlation: text(rules.correlation), keys };
}
