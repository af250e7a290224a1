import { Fragment, type ReactNode } from 'react';
import { phraseParts } from './phrase-parts.ts';

/** A whole sentence with components in it: `<Phrase text="Paused by {by}, {when}" by="Mara" when={<RelativeTime ... />} />`. */
export function Phrase({ text, ...slots }: { text: string; [slot: string]: ReactNode }) {
  return phraseParts(text).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
    <Fragment key={index}>{part.kind === 'slot' ? slots[part.name] : part.text}</Fragment>
  ));
}
