import type { Problem } from '@crossdock/flows/document/flow';
import { Button, Popover } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { severityLooks } from '../kit/status.ts';
import { useDocument } from '../state/editor-context.tsx';
import { editorTexts } from '../texts/editor.ts';
import classes from './problems.module.css';
import { useGoToProblem } from './use-go-to-problem.ts';

/** How many problems the draft has; opens their list, worst first. A click leads to the field. */
export function ProblemsButton() {
  const problems = useDocument((state) => state.problems);
  const [isOpen, setIsOpen] = useState(false);
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const warnings = problems.filter((problem) => problem.severity === 'warning').length;
  const worst = errors > 0 ? 'error' : warnings > 0 ? 'warning' : 'hint';
  if (problems.length === 0) {
    return (
      <span className={classes.none}>
        <IconCircleCheck size={14} stroke={1.75} aria-hidden />
        {editorTexts.noProblems}
      </span>
    );
  }
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={440} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          className={classes.button ?? ''}
          data-severity={worst}
          leftSection={<Glyph name={severityLooks[worst].icon} size={14} />}
          onClick={() => setIsOpen(!isOpen)}
          aria-expanded={isOpen}
        >
          {errors > 0 ? countOf(errors, 'error') : warnings > 0 ? countOf(warnings, 'warning') : countOf(problems.length, 'hint')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''}>
        <ProblemList problems={problems} onLeave={() => setIsOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

const rank = { error: 0, warning: 1, hint: 2 };

/** Problems of the draft, worst first. */
export function ProblemList({ problems, onLeave }: { problems: readonly Problem[]; onLeave: () => void }) {
  const goTo = useGoToProblem();
  const names = useDocument((state) => state.flow.nodes);
  return (
    <ul className={classes.list}>
      {problems
        .toSorted((a, b) => rank[a.severity] - rank[b.severity])
        .map((problem) => {
          const look = severityLooks[problem.severity];
          return (
            <li key={`${problem.nodeId} ${problem.field} ${problem.code} ${problem.message}`}>
              <button
                type="button"
                className={classes.row}
                onClick={() => {
                  onLeave();
                  goTo(problem);
                }}
              >
                <span className={classes.icon} data-severity={problem.severity}>
                  <Glyph name={look.icon} />
                </span>
                <span className={classes.texts}>
                  <span className={classes.where}>{names.find((node) => node.id === problem.nodeId)?.name ?? 'The flow'}</span>
                  <span>{problem.message}</span>
                  <span className={classes.remedy}>{problem.remedy}</span>
                </span>
              </button>
            </li>
          );
        })}
    </ul>
  );
}
