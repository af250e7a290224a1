import { Button, Menu, UnstyledButton } from '@mantine/core';
import { Glyph } from '../kit/glyph.tsx';
import { useContracts } from '../server/queries.ts';
import { mapperTexts } from '../texts/mapper.ts';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

const texts = mapperTexts.target;

/** What the result must be: a contract, a pasted shape, or whatever is mapped. */
export function TargetPicker() {
  const { contract, schema, state } = useMapper();
  const contracts = useContracts();
  const use = useTargetChoice();
  const now = contract !== null ? texts.contract(contract) : schema ? texts.pasted : texts.free;
  return (
    <Menu position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton className={classes.targetPicker ?? ''} title={texts.choose}>
          <span className="ellipsis">{now}</span>
          <Glyph name="chevron-down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu ?? ''}>
        <Menu.Label>{texts.contracts}</Menu.Label>
        {(contracts.data ?? []).map(({ name, title }) => (
          <Menu.Item
            key={name}
            leftSection={<Glyph name={name === contract ? 'check' : 'file-certificate'} size={14} />}
            onClick={() => use(name)}
          >
            {name} <span className={classes.quiet}>{title}</span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Glyph name="copy" size={14} />} onClick={() => state.setState({ isPasteOpen: true })}>
          {texts.paste}
        </Menu.Item>
        <Menu.Item
          leftSection={<Glyph name={contract === null && !schema ? 'check' : 'list-details'} size={14} />}
          onClick={() => use(undefined)}
        >
          {texts.asMapped}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Contracts that are offered where there is no target yet; the menu has all. */
const offered = 4;

/** The ways to a target, for who has none yet. */
export function TargetStarts() {
  const { state } = useMapper();
  const contracts = useContracts();
  const use = useTargetChoice();
  return (
    <>
      {(contracts.data ?? []).slice(0, offered).map(({ name }) => (
        <Button key={name} size="xs" variant="default" leftSection={<Glyph name="file-certificate" size={14} />} onClick={() => use(name)}>
          {texts.takeContract(name)}
        </Button>
      ))}
      <Button
        size="xs"
        variant="default"
        leftSection={<Glyph name="copy" size={14} />}
        onClick={() => state.setState({ isPasteOpen: true })}
      >
        {texts.pasteFirst}
      </Button>
    </>
  );
}

/** Takes a contract for the result; undefined: none. */
function useTargetChoice(): (name: string | undefined) => void {
  const { change } = useMapper();
  return (name) =>
    change(
      [
        { at: 'contract', value: name },
        { at: 'shape', value: undefined },
      ],
      mapperTexts.paste.undoTitle,
    );
}
