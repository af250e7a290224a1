import { SegmentedControl } from '@mantine/core';
import { memo } from 'react';
import { decisionTableTexts as texts } from '../texts/decision-table.ts';
import { ChecksPanel } from './checks-panel.tsx';
import type { Finding } from './findings.ts';
import { ImpactPanel } from './impact-panel.tsx';
import { SamplesPanel } from './samples-panel.tsx';
import classes from './screen.module.css';
import type { Past } from './use-past.ts';
import type { Samples } from './use-samples.ts';
import type { TableModel } from './use-table.ts';

export type PanelTab = 'samples' | 'checks' | 'past';
export type PanelActs = {
  readonly setTab: (tab: PanelTab) => void;
  /** Explains a row, from 0. */
  readonly why: (row: number) => void;
  readonly showRow: (row: number) => void;
  readonly closeGap: (when: readonly string[]) => void;
  readonly showRecord: (record: number) => void;
  readonly runTest: () => void;
};

type Props = {
  model: TableModel;
  tab: PanelTab;
  samples: Samples;
  past: Past;
  findings: readonly Finding[];
  isChecking: boolean;
  isComplete: boolean;
  whyRow: number | null;
  canTest: boolean;
  acts: PanelActs;
};

/** Beside the table: samples and why their row fires, what the checks found, what a change does to past records. */
export const SidePanel = memo(function SidePanel({
  model,
  tab,
  samples,
  past,
  findings,
  isChecking,
  isComplete,
  whyRow,
  canTest,
  acts,
}: Props) {
  const checks = findings.filter(({ severity }) => severity !== 'hint').length;
  return (
    <aside className={classes.panel} aria-label={texts.panel}>
      <SegmentedControl
        fullWidth
        value={tab}
        onChange={(next) => acts.setTab(next as PanelTab)}
        data={[
          { value: 'samples', label: texts.samples },
          { value: 'checks', label: checks === 0 ? texts.findings : `${texts.findings} ${checks}` },
          {
            value: 'past',
            label: past.changed && past.changed.length > 0 ? texts.impactTab(past.changed.length) : texts.impactTabQuiet,
          },
        ]}
      />
      {tab === 'samples' && (
        <SamplesPanel model={model} samples={samples} whyRow={whyRow} onWhy={acts.why} onRunTest={canTest ? acts.runTest : null} />
      )}
      {tab === 'checks' && (
        <ChecksPanel findings={findings} isChecking={isChecking} isComplete={isComplete} onShow={acts.showRow} onClose={acts.closeGap} />
      )}
      {tab === 'past' && <ImpactPanel past={past} onShow={acts.showRecord} />}
    </aside>
  );
});
