import { definePure, defineTrigger, type NodeDefinition } from '@crossdock/nodes/contract/define-node';
import { z } from 'zod';
import { open, run } from './given-records.run.ts';

/** What stands in a test in place of a step: no palette shows it, no document that people write names it. */
const hidden = {
  version: 1,
  summary: 'Stands for a step in a test',
  help: '',
  icon: 'pin',
  section: 'Transform',
  caption: '',
  examples: [],
} as const;
const config = z.strictObject({
  ports: z.array(z.strictObject({ name: z.string() })).default([]),
  /** By port; without them the message is taken. */
  records: z.record(z.string(), z.unknown()).optional(),
  /** Of a step that was replaced: what it is in the draft. */
  standsFor: z.strictObject({ type: z.string(), version: z.int(), config: z.record(z.string(), z.unknown()) }).optional(),
});

/** Takes a JSON message as one record; pinned records go before it. */
export const givenMessageType = 'internal.message';
const givenMessage = defineTrigger({
  ...hidden,
  type: givenMessageType,
  title: 'Given records',
  tile: 'outside',
  config,
  ports: { inputs: [], outputs: [{ name: 'out' }] },
  binding: () => ({ kind: 'manual' }),
  open: open as never,
});

/** Emits records by port. */
export const givenRecordsType = 'internal.records';
const givenRecords = definePure({
  ...hidden,
  type: givenRecordsType,
  title: 'Given records',
  tile: 'transform',
  config,
  ports: { inputs: [{ name: 'in' }], outputs: { from: 'ports', name: 'name' } },
  scope: 'all',
  needsNoInput: true,
  run: run as never,
});

/** A pinned step is of the type `pinned.` and its own. */
export const pinnedPrefix = 'pinned.';

type Library = {
  definitionOf(type: string, version: number): NodeDefinition | undefined;
  upgradeConfig(type: string, fromVersion: number, config: Record<string, unknown>): Record<string, unknown>;
};

/** The definitions of tests in front of those of the library. */
export function withGivenRecords(library: Library): Library {
  return {
    definitionOf(type, version) {
      if (type === givenMessageType) return givenMessage;
      if (type === givenRecordsType) return givenRecords;
      if (!type.startsWith(pinnedPrefix)) return library.definitionOf(type, version);
      const original = library.definitionOf(type.slice(pinnedPrefix.length), version);
      if (original?.kind === 'trigger') return givenMessage;
      return original && { ...givenRecords, ports: { ...givenRecords.ports, inputs: original.ports.inputs } };
    },
    upgradeConfig: (type, from, config) => (type.startsWith(pinnedPrefix) ? config : library.upgradeConfig(type, from, config)),
  };
}
