import { useMemo } from 'react';
import { useMay } from '../server/use-may.ts';

/** What somebody may do with the open flow, so that the rest is left out. */
export type EditorRights = {
  readonly edit: boolean;
  readonly publish: boolean;
  /** Run it and its steps in the environment of the page. */
  readonly test: boolean;
  /** See the content of messages there. */
  readonly see: boolean;
};

export function useEditorRights(env: string, channel: string): EditorRights {
  const may = useMay();
  return useMemo(
    () => ({
      edit: may('flows.edit', undefined, channel),
      publish: may('flows.publish', undefined, channel),
      test: may('runs.test', env, channel),
      see: may('payloads.read', env, channel),
    }),
    [may, env, channel],
  );
}
