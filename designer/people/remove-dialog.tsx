import type { PersonAccount } from '../server/access-shapes.ts';
import { removeAccount } from '../server/people-acts.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { SureDialog } from './sure-dialog.tsx';

/** What goes when an account is deleted, before it does. */
export function RemoveDialog({ person, isOpen, onClose }: { person: PersonAccount; isOpen: boolean; onClose: () => void }) {
  return (
    <SureDialog
      title={texts.removeTitle(person.name)}
      text={texts.removeText}
      act={texts.removeAct(person.name)}
      failed={texts.notDone}
      isOpen={isOpen}
      onClose={onClose}
      run={() => removeAccount(person.id)}
    />
  );
}
