import { Button, FocusTrap } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';

/** Several ways to map what was dropped: one is chosen by a click, Enter or its number. */
export function QuestionCard() {
  const { state, change } = useMapper();
  const question = useMapperState((now) => now.question);
  if (!question) return null;
  const leave = () => {
    state.setState({ question: null });
    document.querySelector<HTMLElement>('[data-map-tree="target"]')?.focus();
  };
  const take = (index: number) => {
    const choice = question.choices[index];
    if (!choice) return;
    change(choice.edits, question.title);
    leave();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-choice]')];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown') buttons[(at + 1) % buttons.length]?.focus();
    else if (event.key === 'ArrowUp') buttons[(at + buttons.length - 1) % buttons.length]?.focus();
    else if (/^[1-9]$/.test(event.key)) take(Number(event.key) - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <FocusTrap active>
      <div className={classes.question} role="dialog" aria-label={question.title} onKeyDown={onKeyDown}>
        <p className={classes.questionText}>{question.question}</p>
        {question.choices.map((choice, index) => (
          <button
            key={choice.title}
            type="button"
            data-choice
            data-autofocus={index === 0 || undefined}
            className={classes.choice}
            onClick={() => take(index)}
          >
            <span className={classes.choiceNumber} aria-hidden>
              {index + 1}
            </span>
            <span className={classes.choiceText}>
              {choice.title}
              <code>{choice.example}</code>
            </span>
          </button>
        ))}
        <Button size="compact-xs" variant="subtle" className={classes.leave ?? ''} onClick={leave}>
          {mapperTexts.connect.cancel}
        </Button>
      </div>
    </FocusTrap>
  );
}
