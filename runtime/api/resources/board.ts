import type { z } from 'zod';
import { route } from '../route.ts';
import { board } from '../shapes/board-shapes.ts';

/** The environments beside each other. */
export const boardRoutes = [
  route({
    method: 'GET',
    path: '/board',
    summary: 'Which version of each flow, lookup and contract is in which environment, how it fares, and what was changed by hand',
    permission: 'flows.read',
    reply: board,
    async handle({ services, session }) {
      const all = await services.board();
      // Who has roles for some channels only sees the flows of these.
      const flows = all.flows.filter(({ channel }) => session.may('flows.read', { channel }));
      const shown = new Set(flows.map(({ id }) => id));
      const drift = all.drift.filter(({ kind, name }) => kind !== 'flow' || shown.has(name));
      return { ...all, flows, drift } as z.input<typeof board>;
    },
  }),
];
