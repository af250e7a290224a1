import type { FlowNode } from '@crossdock/flows/document/flow';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { type Field, formOf } from '../../inspector/form.ts';
import { versionsTexts } from '../../texts/versions.ts';
import { type FieldChange, kindOf } from './field-change.ts';
import { fieldChanges } from './field-changes.ts';

type Given = {
  readonly before: FlowNode | undefined;
  readonly after: FlowNode | undefined;
  readonly catalog: Catalog;
  /** The form of the failure policy. */
  readonly failureFields: readonly Field[];
};

/** All settings of a step on both sides, by the titles of its forms. */
export function stepFields({ before, after, catalog, failureFields }: Given): FieldChange[] {
  const titles = versionsTexts.step;
  const own = (key: keyof typeof titles, look: FieldChange['look'], of: (node: FlowNode) => unknown): FieldChange => {
    const [old, next] = [before && of(before), after && of(after)];
    return { key, titles: [titles[key]], kind: kindOf(old, next), look, before: old, after: next };
  };
  const forms = [after, before].flatMap((node) => descriptorOf(node, catalog) ?? []);
  const [form] = forms;
  const fields = form ? formOf(form.configSchema) : [];
  const facts = [own('name', 'words', (node) => node.name), own('type', 'words', (node) => typeWords(node, catalog))];
  const rest = [own('disabled', 'value', (node) => node.disabled || undefined), own('note', 'words', (node) => node.note || undefined)];
  return [
    ...facts,
    ...fieldChanges(fields, before?.config, after?.config, { titles: [], key: 'config' }),
    ...rest,
    ...fieldChanges(failureFields, before?.onFailure, after?.onFailure, { titles: [titles.onFailure], key: 'onFailure' }).filter(
      // Of a step that came or went only what somebody set.
      (change) =>
        (form?.isBarrier === true || change.key !== 'onFailure/onMissing') &&
        ((before !== undefined && after !== undefined) || !isDefault(change)),
    ),
  ];
}

function isDefault({ before, after, fallback }: FieldChange): boolean {
  return JSON.stringify(before ?? after) === JSON.stringify(fallback);
}

function descriptorOf(node: FlowNode | undefined, catalog: Catalog): NodeDescriptor | undefined {
  return node && catalog.get(node.type, node.version);
}

function typeWords(node: FlowNode, catalog: Catalog): string {
  const title = catalog.get(node.type, node.version)?.title;
  const type = `${node.type} v${node.version}`;
  return title === undefined ? type : `${title} (${type})`;
}
