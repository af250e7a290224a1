import { Button } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Note } from '../kit/note.tsx';
import { shellTexts as texts } from '../texts/shell.ts';
import { isMissingPart } from './is-missing-part.ts';
import classes from './screen-boundary.module.css';

type Props = { children: ReactNode /** A change of it, such as the address, tries again. */; of: string };
type State = { failure: Error | null; of: string };

/** Keeps the rest of the window alive when one screen breaks, or when its part of the program cannot be loaded any more. */
export class ScreenBoundary extends Component<Props, State> {
  override state: State = { failure: null, of: this.props.of };

  static getDerivedStateFromError(failure: Error): Partial<State> {
    return { failure };
  }

  static getDerivedStateFromProps({ of }: Props, state: State): Partial<State> | null {
    return of === state.of ? null : { of, failure: null };
  }

  override componentDidCatch(failure: Error, { componentStack }: ErrorInfo): void {
    console.error('A screen broke.', failure, componentStack);
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const isOld = isMissingPart(failure);
    return (
      <main className={classes.place}>
        <Note
          family={isOld ? 'info' : 'bad'}
          icon={isOld ? 'refresh' : 'circle-x'}
          role="alert"
          code={isOld ? undefined : failure.message}
          action={<Button onClick={() => window.location.reload()}>{texts.reload}</Button>}
        >
          <b>{isOld ? texts.newerTitle : texts.brokenTitle}</b> {isOld ? texts.newerText : texts.brokenText}
        </Note>
      </main>
    );
  }
}
