import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { client, reply } from './client.ts';
import { identity } from './evaluation.ts';
import { queryKeys } from './query-keys.ts';
import type { StepPreview } from './shapes.ts';
import { useMay } from './use-may.ts';

/** A pure step to be tried on records; null while there is nothing to try. */
export type PureStep = {
  readonly node: { readonly type: string; readonly version: number; readonly config: Record<string, unknown>; readonly id?: string };
  /** Records by input port, the first port first. */
  readonly inputs: Readonly<Record<string, readonly unknown[]>>;
};

export type PureStepAnswer = {
  /** The newest answer there is; that of the step before while a changed one is under way. */
  readonly answer: StepPreview | undefined;
  readonly isFetching: boolean;
  /** The request was refused or did not come through. */
  readonly error: Error | null;
};

/**
 * Runs a pure step on the server as a run would. Waits until typing pauses, and breaks off what is no longer wanted.
 * @param step may be made anew at each render, as long as its lists of records are the same ones
 */
export function usePureStep(env: string, step: PureStep | null, pauseMs = 200): PureStepAnswer {
  const mayTry = useMay()('runs.test', env);
  const signature = step && signatureOf(step);
  const [settled] = useDebouncedValue(signature, pauseMs);
  const newest = useRef(step);
  newest.current = step;
  const { data, isFetching, error } = useQuery({
    queryKey: queryKeys.stepPreview(env, settled),
    queryFn: ({ signal }) => {
      const { node, inputs } = newest.current as PureStep;
      return reply<StepPreview>(
        client.POST('/api/steps/preview', { body: { env, node, inputs: inputs as Record<string, never[]> }, signal }),
      );
    },
    enabled: mayTry && settled !== null && settled === signature,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
    retry: false,
  });
  return { answer: step === null ? undefined : data, isFetching: isFetching || settled !== signature, error };
}

/** Equal for steps that give the same; records are told apart by the list that holds them. */
function signatureOf({ node, inputs }: PureStep): string {
  const lists = Object.entries(inputs).map(([port, records]) => `${port} ${identity(records)}`);
  return `${JSON.stringify(node)} ${lists.join()}`;
}
