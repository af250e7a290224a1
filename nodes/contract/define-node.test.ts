import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { type CallInput, defineEffect, definePure, defineTrigger, type EffectNode, type PureInput } from './define-node.ts';
import { type Evaluate, expression } from './expression.ts';
import type { Json } from './item.ts';

// These definitions are checked by the compiler: each `@ts-expect-error` fails the type check when the guard it stands for is gone.

const common = {
  type: 'test.node',
  version: 1,
  title: 'Test',
  summary: 'A test',
  help: '',
  icon: 'box',
  tile: 'transform',
  section: 'Transform',
  caption: '',
  examples: [],
} as const;
const config = z.strictObject({ title: expression(z.string(), { title: 'Title' }), count: z.number().default(1) });
type Config = z.output<typeof config>;
const ports = { inputs: [{ name: 'in' }], outputs: [{ name: 'out' }] };

describe('a definition', () => {
  test('gives run its expressions as functions and its literals as they are', () => {
    const node = definePure({
      ...common,
      config,
      ports,
      scope: 'item',
      setup: ({ count }) => ({ twice: count * 2 }),
      run: ({ config: given, state, items }) => {
        expectTypeOf(given.title).toEqualTypeOf<Evaluate<string>>();
        expectTypeOf(given.count).toEqualTypeOf<number>();
        expectTypeOf(state).toEqualTypeOf<{ twice: number }>();
        // @ts-expect-error an expression is a function, not a text
        given.title.toUpperCase;
        // @ts-expect-error there is no such setting
        given.other;
        return { out: items };
      },
    });
    expect(Object.isFrozen(node)).toBe(true);
    expectTypeOf<PureInput<Config>['config']['title']>().returns.toEqualTypeOf<string>();
  });

  test('cannot do without what a node needs', () => {
    // @ts-expect-error a pure node has no `run` of another shape
    definePure({ ...common, config, ports, scope: 'item', run: () => 'text' });
    // @ts-expect-error a pure node says whether its items belong together
    definePure({ ...common, config, ports, run: () => ({}) });
    // @ts-expect-error the palette has no such section
    definePure({ ...common, section: 'Misc', config, ports, scope: 'item', run: () => ({}) });
    // @ts-expect-error a run that wants another configuration does not fit
    definePure({ ...common, config, ports, scope: 'item', run: (input: PureInput<{ other: string }>) => ({ out: input.items }) });
    // @ts-expect-error a trigger says how it hears of messages
    defineTrigger({ ...common, config, ports, open: () => [] });
    expect(true).toBe(true);
  });

  test('gets only the capabilities it names', () => {
    expectTypeOf<EffectNode['needs']>().toEqualTypeOf<readonly ['http']>();
    expectTypeOf<PureInput<Config>>().not.toHaveProperty('http');
    const effect = {
      ...common,
      config,
      ports,
      kind: 'effect' as const,
      system: 'erp',
      idempotency: { key: { lifetimeHours: 24 } } as const,
      prepare: () => ({ method: 'POST' as const, path: '/' }),
      complete: () => ({ out: [] as Json[] }),
    };
    const call = async ({ http, request, config: literal }: CallInput<Config>) => {
      // @ts-expect-error there is no capability for files
      http.readFile;
      expectTypeOf(literal.count).toEqualTypeOf<number>();
      return http.send(request);
    };
    // @ts-expect-error what is not listed is not given
    defineEffect({ ...effect, needs: ['files'], call });
    // @ts-expect-error an effect says how an unknown outcome is settled
    defineEffect({ ...effect, needs: ['http'], call, idempotency: undefined });
    const node = defineEffect({
      ...effect,
      needs: ['http'],
      call,
      prepare: ({ config: resolved }) => {
        expectTypeOf(resolved.title).toEqualTypeOf<string>();
        return { method: 'POST', path: '/' };
      },
    });
    expect(node.kind).toBe('effect');
  });
});
