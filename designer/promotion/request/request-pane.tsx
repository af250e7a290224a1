import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FailureNote } from '../../kit/error-note.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import { Skeleton } from '../../kit/skeleton.tsx';
import { useLoadingPhase } from '../../kit/use-loading-phase.ts';
import { ApiFailure } from '../../server/api-failure.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { Changes } from '../changes/changes.tsx';
import { usePromotion } from '../promotion-queries.ts';
import { RolloutChoice } from '../rollout/rollout-choice.tsx';
import { ShadowPanel } from '../shadow/shadow-panel.tsx';
import { Approvals } from './approvals.tsx';
import { Comments } from './comments.tsx';
import { Gates } from './gates.tsx';
import { RequestFoot } from './request-foot.tsx';
import { RequestHead } from './request-head.tsx';
import { RequestNote } from './request-note.tsx';
import classes from './request-pane.module.css';

/** One request from what changes to the button that makes it so. */
export function RequestPane({ id }: { id: string }) {
  const request = usePromotion(id);
  const phase = useLoadingPhase(request.isPending);
  if (request.data && phase !== 'skeleton') return <Request request={request.data} />;
  const isUnknown = request.error instanceof ApiFailure && request.error.status === 404;
  return (
    <div className={classes.body}>
      {request.isError && isUnknown && (
        <EmptyState title={texts.noSuchRequest(id)} action={<Link href="/promotion">{texts.backToRequests}</Link>} />
      )}
      {request.isError && !isUnknown && (
        <FailureNote what={texts.requestFailed} failure={request.error} onRetry={() => void request.refetch()} />
      )}
      {phase === 'skeleton' && <Skeleton rows={9} rowHeight={56} what={texts.theRequest} />}
    </div>
  );
}

function Request({ request }: { request: Promotion }) {
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>({});
  const [note, setNote] = useState('');
  const [rollout, setRollout] = useState(request.rollout);
  const isToCome = ['open', 'approved', 'failed'].includes(request.state);
  return (
    <>
      <RequestHead request={request} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls has to be reached by keyboard */}
      <section className={classes.body} aria-label={texts.whatItDoes(request.id)} tabIndex={0}>
        <RequestNote request={request} />
        {request.note !== '' && (
          <p className={classes.why}>
            <Glyph name="message-2" size={14} />
            <span>{request.note}</span>
          </p>
        )}
        <Changes items={request.items} to={request.to} />
        <div className={classes.columns}>
          <Gates request={request} overrides={overrides} onOverride={(gate, why) => setOverrides({ ...overrides, [gate]: why })} />
          <div className={classes.section}>
            <Approvals request={request} note={note} onNote={setNote} />
            <ShadowPanel request={request} />
          </div>
        </div>
        {isToCome && <RolloutChoice request={request} choice={rollout} onChoice={setRollout} />}
        <Comments request={request} />
      </section>
      <RequestFoot request={request} overrides={overrides} note={note} rollout={rollout} />
    </>
  );
}
