import { sameJson } from '@crossdock/flows/document/same-json';
import type { Catalog } from '@crossdock/flows/graph/catalog';
import type { NodeDescriptor } from '@crossdock/nodes/contract/descriptor';
import { isObject } from '../state/is-object.ts';
import { words } from './form.ts';

/** One setting that another version has in another way. */
export type UpgradeChange = {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
};

/** The newest version of a type that is newer than this one. */
export function newerVersion(catalog: Catalog, node: { readonly type: string; readonly version: number }): NodeDescriptor | undefined {
  return catalog
    .all()
    .filter(({ type, version }) => type === node.type && version > node.version)
    .toSorted((a, b) => b.version - a.version)[0];
}

/** What becomes of the settings, by field and in the words of the form. */
export function upgradeChanges(before: Record<string, unknown>, after: Record<string, unknown>, newer: NodeDescriptor): UpgradeChange[] {
  const properties = isObject(newer.configSchema.properties) ? newer.configSchema.properties : {};
  const titleOf = (key: string) => {
    const property = properties[key];
    return isObject(property) && typeof property.title === 'string' ? property.title : words(key);
  };
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): UpgradeChange[] => {
    const [from, to] = [before[key], after[key]];
    if (sameJson(from, to)) return [];
    return [{ kind: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed', field: titleOf(key), from, to }];
  });
}
