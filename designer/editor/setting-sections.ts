import type { Field } from '../inspector/form.ts';
import { flowSettingsTexts as texts } from '../texts/flow-settings.ts';

/** A part of the settings page: its words, and the settings in it by their path. */
export type SettingSection = {
  readonly id: string;
  readonly title: string;
  readonly help: string;
  /** `answer` and `ordering` are objects; their fields stand in the section like any other. */
  readonly fields: readonly string[];
};

export const settingSections: readonly SettingSection[] = [
  { id: 'answer', ...texts.answer, fields: ['answer'] },
  { id: 'order', ...texts.order, fields: ['orderingKey', 'ordering'] },
  { id: 'search', ...texts.search, fields: ['businessKeys', 'correlationId'] },
  { id: 'failure', ...texts.failure, fields: ['errorFlow', 'compensate'] },
  { id: 'data', ...texts.data, fields: ['capture', 'retention', 'redact'] },
  { id: 'throughput', ...texts.throughput, fields: ['lane', 'priority', 'concurrency', 'backlog'] },
];

/** The fields of a section in its order. A group gives its own fields, each with the path to it. */
export function fieldsIn(
  section: SettingSection,
  all: readonly Field[],
): { readonly path: readonly string[]; readonly fields: readonly Field[] }[] {
  return section.fields.flatMap((key) => {
    const field = all.find((each) => each.key === key);
    if (!field) return [];
    return field.control.kind === 'group' ? [{ path: [key], fields: field.control.fields }] : [{ path: [], fields: [field] }];
  });
}

/** The section that holds a setting; undefined for one that is in none. */
export function sectionOf(field: string): SettingSection | undefined {
  const key = field.replace(/^settings\./, '').split('.')[0] ?? '';
  return settingSections.find((section) => section.fields.includes(key));
}
