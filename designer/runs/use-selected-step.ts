import { useState } from 'react';
import type { RunDetail } from '../server/shapes.ts';
import { firstStepOfInterest } from './run-words.ts';

/** The step that is shown: the one worth seeing when the run is opened, then whatever a person chooses. It does not move by itself while the run goes on. */
export function useSelectedStep(run: RunDetail): [string | null, (nodeId: string) => void] {
  const [chosen, setChosen] = useState(() => firstStepOfInterest(run));
  return [chosen ?? firstStepOfInterest(run), setChosen];
}
