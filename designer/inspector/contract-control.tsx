import { Select, UnstyledButton } from '@mantine/core';
import { useId, useState } from 'react';
import { schemaRows } from '../contracts/schema-rows.ts';
import { Glyph } from '../kit/glyph.tsx';
import { useContracts } from '../server/queries.ts';
import type { Contract } from '../server/shapes.ts';
import { inspectorTexts } from '../texts/inspector.ts';
import { FieldFrame, ProblemLine } from './field-frame.tsx';
import classes from './form.module.css';
import { type ControlProps, useFieldProblems, useForm } from './form-context.tsx';

const texts = inspectorTexts.contract;

/** A contract with its version, such as `order@1`, and a look at its fields. */
export function ContractControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const contracts = useContracts();
  const name = typeof value === 'string' && value !== '' ? value : null;
  const chosen = contracts.data?.find((contract) => contract.name === name);
  const isKnownProblem = useFieldProblems(path).some((problem) => problem.code === 'UNKNOWN_CONTRACT');
  const isMissing = contracts.isSuccess && name !== null && !chosen;
  const titles = new Map((contracts.data ?? []).map((contract) => [contract.name, contract.title ?? '']));
  return (
    <FieldFrame
      field={field}
      path={path}
      id={id}
      below={
        isMissing && !isKnownProblem ? (
          <ProblemLine severity="warning">{texts.missing(name)}</ProblemLine>
        ) : (
          chosen && <Fields contract={chosen} />
        )
      }
    >
      <Select
        id={id}
        data={[...titles.keys(), ...(isMissing ? [name] : [])].map((each) => ({ value: each, label: each }))}
        value={name}
        searchable
        placeholder={field.placeholder || texts.choose}
        nothingFoundMessage={texts.nothing}
        clearable={!field.isRequired}
        renderOption={({ option }) => (
          <span className={classes.option}>
            <span>{option.value}</span>
            {titles.get(option.value) && <span className={classes.optionHelp}>{titles.get(option.value)}</span>}
          </span>
        )}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}

/** The fields of the contract, on demand. */
function Fields({ contract }: { contract: Contract }) {
  const [isOpen, setOpen] = useState(false);
  const rows = schemaRows(contract.schema as Record<string, unknown>);
  return (
    <>
      <p className={classes.facts}>
        <span>{[contract.title, texts.fields(rows.length)].filter(Boolean).join(', ')}</span>
        <UnstyledButton className={classes.link ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Glyph name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          {isOpen ? texts.hide : texts.show}
        </UnstyledButton>
      </p>
      {isOpen && (
        <ul className={classes.contractFields}>
          {rows.map((row) => (
            <li key={row.path} style={{ paddingLeft: 8 + row.depth * 12 }} title={[row.rule, row.help].filter(Boolean).join('. ')}>
              <span className="mono">
                {row.name}
                {row.isRequired && (
                  <span className={classes.required} title={texts.required}>
                    *
                  </span>
                )}
              </span>
              <span>{row.type}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
