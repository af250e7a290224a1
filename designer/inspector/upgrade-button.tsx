import type { FlowNode } from '@crossdock/flows/document/flow';
import { Button, Popover } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Glyph } from '../kit/glyph.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { inspectorTexts } from '../texts/inspector.ts';
import classes from './inspector.module.css';
import { newerVersion, type UpgradeChange, upgradeChanges } from './upgrade-plan.ts';

const texts = inspectorTexts.head;

type Plan = { readonly config: Record<string, unknown>; readonly changes: readonly UpgradeChange[] };

/** Offers the newest version of the step's type, with what changes in its settings. Nothing while it has the newest. */
export function UpgradeButton({ node }: { node: FlowNode }) {
  const { catalog, document } = useEditor();
  const newer = newerVersion(catalog, node);
  const [isOpen, setOpen] = useState(false);
  const [plan, setPlan] = useState<Plan | 'impossible' | null>(null);

  useEffect(() => {
    if (!isOpen || !newer) return;
    let isOver = false;
    void import('@crossdock/nodes/registry').then(({ upgradeConfig }) => {
      if (!isOver)
        setPlan(
          planOf(
            () => upgradeConfig(node.type, node.version, node.config),
            (config) => upgradeChanges(node.config, config, newer),
          ),
        );
    });
    return () => {
      isOver = true;
    };
  }, [isOpen, newer, node]);

  if (!newer) return null;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={400} trapFocus>
      <Popover.Target>
        <Button
          size="xs"
          variant="light"
          leftSection={<Glyph name="arrow-up" size={14} />}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {texts.upgrade(newer.version)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.upgrade ?? ''}>
        <h4>{texts.upgradeTitle(newer.title, node.version, newer.version)}</h4>
        {plan === 'impossible' && <p>{texts.upgradeImpossible}</p>}
        {plan !== null && plan !== 'impossible' && (
          <>
            {plan.changes.length === 0 ? <p>{texts.upgradeSame}</p> : <Changes changes={plan.changes} />}
            <p className={classes.quiet}>{texts.upgradeKeep}</p>
            <Button
              variant="filled"
              onClick={() => {
                setOpen(false);
                document.change([{ op: 'change-node-version', node: node.id, version: newer.version, config: plan.config }]);
              }}
            >
              {texts.upgradeDo(newer.version)}
            </Button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Changes({ changes }: { changes: readonly UpgradeChange[] }) {
  return (
    <>
      <p>{texts.upgradeChanges}</p>
      <ul>
        {changes.map(({ kind, field, from, to }) => (
          <li key={field}>
            {kind === 'added' ? texts.added(field) : kind === 'removed' ? texts.removed(field) : texts.changed(field)}
            <code>{JSON.stringify(kind === 'removed' ? from : to)}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function planOf(
  upgrade: () => Record<string, unknown>,
  changesOf: (config: Record<string, unknown>) => UpgradeChange[],
): Plan | 'impossible' {
  try {
    const config = upgrade();
    return { config, changes: changesOf(config) };
  } catch {
    return 'impossible';
  }
}
