import { Button } from '@mantine/core';
import { Link } from 'wouter';
import { Note } from '../kit/note.tsx';
import { filesTexts as texts } from '../texts/files.ts';
import type { Applied } from './files-queries.ts';

/** What came of it, and who has to do something now. */
export function AppliedNote({ applied: { plan, promotion, waiting }, env }: { applied: Applied; env: string }) {
  const { create, change, remove } = plan.counts;
  const isWaiting = promotion !== null || waiting.length > 0;
  return (
    <Note
      family={isWaiting ? 'wait' : 'good'}
      icon={isWaiting ? 'user-check' : 'circle-check'}
      action={
        promotion !== null && (
          <Button size="xs" component={Link} href={`/promotion/${promotion}`}>
            {texts.openPromotion(promotion)}
          </Button>
        )
      }
    >
      <strong>{texts.applied(env, texts.counts(create, change, remove))}</strong> {promotion !== null && texts.asked(promotion)}{' '}
      {waiting.length > 0 && texts.waiting(waiting.join(', '))}
    </Note>
  );
}
