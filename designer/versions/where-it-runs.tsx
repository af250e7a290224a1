import { Popover, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { EnvChip } from '../kit/env-chip.tsx';
import { useFlowVersion } from '../server/queries.ts';
import { useSignedIn } from '../server/session.ts';
import type { FlowDraft } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import { flowDiff } from './flow-diff.ts';
import { versionsPath } from './version-address.ts';
import classes from './where-it-runs.module.css';

/** What runs where, always in sight, and how far the draft is from it. */
export function WhereItRuns({ draft }: { draft: FlowDraft }) {
  const { environments } = useSignedIn();
  const changes = useDocument((state) => state.changes);
  const [isOpen, setIsOpen] = useState(false);
  const live = environments.flatMap(({ name, class: kind }) => {
    const version = draft.deployments[name];
    return version === undefined ? [] : [{ name, kind, version }];
  });
  const sentence = versionsTexts.whereSentence(
    live.map(({ name, version }) => versionsTexts.liveLine(name, version)),
    changes,
    draft.latestVersion,
  );
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="bottom-end" width={440} trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.where ?? ''} aria-expanded={isOpen} title={sentence} onClick={() => setIsOpen(!isOpen)}>
          <span className="visually-hidden">{sentence}</span>
          <span className={classes.live} aria-hidden>
            {live.length === 0 && versionsTexts.nowhere}
            {live.map(({ name, kind, version }) => (
              <span key={name} className={classes.one}>
                <EnvChip name={name} kind={kind} size="sm" />
                <span className="mono">{versionsTexts.version(version)}</span>
              </span>
            ))}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ''}>
        {live.length === 0 && <p className={classes.nothing}>{versionsTexts.nowhereHelp}</p>}
        {isOpen && live.map((each) => <LiveLine key={each.name} {...each} onLeave={() => setIsOpen(false)} />)}
      </Popover.Dropdown>
    </Popover>
  );
}

type LineProps = { name: string; kind: Parameters<typeof EnvChip>[0]['kind']; version: number; onLeave: () => void };

function LiveLine({ name, kind, version, onLeave }: LineProps) {
  const { flowId } = useEditor();
  const draft = useDocument((state) => state.flow);
  const live = useFlowVersion(flowId, version);
  const count = useMemo(() => (live.data ? flowDiff(live.data.flow, draft).changes.length : null), [live.data, draft]);
  return (
    <div className={classes.line}>
      <EnvChip name={name} kind={kind} size="sm" />
      <b className="mono">{versionsTexts.version(version)}</b>
      <span className={classes.fact}>{count !== null && versionsTexts.draftAgainst(count, version)}</span>
      <Link href={versionsPath(flowId, { version: 'draft', against: version })} onClick={onLeave}>
        {versionsTexts.compare}
      </Link>
      <Link href={`/flows/${flowId}/versions?${new URLSearchParams({ env: name })}`} onClick={onLeave}>
        {versionsTexts.deployments}
      </Link>
    </div>
  );
}
