import type { StatusLook } from '../kit/status.ts';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import type { CaseState } from './report-store.ts';

/** The state of a case as it is drawn. One that was changed since it ran is not run any more. */
export function caseLook(state: CaseState | undefined, isOld: boolean): StatusLook {
  if (state?.kind === 'running') return { word: texts.looks.running, icon: 'loader-2', family: 'info' };
  if (state?.kind === 'broken') return { word: texts.looks.broken, icon: 'alert-triangle', family: 'warn' };
  if (!state) return { word: texts.looks.open, icon: 'circle-dashed', family: 'idle' };
  if (isOld) return { word: texts.looks.stale, icon: 'circle-dashed', family: 'idle' };
  return state.report.passed
    ? { word: texts.looks.passed, icon: 'circle-check', family: 'good' }
    : { word: texts.looks.failed, icon: 'circle-x', family: 'bad' };
}

export type CaseFilter = 'all' | 'failed' | 'passed' | 'open';

/** In which list a case stands. */
export function groupOf(state: CaseState | undefined, isOld: boolean): Exclude<CaseFilter, 'all'> {
  if (state?.kind === 'broken') return 'failed';
  if (state?.kind !== 'ended' || isOld) return 'open';
  return state.report.passed ? 'passed' : 'failed';
}
