import { Select } from '@mantine/core';
import { useId } from 'react';
import { useContracts } from '../server/queries.ts';
import { FieldFrame } from './field-frame.tsx';
import type { ControlProps } from './form-context.tsx';
import { useForm } from './form-context.tsx';

/** A contract with its version, such as `order@1`. */
export function ContractControl({ field, path, value }: ControlProps) {
  const form = useForm();
  const id = useId();
  const contracts = useContracts();
  const name = typeof value === 'string' && value !== '' ? value : null;
  const known = (contracts.data ?? []).map((contract) => ({
    value: contract.name,
    label: contract.title ? `${contract.name}  ${contract.title}` : contract.name,
  }));
  const options = name !== null && !known.some((option) => option.value === name) ? [...known, { value: name, label: name }] : known;
  return (
    <FieldFrame field={field} path={path} id={id}>
      <Select
        id={id}
        data={options}
        value={name}
        searchable
        placeholder={field.placeholder || 'Choose a contract'}
        clearable={!field.isRequired}
        onChange={(next) => form.change(path, next ?? undefined)}
        onBlur={form.endTyping}
      />
    </FieldFrame>
  );
}
