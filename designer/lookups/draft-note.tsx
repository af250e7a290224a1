import { Button } from '@mantine/core';
import { Note } from '../kit/note.tsx';
import type { LookupDetail } from '../server/shapes.ts';
import { lookupTexts } from '../texts/lookups.ts';
import classes from './lookup-page.module.css';

const texts = lookupTexts.draft;

type Props = { lookup: LookupDetail; draft: NonNullable<LookupDetail['draft']>; isOpen: boolean; onShow: () => void };

/** That a draft waits, what it changes, and what counts until it is approved. */
export function DraftNote({ lookup, draft, isOpen, onShow }: Props) {
  const counts = lookupTexts.review.counts(draft.added, draft.changed, draft.removed);
  return (
    <div className={classes.note}>
      <Note
        family="wait"
        icon="user-check"
        action={
          <Button size="xs" onClick={onShow} aria-expanded={isOpen}>
            {isOpen ? texts.hide : texts.show}
          </Button>
        }
      >
        <strong>{texts.waits(draft.version, counts, draft.authors.map(({ name }) => name).join(', '))}</strong>{' '}
        {texts.until(lookup.version)} {draft.why !== '' && texts.why(draft.why)}
      </Note>
    </div>
  );
}
