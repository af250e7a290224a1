import type { Flow } from '@crossdock/flows/document/flow';
import type { z } from 'zod';
import { Refusal } from '../api/refusal.ts';
import type { pin } from '../api/shapes/rehearsal-shapes.ts';
import type { Audit } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { CollectionSchema, Store } from '../store/store.ts';
import type { Records } from './given-records.run.ts';
import type { Pins } from './test-flows.ts';

export type Pin = z.output<typeof pin>;

/** Records that stand for what steps of a draft give, in test runs. Kept beside the draft: no version and no export has them. */
export type PinBook = {
  /** Of the steps that the draft has. */
  list(flow: Flow): Promise<readonly Pin[]>;
  put(flow: Flow, nodeId: string, outputs: Records, by: string): Promise<Pin>;
  /** False: nothing was pinned. */
  remove(flowId: string, nodeId: string, by: string): Promise<boolean>;
  removeAll(flowId: string): Promise<void>;
  /** For a test run. */
  of(flow: Flow): Promise<Pins>;
};

type PinDocument = {
  /** `flow/node` */
  readonly id: string;
  readonly flow: string;
  readonly node: string;
  readonly at: number;
  readonly by: string;
  readonly bytes: number;
  /** Records by port, JSON. */
  readonly outputs: string;
};

const pinSchema: CollectionSchema<PinDocument> = {
  name: 'pins',
  fields: { flow: 'text', node: 'text', at: 'number', by: 'text', bytes: 'number', outputs: 'body' },
  indexes: [{ fields: ['flow'] }],
};

/** Bytes of the records pinned to one step. */
const byteLimit = 512 * 1024;
/** Pinned steps of one flow. */
const countLimit = 100;

export function createPinBook({ store, clock, audit }: { readonly store: Store; readonly clock: Clock; readonly audit: Audit }): PinBook {
  const pins = store.collection(pinSchema);

  async function kept(flow: Flow): Promise<readonly PinDocument[]> {
    const page = await pins.find({ where: { flow: flow.id }, limit: 1000 });
    const ids = new Set(flow.nodes.map(({ id }) => id));
    return page.items.filter(({ node }) => ids.has(node));
  }

  return {
    list: async (flow) => (await kept(flow)).map(shown),
    async put(flow, node, outputs, by) {
      if (!flow.nodes.some(({ id }) => id === node)) throw noSuchStep(flow.id, node);
      const text = JSON.stringify(outputs);
      const bytes = Buffer.byteLength(text);
      if (bytes > byteLimit) {
        throw new Refusal(
          'INVALID_REQUEST',
          `These records have ${Math.ceil(bytes / 1024)} KB; 512 KB can be pinned to a step. Pin fewer.`,
          [{ path: 'body.outputs', message: `has ${bytes} bytes; at most ${byteLimit}` }],
        );
      }
      const others = (await kept(flow)).filter((other) => other.node !== node);
      if (others.length >= countLimit)
        throw new Refusal('INVALID_REQUEST', `${countLimit} steps of this flow have pinned records already. Unpin one first.`);
      const document: PinDocument = { id: `${flow.id}/${node}`, flow: flow.id, node, at: clock.now(), by, bytes, outputs: text };
      await pins.upsert(document);
      await audit.record({ by, act: 'flow.pinned', subject: flow.id, details: { node, bytes } });
      return shown(document);
    },
    async remove(flowId, node, by) {
      const isGone = await pins.remove(`${flowId}/${node}`);
      if (isGone) await audit.record({ by, act: 'flow.unpinned', subject: flowId, details: { node } });
      return isGone;
    },
    async removeAll(flowId) {
      await pins.removeWhere({ flow: flowId });
    },
    of: async (flow) => new Map((await kept(flow)).map(({ node, outputs }) => [node, JSON.parse(outputs) as Records])),
  };
}

export function noSuchStep(flowId: string, nodeId: string): Refusal {
  return new Refusal('NO_SUCH_STEP', `The flow "${flowId}" has no step "${nodeId}". Reload the flow: it may have been removed meanwhile.`);
}

function shown({ node, outputs, by, at, bytes }: PinDocument): Pin {
  return { nodeId: node, outputs: JSON.parse(outputs) as Records as Pin['outputs'], by, at: new Date(at).toISOString(), bytes };
}
