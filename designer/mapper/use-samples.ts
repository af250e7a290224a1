import { useMemo, useRef } from 'react';
import { useSample } from '../editor/use-test-run.ts';
import { useNodeData } from '../inspector/use-node-data.ts';
import { useFlowSamples, useStepHistory } from '../server/queries.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { receivedRecords } from '../test-cases/received-records.ts';
import { mapperTexts as texts } from '../texts/mapper.ts';

/** A record the mapping is tried on. */
export type MapSample = {
  readonly id: string;
  readonly label: string;
  readonly from: 'input' | 'message' | 'history';
  readonly json: unknown;
};

export type MapSamples = {
  /** What came in last, then samples of the flow and past records that look like it. */
  readonly all: readonly MapSample[];
  /** The records come as the trigger gets them; steps between may change them. */
  readonly isAsReceived: boolean;
  readonly isLoading: boolean;
};

/** Past records that are taken. */
const pastAtMost = 200;

/** Every record this step can be tried on; the likeliest first. */
export function useSamples(nodeId: string): MapSamples {
  const { flowId, env, catalog } = useEditor();
  const nodes = useDocument((state) => state.flow.nodes);
  const received = nodes.find((node) => catalog.get(node.type, node.version)?.kind === 'trigger')?.config;
  const data = useNodeData(nodeId);
  const messages = useFlowSamples(flowId);
  const history = useStepHistory(flowId, nodeId, { env, limit: pastAtMost });
  const preferred = useSample();
  const arrived = Object.values(data.input)
    .flat()
    .filter((item) => !item.isCut)
    .map(
      (item, index): MapSample => ({
        id: `input ${index}`,
        label: item.key ?? texts.source.record(index + 1),
        from: 'input',
        json: item.json,
      }),
    );
  // The same records may come in new objects; what is made of them must not be made again.
  const kept = useRef(arrived);
  if (!isSame(kept.current, arrived)) kept.current = arrived;
  const input = kept.current;
  return useMemo(() => {
    // The one in use below the canvas comes first.
    const messagesOf = messages.data ?? [];
    // The examples of a trigger stand in only as long as the flow has nothing of its own.
    const own = messagesOf.filter(({ source }) => source !== 'example');
    const given = (own.length > 0 ? own : messagesOf).toSorted((a, b) => Number(b.id === preferred?.id) - Number(a.id === preferred?.id));
    const bodies = given.flatMap(({ id, name, message }) => {
      const records = receivedRecords(message, received ?? {}).filter((json) => json !== null);
      return records.map((json, index): MapSample => {
        const [place, label] = records.length === 1 ? ['', name] : [` ${index}`, texts.source.entry(name, index + 1)];
        return { id: `message ${id}${place}`, label, from: 'message', json };
      });
    });
    const past = (history.data?.items ?? []).map(
      (item): MapSample => ({ id: `run ${item.runId} ${item.itemId}`, label: item.title, from: 'history', json: item.json }),
    );
    const known = [...input, ...past];
    const shape = known[0]?.json;
    const alike = shape === undefined ? bodies : bodies.filter(({ json }) => isAlike(json, shape));
    return {
      all: distinct([...input, ...alike, ...past]),
      isAsReceived: known.length === 0 && bodies.length > 0,
      isLoading: data.isLoading || messages.isPending,
    };
  }, [input, data.isLoading, messages.data, messages.isPending, history.data, preferred, received]);
}

function isSame(a: readonly MapSample[], b: readonly MapSample[]): boolean {
  return (
    a.length === b.length &&
    a.every((sample, index) => {
      const other = b[index];
      return sample.label === other?.label && (sample.json === other.json || JSON.stringify(sample.json) === JSON.stringify(other.json));
    })
  );
}

/** Records of one kind have most of their names in common. */
function isAlike(a: unknown, b: unknown): boolean {
  const [first, second] = [namesOf(a), namesOf(b)];
  const common = first.filter((name) => second.includes(name)).length;
  return common > 0 && common >= Math.min(first.length, second.length) * 0.6;
}

function namesOf(value: unknown): string[] {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.keys(value) : [];
}

/** The same record comes by several ways: as the last input and as the sample it was run with. */
function distinct(samples: readonly MapSample[]): MapSample[] {
  const seen = new Set<string>();
  return samples.filter(({ json }) => {
    const text = JSON.stringify(json);
    const isNew = !seen.has(text);
    seen.add(text);
    return isNew;
  });
}
