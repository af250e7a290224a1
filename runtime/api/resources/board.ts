import type { z } from 'zod';
import { route } from '../route.ts';
import { seenBoard } from '../seen-board.ts';
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
      return seenBoard(await services.board(), session.may) as z.input<typeof board>;
    },
  }),
];
