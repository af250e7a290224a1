import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { FailureNote } from '../../kit/error-note.tsx';
import { formatDay } from '../../kit/format.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import type { Promotion } from '../../server/shapes.ts';
import { useMay } from '../../server/use-may.ts';
import { chooseEnvironment } from '../../shell/environment.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { gateLooks } from '../promotion-looks.ts';
import type { Gate } from '../shapes.ts';
import { gateLinkWords } from './gate-link.ts';
import classes from './gates.module.css';
import { keepRequest, requestCalls } from './request-calls.ts';
import shared from './request-pane.module.css';
import { nextAct, shownGates, stopping } from './request-steps.ts';
import { useRights } from './use-rights.ts';

type Props = {
  readonly request: Promotion;
  /** Reasons to go on, by gate. */
  readonly overrides: Readonly<Record<string, string>>;
  readonly onOverride: (gate: string, why: string) => void;
};

/** What was checked, with the fact measured; what is red says what to do and leads there. */
export function Gates({ request, overrides, onOverride }: Props) {
  const gates = shownGates(request.gates);
  const may = useMay();
  const check = useMutation({ mutationFn: () => requestCalls.check(request.id), onSuccess: keepRequest });
  const isRunning = gates.some((gate) => gate.state === 'running' && gate.id !== 'shadow') || check.isPending;
  const isOpen = ['open', 'approved', 'scheduled', 'failed'].includes(request.state);
  const of = (...states: Gate['state'][]) => gates.filter((gate) => states.includes(gate.state) && !isApart(gate)).length;
  const { soft } = stopping(gates);
  const rights = useRights(request.to);
  const act = nextAct(request, rights);
  const mayPass = rights.override && act !== null && act !== 'approve';
  return (
    <section className={shared.section} aria-label={texts.gates}>
      <div className={shared.sectionHead}>
        <h3 className={shared.sectionTitle}>{texts.gates}</h3>
        <span className={`${shared.hint} number`}>{texts.gatesSummary(of('pass'), of('warn'), of('fail'), of('running', 'not-run'))}</span>
        {isOpen && may('promotions.request', request.to) && (
          <Button size="xs" variant="subtle" className={shared.right ?? ''} loading={isRunning} onClick={() => check.mutate()}>
            {texts.runAgain}
          </Button>
        )}
      </div>
      {check.isError && <FailureNote what={texts.checkFailed} failure={check.error} />}
      <ul className={shared.card}>
        {gates.map((gate) => (
          <GateLine
            // What turns red or amber while somebody looks at it opens.
            key={`${gate.id} ${gate.state}`}
            gate={titled(gate, request)}
            override={mayPass && soft.includes(gate) ? (overrides[gate.id] ?? '') : null}
            onOverride={(why) => onOverride(gate.id, why)}
          />
        ))}
      </ul>
      {request.gatesCheckedAt !== null && (
        <p className={shared.hint}>
          {texts.checked} <RelativeTime at={request.gatesCheckedAt} />
        </p>
      )}
    </section>
  );
}

/** A shadow run that nobody asks for, or that is under way, has a place of its own. */
function isApart({ id, state, isOptional }: Gate): boolean {
  return id === 'shadow' && (state === 'running' || isOptional === true);
}

/** A shadow run is of a day. */
function titled(gate: Gate, { shadow }: Promotion): Gate {
  if (gate.id !== 'shadow' || shadow.state !== 'done' || shadow.isStale || shadow.endedAt === null) return gate;
  return { ...gate, title: `${gate.title}, ${formatDay(new Date(shadow.endedAt), new Date())}` };
}

/** What is fixed lies in the environment that the link names. */
function lookIn(link: string | undefined): void {
  const env = new URLSearchParams(link?.split('?')[1]).get('env');
  if (env !== null) chooseEnvironment(env);
}

function GateLine({ gate, override, onOverride }: { gate: Gate; override: string | null; onOverride: (why: string) => void }) {
  const stands = gate.overridden === null && (gate.state === 'fail' || gate.state === 'warn');
  // Folded by hand it stays so, until the gate stands otherwise: one that turns red or amber opens.
  const [folding, setFolding] = useState({ state: gate.state, isOpen: stands });
  const isOpen = folding.state === gate.state ? folding.isOpen : stands;
  const hasMore = gate.remedy !== null || gate.details.length > 0 || gate.overridden !== null || override !== null;
  return (
    <li className={classes.gate} data-state={gate.overridden === null ? gate.state : 'pass'}>
      <UnstyledButton
        className={classes.line ?? ''}
        disabled={!hasMore}
        aria-expanded={hasMore ? isOpen : undefined}
        onClick={() => setFolding({ state: gate.state, isOpen: !isOpen })}
      >
        <StatusBadge look={gateLooks[gate.state]} variant="icon" />
        <span className={classes.title}>{gate.title}</span>
        <span className={classes.fact}>{gate.fact}</span>
        {hasMore && <Glyph name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} className={classes.fold} />}
      </UnstyledButton>
      {isOpen && hasMore && (
        <div className={classes.more}>
          {gate.remedy !== null && <p className={classes.remedy}>{gate.remedy}</p>}
          {gate.details.length > 0 && (
            <ul className={classes.details}>
              {gate.details.map((detail) => (
                <li key={`${detail.path} ${detail.text}`}>
                  <span>{detail.text}</span>
                  {detail.path !== undefined && <code>{detail.path}</code>}
                  {detail.link !== undefined && (
                    <Link href={detail.link} className={classes.link} onClick={() => lookIn(detail.link)}>
                      {gateLinkWords(detail.link)}
                    </Link>
                  )}
                </li>
              ))}
            </ul>
          )}
          {gate.overridden && (
            <p className={classes.remedy}>
              {texts.passedBy(gate.overridden.by, gate.overridden.why)} <RelativeTime at={gate.overridden.at} />
            </p>
          )}
          {override !== null && (
            <Textarea
              label={texts.override}
              description={texts.overrideHint}
              autosize
              minRows={1}
              maxRows={4}
              maxLength={2000}
              value={override}
              onChange={(event) => onOverride(event.currentTarget.value)}
            />
          )}
        </div>
      )}
    </li>
  );
}
