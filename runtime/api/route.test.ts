import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { eventRoute, route } from './route.ts';

// These routes are checked by the compiler: each `@ts-expect-error` fails the type check when the guard it stands for is gone.

const get = { method: 'GET', path: '/things', summary: 'Things', handle: () => null } as const;
const query = z.object({ env: z.string() });

describe('a route', () => {
  test('without a permission does not compile', () => {
    // @ts-expect-error it says what its caller must be allowed to do
    route({ ...get });
    // @ts-expect-error there is no such permission
    route({ ...get, permission: 'things.read' });
    // @ts-expect-error a list of events is a route too
    eventRoute({ path: '/events', summary: 'Events', events: z.object({}), open: () => () => {} });
    route({ ...get, permission: 'public' });
    expect(true).toBe(true);
  });

  test('with a permission of an environment says in which one', () => {
    // @ts-expect-error it does not say what it is about
    route({ ...get, permission: 'runs.read', query });
    // @ts-expect-error a channel is not enough
    route({ ...get, permission: 'runs.read', query, about: () => ({ channel: 'Amazon' }) });
    // @ts-expect-error an environment that may be missing is none
    route({ ...get, permission: 'runs.read', query: query.partial(), about: (asked) => ({ env: asked.query.env }) });
    // @ts-expect-error so for a stream
    eventRoute({ path: '/events', summary: 'Events', permission: 'runs.read', events: z.object({}), open: () => () => {} });
    route({
      ...get,
      permission: 'runs.read',
      query,
      about({ query: given, params, body }) {
        expectTypeOf(given).toEqualTypeOf<{ env: string }>();
        expectTypeOf(params).toEqualTypeOf<undefined>();
        expectTypeOf(body).toEqualTypeOf<undefined>();
        return { env: given.env };
      },
    });
    expect(true).toBe(true);
  });

  test('with a permission of the installation has no environment, and may have a channel', () => {
    // @ts-expect-error what is public is about nothing
    route({ ...get, permission: 'public', about: () => ({}) });
    route({ ...get, permission: 'flows.read' });
    route({ ...get, permission: 'flows.read', about: async () => ({ channel: 'Amazon' }) });
    expect(true).toBe(true);
  });
});
