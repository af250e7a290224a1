import { addNode, removeNode } from './add-node.ts';
import type { Behaviour } from './behaviour.ts';
import { changeNodeVersion, replaceConfig, setConfig } from './config.ts';
import { addEdge, insertOnEdge, removeEdge } from './edges.ts';
import { setFlow, setSettings } from './flow-fields.ts';
import { addGroup, editGroup, removeGroup } from './groups.ts';
import { moveNodes, renameNode, setDisabled, setNodeNote } from './node-fields.ts';
import { addNote, editNote, moveNote, removeNote } from './notes.ts';
import { setOnFailure } from './on-failure.ts';
import { paste } from './paste.ts';
import { addTest, editTest, removeTest } from './test-cases.ts';
import type { OperationName, SingleOperation } from './vocabulary.ts';

/** Every operation and what it does; a new word of the vocabulary does not compile before it stands here. */
const behaviours: { readonly [Name in OperationName]: Behaviour<Name> } = {
  'add-node': addNode,
  'remove-node': removeNode,
  'move-nodes': moveNodes,
  'rename-node': renameNode,
  'set-config': setConfig,
  'replace-config': replaceConfig,
  'set-on-failure': setOnFailure,
  'set-disabled': setDisabled,
  'set-node-note': setNodeNote,
  'change-node-version': changeNodeVersion,
  'add-edge': addEdge,
  'remove-edge': removeEdge,
  'insert-on-edge': insertOnEdge,
  paste,
  'set-flow': setFlow,
  'set-settings': setSettings,
  'add-note': addNote,
  'edit-note': editNote,
  'move-note': moveNote,
  'remove-note': removeNote,
  'add-group': addGroup,
  'edit-group': editGroup,
  'remove-group': removeGroup,
  'add-test': addTest,
  'edit-test': editTest,
  'remove-test': removeTest,
};

export function behaviourOf(operation: SingleOperation): Behaviour<OperationName> {
  // TypeScript cannot see that the row belongs to the operation.
  return behaviours[operation.op] as unknown as Behaviour<OperationName>;
}
