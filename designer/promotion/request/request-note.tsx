import { EnvChip } from '../../kit/env-chip.tsx';
import { Note } from '../../kit/note.tsx';
import { Phrase } from '../../kit/phrase.tsx';
import { RelativeTime } from '../../kit/relative-time.tsx';
import { useSignedIn } from '../../server/session.ts';
import type { Promotion } from '../../server/shapes.ts';
import { promotionTexts as texts } from '../../texts/promotion.ts';
import { rolloutTexts } from '../../texts/rollout.ts';

/** What became of the request, where something did. */
export function RequestNote({ request }: { request: Promotion }) {
  const { environments } = useSignedIn();
  const { state, deployed, rolledBack, rollout, failure, scheduledFor, to, approvals } = request;
  const env = <EnvChip name={to} kind={environments.find((environment) => environment.name === to)?.class ?? 'dev'} size="sm" />;
  if (state === 'rolled-back' && rolledBack) {
    return (
      <Note family="wait" icon="arrow-back-up">
        <Phrase text={texts.rolledBackSince} env={env} by={rolledBack.by} when={<RelativeTime at={rolledBack.at} />} why={rolledBack.why} />
      </Note>
    );
  }
  if (state === 'deployed' && deployed) {
    return (
      <Note family="good" icon="circle-check">
        <Phrase text={texts.liveSince} what={whatOf(request)} env={env} when={<RelativeTime at={deployed.at} />} by={deployed.by} />{' '}
        {rollout && rolloutTexts.requested(rollout.share)}
      </Note>
    );
  }
  if (failure !== null && state !== 'deploying') {
    return (
      <Note family="bad" icon="alert-circle" role="alert">
        <strong>{texts.nothingChanged(to)}</strong> {failure}
      </Note>
    );
  }
  if (state === 'scheduled' && scheduledFor !== null) {
    return (
      <Note family="info" icon="calendar-time">
        <Phrase text={texts.scheduledFor} env={env} when={<RelativeTime at={scheduledFor} />} />
      </Note>
    );
  }
  const rejection = approvals.findLast((approval) => approval.verdict === 'rejected');
  if (state === 'rejected' && rejection) {
    return (
      <Note family="bad" icon="circle-x">
        <Phrase text={texts.rejectedBy} by={rejection.by} when={<RelativeTime at={rejection.at} />} why={rejection.note} />
      </Note>
    );
  }
  return null;
}

function whatOf({ items, title }: Promotion): string {
  const [only] = items;
  return items.length === 1 && only ? `${only.title} ${texts.v(only.version)}` : title;
}
