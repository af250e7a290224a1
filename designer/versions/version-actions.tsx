import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/use-commands.ts';
import { Glyph } from '../kit/glyph.tsx';
import { composePath } from '../promotion/promotion-address.ts';
import { client, reply } from '../server/client.ts';
import { queryClient } from '../server/query-client.ts';
import { queryKeys } from '../server/query-keys.ts';
import { useSignedIn } from '../server/session.ts';
import type { VersionSummary } from '../server/shapes.ts';
import { useMay } from '../server/use-may.ts';
import { useDocument, useEditor } from '../state/editor-context.tsx';
import { versionsTexts } from '../texts/versions.ts';
import { BecomeDialog } from './become-dialog.tsx';
import { downloadFlow } from './download-flow.ts';
import { toBecome } from './draft-edits.ts';
import type { DiffSide } from './flow-diff-view.tsx';
import { useDraftDiff } from './use-latest.ts';

type Props = {
  /** What is looked at; null while it is loaded. */
  readonly side: DiffSide | null;
  /** Its version; undefined: it is the draft. */
  readonly version: VersionSummary | undefined;
  readonly latestVersion: number | null;
  /** Says how setting it live went. */
  readonly onDeployed: (result: { readonly message: string; readonly isGood: boolean }) => void;
};

/** What can be done with a version: bring it back, set it live, take it along, point others to it. */
export function VersionActions({ side, version, latestVersion, onDeployed }: Props) {
  const { document, flowId, may } = useEditor();
  const mayIn = useMay();
  const channel = useDocument((state) => state.flow.channel);
  const { environments } = useSignedIn();
  const clipboard = useClipboard({ timeout: 1500 });
  const [isAsking, setIsAsking] = useState(false);
  const { diff, latest } = useDraftDiff(latestVersion);
  const target = environments.find((environment) => environment.class === 'dev');
  const name = side?.name ?? '';
  const deploy = useMutation({
    mutationFn: async ({ env, number }: { env: string; number: number }) =>
      reply(client.POST('/api/flows/{id}/deployments', { params: { path: { id: flowId } }, body: { env, version: number } })),
    onSuccess: ({ env, missingConnections }) => {
      for (const queryKey of [queryKeys.flows, queryKeys.board, queryKeys.deploymentsOfAll])
        void queryClient.invalidateQueries({ queryKey });
      const isGood = missingConnections.length === 0;
      onDeployed({ isGood, message: isGood ? versionsTexts.isLive(name, env) : versionsTexts.missingConnections(env, missingConnections) });
    },
    onError: (failure) => onDeployed({ isGood: false, message: `${versionsTexts.setLiveFailed(name)}: ${failure.message}` }),
  });
  const restore = () => {
    if (!side) return;
    if (diff && diff.changes.length > 0) setIsAsking(true);
    else document.change(toBecome(document.store.getState().flow, side.flow), { title: versionsTexts.restoreUndo(name) });
  };
  const canSetLive = version && target && !version.environments.includes(target.name) && mayIn('flows.deploy', target.name, channel);
  const others = useOtherPlaces(version, channel);
  const commands = useCommandsOf({
    others,
    side,
    canRestore: version !== undefined && may.edit,
    restore,
    copy: () => clipboard.copy(location.href),
  });
  useCommands('version', commands);
  return (
    <>
      {version && may.edit && (
        <Button size="xs" onClick={restore} disabled={!side}>
          {versionsTexts.restore(name)}
        </Button>
      )}
      {canSetLive && (
        <Button size="xs" loading={deploy.isPending} onClick={() => deploy.mutate({ env: target.name, number: version.number })}>
          {versionsTexts.setLive(name, target.name)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Tooltip label={clipboard.copied ? versionsTexts.linkCopied : versionsTexts.more}>
            <ActionIcon size="sm" aria-label={versionsTexts.more}>
              <Glyph name={clipboard.copied ? 'check' : 'dots'} />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown>
          {commands
            .filter((command) => command.id !== 'version.restore')
            .map((command) => (
              <Menu.Item key={command.id} leftSection={<Glyph name={command.icon} size={14} />} disabled={!side} onClick={command.run}>
                {command.title}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {isAsking && side && latest && latestVersion !== null && diff && (
        <BecomeDialog
          title={versionsTexts.restoreTitle(name)}
          lead={versionsTexts.restoreOverwrites(name, diff.changes.length, latestVersion)}
          action={versionsTexts.restore(name)}
          undo={versionsTexts.restoreUndo(name)}
          target={side.flow}
          latest={latest}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

/** Environments that the version can be promoted to, by the form that says what would happen. */
function useOtherPlaces(version: VersionSummary | undefined, channel: string): readonly Place[] {
  const [, go] = useLocation();
  const { flowId } = useEditor();
  const { environments } = useSignedIn();
  const mayIn = useMay();
  return useMemo(
    () =>
      environments.flatMap(({ name: env }, index) => {
        if (!version || index === 0 || version.environments.includes(env) || !mayIn('promotions.request', env, channel)) return [];
        const items = [{ kind: 'flow' as const, id: flowId, version: version.number }];
        return [{ env, go: () => go(composePath({ to: env, items })) }];
      }),
    [environments, version, mayIn, channel, flowId, go],
  );
}

type Place = { readonly env: string; readonly go: () => void };
type Acts = { others: readonly Place[]; side: DiffSide | null; canRestore: boolean; restore: () => void; copy: () => void };

function useCommandsOf({ others, side, canRestore, restore, copy }: Acts): Command[] {
  return useMemo(() => {
    const group = versionsTexts.title;
    const name = side?.name ?? '';
    const isEnabled = () => side !== null || versionsTexts.notLoaded;
    return [
      ...(canRestore
        ? [{ id: 'version.restore', title: versionsTexts.restore(name), icon: 'history', group, isEnabled, run: restore }]
        : []),
      ...others.map(({ env, go }) => ({
        id: `version.promote-${env}`,
        title: versionsTexts.promoteTo(name, env),
        icon: 'git-pull-request',
        group,
        isEnabled,
        run: go,
      })),
      {
        id: 'version.download',
        title: versionsTexts.download(name),
        icon: 'download',
        group,
        isEnabled,
        run: () => side && downloadFlow(side),
      },
      { id: 'version.link', title: versionsTexts.copyLink, icon: 'external-link', group, run: copy },
    ] satisfies Command[];
  }, [others, side, canRestore, restore, copy]);
}
