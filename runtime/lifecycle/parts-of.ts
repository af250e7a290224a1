import type { Configuration } from './configuration.ts';

type Part = { readonly kind: 'flow' | 'lookup' | 'variable' | 'connection'; readonly name: string };

/** A flow with all that it reads in its environment. */
export function partsOf(flow: string, configuration: Configuration | null): readonly Part[] {
  const { variables = {}, lookups = {}, connections = [] } = configuration ?? {};
  return [
    { kind: 'flow', name: flow },
    ...Object.keys(lookups).map((name) => ({ kind: 'lookup' as const, name })),
    ...Object.keys(variables).map((name) => ({ kind: 'variable' as const, name })),
    ...connections.map((name) => ({ kind: 'connection' as const, name })),
  ];
}
