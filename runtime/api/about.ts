import { firstOf } from '../environments/first-of.ts';
import type { Services } from './services.ts';

type Asked<P = unknown, Q = unknown, B = unknown> = {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly services: Services;
};

// What requests are about, for the routes. Where something does not exist, the answer is one that only a role for everything covers: its handler says so.

/** The flow of the path. */
export async function flowOfPath({ params, services }: Asked<{ readonly id: string }>): Promise<{ channel: string | null }> {
  return { channel: await services.flows.channelOf(params.id) };
}

/** The flow of the path, in the environment of the query. */
export async function flowInQueried({ params, query, services }: Asked<{ readonly id: string }, { readonly env: string }>) {
  return { env: query.env, channel: await services.flows.channelOf(params.id) };
}

/** The flow of the path, in the environment of the body. */
export async function flowInGiven({ params, body, services }: Asked<{ readonly id: string }, unknown, { readonly env: string }>) {
  return { env: body.env, channel: await services.flows.channelOf(params.id) };
}

/** The flow of the path, in the first environment: what is tried on a draft. */
export async function flowInFirst({ params, services }: Asked<{ readonly id: string }>) {
  return { env: firstOf(services.environments).name, channel: await services.flows.channelOf(params.id) };
}

/** The run of the path: where it ran. */
export function runOfPath({ params, services }: Asked<{ readonly id: string }>) {
  return services.runs.place(params.id);
}

/** The environment of the path, for what all its channels share. */
export function envOfPath({ params }: { readonly params: { readonly env: string } }): { env: string } {
  return { env: params.env };
}

/** The environment of the query. */
export function envOfQuery({ query }: { readonly query: { readonly env: string } }): { env: string } {
  return { env: query.env };
}

/** The environment of the body. */
export function envOfBody({ body }: { readonly body: { readonly env: string } }): { env: string } {
  return { env: body.env };
}

/** What lists of flows' affairs show. */
export const entryOfFlow = (entry: { readonly flow: string }) => ({ flow: entry.flow });
