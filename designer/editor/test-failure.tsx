import { useState } from 'react';
import { reasonOf } from '../kit/error-note.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { useDocument } from '../state/editor-context.tsx';
import { dataTexts } from '../texts/data.ts';
import classes from './test-bar.module.css';
import { useGoToProblem } from './use-go-to-problem.ts';

const texts = dataTexts.samples;

/** Why a test did not start. An error of the draft is said as everywhere else, leads to its field, and is gone when it is mended. */
export function TestFailure({ error }: { error: Error }) {
  const goTo = useGoToProblem();
  const problem = useDocument((state) => state.problems.find(({ severity }) => severity === 'error'));
  const [wasOfDraft] = useState(problem !== undefined && error instanceof ApiFailure && error.code === 'FLOW_HAS_ERRORS');
  if (wasOfDraft && !problem) return null;
  return (
    <p className={classes.failure} role="alert">
      {wasOfDraft && problem ? (
        <>
          {texts.failed(`${problem.message} ${problem.remedy}`)}{' '}
          <button type="button" className={classes.show} onClick={() => goTo(problem)}>
            {texts.showProblem}
          </button>
        </>
      ) : (
        texts.failed(reasonOf(error))
      )}
    </p>
  );
}
