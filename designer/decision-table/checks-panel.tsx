import { Button } from '@mantine/core';
import { IconAlertTriangle, IconBulb, IconCircleCheck, IconCircleX, IconPlus } from '@tabler/icons-react';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import type { Finding } from './findings.ts';
import classes from './panel.module.css';

type Props = {
  findings: readonly Finding[];
  isChecking: boolean;
  isComplete: boolean;
  onShow: (row: number) => void;
  onClose: (when: readonly string[]) => void;
};

const shown = 60;
const icons = { error: IconCircleX, warning: IconAlertTriangle, hint: IconBulb };

/** What the table leaves open or contradicts, the worst first; a click leads to the row. */
export function ChecksPanel({ findings, isChecking, isComplete, onShow, onClose }: Props) {
  return (
    <div className={classes.pane} aria-busy={isChecking}>
      {isChecking && <p className={classes.quiet}>{texts.checking}</p>}
      {!isChecking && findings.length === 0 && (
        <p className={classes.fine}>
          <IconCircleCheck size={16} stroke={1.75} aria-hidden />
          {texts.noFindings}
        </p>
      )}
      <ul className={classes.findings}>
        {findings.slice(0, shown).map((finding) => {
          const Icon = icons[finding.severity];
          const [row] = finding.rows;
          return (
            <li key={finding.key} className={classes.finding} data-severity={finding.severity}>
              <Icon size={14} stroke={1.75} aria-hidden />
              {row === undefined ? (
                <span className={classes.findingText}>{finding.sentence}</span>
              ) : (
                <button type="button" className={classes.findingLink} onClick={() => onShow(row)}>
                  {finding.sentence}
                </button>
              )}
              {finding.closes && (
                <Button
                  size="xs"
                  variant="subtle"
                  leftSection={<IconPlus size={14} stroke={1.75} />}
                  onClick={() => onClose(finding.closes ?? [])}
                >
                  {texts.closeGap}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {findings.length > shown && <p className={classes.quiet}>{texts.moreFindings(findings.length - shown)}</p>}
      {!isComplete && <p className={classes.quiet}>{texts.notComplete}</p>}
    </div>
  );
}
