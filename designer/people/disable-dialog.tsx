import type { PersonAccount } from '../server/access-shapes.ts';
import { changeAccount } from '../server/people-acts.ts';
import { peopleTexts as texts } from '../texts/people.ts';
import { SureDialog } from './sure-dialog.tsx';

/** What ends when somebody is disabled, before it does. */
export function DisableDialog({ person, isOpen, onClose }: { person: PersonAccount; isOpen: boolean; onClose: () => void }) {
  return (
    <SureDialog
      title={texts.disableTitle(person.name)}
      text={texts.disableText}
      act={texts.disableAct(person.name)}
      failed={texts.notDone}
      isOpen={isOpen}
      onClose={onClose}
      run={() => changeAccount(person.id, { isDisabled: true })}
    />
  );
}
