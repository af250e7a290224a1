import { inWords } from '@crossdock/flows/diff/in-words';
import type { Stop } from '@crossdock/flows/diff/stops';
import { versionsTexts } from '../texts/versions.ts';
import classes from './change-words.module.css';

const signs = { added: '+', removed: '−', changed: '●' };

type Props = {
  readonly stops: readonly Stop[];
  /** Makes each thing a way to it. */
  readonly onOpen?: (stop: Stop) => void;
};

/** What differs in sentences, thing by thing. */
export function ChangeWords({ stops, onOpen }: Props) {
  return (
    <ul className={classes.list}>
      {stops.map((stop) => (
        <li key={stop.key} className={classes.stop} data-kind={stop.kind}>
          <span className={classes.sign} role="img" aria-label={versionsTexts.kindOf[stop.kind]}>
            {signs[stop.kind]}
          </span>
          <div className={classes.words}>
            {onOpen ? (
              <button type="button" className={classes.open} onClick={() => onOpen(stop)}>
                {stop.title}
              </button>
            ) : (
              <span className={classes.title}>{stop.title}</span>
            )}
            {sentencesOf(stop).map((sentence) => (
              <span key={sentence} className={classes.sentence}>
                {sentence}
              </span>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** At most so many are told of one thing; the drawing shows them all. */
const most = 6;

/** The title stands above them already, so that sentences leave it out. */
function sentencesOf({ changes, title, kind }: Stop): string[] {
  const told = kind === 'changed' ? changes : [];
  const sentences = told.map((change) => {
    const words = inWords(change);
    return words.startsWith(`${title}: `) ? words.slice(title.length + 2) : words;
  });
  const rest = sentences.length - most;
  return rest > 1 ? [...sentences.slice(0, most), versionsTexts.andMore(rest)] : sentences;
}
