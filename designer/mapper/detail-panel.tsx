import { removal } from '@crossdock/flows/mapping/connect';
import type { Field } from '@crossdock/flows/mapping/field';
import type { PlacedLine } from '@crossdock/flows/mapping/place-lines';
import { ActionIcon, Select, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../kit/empty-state.tsx';
import { Glyph } from '../kit/glyph.tsx';
import { mapperTexts } from '../texts/mapper.ts';
import { ContractNote } from './contract-note.tsx';
import { FunctionCatalogue } from './function-catalogue.tsx';
import { LineForm } from './line-form.tsx';
import { LookupBuilder } from './lookup-builder.tsx';
import classes from './mapper.module.css';
import { useMapper, useMapperState } from './mapper-context.tsx';
import { OnSample } from './on-sample.tsx';
import { OpenField } from './open-field.tsx';
import { SourceDetail } from './source-detail.tsx';

const texts = mapperTexts.detail;

/** Everything about the selected target field; without one, about the selected source field. */
export function DetailPanel() {
  const { targetOf, sourceOf, lineOf } = useMapper();
  const targetPath = useMapperState((now) => now.target);
  const sourcePath = useMapperState((now) => now.source);
  const target = targetPath === null ? undefined : targetOf.get(targetPath);
  const source = sourcePath === null ? undefined : sourceOf.get(sourcePath);
  if (!target) {
    if (source) return <SourceDetail field={source} />;
    return (
      <div className={classes.detail}>
        <EmptyState title={texts.choose}>{texts.chooseHelp}</EmptyState>
      </div>
    );
  }
  return <TargetDetail key={target.path} field={target} lines={lineOf.get(target.path) ?? []} />;
}

function TargetDetail({ field, lines }: { field: Field; lines: readonly PlacedLine[] }) {
  const { change, own } = useMapper();
  const [chosen, setChosen] = useState(0);
  const [tool, setTool] = useState<'functions' | 'lookup' | null>(null);
  const line = lines[Math.min(chosen, lines.length - 1)];
  return (
    <section className={classes.detail} aria-label={texts.title}>
      <header className={classes.detailHead}>
        <h2 className={classes.detailTitle} title={field.title}>
          {field.path}
        </h2>
        {line && (
          <Tooltip label={`${texts.remove}  Del`}>
            <ActionIcon size="sm" aria-label={texts.remove} onClick={() => change(removal(line), texts.removeTitle(field.name))}>
              <Glyph name="trash" size={16} />
            </ActionIcon>
          </Tooltip>
        )}
      </header>
      {own.has(field.path) && <p className={classes.warn}>{texts.outside}</p>}
      {lines.length > 1 && (
        <div className={classes.variants}>
          <p className={classes.hint}>{texts.several(lines.length)}</p>
          <Select
            size="xs"
            aria-label={texts.several(lines.length)}
            data={lines.map((_, index) => ({ value: String(index), label: texts.line(index + 1) }))}
            value={String(Math.min(chosen, lines.length - 1))}
            allowDeselect={false}
            onChange={(next) => setChosen(Number(next))}
          />
        </div>
      )}
      {line ? (
        <LineForm key={line.at} field={field} line={line} tool={tool} onTool={(next) => setTool(tool === next ? null : next)} />
      ) : (
        <OpenField field={field} />
      )}
      {line && tool === 'functions' && <FunctionCatalogue line={line} onDone={() => setTool(null)} />}
      {line && tool === 'lookup' && <LookupBuilder line={line} onDone={() => setTool(null)} />}
      {line && !line.isOpen && <OnSample field={field} line={line} />}
      <ContractNote field={field} />
    </section>
  );
}
