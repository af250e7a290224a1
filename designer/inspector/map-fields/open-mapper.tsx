import { coverageOf } from '@crossdock/flows/mapping/coverage';
import { fieldsOfSchema } from '@crossdock/flows/mapping/fields-of-schema';
import type { MapLine } from '@crossdock/flows/mapping/map-line';
import { placeLines } from '@crossdock/flows/mapping/place-lines';
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Command } from '../../commands/command.ts';
import { useCommands } from '../../commands/use-commands.ts';
import { Glyph } from '../../kit/glyph.tsx';
import { ShortcutCaps } from '../../kit/shortcut-caps.tsx';
import { useContracts } from '../../server/queries.ts';
import { useDocument, useEditor, useView } from '../../state/editor-context.tsx';
import { mapFieldsTexts as texts } from '../../texts/map-fields.ts';
import { useForm } from '../form-context.tsx';
import { isStepFocused } from '../is-step-focused.ts';
import classes from './map-fields.module.css';

/** Leads to the mapper of the selected step; Enter on its card does the same. */
export function OpenMapperButton() {
  const { flowId } = useEditor();
  const selected = useView((view) => (view.selected.length === 1 ? view.selected[0] : undefined));
  const name = useDocument((state) => state.flow.nodes.find(({ id }) => id === selected)?.name);
  const [, go] = useLocation();
  const open = useMemo(() => (selected === undefined ? null : () => go(`/flows/${flowId}/map/${selected}`)), [selected, flowId, go]);
  const commands = useMemo<Command[]>(
    () =>
      open
        ? [
            { id: 'mapper.open', title: texts.openOf(name ?? ''), icon: 'transform', group: texts.group, run: open },
            {
              id: 'mapper.enter',
              title: texts.open,
              icon: 'transform',
              group: texts.group,
              shortcut: 'enter',
              isKeyOnly: true,
              isEnabled: () => (isStepFocused() ? true : texts.canvasFirst),
              run: open,
            },
          ]
        : [],
    [open, name],
  );
  useCommands('map-fields', commands);
  if (!open) return null;
  return (
    <Button size="xs" leftSection={<Glyph name="transform" size={14} />} rightSection={<ShortcutCaps shortcut="enter" />} onClick={open}>
      {texts.open}
    </Button>
  );
}

const namedAtMost = 4;

/** How much of the contract the lines fill. */
export function ContractCoverage({ lines }: { lines: readonly MapLine[] }) {
  const { values } = useForm();
  const contracts = useContracts();
  const name = (values as { contract?: unknown }).contract;
  const schema = contracts.data?.find((contract) => contract.name === name)?.schema;
  const coverage = useMemo(() => (schema ? coverageOf(fieldsOfSchema(schema), placeLines(lines)) : null), [schema, lines]);
  if (!coverage || typeof name !== 'string') return null;
  const { needed } = coverage;
  const names = needed.slice(0, namedAtMost).map(({ path }) => path);
  return (
    <p className={classes.coverage} data-open={needed.length > 0 || undefined}>
      {texts.coverage(name, coverage.mapped, coverage.all)}{' '}
      {needed.length > 0 && texts.required(needed.length > namedAtMost ? `${names.join(', ')} …` : names.join(', '))}
    </p>
  );
}
