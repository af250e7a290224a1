import { Button, Menu } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { useContracts } from '../server/queries.ts';
import { useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';
import type { MapSample } from './use-samples.ts';
import { chooseSourceContract } from './use-source-choice.ts';

const texts = mapperTexts.source;
const shownAtMost = 12;

/** Which sample is in view, and what the fields are taken from. */
export function SourcePicker() {
  const { samples, sample, state, node, sourceName } = useMapper();
  const { flowId } = useEditor();
  const contracts = useContracts();
  const place = `${flowId}/${node.id}`;
  const group = (title: string, from: MapSample['from']) => {
    const list = samples.filter((each) => each.from === from);
    return list.length === 0 ? null : (
      <>
        <Menu.Label>{title}</Menu.Label>
        {list.slice(0, shownAtMost).map((each) => (
          <Menu.Item
            key={each.id}
            leftSection={<Glyph name={each === sample ? 'check' : 'pin'} size={14} className={each === sample ? '' : classes.quiet} />}
            onClick={() => {
              chooseSourceContract(place, null);
              state.setState({ sampleId: each.id });
            }}
          >
            {each.label}
          </Menu.Item>
        ))}
      </>
    );
  };
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <Button
          size="xs"
          className={classes.picker ?? ''}
          leftSection={<Glyph name="pin" size={14} />}
          rightSection={<Glyph name="chevron-down" size={12} />}
          title={sourceName === '' ? texts.chooseSample : sourceName}
        >
          <span className="ellipsis">{sample?.label ?? (sourceName === '' ? texts.noSample : sourceName)}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        {group(texts.input, 'input')}
        {group(texts.messages, 'message')}
        {group(texts.history, 'history')}
        <Menu.Label>{texts.contracts}</Menu.Label>
        {(contracts.data ?? []).map(({ name, title }) => (
          <Menu.Item key={name} leftSection={<Glyph name="file-certificate" size={14} />} onClick={() => chooseSourceContract(place, name)}>
            {name} <span className={classes.quiet}>{title}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
