import type { Grant } from '../../server/access-shapes.ts';
import { useSignedIn } from '../../server/session.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import { grantSentences } from './grant-words.ts';
import classes from './grants.module.css';

/** What somebody may do, one sentence for each role. */
export function Sentences({ grants }: { grants: readonly Grant[] }) {
  const { environments } = useSignedIn();
  if (grants.length === 0) return <p className={classes.none}>{texts.noRoles}</p>;
  const sentences = grantSentences(
    grants,
    environments.map(({ name }) => name),
  );
  return (
    <ul className={classes.sentences} aria-live="polite">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
