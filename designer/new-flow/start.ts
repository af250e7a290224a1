import type { Flow } from '@crossdock/flows/document/flow';
import { readFlow } from '@crossdock/flows/document/read-flow';
import { flowFromDocument } from './flow-from-document.ts';
import type { NewFlow } from './use-create-flow.ts';

/** What a person chose to start from. */
export type Start =
  | { readonly kind: 'guided' | 'blank' }
  | { readonly kind: 'document' | 'file'; readonly text: string }
  | { readonly kind: 'sample'; readonly id: string };

/** The path of the webhook that a name suggests: `Shop orders` receives at `shop-orders`. */
export function webhookPath(name: string): string {
  const path = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return path.slice(0, 60) || 'messages';
}

/** What is asked of the server; null while something is missing. */
export function requestOf(start: Start, name: string): NewFlow['from'] | null {
  switch (start.kind) {
    case 'guided':
    case 'blank':
      return 'blank';
    case 'sample':
      return { sample: start.id };
    case 'document': {
      const made = flowFromDocument(start.text, webhookPath(name));
      return made.kind === 'ready' ? { flow: { format: 1, name, ...made.flow } } : null;
    }
    case 'file': {
      const read = readFlow(start.text);
      return read.ok ? { flow: renamed(read.flow, name) } : null;
    }
  }
}

/** A copy under another name gets an id of its own; under its own name it keeps what it is known by. */
function renamed(flow: Flow, name: string): unknown {
  return flow.name === name ? flow : { ...flow, id: undefined, name };
}
