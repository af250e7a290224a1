import { useEffect, useRef, useState } from 'react';
import { peace, type Typing } from './step-problems.ts';

export type TypingState = {
  /** The field somebody is in; null: none. */
  readonly typing: Typing | null;
  /** Nothing was typed for a moment. */
  readonly isInPeace: boolean;
  readonly onType: (field: string, value: unknown) => void;
  readonly onLeave: () => void;
};

/** Which field of a form is being typed in, so that nobody is told of mistakes in the middle of a word. */
export function useTyping(): TypingState {
  const [typing, setTyping] = useState<Typing | null>(null);
  const [isInPeace, setInPeace] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    typing,
    isInPeace,
    onType(field, value) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setInPeace(true), peace);
      setInPeace(false);
      setTyping({ field, value });
    },
    onLeave() {
      clearTimeout(timer.current);
      setTyping(null);
      setInPeace(true);
    },
  };
}
