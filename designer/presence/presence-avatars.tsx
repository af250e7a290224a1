import { Tooltip } from '@mantine/core';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { tabPath } from '../editor/editor-tabs.ts';
import type { Person } from '../server/shapes.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { openNode } from '../state/view-store.ts';
import { presenceTexts } from '../texts/presence.ts';
import { useOthers } from './people-store.ts';
import classes from './presence.module.css';
import { whereWords } from './where-words.ts';

/** So many are shown by themselves. */
const most = 4;

/** Who else has the flow open, in the top bar; a click goes to where they are. */
export function PresenceAvatars() {
  const { flowId, view } = useEditor();
  const [, go] = useLocation();
  const flow = useDocument((state) => state.flow);
  const others = useOthers();
  const commands = useMemo<Command[]>(
    () =>
      others.map((person) => ({
        id: `presence.${person.name}`,
        title: presenceTexts.goTo(person.name),
        icon: 'user',
        group: presenceTexts.group,
        isEnabled: () => person.node !== null || presenceTexts.nobodyThere(person.name),
        run: () => {
          if (person.node === null) return;
          openNode(view, person.node);
          go(tabPath(flowId, 'design'));
        },
      })),
    [others, view, go, flowId],
  );
  useCommands('presence', commands);
  if (others.length === 0) return null;
  const shown = others.length > most + 1 ? others.slice(0, most) : others;
  const rest = others.slice(shown.length);
  return (
    <ul className={classes.avatars} aria-label={presenceTexts.others}>
      {shown.map((person, i) => (
        <li key={person.name}>
          <Avatar person={person} words={whereWords(person, flow)} onGo={commands[i]?.run} />
        </li>
      ))}
      {rest.length > 0 && (
        <li>
          <Tooltip label={presenceTexts.moreNames(rest.map((person) => person.name))} multiline maw={320}>
            <span className={classes.more}>{presenceTexts.more(rest.length)}</span>
          </Tooltip>
        </li>
      )}
    </ul>
  );
}

function Avatar({ person, words, onGo }: { person: Person; words: string; onGo: (() => void) | undefined }) {
  const canGo = person.node !== null;
  return (
    <Tooltip label={canGo ? `${words}. ${presenceTexts.goThere}` : words}>
      <button type="button" className={classes.avatar} data-person={person.colour} aria-label={words} aria-disabled={!canGo} onClick={onGo}>
        {person.initials}
      </button>
    </Tooltip>
  );
}
