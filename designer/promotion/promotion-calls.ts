import { client } from '../server/client.ts';

type Options = { params?: { path?: Record<string, string>; query?: Record<string, unknown> }; body?: unknown };
type Call = <T>(path: string, options?: Options) => Promise<{ data?: T; error?: unknown; response: Response }>;

/** The routes of promotion, while the API document does not name them. */
export const calls = client as unknown as { GET: Call; POST: Call; PUT: Call; DELETE: Call };
