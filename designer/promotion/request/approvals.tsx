import { Textarea } from '@mantine/core';
import { Glyph } from '../../kit/glyph.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import { StatusBadge } from '../../kit/status-badge.tsx';
import { useSignedIn } from '../../server/session.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { PersonFace } from '../person-face.tsx';
import { gateLooks, promotionLooks } from '../promotion-looks.ts';
import type { Verdict } from '../shapes.ts';
import classes from './approvals.module.css';
import shared from './request-pane.module.css';
import { stillNeeded } from './request-steps.ts';

type Props = { readonly request: Promotion; readonly note: string; readonly onNote: (note: string) => void };

/** Who approved and when, who is still needed, and the note of who is about to. */
export function Approvals({ request, note, onNote }: Props) {
  const { user } = useSignedIn();
  const { policy, approvals, mayApprove, state } = request;
  const isOpen = state === 'open' || state === 'approved' || state === 'failed';
  const missing = isOpen ? stillNeeded(request) : 0;
  return (
    <section className={shared.section} aria-label={texts.approvals}>
      <div className={shared.sectionHead}>
        <h3 className={shared.sectionTitle}>{texts.approvals}</h3>
        <span className={shared.hint}>{texts.needed(policy.approvals, policy.notAuthor, policy.role)}</span>
      </div>
      {(approvals.length > 0 || missing > 0) && (
        <ul className={shared.card}>
          {approvals.map((approval) => (
            <Given key={`${approval.by} ${approval.at}`} approval={approval} isMe={approval.by === user.name} />
          ))}
          {missing > 0 && mayApprove.may && (
            <li className={classes.line}>
              <PersonFace name={user.name} />
              <span className={classes.who}>
                <span className={classes.name}>{texts.you(user.name)}</span>
                <span className={classes.hint}>{texts.mayApprove}</span>
              </span>
              <StatusBadge look={{ ...promotionLooks.open, word: texts.waiting }} />
            </li>
          )}
          {missing - (mayApprove.may ? 1 : 0) > 0 && (
            <li className={classes.line}>
              <span className={classes.nobody}>
                <Glyph name="user" size={14} />
              </span>
              <span className={classes.who}>
                <span className={classes.name}>{texts.stillNeeded(missing - (mayApprove.may ? 1 : 0))}</span>
              </span>
              <StatusBadge look={{ ...promotionLooks.open, word: texts.waiting }} />
            </li>
          )}
        </ul>
      )}
      {isOpen && !mayApprove.may && missing > 0 && mayApprove.why !== null && <p className={classes.hint}>{mayApprove.why}</p>}
      {missing > 0 && mayApprove.may && (
        <Textarea
          label={texts.yourNote}
          description={texts.yourNoteHint}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2000}
          value={note}
          onChange={(event) => onNote(event.currentTarget.value)}
        />
      )}
      {isOpen && (
        <p className={classes.hint}>
          <Phrase text={texts.expires} when={<RelativeTime at={request.expiresAt} />} />
        </p>
      )}
      {isOpen && policy.approvals === 0 && <p className={classes.hint}>{texts.nobodyNeeded}</p>}
    </section>
  );
}

function Given({ approval, isMe }: { approval: Verdict; isMe: boolean }) {
  const look = approval.verdict === 'approved' ? promotionLooks.approved : promotionLooks.rejected;
  return (
    <li className={classes.line} data-past={!approval.counts || undefined}>
      <PersonFace name={approval.by} />
      <span className={classes.who}>
        <span className={classes.name}>{isMe ? texts.you(approval.by) : approval.by}</span>
        <span className={classes.hint}>
          <RelativeTime at={approval.at} />
        </span>
        {approval.note !== '' && <q className={classes.note}>{approval.note}</q>}
        {!approval.counts && approval.why !== null && <span className={classes.note}>{approval.why}</span>}
      </span>
      <StatusBadge look={approval.counts ? look : { ...gateLooks['not-run'], word: texts.doesNotCount }} />
    </li>
  );
}
