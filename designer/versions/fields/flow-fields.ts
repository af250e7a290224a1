import type { Stop } from '@crossdock/flows/diff/stops';
import type { Flow } from '@crossdock/flows/document/flow';
import type { Field } from '../../inspector/form.ts';
import { versionsTexts } from '../../texts/versions.ts';
import { type FieldChange, kindOf, type Look } from './field-change.ts';
import { fieldChanges } from './field-changes.ts';

/** What differs in the flow as a whole, in a note, a group or a test case. */
export function flowFields(stop: Pick<Stop, 'key' | 'part'>, before: Flow, after: Flow, settingFields: readonly Field[]): FieldChange[] {
  const id = stop.key.slice(stop.part.length + 1);
  switch (stop.part) {
    case 'settings':
      return [
        ...facts(versionsTexts.flow, before, after, () => 'words'),
        ...fieldChanges(settingFields, before.settings, after.settings, { titles: [], key: 'settings' }),
      ];
    case 'note': {
      const [old, next] = [before, after].map((flow) => flow.notes.find((note) => note.id === id)?.text);
      return [{ key: 'text', titles: [versionsTexts.step.note], kind: kindOf(old, next), look: 'code', before: old, after: next }];
    }
    case 'group': {
      const [old, next] = [before, after].map((flow) => {
        const group = flow.groups.find((each) => each.id === id);
        const nameOf = (node: string) => flow.nodes.find((each) => each.id === node)?.name ?? node;
        return group && { title: group.title, nodes: group.nodes.map(nameOf).toSorted() };
      });
      return facts(versionsTexts.group, old, next, () => 'value');
    }
    case 'test': {
      const [old, next] = [before, after].map((flow) => flow.tests.find((test) => test.id === id));
      const titles = { name: versionsTexts.step.name, ...versionsTexts.test };
      return facts(titles, old, next, (value) => (typeof value === 'string' ? 'words' : 'json'));
    }
    default:
      return [];
  }
}

function facts<T extends object>(
  titles: Readonly<Record<string, string>>,
  before: T | undefined,
  after: T | undefined,
  lookOf: (value: unknown) => Look,
): FieldChange[] {
  return Object.entries(titles).flatMap(([key, title]) => {
    const [old, next] = [before, after].map((side) => emptyAsNothing((side as Record<string, unknown> | undefined)?.[key]));
    if (old === undefined && next === undefined) return [];
    return [{ key, titles: [title], kind: kindOf(old, next), look: lookOf(next ?? old), before: old, after: next }];
  });
}

function emptyAsNothing(value: unknown): unknown {
  return value === '' ? undefined : value;
}
