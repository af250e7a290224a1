import { useState } from 'react';
import type { RunDetail } from '../server/shapes.ts';
import { firstStepOfInterest } from './run-words.ts';

/**
 * The step that is shown: the one worth seeing when the run is opened, then whatever a person chooses. It does not move by itself while the run goes on.
 * @param asked the step that the address names
 */
export function useSelectedStep(run: RunDetail, asked: string | null = null): [string | null, (nodeId: string) => void] {
  const [chosen, setChosen] = useState(() => run.steps.find((step) => step.nodeId === asked)?.nodeId ?? firstStepOfInterest(run));
  return [chosen ?? firstStepOfInterest(run), setChosen];
}
