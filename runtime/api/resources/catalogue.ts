import { z } from 'zod';
import { route } from '../route.ts';
import { nodeDescriptor } from '../shapes/node-shapes.ts';

/** What flows are made of. */
export const catalogueRoutes = [
  route({
    method: 'GET',
    path: '/node-types',
    summary: 'All node types, with the schema of their configuration',
    permission: 'flows.read',
    reply: z.object({ items: z.array(nodeDescriptor) }),
    handle: ({ services }) => ({ items: services.nodeTypes as z.input<typeof nodeDescriptor>[] }),
  }),
];
