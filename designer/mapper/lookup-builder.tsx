import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLookups } from '../server/queries.ts';
import { useEditor } from '../state/editor-context.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { codeOf } from './line-scope.tsx';
import { type LookupCall, lookupCode, lookupOf } from './lookup-call.ts';
import classes from './mapper.module.css';
import { useMapper } from './mapper-context.tsx';

const texts = mapperTexts.lookup;

/** Makes a lookup of what stands in the value: which table, which column, and what happens without a row. */
export function LookupBuilder({ line, onDone }: { line: PlacedLine; onDone: () => void }) {
  const { env } = useEditor();
  const { change } = useMapper();
  const lookups = useLookups(env);
  const code = codeOf(line.line.value) ?? '';
  const [call, setCall] = useState<LookupCall>(() => lookupOf(code) ?? { table: '', key: code, column: null, missing: { kind: 'fail' } });
  const tables = lookups.data ?? [];
  const table = tables.find(({ name }) => name === call.table);
  const set = (part: Partial<LookupCall>) => setCall({ ...call, ...part });
  if (lookups.data && tables.length === 0 && call.table === '') return <p className={classes.hint}>{texts.none}</p>;
  return (
    <form
      className={classes.catalogue}
      aria-label={texts.title}
      onSubmit={(event) => {
        event.preventDefault();
        change([{ at: `${line.at}.value`, value: `{{ ${lookupCode(call)} }}` }], mapperTexts.detail.mapTitle(line.line.target));
        onDone();
      }}
    >
      <div className={classes.twoFields}>
        <Select
          size="xs"
          label={texts.table}
          searchable
          data={[...new Set([...tables.map(({ name }) => name), ...(call.table === '' ? [] : [call.table])])]}
          value={call.table === '' ? null : call.table}
          onChange={(next) => set({ table: next ?? '', column: null })}
        />
        <Select
          size="xs"
          label={texts.column}
          placeholder={texts.firstColumn}
          clearable
          data={table ? table.columns.filter(({ isKey }) => !isKey).map(({ name }) => name) : call.column === null ? [] : [call.column]}
          value={call.column}
          onChange={(next) => set({ column: next })}
        />
      </div>
      <TextInput
        size="xs"
        label={texts.key}
        className="mono"
        value={call.key}
        spellCheck={false}
        onChange={(event) => set({ key: event.currentTarget.value })}
      />
      <div className={classes.twoFields}>
        <Select
          size="xs"
          label={texts.missing}
          allowDeselect={false}
          data={[
            { value: 'fail', label: texts.fail },
            { value: 'default', label: texts.otherwise },
            { value: 'leave', label: texts.leave },
          ]}
          value={call.missing.kind}
          onChange={(kind) => set({ missing: kind === 'default' ? { kind, value: '' } : { kind: kind === 'leave' ? 'leave' : 'fail' } })}
        />
        {call.missing.kind === 'default' && (
          <TextInput
            size="xs"
            label={texts.default}
            value={call.missing.value}
            onChange={(event) => set({ missing: { kind: 'default', value: event.currentTarget.value } })}
          />
        )}
      </div>
      <div className={classes.catalogueFoot}>
        <code className={classes.compact}>{call.table === '' ? '' : lookupCode(call)}</code>
        <Button size="xs" type="submit" variant="filled" disabled={call.table === '' || call.key.trim() === ''}>
          {texts.apply}
        </Button>
      </div>
    </form>
  );
}
