import { defaultKeymap } from '@codemirror/commands';

/** The usual keys of an editor, without those that belong to the page: Ctrl Enter runs the test from wherever the caret is. */
export const editorKeys = defaultKeymap.filter(({ key }) => key !== 'Mod-Enter');
