import { Button, SegmentedControl } from '@mantine/core';
import { countOf } from '../kit/format.ts';
import { Glyph } from '../kit/glyph.tsx';
import { KeyText } from '../kit/key-text.tsx';
import type { Decision, ReplayPlan } from '../server/shapes.ts';
import { runsTexts as texts } from '../texts/runs.ts';
import classes from './replay-questions.module.css';

type Question = ReplayPlan['undecided'][number];
type Choice = Question['choices'][number];
export type Decisions = Readonly<Record<string, Decision>>;

const words: Record<Choice, string> = { repeat: 'Not there: send it', 'treat as done': 'Done: send nothing' };
/** More rows than these are decided together. */
const shown = 50;

export const questionId = ({ nodeId, itemId }: Pick<Question, 'nodeId' | 'itemId'>) => `${nodeId}/${itemId}`;

/** Effects that nobody but a person can decide: what is known of each, and the two answers. */
export function ReplayQuestions({
  questions,
  decisions,
  onDecide,
}: {
  questions: readonly Question[];
  decisions: Decisions;
  onDecide: (decisions: Decisions) => void;
}) {
  const open = questions.filter((question) => decisions[questionId(question)] === undefined).length;
  const all = (choice: Choice) =>
    onDecide({
      ...decisions,
      ...Object.fromEntries(
        questions.filter(({ choices }) => choices.includes(choice)).map((question) => [questionId(question), { do: choice }]),
      ),
    });
  return (
    <section className={classes.root} aria-label={texts.toDecide}>
      <header className={classes.head}>
        <Glyph name="help-circle" size={16} />
        <h3 className={classes.title}>{open === 0 ? texts.allIsDecided : `${countOf(open, 'effect')} for you to decide`}</h3>
        {questions.length > 1 && (
          <span className={classes.all}>
            {texts.forAll}
            {(['repeat', 'treat as done'] as const)
              .filter((choice) => questions.some(({ choices }) => choices.includes(choice)))
              .map((choice) => (
                <Button key={choice} size="xs" variant="subtle" onClick={() => all(choice)}>
                  {words[choice]}
                </Button>
              ))}
          </span>
        )}
      </header>
      <ul className={classes.list}>
        {questions.slice(0, shown).map((question) => (
          <li key={questionId(question)} className={classes.question}>
            <div className={classes.what}>
              <span className={classes.name}>{question.name}</span>
              <KeyText>{question.businessKey ?? question.itemId}</KeyText>
              <p className={classes.why}>{question.why}</p>
            </div>
            <SegmentedControl
              aria-label={`${question.name}, ${question.businessKey ?? question.itemId}`}
              value={decisions[questionId(question)]?.do ?? ''}
              onChange={(choice) => onDecide({ ...decisions, [questionId(question)]: { do: choice as Choice } })}
              data={question.choices.map((choice) => ({ value: choice, label: words[choice] }))}
            />
          </li>
        ))}
      </ul>
      {questions.length > shown && <p className={classes.more}>{texts.moreDecidedAbove(countOf(questions.length - shown, 'effect'))}</p>}
    </section>
  );
}
