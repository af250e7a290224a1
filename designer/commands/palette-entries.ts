import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import type { FlowSummary, RunSummary } from '../server/shapes.ts';
import { commandsTexts as texts } from '../texts/commands.ts';
import { type Command, canRun, firstShortcut } from './command.ts';

/** A row of the command palette. */
export type PaletteEntry = {
  id: string;
  section: string;
  icon: string;
  title: string;
  /** Where it is or what it is. */
  where: string;
  shortcut?: string | undefined;
  /** Why it cannot be chosen now. */
  reason?: string | undefined;
  /** A command by id, or a path to go to. */
  choose: { command: string } | { path: string };
};

type Found = {
  text: string;
  commands: readonly Command[];
  flows: readonly FlowSummary[];
  runs: readonly RunSummary[];
  types: readonly Pick<NodeDescriptor, 'type' | 'title' | 'summary' | 'icon' | 'keywords'>[];
  recent: readonly string[];
};

/** What the palette offers for a text, the best first: keys and their runs, or the step or flow it names, commands, reference pages; with `>` commands only. */
export function paletteEntries({ text, commands, flows, runs, types, recent }: Found): PaletteEntry[] {
  const wantsCommands = text.startsWith('>');
  const words = text.replace(/^>/, '').trim().toLowerCase();
  const found = commands
    .filter((command) => command.isKeyOnly !== true && matches(words, `${command.title} ${command.group} ${command.keywords ?? ''}`))
    .toSorted(byName(words, ({ title }) => title));
  const commandEntries = found
    .filter((command) => command.section === undefined)
    .map((command) => entryOf(command, words === '' && recent.includes(command.id) ? 'Recent' : 'Commands'));
  if (wantsCommands) return commandEntries;
  if (words === '')
    return [
      ...commandEntries.filter((entry) => entry.section === 'Recent'),
      ...commandEntries.filter((entry) => entry.section !== 'Recent'),
    ];
  const key: PaletteEntry = {
    id: 'find-key',
    section: 'Business key',
    icon: 'list-search',
    title: texts.runsOf(text.trim()),
    where: 'exact or beginning',
    choose: { path: `/runs?key=${encodeURIComponent(text.trim())}` },
  };
  const runEntries = runs.map(
    (run): PaletteEntry => ({
      id: run.id,
      section: 'Runs',
      icon: 'route',
      title: run.title,
      where: run.flow.name,
      choose: { path: `/runs/${run.id}` },
    }),
  );
  const flowEntries = flows
    .filter((flow) => matches(words, `${flow.name} ${flow.channel} ${flow.purpose}`))
    .toSorted(byName(words, ({ name }) => name))
    .slice(0, 6)
    .map(
      (flow): PaletteEntry => ({
        id: flow.id,
        section: 'Flows',
        icon: 'topology-star-3',
        title: flow.name,
        where: flow.channel,
        choose: { path: `/flows/${flow.id}` },
      }),
    );
  const placeEntries = placesIn(found);
  const referenceEntries = types
    .filter((type) => matches(words, `${type.title} ${type.type} ${type.keywords.join(' ')}`))
    .toSorted(byName(words, ({ title }) => title))
    .slice(0, 4)
    .map(
      (type): PaletteEntry => ({
        id: type.type,
        section: 'Reference',
        icon: type.icon,
        title: type.title,
        where: type.summary,
        choose: { path: `/reference/${type.type}` },
      }),
    );
  const named = [...placeEntries, ...flowEntries];
  // Keys have digits, or runs; a text with neither that names a step or a flow means that.
  const meansPlace =
    runs.length === 0 &&
    !/\d/.test(words) &&
    (placeEntries.length > 0 || flows.some((flow) => matches(words, flow.name)) || commandEntries.length > 0);
  return meansPlace
    ? [...named, ...commandEntries, ...referenceEntries, key]
    : [key, ...runEntries, ...named, ...commandEntries, ...referenceEntries];
}

/** How many places of one kind are shown: one who wants another types a letter more. */
const mostPlaces = 6;

function placesIn(found: readonly Command[]): PaletteEntry[] {
  const shown = new Map<string, number>();
  return found.flatMap((command) => {
    const { section } = command;
    const count = section === undefined ? mostPlaces : (shown.get(section) ?? 0);
    if (section === undefined || count >= mostPlaces) return [];
    shown.set(section, count + 1);
    return [entryOf(command, section)];
  });
}

function entryOf(command: Command, section: string): PaletteEntry {
  const state = canRun(command);
  return {
    id: command.id,
    section,
    icon: command.icon,
    title: command.title,
    where: command.group,
    shortcut: firstShortcut(command),
    reason: state === true ? undefined : state,
    choose: { command: command.id },
  };
}

/** Every word occurs somewhere, in any order. */
function matches(words: string, text: string): boolean {
  const within = text.toLowerCase();
  return words.split(/\s+/).every((word) => within.includes(word));
}

/** What is called so comes before what only has to do with it; what begins so comes first. */
function byName<T>(words: string, nameOf: (entry: T) => string): (a: T, b: T) => number {
  const rank = (entry: T) => {
    const name = nameOf(entry).toLowerCase();
    return name.startsWith(words) ? 0 : matches(words, name) ? 1 : 2;
  };
  return words === '' ? () => 0 : (a, b) => rank(a) - rank(b);
}
