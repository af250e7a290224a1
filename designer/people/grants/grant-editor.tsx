import { ActionIcon, Button, Checkbox, TagsInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { EnvChip } from '../../kit/env-chip.tsx';
import { Glyph } from '../../kit/glyph.tsx';
import type { Grant, Role } from '../../server/access-shapes.ts';
import { useFlows } from '../../server/queries.ts';
import { useSignedIn } from '../../server/session.ts';
import { useEnvironment } from '../../shell/environment.ts';
import { peopleTexts as texts } from '../../texts/people.ts';
import { blocksOf, type GrantBlock, grantsOf, isHeld, withCell } from './grant-blocks.ts';
import classes from './grants.module.css';
import { Sentences } from './sentences.tsx';

type Props = { grants: readonly Grant[]; onChange: (grants: readonly Grant[]) => void };

/** Roles as a matrix: a role for each row, an environment for each column; once for all channels, and again for some. */
export function GrantEditor({ grants, onChange }: Props) {
  const [blocks, setBlocks] = useState<readonly GrantBlock[]>(() => blocksOf(grants));
  const change = (next: readonly GrantBlock[]) => {
    setBlocks(next);
    onChange(grantsOf(next));
  };
  return (
    <div className={classes.editor}>
      {blocks.map((block, at) => (
        <Block
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks are only added at the end, and told apart by their place
          key={at}
          block={block}
          isOnly={blocks.length === 1}
          isExplained={at === 0}
          onChange={(next) => change(blocks.map((one, place) => (place === at ? next : one)))}
          onRemove={() => change(blocks.filter((_, place) => place !== at))}
        />
      ))}
      <Button
        size="xs"
        className={classes.add ?? ''}
        leftSection={<Glyph name="plus" size={12} />}
        onClick={() => setBlocks([...blocks, { channels: [], envs: {} }])}
      >
        {texts.moreChannels}
      </Button>
      <Sentences grants={grantsOf(blocks)} />
    </div>
  );
}

type BlockProps = {
  block: GrantBlock;
  isOnly: boolean /** Says below each role what it is for. */;
  isExplained: boolean;
  onChange: (block: GrantBlock) => void;
  onRemove: () => void;
};

function Block({ block, isOnly, isExplained, onChange, onRemove }: BlockProps) {
  const { environments } = useSignedIn();
  const isForSome = block.channels !== 'all';
  return (
    <fieldset className={classes.block}>
      <legend className="visually-hidden">{isForSome ? texts.forChannels : texts.forAllChannels}</legend>
      <div className={classes.scope}>
        {block.channels === 'all' ? (
          <span className={classes.scopeTitle}>{texts.forAllChannels}</span>
        ) : (
          <Channels value={block.channels} onChange={(channels) => onChange({ ...block, channels })} />
        )}
        {!isOnly && (
          <Tooltip label={texts.removeBlock}>
            <ActionIcon size="xs" aria-label={texts.removeBlock} onClick={onRemove}>
              <Glyph name="trash" size={14} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <table className={classes.matrix}>
        <thead>
          <tr>
            <th scope="col">{texts.role}</th>
            <th scope="col" className={classes.cell}>
              <Tooltip label={texts.allEnvironmentsHint}>
                <span>{texts.allEnvironments}</span>
              </Tooltip>
            </th>
            {environments.map((environment) => (
              <th key={environment.name} scope="col" className={classes.cell}>
                <EnvChip name={environment.name} kind={environment.class} size="sm" />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {texts.roleOrder.map((role) => (
            <Row key={role} role={role} block={block} isExplained={isExplained} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}

function Row({ role, block, isExplained, onChange }: Pick<BlockProps, 'block' | 'isExplained' | 'onChange'> & { role: Role }) {
  const { environments } = useSignedIn();
  const isEverywhere = isHeld(block, role, null);
  const { title, text } = texts.roles[role];
  return (
    <tr>
      <th scope="row">
        {title}
        {isExplained && <span className={classes.about}>{text}</span>}
      </th>
      <td className={classes.cell}>
        <Checkbox
          aria-label={texts.cellAll(title)}
          checked={isEverywhere}
          onChange={(event) => onChange(withCell(block, role, null, event.currentTarget.checked))}
        />
      </td>
      {environments.map(({ name }) => (
        <td key={name} className={classes.cell}>
          <Checkbox
            aria-label={texts.cell(title, name)}
            checked={isHeld(block, role, name)}
            disabled={isEverywhere}
            onChange={(event) => onChange(withCell(block, role, name, event.currentTarget.checked))}
          />
        </td>
      ))}
    </tr>
  );
}

/** The channels of the flows there are; others can be written, for flows to come. */
function Channels({ value, onChange }: { value: readonly string[]; onChange: (channels: string[]) => void }) {
  const flows = useFlows(useEnvironment().name).data ?? [];
  const known = [...new Set(flows.map((flow) => flow.channel).filter((channel): channel is string => Boolean(channel)))].toSorted();
  return (
    <TagsInput
      className={classes.channels ?? ''}
      label={texts.forChannels}
      placeholder={value.length === 0 ? texts.channelsHint : ''}
      data={known}
      value={[...value]}
      onChange={onChange}
      error={value.length === 0 && texts.channelsMissing}
      maxTags={200}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
