import type { Flow } from '@crossdock/flows/document/flow';

/** A flow that comes with Crossdock, to start from. */
export type ReferenceFlow = { readonly id: string; readonly name: string; readonly purpose: string; readonly flow: Flow };
