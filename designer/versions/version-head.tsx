import { ActionIcon, SegmentedControl, Select, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VersionSummary } from '../server/shapes.ts';
import { versionsTexts } from '../texts/versions.ts';
import { nameOf } from './sides.ts';
import type { VersionView, Which } from './version-address.ts';
import { EnvironmentChips } from './version-row.tsx';
import classes from './versions-tab.module.css';

type Props = {
  readonly view: VersionView;
  readonly onView: (change: Partial<VersionView>) => void;
  /** What is compared with; null: there is nothing before it. */
  readonly against: Which | null;
  readonly versions: readonly VersionSummary[];
  readonly deployments: Readonly<Record<string, number>>;
  readonly children: ReactNode;
};

/** Which versions are looked at, and how; at the right what can be done. */
export function VersionHead({ view, onView, against, versions, deployments, children }: Props) {
  const { version, isFlow } = view;
  const option = (which: Which, label = nameOf(which)) => ({ value: `${label} ${which}`, label });
  const live = Object.entries(deployments).filter(([, number]) => number !== version);
  const others = versions.filter((each) => each.number !== version);
  const groups = [
    { group: versionsTexts.runsNow, items: live.map(([env, number]) => option(number, versionsTexts.liveLine(env, number))) },
    {
      group: versionsTexts.olderAndNewer,
      items: [...(version === 'draft' ? [] : [option('draft')]), ...others.map(({ number }) => option(number))],
    },
  ];
  const of = (value: string | null): Which | null => {
    const last = value?.split(' ').at(-1);
    return last === undefined ? null : last === 'draft' ? 'draft' : Number(last);
  };
  return (
    <header className={classes.head}>
      <h2 className={classes.title}>{nameOf(version)}</h2>
      {version !== 'draft' && <EnvironmentChips names={versions.find((each) => each.number === version)?.environments ?? []} />}
      {!isFlow && against !== null && (
        <>
          <span className={classes.hint}>{versionsTexts.against}</span>
          <Select
            aria-label={versionsTexts.compareWith}
            w={170}
            size="xs"
            searchable
            value={option(against).value}
            data={groups.filter((group) => group.items.length > 0)}
            onChange={(value) => onView({ against: of(value) })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: true }}
          />
          <Tooltip label={versionsTexts.swap}>
            <ActionIcon size="xs" aria-label={versionsTexts.swap} onClick={() => onView({ version: against, against: version })}>
              <IconArrowsExchange size={14} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {against !== null && (
        <SegmentedControl
          size="xs"
          aria-label={versionsTexts.showing}
          value={isFlow ? 'flow' : 'changes'}
          onChange={(value) => onView({ isFlow: value === 'flow' })}
          data={[
            { value: 'changes', label: versionsTexts.showChanges },
            { value: 'flow', label: versionsTexts.showFlow },
          ]}
        />
      )}
      <span className={classes.actions}>{children}</span>
    </header>
  );
}
