import { Note } from '../kit/note.tsx';
import { Phrase } from '../kit/phrase.tsx';
import { ApiFailure } from '../server/api-failure.ts';
import { signInTexts as texts } from '../texts/sign-in.ts';
import { signInMessage } from './sign-in-failure.ts';

/** Why somebody was not let in, and what to do. */
export function SignInNote({ failure }: { failure: Error | string }) {
  if (failure instanceof ApiFailure && (failure.code === 'LINK_USED' || failure.status === 400 || failure.status === 422)) {
    return (
      <Note family="warn" icon="alert-triangle" role="alert">
        <Phrase text={texts.linkUsed} command={<code>{texts.npxCrossdockLink}</code>} /> {texts.linkUsedPeople}
      </Note>
    );
  }
  const { family, lead, text, code } = signInMessage(failure);
  return (
    <Note family={family} icon={family === 'bad' ? 'alert-circle' : 'alert-triangle'} role="alert" code={code ?? undefined}>
      <strong>{lead}</strong> {text}
    </Note>
  );
}

/** Told to whom was signed in until now. `why` in the server's words, or empty. */
export function EndedNote({ why }: { why: string }) {
  return (
    <Note family="info" icon="clock" role="alert">
      <strong>{why === '' ? texts.ended : why}</strong> {texts.endedText}
    </Note>
  );
}
