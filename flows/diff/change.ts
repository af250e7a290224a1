/** One difference between two flows; the shape the API shows. `path` is dotted, within the node or the flow. */
export type Change = {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly part: 'node' | 'edge' | 'settings' | 'note' | 'group' | 'test';
  readonly nodeId: string | null;
  readonly path: string | null;
  /** In words: "Map to order: quantity". */
  readonly title: string;
  readonly before?: unknown;
  readonly after?: unknown;
};
