import type { Coverage } from '@crossdock/flows/mapping/coverage';
import { type Suggestion, type SuggestRequest, suggestInSteps } from '@crossdock/flows/mapping/suggest';
import { useEffect, useMemo, useState } from 'react';

/** Edits rest so long before suggestions are made anew, and one piece of the work takes at most so long; milliseconds. */
const rest = 60;
const slice = 8;
const none: readonly Suggestion[] = [];

/** What could fill the open fields; made in pieces, so that typing and scrolling go on while thousands of fields are compared. */
export function useSuggestions({ source, target, fields, samples }: SuggestRequest, coverage: Coverage): readonly Suggestion[] {
  const [found, setFound] = useState(none);
  useEffect(() => {
    const steps = suggestInSteps({ source, target, fields, samples });
    const work = () => {
      const end = performance.now() + slice;
      while (performance.now() < end) {
        const step = steps.next();
        if (step.done) return setFound(step.value);
      }
      timer = setTimeout(work);
    };
    let timer = setTimeout(work, rest);
    return () => clearTimeout(timer);
  }, [source, target, fields, samples]);
  // What has been mapped since is no suggestion any more.
  return useMemo(
    () =>
      found.filter(({ target: { path } }) => {
        const state = coverage.states.get(path);
        return state === 'open' || state === 'needed';
      }),
    [found, coverage],
  );
}
