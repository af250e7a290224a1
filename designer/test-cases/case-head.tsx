import type { TestCase } from '@crossdock/flows/document/flow';
import { freeId } from '@crossdock/flows/graph/new-node-id';
import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { tabPath } from '../editor/editor-tabs.ts';
import { Glyph } from '../kit/glyph.tsx';
import { StatusBadge } from '../kit/status-badge.tsx';
import { useEditor } from '../state/editor-context.tsx';
import { testCasesTexts as texts } from '../texts/test-cases.ts';
import { caseLook } from './case-look.ts';
import type { CaseState } from './report-store.ts';
import classes from './test-cases.module.css';
import { useCaseChange } from './use-case-change.ts';

type Props = {
  test: TestCase;
  state: CaseState | undefined;
  isOld: boolean;
  isJson: boolean;
  onJson: (isJson: boolean) => void;
  onRun: () => void;
  onChoose: (id: string) => void;
};

/** Name and state of a case, and what can be done with it. */
export function CaseHead({ test, state, isOld, isJson, onJson, onRun, onChoose }: Props) {
  const { document, flowId, view, may } = useEditor();
  const [, go] = useLocation();
  const duplicate = () => {
    const { tests } = document.store.getState().flow;
    const name = texts.copyName(test.name).slice(0, 120);
    const id = freeId(name, 'case', new Set(tests.map((other) => other.id)));
    document.change([{ op: 'add-test', test: { ...test, id, name } }], { title: texts.undoNames.add(name) });
    onChoose(id);
  };
  return (
    <header className={classes.head}>
      <NameField test={test} />
      <StatusBadge look={caseLook(state, isOld)} variant="pill" />
      <span className={classes.headActions}>
        {may.test && (
          <Button size="xs" leftSection={<Glyph name="player-play" size={14} />} loading={state?.kind === 'running'} onClick={onRun}>
            {texts.run}
          </Button>
        )}
        <Menu position="bottom-end" width={230}>
          <Menu.Target>
            <ActionIcon variant="default" size={26} aria-label={texts.more}>
              <Glyph name="dots" size={14} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<Glyph name="pencil" size={14} />}
              onClick={() => {
                view.setState({ sampleId: `test:${test.id}` });
                go(tabPath(flowId, 'design'));
              }}
            >
              {texts.useAsSample}
            </Menu.Item>
            {may.edit && (
              <Menu.Item leftSection={<Glyph name="copy" size={14} />} onClick={duplicate}>
                {texts.duplicate}
              </Menu.Item>
            )}
            <Menu.Item leftSection={<Glyph name={isJson ? 'list-details' : 'braces'} size={14} />} onClick={() => onJson(!isJson)}>
              {isJson ? texts.asForm : texts.asJson}
            </Menu.Item>
            {may.edit && (
              <>
                <Menu.Divider />
                <Menu.Item
                  leftSection={<Glyph name="trash" size={14} />}
                  onClick={() => document.change([{ op: 'remove-test', test: test.id }], { title: texts.undoNames.delete(test.name) })}
                >
                  {texts.delete}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      </span>
    </header>
  );
}

/** The name is kept when one leaves the field; Esc brings the old one back. */
function NameField({ test }: { test: TestCase }) {
  const { edit } = useCaseChange(test);
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    const name = text?.trim() ?? '';
    if (name !== '' && name !== test.name) edit({ name }, { title: texts.name });
    setText(null);
  };
  return (
    <TextInput
      readOnly={!useEditor().may.edit}
      aria-label={texts.name}
      className={classes.nameField ?? ''}
      maxLength={120}
      value={text ?? test.name}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(null);
        if (event.key === 'Enter') event.currentTarget.blur();
      }}
    />
  );
}
